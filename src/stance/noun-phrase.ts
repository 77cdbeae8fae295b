import type { Token } from "../tokenizer/token.ts";
import type { FoundCue } from "./cue-table.ts";
import { readApposition, readLink } from "./link.ts";
import {
  isAdjective,
  isClauseNoun,
  isClosing,
  isComma,
  isFormalNoun,
  isNominal,
  isOpening,
  isParticle,
  isSourceParticle,
  isSubordinator,
  isSuru,
  isVerb,
} from "./token-kind.ts";
import {
  advance,
  enterArgument,
  enterPredicate,
  findCue,
  findTokenFrom,
  jump,
  type State,
  setHead,
  take,
  type Walk,
} from "./walk-state.ts";

export function readNominal(walk: Walk, token: Token): State {
  const cue = findCue(walk, "nominal", token);
  if (
    cue !== undefined &&
    !(cue.rule.startsWith("absence") && (isOwnLack(walk) || isCutOff(walk, cue))) &&
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
  if (isCoordinator(token) && !isQuotative(walk, token)) {
    // 放置など、あり得ない
    if (isComma(token) && ["など", "なんて", "なぞ"].includes(walk.tokens[walk.index - 1]?.surface ?? ""))
      return advance(walk, enterArgument(walk, "は"));
    // …すること、…: one of a list that each has its own predicate
    if (isComma(token) && isFormalNounAt(walk, walk.index - 1)) return "stop";
    const after = findPhraseEnd(walk.tokens, walk.index + (isComma(walk.tokens[walk.index + 1]) ? 2 : 1));
    if (after !== undefined) {
      // 過干渉と見守りの線引き
      if (walk.table.sideHeads.has(walk.tokens[after - 1]?.surface ?? "")) walk.head = "side";
      return jump(walk, after, "nominal");
    }
    if (isComma(token)) return readApposition(walk);
    if (token.surface !== "と") return "stop";
  }
  if (isClauseNoun(token) && token.surface !== "ところ") return "stop";
  if (isNominal(token)) {
    setHead(walk, token, walk.head === "self" ? "self" : walk.head);
    // 丸投げした事業者, 共創プラットフォーム: who does it, and what is named after it, is not the practice
    const beside = (walk.hops > 0 && persons.has(token.surface)) || things.has(token.surface);
    if (beside && walk.head === "self") walk.head = "weak";
    return advance(walk, "nominal");
  }
  // 丸投げされる, which the dictionary cuts as 丸投げさ and れる
  if (token.pos === "助動詞" || (token.pos === "動詞" && token.pos1 === "接尾")) return "predicate";
  if (token.pos === "助詞") return readParticle(walk, token);
  // 寄り添うこと忘れてはいけない: a particle left out
  if (isVerb(token) || isAdjective(token)) return enterArgument(walk, "は");
  return token.pos === "副詞" ? enterArgument(walk, "が") : "stop";
}

const persons = new Set("者 員 人 家 師 士 長 側 たち 達".split(" "));
const things = new Set(["プラットフォーム", "デスク", "ラボ", "フォーラム"]);

const faults = new Set(
  "切れ目 切れめ 隙間 すき間 継ぎ目 途切れ 漏れ 抜け 無理 無駄 むら 偏り ぶれ 分け隔て 間断 限り 遜色".split(
    " ",
  ),
);

/** 寄り添った切れ目のない支援: what is not there is a fault, not the practice. IPADIC cuts 途|切れ in two. */
const isOwnLack = ({ tokens, index, hops }: Walk): boolean => {
  const [before, last] = [tokens[index - 2]?.surface ?? "", tokens[index - 1]?.surface ?? ""];
  return hops > 0 && (faults.has(last) || faults.has(before + last));
};

/** よう|な|しつらえ, 間もない: not なし, not も ない. */
const isCutOff = ({ tokens, index }: Walk, cue: FoundCue): boolean => {
  const last = tokens[findTokenFrom(tokens, cue.end) - 1];
  return (
    (cue.rule === "absence-without" && last !== undefined && last.end > cue.end) ||
    tokens[index - 1]?.surface === "間"
  );
};

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
  "／",
  "だの",
]);

const isCoordinator = (token: Token): boolean => coordinators.has(token.surface);

/** 押し付けと感じる: と before a verb of thinking names no second noun. */
const isQuotative = ({ tokens, index, table }: Walk, token: Token): boolean => {
  const verb = tokens[index + 1];
  return token.surface === "と" && verb?.pos === "動詞" && table.complementVerbs.has(verb.lemma);
};

/** After 、や と: the end of the next noun phrase, when a particle or a further 、 follows it. */
function findPhraseEnd(tokens: readonly Token[], from: number): number | undefined {
  let nouns = 0;
  for (let index = from; index < from + 9; index += 1) {
    const token = tokens[index];
    if (token === undefined) return undefined;
    const inside =
      isNominal(token) ||
      token.surface === "一方" ||
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
  if (isSubordinator(token) && !isSourceParticle(token, walk.tokens[walk.index - 1])) return "stop";
  // 放置ってのは, 丸投げって、
  if (token.surface === "って" && walk.tokens[walk.index + 1]?.surface === "の")
    return jump(walk, walk.index + 2, "nominal");
  if (token.surface === "って" && walk.tokens[walk.index + 1]?.pos !== "動詞")
    return advance(walk, enterArgument(walk, "は"));
  // しか with its negation says that there is this alone
  if (token.surface === "しか") return "stop";
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
  // 話しすぎに注意する: IPADIC takes すぎ for an adjectival stem
  const adverbial =
    base === "に" &&
    !/(?:すぎ|過ぎ)$/.test(before?.surface ?? "") &&
    [before?.pos1, before?.pos2].some((kind) => kind === "形容動詞語幹" || kind === "副詞可能");
  // 継続的支援事業では、: named as a circumstance
  if (withTopic && base === "で" && isComma(walk.tokens[walk.index + 2])) return "stop";
  if (
    (base === "で" || base === "でも") &&
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
