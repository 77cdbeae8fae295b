import type { Token } from "../tokenizer/token.ts";
import type { FoundCue } from "./cue-table.ts";
import { readLink } from "./link.ts";
import {
  isAdjective,
  isAuxiliary,
  isClosing,
  isComma,
  isFormalNoun,
  isNegation,
  isNominal,
  isOpening,
  isStop,
  isSubordinator,
  isSuru,
} from "./token-kind.ts";
import {
  advance,
  enterPredicate,
  findCue,
  findTokenFrom,
  jump,
  type State,
  take,
  type Walk,
} from "./walk-state.ts";

export function readArgument(walk: Walk, token: Token): State {
  const next = walk.tokens[walk.index + 1];
  // 改めている comes as an adverb and いる, まっぴらだ as one and だ; before any other word 改めて is the adverb. A cue that goes on
  // behind the word is none of that: ごく一部に, 反面教師.
  const isAdverb = token.pos === "副詞" && next?.lemma !== "いる" && next?.pos !== "助動詞";
  const found = findCue(walk, "argument", token);
  const isWord = isAdverb || token.pos === "接続詞";
  const cue = isWord && found !== undefined && found.end <= token.end ? undefined : found;
  if (cue !== undefined && governs(walk, cue) && isPredicative(walk, cue)) return take(walk, cue);
  if (isSubordinator(token) && token.surface !== "し") return "stop";
  if (token.surface === "という" || token.surface === "といった") return readLink(walk, token) ?? "stop";
  if (token.pos === "助詞") return readArgumentParticle(walk, token);
  if (isOpening(token)) return skipQuote(walk);
  if (isComma(token)) {
    walk.comma = true;
    return advance(walk, "argument");
  }
  // つもりはない: IPADIC calls this ない an auxiliary
  if (isAdjective(token) || isNegation(token)) return readAdjective(walk, token);
  if (
    token.pos === "助動詞" &&
    (token.surface === "で" || token.surface === "だ" || token.lemma === "です")
  ) {
    // どこであれ, 誰であろうと
    if (/^あ[れろ]/.test(walk.tokens[walk.index + 1]?.surface ?? ""))
      return jump(walk, walk.index + 2, "argument");
    return "stop";
  }
  const verbal = token.pos === "動詞" && token.pos1 !== "接尾";
  if (verbal && isNounUse(token, walk.tokens[walk.index + 1])) return advance(walk, "argument");
  if (verbal || token.lemma === "ござる") return govern(walk, token, token.lemma);
  if (isNominal(token) && next !== undefined && isSuru(next)) {
    walk.index += 1;
    return govern(walk, next, token.surface);
  }
  return advance(walk, "argument");
}

/** What is quoted on the way has its own predicates. */
function skipQuote(walk: Walk): State {
  for (let index = walk.index + 1; index < walk.index + 20; index += 1) {
    const token = walk.tokens[index];
    if (token === undefined) break;
    if (isClosing(token)) return jump(walk, index + 1, "argument");
  }
  return advance(walk, "argument");
}

/** 学校に丸投げではなく: a 連用形 before a particle or a copula stands as a noun. */
function isNounUse(token: Token, next: Token | undefined): boolean {
  if (next === undefined || !token.conjugationForm.startsWith("連用形")) return false;
  return (next.pos === "助詞" && (next.pos1 === "格助詞" || next.pos1 === "係助詞")) || next.lemma === "だ";
}

/** 就学を境に, 転居を機に: を with these is no object. */
const postpositions = new Set([
  "境",
  "機",
  "契機",
  "きっかけ",
  "通じ",
  "通し",
  "もと",
  "基",
  "受け",
  "踏まえ",
  "中心",
  "含め",
  "めぐり",
  "除き",
  "理由",
  "口実",
  "盾",
  "名目",
  "背景",
  "軸",
  "参考",
  "皮切り",
  "頼り",
  "最後",
  "相手",
  "柱",
]);

function readArgumentParticle(walk: Walk, token: Token): State {
  // 管理の対象としてしか見ない: with its negation it says that there is this alone
  if (token.surface === "しか") return "stop";
  // 一方的な要望に、地域はついていけない
  const subject = token.surface === "が" || (token.surface === "は" && walk.role === "に" && walk.comma);
  if (subject) walk.hasSubject = true;
  if (token.surface === "を") walk.hasObject = !postpositions.has(walk.tokens[walk.index + 1]?.surface ?? "");
  return advance(walk, "argument");
}

/** Whether a lexical cue is said of the mention and not of another noun phrase on the way. */
function governs(walk: Walk, cue: FoundCue): boolean {
  if (!cue.flips) return true;
  if (walk.head === "side") return false;
  // 答えるだけの相談員ではいけない
  const unfit = cue.rule === "bad" && walk.role === "では";
  if (walk.head === "weak" && !unfit && !["loss", "turn", "leave", "for-few"].includes(cue.rule))
    return false;
  if (cue.rule === "loss") return !walk.hasSubject && !walk.hasObject;
  return !walk.hasObject;
}

/** 中止中, 廃止済み; 予防策 is a noun of its own. */
const aspects = new Set(["中", "済み", "済", "気味", "状態", "さ", "的", "ぎみ"]);

/** 責任の放棄につながる: a verbal noun is a predicate only with する or at the end of its clause. */
function isPredicative(walk: Walk, cue: FoundCue): boolean {
  const after = findTokenFrom(walk.tokens, cue.end);
  const [last, next] = [walk.tokens[after - 1], walk.tokens[after]];
  if (last === undefined || !isNominal(last) || !cue.flips || next === undefined) return true;
  if (walk.tokens[walk.index - 1]?.surface === "の") return false;
  return (
    isSuru(next) ||
    isStop(next) ||
    next.pos === "助動詞" ||
    next.pos === "記号" ||
    isComma(next) ||
    (next.pos1 === "接尾" && aspects.has(next.surface)) ||
    "にへもがで".includes(next.surface) ||
    (next.surface === "を" && (cue.rule === "oppose" || isSuru(walk.tokens[after + 1] ?? next)))
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
  // 出産後間もない
  if (before?.surface === "も" && walk.tokens[walk.index - 2]?.surface === "間")
    return advance(walk, "argument");
  // 遅滞なく, 問題なく: an adverb made of the noun before it; 一切 is one itself, though a noun to IPADIC
  if (before !== undefined && isNominal(before) && token.surface === "なく" && !degrees.has(before.surface))
    return advance(walk, "argument");
  if (isCopulaBefore(walk)) return "stop";
  if (walk.head === "side" || (walk.hasSubject && walk.role !== "が") || (walk.hasSubject && walk.hasObject))
    return "stop";
  if (!["が", "は", "も", "manner", "て", "さえ", "すら", "しか", "まで"].includes(walk.role)) return "stop";
  walk.ongoing = true;
  return "predicate";
}

const degrees = new Set(["一切", "いっさい"]);

/** 伴走支援は目的ではない denies what stands before では, not the topic. */
function isCopulaBefore({ tokens, index }: Walk): boolean {
  const before = tokens[index - 1];
  const copula = before?.surface === "は" || before?.surface === "も" ? tokens[index - 2] : before;
  return copula !== undefined && ["で", "じゃ", "では"].includes(copula.surface);
}

/** 口を出す会社にはしない */
const becoming = new Set(["なる", "する"]);

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
  const noun = findNounPassed(walk, lemma);
  if (noun !== undefined) return jump(walk, noun, "argument");
  // 一方的に変えない denies the manner, whatever the verb
  // 寄り添う言葉は聞かれない says that there was none
  const heard = lemma === "聞く" && walk.polarity !== "contrary" && isPassive(walk);
  if (
    (table.neutralVerbs.has(lemma) && !heard && (role !== "manner" || walk.flips.length > 0)) ||
    head === "side"
  )
    return "stop";
  if (head === "weak" && !table.lightVerbs.has(lemma)) return "stop";
  // 孤立したまま悩む人を置き去りにしない: に and する are one verb
  const made = isSuru(verb) && ["に", "と"].includes(walk.tokens[walk.index - 1]?.surface ?? "");
  if (head === "weak" && role === "を" && made) return "stop";
  if ((role === "と" || role === "とは") && !table.complementVerbs.has(lemma)) return "stop";
  if (role === "で" && lemma === "ある" && walk.tokens[walk.index - 1]?.surface === "で")
    return enterPredicate(walk, verb);
  if (isCopulaBefore(walk) && ["ある", "ござる"].includes(lemma)) return "stop";
  if (role === "では" && !table.lightVerbs.has(lemma) && isCircumstance(walk)) return "stop";
  if (role === "では" && walk.polarity === "contrary" && outcomes.has(lemma)) return "stop";
  if (role === "は" && walk.polarity !== "contrary" && isDefinition(walk, lemma)) return "stop";
  if (walk.continued && !table.lightVerbs.has(lemma)) return "stop";
  if (
    role === "で" &&
    walk.polarity !== "contrary" &&
    !table.lightVerbs.has(lemma) &&
    !table.practiceHeads.has(lemma)
  )
    return "stop";
  if (["から", "へ", "より"].includes(role) || (head === "weak" && role === "に" && !becoming.has(lemma)))
    return "stop";
  if (role === "が" && table.agentiveVerbs.has(lemma) && !isPassive(walk)) return "stop";
  if (["は", "が", "も", "に", "て"].includes(role) && walk.hasObject) return "stop";
  if (["は", "に", "で"].includes(role) && walk.hasSubject && statives.has(lemma)) return "stop";
  if (role === "に" && walk.comma && walk.hasSubject && walk.polarity === "contrary") return "stop";
  return enterPredicate(walk, verb);
}

/** 伴走支援として、断らない窓口を設ける: what modifies a noun further on is not said of the mention. */
function findNounPassed(walk: Walk, lemma: string): number | undefined {
  const { role, comma, table } = walk;
  const passes = comma
    ? ["を", "は", "が", "manner", "として", "から"].includes(role)
    : role === "から" || (role === "として" && !table.lightVerbs.has(lemma));
  return passes ? findModifiedNoun(walk) : undefined;
}

/** 呼ばれたら行く支援では間に合わない: what does not come of a contrary practice criticises it; 上から目線では接しない denies it. */
const outcomes = new Set(
  "続く 長続き 届く 育つ 間に合う 足りる 伝わる 変わる 動く 伸びる 成り立つ 身につく 進む 広がる 防げる 救える 拾える 見つかる 生まれる 築ける つながる 守れる 解決 成長 定着".split(
    " ",
  ),
);

const circumstanceReach = 8;

/** 丸投げ体質の会社では誰も育たない: who or what stands beside the practice is only where it is. */
function isCircumstance({ tokens, index, hops, table }: Walk): boolean {
  if (hops === 0) return false;
  for (let at = index - 1; at > Math.max(1, index - circumstanceReach); at -= 1)
    if (tokens[at]?.surface === "は" && tokens[at - 1]?.surface === "で") {
      const noun = tokens[at - 2];
      return (
        noun !== undefined && isNominal(noun) && !isFormalNoun(noun) && !table.practiceHeads.has(noun.surface)
      );
    }
  return false;
}

/** 寄り添うことは甘やかすことではない: what a good practice is not, is no denial of it. */
function isDefinition({ tokens, index, table }: Walk, lemma: string): boolean {
  const [noun, copula, particle, denial] = tokens.slice(index + 1, index + 5);
  if (table.lightVerbs.has(lemma) || noun?.surface !== "こと") return false;
  return (
    copula?.surface === "で" &&
    particle?.surface === "は" &&
    denial !== undefined &&
    /^(?:な|あり)/.test(denial.surface)
  );
}

const isPassive = (walk: Walk): boolean =>
  walk.tokens
    .slice(walk.index + 1, walk.index + 3)
    .some((token) => token.lemma === "れる" || token.lemma === "られる");

/** The noun that a verb right before it modifies. */
function findModifiedNoun(walk: Walk): number | undefined {
  for (let index = walk.index + 1; index < walk.index + 6; index += 1) {
    const token = walk.tokens[index];
    if (token === undefined) return undefined;
    if (isNominal(token))
      return isFormalNoun(token) || walk.tokens[index - 1]?.surface === "て" ? undefined : index;
    const inTail =
      isAuxiliary(token) ||
      isNegation(token) ||
      ["て", "だけ", "のみ", "ばかり", "の"].includes(token.surface);
    if (!inTail) return undefined;
  }
  return undefined;
}
