import type { Span } from "../text/span.ts";
import type { Polarity } from "../thesaurus/concept.ts";
import type { Token } from "../tokenizer/token.ts";
import { type CueTable, type FoundCue, findCueAt } from "./cue-table.ts";
import type { JudgedSentence } from "./stance.ts";
import {
  isAdjective,
  isAuxiliary,
  isClauseNoun,
  isClosing,
  isFormalNoun,
  isNegation,
  isNominal,
  isOpening,
  isParticle,
  isStop,
  isSubordinator,
  isSuru,
  isVerb,
} from "./token-kind.ts";

/** What the walk read to the right of a mention. */
export interface Walked {
  /** Each turned the meaning over; an odd number denies. */
  readonly flips: readonly FoundCue[];
  /** The cue that ended the walk without turning anything over. */
  readonly read?: FoundCue;
}

/**
 * How much of what is said of the noun phrase is said of the mention in it: `self` the mention or a noun that names
 * the practice (寄り添う姿勢), `weak` a person or thing beside it (寄り添う職員), `side` something of its own (寄り添う効果).
 */
type Head = "self" | "weak" | "side";
type State = "nominal" | "argument" | "predicate" | "stop";

interface Walk {
  readonly table: CueTable;
  readonly text: string;
  readonly limit: number;
  readonly tokens: readonly Token[];
  readonly polarity: Polarity;
  readonly flips: FoundCue[];
  read?: FoundCue;
  index: number;
  head: Head;
  /** The particle that ties the noun phrase to its predicate; `manner` for adverbs. */
  role: string;
  hasObject: boolean;
  hasSubject: boolean;
  comma: boolean;
  /** い, でき, られ were read: a negation now says that something is lacking. */
  ongoing: boolean;
  hops: number;
}

/** Wide enough for every deciding cue seen (22 characters, 11 tokens), small enough to keep the cost flat. */
const maxSteps = 60;
const maxHops = 6;

/**
 * Walks right from a mention through the phrases that govern it: noun phrase, particle, predicate, and from a predicate
 * that modifies a noun on to that noun's own predicate, until the clause ends.
 */
export function walk(table: CueTable, sentence: JudgedSentence, span: Span, polarity: Polarity): Walked {
  const { text, tokens, end } = sentence;
  const index = findTokenFrom(tokens, span.end);
  const state: Walk = {
    table,
    text,
    limit: end,
    tokens,
    polarity,
    flips: [],
    index,
    head: "self",
    role: "",
    hasObject: false,
    hasSubject: false,
    comma: false,
    ongoing: false,
    hops: 0,
  };
  let next = findFirstState(state, span);
  for (let step = 0; step < maxSteps && next !== "stop"; step += 1) next = takeStep(state, next);
  return { flips: state.flips, ...(state.read === undefined ? {} : { read: state.read }) };
}

function takeStep(walk: Walk, state: State): State {
  const token = walk.tokens[walk.index];
  if (token === undefined || token.start >= walk.limit || isStop(token)) return "stop";
  if (state === "nominal") return readNominal(walk, token);
  if (state === "argument") return readArgument(walk, token);
  return readPredicate(walk, token);
}

/** The first token that begins at or after `offset`; a token that the match cuts counts as inside it. */
export function findTokenFrom(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function findFirstState(walk: Walk, span: Span): State {
  const last = walk.tokens[walk.index - 1];
  const next = walk.tokens[walk.index];
  if (last === undefined || next === undefined) return "nominal";
  if (last.pos === "助詞") {
    if (last.surface === "の") return "nominal";
    if (last.pos1 === "接続助詞" && "てで".includes(last.surface)) return "predicate";
    if (isSubordinator(last))
      return isSuru(next) || walk.table.practiceHeads.has(next.surface) ? "predicate" : "stop";
    return enterArgument(walk, "manner");
  }
  if (last.pos === "副詞" || (isAdjective(last) && last.conjugationForm.startsWith("連用")))
    return enterArgument(walk, "manner");
  if (last.pos === "助動詞" && last.conjugationForm === "体言接続") return "nominal";
  if (last.pos !== "動詞") return last.pos === "助動詞" || last.pos === "形容詞" ? "predicate" : "nominal";
  if (!last.conjugationForm.startsWith("連用形") || last.pos1 !== "自立") return "predicate";
  if (next.surface === "、") return isObjectBefore(walk.tokens, span) ? readSharedNoun(walk) : "nominal";
  const nounLike =
    isParticle(next) ||
    isNominal(next) ||
    isSuru(next) ||
    "のや・」』".includes(next.surface) ||
    next.lemma === "だ";
  return nounLike && !(next.pos === "助詞" && next.pos1 === "接続助詞") ? "nominal" : "predicate";
}

/** 責任を押し付け、 is a verb; 放置、押し付け、 is a noun. */
function isObjectBefore(tokens: readonly Token[], span: Span): boolean {
  const before = tokens[findTokenFrom(tokens, span.start) - 1];
  const inside = tokens[findTokenFrom(tokens, span.start)];
  if (inside !== undefined && isNominal(inside)) return false;
  return before?.pos !== "助動詞" && !(before?.surface === "の") && before !== undefined;
}

/** 寄り添い、共に歩む支援が足りない: two verbs that modify one noun share what is said of it. */
function readSharedNoun(walk: Walk): State {
  const { tokens } = walk;
  for (let index = walk.index + 1; index < walk.index + 12; index += 1) {
    const verb = tokens[index];
    const noun = tokens[index + 1];
    if (verb === undefined || noun === undefined || isStop(verb) || verb.surface === "、") return "stop";
    if (!isVerb(verb)) continue;
    if (verb.conjugationForm !== "基本形" || !isNominal(noun) || isFormalNoun(noun) || isClauseNoun(noun))
      return "stop";
    const tail = tokens[index + 2]?.surface ?? "";
    if (!walk.table.practiceHeads.has(noun.surface) && !["に", "で", "と"].includes(tail)) return "stop";
    walk.index = index + 1;
    walk.head = "self";
    return advance(walk, "nominal");
  }
  return "stop";
}

// ── after a noun phrase ──────────────────────────────────────────────

function readNominal(walk: Walk, token: Token): State {
  const cue = findCue(walk, "nominal", token);
  if (
    cue !== undefined &&
    (walk.head === "self" ||
      (walk.head === "weak" && (cue.rule.startsWith("absence") || cue.rule === "contrast")) ||
      !cue.flips)
  ) {
    return take(walk, cue);
  }
  if (isClosing(token)) return advance(walk, "nominal");
  if (isOpening(token)) return skipBrackets(walk);
  const linked = readLink(walk, token);
  if (linked !== undefined) return linked;
  if (isSuru(token)) return enterPredicate(walk, token);
  if (isCoordinator(token)) {
    const after = findPhraseEnd(walk.tokens, walk.index + 1);
    if (after !== undefined) return jump(walk, after, "nominal");
    if (token.surface === "、") return readApposition(walk);
    if (token.surface !== "と" && token.surface !== "も") return "stop";
  }
  if (isNominal(token)) {
    setHead(walk, token, walk.head === "self" ? "self" : walk.head);
    return advance(walk, "nominal");
  }
  if (token.pos === "助動詞") return "predicate";
  if (token.pos === "助詞") return readParticle(walk, token);
  if (isVerb(token) || isAdjective(token)) return enterArgument(walk, "が");
  return token.pos === "副詞" ? enterArgument(walk, "が") : "stop";
}

const links =
  /(?:に関する|に対する|に係る|における|という|といった|っていう|との|への|での|からの|までの|による|に向けた|としての|のための|ための|らしい|のような|みたいな|的な|な|の)/y;

/** A の B, A な B, A という B: what follows is said of B. */
function readLink(walk: Walk, token: Token): State | undefined {
  links.lastIndex = token.start;
  const link = links.exec(walk.text)?.[0];
  if (link === undefined) return undefined;
  const index = findTokenFrom(walk.tokens, token.start + link.length);
  // の must not be read out of ので
  if (walk.tokens[index - 1]?.end !== token.start + link.length) return undefined;
  const noun = findLinkedNoun(walk.tokens, index);
  if (noun === undefined) return undefined;
  walk.hops += 1;
  if (walk.hops > maxHops) return "stop";
  walk.index = noun;
  const head = walk.tokens[noun] as Token;
  if (isClauseNoun(head)) return "stop";
  const attributive = link.endsWith("な") || (link === "の" && walk.polarity === "contrary");
  if (isFormalNoun(head)) return "predicate";
  setHead(walk, head, attributive ? "self" : "weak");
  return advance(walk, "nominal");
}

/** The noun after の or な, over other modifiers (一方的なその冷たい指導). */
function findLinkedNoun(tokens: readonly Token[], from: number): number | undefined {
  for (let index = from; index < from + 4; index += 1) {
    const token = tokens[index];
    if (token === undefined) return undefined;
    if (isNominal(token) || (isVerb(token) && token.conjugationForm === "連用形")) return index;
    if (token.pos !== "連体詞" && !isAdjective(token) && !"、「『".includes(token.surface)) return undefined;
  }
  return undefined;
}

function setHead(walk: Walk, token: Token, otherwise: Head): void {
  if (walk.table.sideHeads.has(token.surface)) walk.head = "side";
  else if (walk.table.practiceHeads.has(token.surface)) walk.head = walk.head === "side" ? "side" : "self";
  else walk.head = walk.head === "side" ? "side" : otherwise;
}

const coordinators = new Set([
  "や",
  "と",
  "・",
  "、",
  "及び",
  "および",
  "または",
  "又は",
  "とか",
  "か",
  "並びに",
  "かつ",
  "/",
  "だの",
  "も",
]);
const isCoordinator = (token: Token): boolean => coordinators.has(token.surface);

/** After 、や と: the end of the next noun phrase, when a particle or a further 、 follows it. */
function findPhraseEnd(tokens: readonly Token[], from: number): number | undefined {
  let nouns = 0;
  for (let index = from; index < from + 9; index += 1) {
    const token = tokens[index];
    if (token === undefined) return undefined;
    const inside =
      isNominal(token) ||
      token.surface === "の" ||
      token.surface === "な" ||
      isOpening(token) ||
      isClosing(token);
    if (
      inside ||
      token.pos === "連体詞" ||
      (token.pos === "動詞" && token.conjugationForm === "連用形" && !isSuru(token))
    ) {
      if (isNominal(token) || isVerb(token)) nouns += 1;
      continue;
    }
    if (token.surface === "から" && tokens[index + 1]?.surface === "目線") continue;
    const ends =
      isParticle(token) || isCoordinator(token) || token.lemma === "だ" || token.surface.startsWith("とい");
    return nouns > 0 && ends && token.pos1 !== "接続助詞" ? index : undefined;
  }
  return undefined;
}

const focusParticles = new Set([
  "など",
  "なんか",
  "とか",
  "だけ",
  "ばかり",
  "のみ",
  "こそ",
  "なんて",
  "なぞ",
  "ほど",
  "くらい",
  "ぐらい",
  "等",
]);

function readParticle(walk: Walk, token: Token): State {
  if (focusParticles.has(token.surface)) return advance(walk, "nominal");
  if (isSubordinator(token)) return "stop";
  if (token.pos2 === "連語" || token.surface === "として") return readCompoundParticle(walk, token);
  if (!isParticle(token)) return token.surface === "か" ? "stop" : advance(walk, "nominal");
  const next = walk.tokens[walk.index + 1];
  const base =
    token.surface.length > 1 &&
    token.surface.endsWith("は") &&
    token.surface !== "では" &&
    token.surface !== "とは"
      ? token.surface.slice(0, -1)
      : token.surface;
  const withTopic = (base === "と" || base === "で") && next?.surface === "は";
  const before = walk.tokens[walk.index - 1];
  const adverbial =
    base === "に" &&
    [before?.pos1, before?.pos2].some((kind) => kind === "形容動詞語幹" || kind === "副詞可能");
  if (
    base === "で" &&
    (next?.surface === "、" || (isFormalNounAt(walk, walk.index - 1) && next?.surface !== "は"))
  )
    return "stop";
  walk.index += withTopic ? 2 : 1;
  return enterArgument(walk, adverbial ? "manner" : withTopic ? `${base}は` : base);
}

/** について names a topic, として a way of seeing; the other compound particles (において, によって) end the reach. */
function readCompoundParticle(walk: Walk, token: Token): State {
  if (token.surface === "として") {
    walk.head = "self";
    return advance(walk, enterArgument(walk, "として"));
  }
  if (token.surface !== "について" && token.surface !== "に関して") return "stop";
  if (walk.head === "self") walk.head = "weak";
  return advance(walk, enterArgument(walk, "は"));
}

const isFormalNounAt = (walk: Walk, index: number): boolean => {
  const token = walk.tokens[index];
  return token !== undefined && isFormalNoun(token);
};

function skipBrackets(walk: Walk): State {
  for (let index = walk.index + 1; index < walk.index + 20; index += 1) {
    const token = walk.tokens[index];
    if (token === undefined) return "stop";
    if (isClosing(token)) return jump(walk, index + 1, "nominal");
  }
  return "stop";
}

// ── between a particle and the predicate ─────────────────────────────

function enterArgument(walk: Walk, role: string): State {
  walk.role = role;
  walk.hasObject = false;
  walk.hasSubject = false;
  walk.comma = false;
  return "argument";
}

function readArgument(walk: Walk, token: Token): State {
  const cue = token.pos === "副詞" || token.pos === "接続詞" ? undefined : findCue(walk, "argument", token);
  if (cue !== undefined && governs(walk, cue) && isPredicative(walk, cue)) return take(walk, cue);
  if (isSubordinator(token) && token.surface !== "し") return "stop";
  if (token.surface === "という" || token.surface === "といった") return readLink(walk, token) ?? "stop";
  if (token.pos === "助詞") return readArgumentParticle(walk, token);
  if (token.surface === "、") {
    walk.comma = true;
    return advance(walk, "argument");
  }
  if (isAdjective(token)) return readAdjective(walk, token);
  if (
    token.pos === "助動詞" &&
    (isNegation(token) || token.surface === "で" || token.surface === "だ" || token.lemma === "です")
  ) {
    // どこであれ, 誰であろうと
    if (/^あ[れろ]/.test(walk.tokens[walk.index + 1]?.surface ?? ""))
      return jump(walk, walk.index + 2, "argument");
    return "stop";
  }
  const verbal = token.pos === "動詞" && token.pos1 !== "接尾";
  if (verbal && isNounUse(token, walk.tokens[walk.index + 1])) return advance(walk, "argument");
  if (verbal || token.lemma === "ござる") return govern(walk, token, token.lemma);
  const next = walk.tokens[walk.index + 1];
  if (isNominal(token) && next !== undefined && isSuru(next)) {
    walk.index += 1;
    return govern(walk, next, token.surface);
  }
  return advance(walk, "argument");
}

/** 学校に丸投げではなく: a 連用形 before a particle or a copula stands as a noun. */
function isNounUse(token: Token, next: Token | undefined): boolean {
  if (next === undefined || !token.conjugationForm.startsWith("連用形")) return false;
  return (next.pos === "助詞" && (next.pos1 === "格助詞" || next.pos1 === "係助詞")) || next.lemma === "だ";
}

function readArgumentParticle(walk: Walk, token: Token): State {
  if (token.surface === "が") walk.hasSubject = true;
  if (token.surface === "を") walk.hasObject = true;
  return advance(walk, "argument");
}

/** Whether a lexical cue is said of the mention and not of another noun phrase on the way. */
function governs(walk: Walk, cue: FoundCue): boolean {
  if (!cue.flips) return true;
  if (walk.head === "side") return false;
  if (walk.head === "weak" && cue.rule !== "loss") return false;
  if (cue.rule === "loss") return !walk.hasSubject && !walk.hasObject;
  return walk.role === "を" || !walk.hasObject;
}

/** 責任の放棄につながる: a verbal noun is a predicate only with する or at the end of its clause. */
function isPredicative(walk: Walk, cue: FoundCue): boolean {
  const after = findTokenFrom(walk.tokens, cue.end);
  const [last, next] = [walk.tokens[after - 1], walk.tokens[after]];
  if (last === undefined || !isNominal(last) || !cue.flips || next === undefined) return true;
  if (walk.tokens[walk.index - 1]?.surface === "の") return false;
  return (
    isSuru(next) ||
    next.pos === "助動詞" ||
    next.pos === "記号" ||
    next.pos1 === "接尾" ||
    "にへもがで".includes(next.surface)
  );
}

function readAdjective(walk: Walk, token: Token): State {
  if (!isNegation(token)) {
    const next = walk.tokens[walk.index + 1];
    const passing =
      token.conjugationForm.startsWith("連用") ||
      (next !== undefined && isNominal(next) && !isFormalNoun(next));
    return passing ? advance(walk, "argument") : "stop";
  }
  const before = walk.tokens[walk.index - 1];
  // 切れ目のない, 問題のない: said of the noun before の
  if (before?.surface === "の") return advance(walk, "argument");
  // 伴走支援は目的ではない denies what stands before では, not the topic.
  if (before?.surface === "は" && "でじゃ".includes(walk.tokens[walk.index - 2]?.surface ?? "-"))
    return "stop";
  if (walk.head === "side" || (walk.hasSubject && walk.role !== "が") || (walk.hasSubject && walk.hasObject))
    return "stop";
  if (!["が", "は", "も", "manner", "て", "さえ", "すら", "しか", "まで"].includes(walk.role)) return "stop";
  return "predicate";
}

const statives = new Set([
  "ある",
  "いる",
  "おる",
  "ござる",
  "足りる",
  "見える",
  "見られる",
  "出る",
  "進む",
  "届く",
]);

function govern(walk: Walk, verb: Token, lemma: string): State {
  const { table, role, head } = walk;
  if (walk.comma && isAdnominal(walk) && (role === "を" || role === "は" || role === "が"))
    return advance(walk, "argument");
  if (table.neutralVerbs.has(lemma) || head === "side") return "stop";
  if (head === "weak" && !table.lightVerbs.has(lemma)) return "stop";
  if ((role === "と" || role === "とは") && !table.complementVerbs.has(lemma)) return "stop";
  if (role === "で" && lemma === "ある" && walk.tokens[walk.index - 1]?.surface === "で")
    return enterPredicate(walk, verb);
  if (["から", "へ", "より"].includes(role) || (head === "weak" && role === "に")) return "stop";
  if (role === "が" && table.agentiveVerbs.has(lemma) && !isPassive(walk)) return "stop";
  if (["は", "が", "も", "に", "て"].includes(role) && walk.hasObject) return "stop";
  if (["は", "に", "で"].includes(role) && walk.hasSubject && statives.has(lemma)) return "stop";
  return enterPredicate(walk, verb);
}

const isPassive = (walk: Walk): boolean =>
  walk.tokens
    .slice(walk.index + 1, walk.index + 3)
    .some((token) => token.lemma === "れる" || token.lemma === "られる");

/** A verb that stands right before a noun modifies that noun. */
function isAdnominal(walk: Walk): boolean {
  for (let index = walk.index + 1; index < walk.index + 6; index += 1) {
    const token = walk.tokens[index];
    if (token === undefined) return false;
    if (isNominal(token)) return !isFormalNoun(token);
    if (!isAuxiliary(token) && !isNegation(token) && token.surface !== "て") return false;
  }
  return false;
}

// ── after a predicate ────────────────────────────────────────────────

function enterPredicate(walk: Walk, verb: Token): State {
  walk.ongoing = [
    "できる",
    "出来る",
    "至る",
    "行き届く",
    "届く",
    "足りる",
    "整う",
    "取れる",
    "図れる",
  ].includes(verb.lemma);
  return advance(walk, "predicate");
}

function readPredicate(walk: Walk, token: Token): State {
  const cue = findCue(walk, "predicate", token);
  if (cue !== undefined) return take(walk, cue);
  if (isNegation(token) || hardTo.has(token.lemma)) return takeNegation(walk, token);
  if (token.pos === "助動詞" && token.conjugationForm === "体言接続" && token.lemma === "だ")
    return readLink(walk, token) ?? "stop";
  if (token.conjugationForm === "仮定形" && isAuxiliary(token)) return takeCondition(walk, token);
  if (isAuxiliary(token)) {
    if (["いる", "てる", "おる", "れる", "られる", "える"].includes(token.lemma)) walk.ongoing = true;
    return advance(walk, "predicate");
  }
  if (isClosing(token)) return advance(walk, "predicate");
  if (token.surface === "、") return readApposition(walk);
  if (token.pos === "助詞") return readPredicateParticle(walk, token);
  if (isSuru(token)) return enterPredicate(walk, token);
  if (token.lemma === "ある" && walk.tokens[walk.index - 1]?.surface === "で")
    return advance(walk, "predicate");
  if (isVerb(token)) return enterArgument(walk, "manner");
  if (isClauseNoun(token)) return "stop";
  if (isFormalNoun(token)) return readFormalNoun(walk, token);
  if (isNominal(token)) return readModifiedNoun(walk, token);
  if (token.pos === "連体詞" || isAdjective(token)) return advance(walk, "predicate");
  return "stop";
}

/** たらい回しにされにくい, 寄り添いづらい */
const hardTo = new Set(["にくい", "難い", "づらい", "辛い", "がたい"]);

function takeNegation(walk: Walk, token: Token): State {
  const lacking = walk.ongoing && walk.polarity !== "contrary" && walk.flips.length === 0;
  walk.flips.push({
    start: token.start,
    end: token.end,
    rule: "negation",
    flips: true,
    next: "predicate",
    ...(lacking ? { mode: "lacking" as const } : {}),
  });
  if (isConditionalTo(walk, walk.index + 1)) {
    walk.flips.pop();
    return takeCondition(walk, token);
  }
  return advance(walk, "predicate");
}

/** 寄り添わないと、 is a condition; 寄り添わないと言う is not. */
function isConditionalTo(walk: Walk, index: number): boolean {
  const [token, next] = [walk.tokens[index], walk.tokens[index + 1]];
  if (token?.surface !== "と" || next === undefined || isStop(next)) return false;
  return !(isVerb(next) || isSuru(next) || next.pos === "助詞" || next.lemma === "の" || isClosing(next));
}

function takeCondition(walk: Walk, token: Token): State {
  walk.read ??= {
    start: token.start,
    end: token.end,
    rule: "condition",
    flips: false,
    next: "stop",
    mode: "hypothetical",
  };
  return "stop";
}

function readPredicateParticle(walk: Walk, token: Token): State {
  const next = walk.tokens[walk.index + 1];
  if (token.surface === "ば") return takeCondition(walk, token);
  if (token.surface === "て" || (token.surface === "で" && token.pos1 === "接続助詞")) {
    return next?.surface === "、" ? "stop" : readAfterTe(walk, next);
  }
  if (token.surface === "たり" || token.surface === "だり") {
    walk.index += next?.surface === "、" ? 2 : 1;
    return enterArgument(walk, "manner");
  }
  if (["と", "って", "とは", "とも"].includes(token.surface)) return readComplement(walk, token);
  const linked = readLink(walk, token);
  if (linked !== undefined) return linked;
  if (token.surface === "な" && token.pos1 === "終助詞" && isPlain(walk.tokens[walk.index - 1])) {
    walk.flips.push({
      start: token.start,
      end: token.end,
      rule: "prohibition",
      flips: true,
      next: "stop",
      mode: "obliged",
    });
    return "stop";
  }
  if (isSubordinator(token) || token.surface === "か") return "stop";
  if (["を", "が"].includes(token.surface)) {
    walk.index += 1;
    return enterArgument(walk, token.surface);
  }
  return advance(walk, "predicate");
}

const isPlain = (token: Token | undefined): boolean =>
  token?.pos === "動詞" && token.conjugationForm === "基本形";

/** 寄り添って話を聞いていない: without a 、 the て-form shares the negation of the next verb. */
function readAfterTe(walk: Walk, next: Token | undefined): State {
  walk.index += 1;
  if (next === undefined) return "stop";
  const tail = isAuxiliary(next) || isNegation(next) || next.pos === "助詞" || isSuru(next);
  return tail ? "predicate" : enterArgument(walk, "て");
}

/** 丸投げだとは思わない: the outer verb decides; with any other verb the clause ends at と. */
function readComplement(walk: Walk, token: Token): State {
  const linked = token.surface === "と" ? readLink(walk, token) : undefined;
  if (linked !== undefined) return linked;
  let index = walk.index + 1;
  while (["は", "も", "まで"].includes(walk.tokens[index]?.surface ?? "")) index += 1;
  const verb = walk.tokens[index];
  if (verb === undefined || !isVerb(verb) || !walk.table.complementVerbs.has(verb.lemma)) return "stop";
  walk.index = index;
  return enterPredicate(walk, verb);
}

/** 寄り添う、そういった対応が…: an apposition goes on with its noun. */
function readApposition(walk: Walk): State {
  const after = walk.tokens[walk.index + 1];
  if (after !== undefined && (after.surface === "これ" || after.surface === "それ")) {
    const particle = walk.tokens[walk.index + 2];
    const tied = particle !== undefined && isParticle(particle);
    walk.index += tied ? 3 : 2;
    return enterArgument(walk, tied ? particle.surface : "は");
  }
  if (
    after === undefined ||
    !/^(?:そう|こう|そうした|こうした|そういう|こういう|そういった|こういった)$/.test(after.surface)
  )
    return "stop";
  for (let index = walk.index + 2; index < walk.index + 6; index += 1) {
    const token = walk.tokens[index];
    if (token !== undefined && isNominal(token)) {
      walk.index = index;
      return isFormalNoun(token) ? advance(walk, "nominal") : readModifiedNoun(walk, token);
    }
  }
  return "stop";
}

/** こと, わけ, つもり carry the clause on; 〜ように goes on only to する and なる. */
function readFormalNoun(walk: Walk, token: Token): State {
  const [particle, verb] = [walk.tokens[walk.index + 1], walk.tokens[walk.index + 2]];
  if (token.surface === "よう" && particle?.surface === "に") {
    if (verb === undefined || !["する", "なる", "いたす", "致す"].includes(verb.lemma)) return "stop";
    walk.index += 2;
    return enterPredicate(walk, verb);
  }
  walk.head = walk.head === "side" ? "side" : "self";
  return advance(walk, "nominal");
}

/** A predicate that modifies a noun: what was denied stays denied, what was not goes on with the noun. */
function readModifiedNoun(walk: Walk, token: Token): State {
  if (walk.flips.length % 2 === 1) return "stop";
  walk.hops += 1;
  if (walk.hops > maxHops) return "stop";
  setHead(walk, token, "weak");
  return advance(walk, "nominal");
}

// ── cues ─────────────────────────────────────────────────────────────

function findCue(
  walk: Walk,
  place: "nominal" | "argument" | "predicate",
  token: Token,
): FoundCue | undefined {
  const cue = findCueAt(walk.table.cues[place], walk.text, token.start, walk.limit, walk.polarity, walk.role);
  if (cue === undefined) return undefined;
  // ないか must not be read out of ないから: a cue does not end inside a particle.
  const last = walk.tokens[findTokenFrom(walk.tokens, cue.end) - 1];
  return last !== undefined && last.end > cue.end && last.pos === "助詞" ? undefined : cue;
}

function take(walk: Walk, cue: FoundCue): State {
  if (cue.flips) walk.flips.push(cue);
  else walk.read ??= cue;
  walk.index = Math.max(findTokenFrom(walk.tokens, cue.end), walk.index + 1);
  if (cue.next === "predicate") walk.ongoing = false;
  return cue.next;
}

function advance(walk: Walk, state: State): State {
  walk.index += 1;
  return state;
}

function jump(walk: Walk, index: number, state: State): State {
  walk.index = Math.max(index, walk.index + 1);
  return state;
}
