import { discoveryWords } from "./words.ts";

/** What a noun names, as far as its last word tells. */
type NounSort = "person" | "body" | "place" | "field" | "other";

const PEOPLE = new Set(discoveryWords.people);
const BODIES = new Set(discoveryWords.bodies);
const PLACES = new Set(discoveryWords.places);
const FIELDS = new Set(discoveryWords.fields);
const ABOUT = new Set(discoveryWords.aboutHeads);
const DOCUMENT_END = /(?:報告|証明|計画|申請|届出|説明)書$/u;
const THINGS = new Set(discoveryWords.deverbalThings);

/** 利用者, 相談員, 児; 外国人 but no 法人. */
const PERSON_END = /(?:[者員士師児民族]|(?<!法)人)$/u;
/** Bodies by their last character; a single word such as 場所 is none. */
const BODY_END =
  /(?:センター|研究所|事務所|相談所|保健所|園|校|院|省|庁|社|局|町会|自治会|協議会|委員会|連合会|生協)$/u;
/** What a body may be a kind of beside a body. */
const BODY_ROLE_END = /(?:資源|拠点|場|機会|主体|先|組織|構成員|者)$/u;
/** What a person may be a kind of beside a person: 職種, 世代. */
const ROLE_END = /(?:職|職種|資格|職業|立場|世代|世帯|階層|層|資源|担い手)$/u;

function sortOf(words: readonly string[]): NounSort {
  const last = words.at(-1) as string;
  const term = words.join("");
  if (PEOPLE.has(last) || PEOPLE.has(words.slice(-2).join("")) || PERSON_END.test(term)) return "person";
  if (BODIES.has(last) || BODY_END.test(term)) return "body";
  if (PLACES.has(last)) return "place";
  return FIELDS.has(term) ? "field" : "other";
}

/**
 * False where A can be no kind of B because they name things of different sorts: in 病院などの利用者 and 介護などの施設 などの ties A to B
 * as の does.
 *
 * @param left - `named`: A holds a proper name; `acts`: its last word is a verbal noun
 * @param right - `done`: a verbal noun stands before the last word of B
 */
export function agreeAsKinds(
  leftWords: readonly string[],
  rightWords: readonly string[],
  left: { readonly named: boolean; readonly acts: boolean },
  right: { readonly done: boolean },
): boolean {
  const [a, b] = [sortOf(leftWords), sortOf(rightWords)];
  if (b === "person" || /層$/u.test(rightWords.join(""))) return a === "person";
  if (a === "person") return ROLE_END.test(rightWords.join(""));
  // 助成金などの採択企業: a body that something was done to.
  if (b === "body") return a === "body" || (a === "other" && !left.acts && !right.done);
  if (a === "body") return b === "place" || BODY_ROLE_END.test(rightWords.join(""));
  if (a === "place") return b === "place";
  return !(b === "place" && a !== "other" && !left.named);
}

/** Pairs that things pass between (学校から施設へ) and that are no ideas. */
export const isPartyToMove = (words: readonly string[]): boolean =>
  ["person", "body", "place"].includes(sortOf(words)) ||
  /(?:費|額|会計|部|課|係|学級|教室)$/u.test(words.join(""));

/** Heads of what deals with A: 飲酒などの校則, 人権などのセミナー. */
export const isAboutHead = (words: readonly string[]): boolean =>
  ABOUT.has(words.at(-1) as string) || DOCUMENT_END.test(words.join(""));

/** A noun made of a verb (支え, 妨げ, 洗い出し) that names the act and no thing. */
export const isDeverbal = (term: string): boolean =>
  /(?:\p{Script=Han}[いきぎしちびみりえけげせてべめれ]|まとめ)$/u.test(term) && !THINGS.has(term);

/** ご相談 and 相談. */
export const isSameButPolite = (left: string, right: string): boolean =>
  left.replace(/^[ごお御]/u, "") === right.replace(/^[ごお御]/u, "");
