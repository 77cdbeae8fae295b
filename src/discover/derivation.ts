import { type Finding, termOf } from "./relation.ts";
import { type RunIndex, readLiteral, wordAt } from "./run-index.ts";
import { textAt } from "./evidence.ts";
import { wordsOf } from "./run-table.ts";
import { isGeneric, isTermLike } from "./term-text.ts";
import { discoveryWords } from "./words.ts";

/** Between a modifier and its head, where both together are one term: 伴走型の支援 is 伴走型支援. */
const JOINTS = ["の", "な", "による", "を重視した", "に寄り添う", "に寄り添った", "を通じた"];
const LOOSE = new Set(["による", "を通じた", "を重視した", "に寄り添う", "に寄り添った", "の"]);
const HEADS = new Set(discoveryWords.supportHeads);
const SWAPS = discoveryWords.swaps.map((group) => [...group].sort((a, b) => b.length - a.length));

/**
 * Finds terms that are one term in two forms, by rule: X型支援, X的支援 and X支援; 支援 and サポート; 子供 and こども. Only forms that both
 * stand in the corpus are told.
 */
export function findDerivations(index: RunIndex, leastFrequency: number): Finding[] {
  const { table } = index.runs;
  const families = new Map<string, Map<string, Finding["place"]>>();
  const add = (form: string, place?: Finding["place"]) => {
    const key = familyOf(form);
    if (key === form && place !== undefined) return;
    const family = families.get(key) ?? new Map<string, Finding["place"]>();
    families.set(key, family);
    if (!family.has(form)) family.set(form, place);
  };
  const frequency = new Map<string, number>();
  for (let r = 0; r < table.size; r++) {
    const term = wordsOf(table, r).join("");
    if (
      (table.frequency[r] as number) < leastFrequency ||
      !isTermLike(term) ||
      isGeneric(term) ||
      HEADS.has(term)
    )
      continue;
    add(term);
    frequency.set(term, (frequency.get(term) ?? 0) + (table.frequency[r] as number));
  }
  for (const { form, place } of joinedForms(index)) if (families.has(familyOf(form))) add(form, place);
  return [...families.values()].flatMap((family) => pairsOf(family, frequency));
}

/** What all forms of a term have in common. */
export function familyOf(form: string): string {
  let key = form;
  for (const [first, ...others] of SWAPS.map((group) => [group[0], ...group.slice(1)])) {
    for (const other of others) key = key.replaceAll(other as string, first as string);
  }
  for (const head of discoveryWords.supportHeads) {
    if (!key.endsWith(head) || key.length === head.length) continue;
    const modifier = key
      .slice(0, -head.length)
      .replace(/(?:型|的|性|化|形|方式|スタイル)?(?:の|な|による|を重視した|を通じた)?$/u, "");
    const bare = modifier.replace(/(?:型|的|形|方式|スタイル)$/u, "");
    return bare.length >= 2 ? `${bare} ${head}` : key;
  }
  return key;
}

/** X型のH, XによるH …: a run, a joint and a head alone. */
function* joinedForms(index: RunIndex): Generator<{ form: string; place: NonNullable<Finding["place"]> }> {
  const { corpus, runs } = index;
  const { table } = runs;
  for (let i = 0; i < runs.from.length; i++) {
    const text = runs.text[i] as number;
    const { end } = textAt(corpus, text);
    const to = runs.to[i] as number;
    const last = wordAt(corpus, to - 1);
    for (const joint of JOINTS) {
      // 伴走型の: the run holds 型 already.
      if (joint === "の" ? last !== "型" && last !== "的" : joint === "な" && last !== "的") continue;
      const after = readLiteral(corpus, end, to, joint);
      const head = after < 0 ? -1 : index.startingAt(after);
      if (head < 0) continue;
      const word = termOf(table, table.occurrence[head] as number);
      if (!HEADS.has(word)) continue;
      const place = { text, from: runs.from[i] as number, to: runs.to[head] as number };
      yield { form: `${termOf(table, table.occurrence[i] as number)}${joint}${word}`, place };
      break;
    }
  }
}

/** The most frequent form with each other one. */
function pairsOf(
  family: ReadonlyMap<string, Finding["place"]>,
  frequency: ReadonlyMap<string, number>,
): Finding[] {
  if (family.size < 2) return [];
  const forms = [...family.keys()].sort(
    (a, b) => (frequency.get(b) ?? 0) - (frequency.get(a) ?? 0) || (a < b ? -1 : 1),
  );
  const [main, ...others] = forms as [string, ...string[]];
  return others.map((other): Finding => {
    const place = family.get(other);
    const loose = [...LOOSE].some((joint) => joint.length > 1 && other.includes(joint));
    const finding = {
      kind: "synonym",
      left: main,
      right: other,
      pattern: "派生",
      precision: loose ? 0.5 : 0.7,
    } as const;
    return place === undefined ? finding : { ...finding, place };
  });
}

/**
 * Finds terms of the corpus that are opposites by their form: 非X and X, or two that differ in one word of the list of
 * opposites (双方向支援, 一方向支援).
 */
export function findOpposites(index: RunIndex, leastFrequency: number): Finding[] {
  const { table } = index.runs;
  const terms = new Set<string>();
  for (let r = 0; r < table.size; r++) {
    const term = wordsOf(table, r).join("");
    if ((table.frequency[r] as number) >= leastFrequency && isTermLike(term)) terms.add(term);
  }
  const findings: Finding[] = [];
  const found = (left: string, right: string, precision: number) =>
    findings.push({ kind: "contrary", left, right, pattern: "対義語形", precision });
  for (const term of terms) {
    for (const prefix of discoveryWords.negativePrefixes) {
      if (
        term.startsWith(prefix) &&
        term.length >= prefix.length + 2 &&
        terms.has(term.slice(prefix.length))
      ) {
        found(term, term.slice(prefix.length), 0.85);
      }
    }
    for (const [a, b] of discoveryWords.opposites) {
      const other = term.includes(a) && !term.includes(b) ? term.replace(a, b) : "";
      if (other !== "" && term.length > a.length && terms.has(other)) found(term, other, 0.8);
    }
  }
  return findings;
}
