import type { Token } from "../tokenizer/token.ts";
import { readApposition, readLink, readModifiedNoun } from "./link.ts";
import {
  isAdjective,
  isAuxiliary,
  isClauseNoun,
  isClosing,
  isComma,
  isFormalNoun,
  isNegation,
  isNominal,
  isOpening,
  isStop,
  isSubordinator,
  isSuru,
  isVerb,
} from "./token-kind.ts";
import {
  advance,
  enterArgument,
  enterPredicate,
  findCue,
  type State,
  take,
  takeCondition,
  type Walk,
} from "./walk-state.ts";

export function readPredicate(walk: Walk, token: Token): State {
  const cue = findCue(walk, "predicate", token);
  if (cue !== undefined) return take(walk, cue);
  if (isNegation(token) || hardTo.has(token.lemma)) return takeNegation(walk, token);
  if (token.pos === "助動詞" && token.conjugationForm === "体言接続" && token.lemma === "だ")
    return readLink(walk, token) ?? "stop";
  if (token.conjugationForm === "仮定形" && isAuxiliary(token)) return takeCondition(walk, token);
  if (isAuxiliary(token)) {
    if (ongoing.has(token.lemma)) walk.ongoing = true;
    return advance(walk, "predicate");
  }
  // せえへん: a drawn-out vowel
  if (isClosing(token) || token.pos === "フィラー") return advance(walk, "predicate");
  if (isOpening(token)) return readQuotedNoun(walk);
  if (isComma(token)) return readComma(walk);
  if (token.pos === "助詞") return readPredicateParticle(walk, token);
  if (isSuru(token)) return enterPredicate(walk, token);
  if (token.lemma === "ある" && walk.tokens[walk.index - 1]?.surface === "で")
    return advance(walk, "predicate");
  if (startsNextAct(walk, token)) return "stop";
  if (isVerb(token)) return enterArgument(walk, "manner");
  if (isClauseNoun(token) && !isCarried(walk, token)) return "stop";
  if (isFormalNoun(token)) return readFormalNoun(walk, token);
  if (isNominal(token)) return readModifiedNoun(walk, token);
  if (token.pos === "連体詞" || isAdjective(token)) return advance(walk, "predicate");
  return "stop";
}

const afterZu = new Set(["いる", "おる", "すむ", "済む", "やむ", "止む", "おく"]);

/** 口を出しすぎず突き放さず: ず without 、 ends its clause too, and the next negation is of the next act. */
function startsNextAct({ tokens, index }: Walk, token: Token): boolean {
  const [before, next] = [tokens[index - 1], tokens[index + 1]];
  if (before?.surface !== "ず" || !isNegation(before)) return false;
  return (
    (isVerb(token) && !afterZu.has(token.lemma)) || (isNominal(token) && next !== undefined && isSuru(next))
  );
}

/** 一方的に教える「講義」とは違う: the one noun in the brackets is what is modified. */
function readQuotedNoun(walk: Walk): State {
  const [noun, closing] = [walk.tokens[walk.index + 1], walk.tokens[walk.index + 2]];
  if (noun === undefined || closing === undefined || !isNominal(noun) || !isClosing(closing)) return "stop";
  walk.index += 1;
  return readModifiedNoun(walk, noun);
}

const ongoing = new Set(["いる", "てる", "おる", "れる", "られる", "える"]);
const existence = new Set(["ある", "いる", "おる", "ござる"]);

/** たらい回しにされにくい, 寄り添いづらい */
const hardTo = new Set(["にくい", "難い", "づらい", "辛い", "がたい"]);

function takeNegation(walk: Walk, token: Token): State {
  if (walk.flips.at(-1)?.rule === "absence-of" && !isExistential(walk, token)) return "stop";
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

/** Of 対話のない支援は続かない only そういう支援はない takes the lack back. */
const isExistential = ({ tokens, index }: Walk, token: Token): boolean =>
  token.pos === "形容詞" || isExistence(tokens[index - 1]);

const mockery = new Set(["など", "なんて", "なぞ", "なんか"]);

function readComma(walk: Walk): State {
  const [before, after] = [walk.tokens[walk.index - 1], walk.tokens[walk.index + 1]];
  // たらい回しにするなど、言語道断
  if (mockery.has(before?.surface ?? "")) return advance(walk, enterArgument(walk, "は"));
  // 丸投げだ、とまでは言わない
  if (after?.pos === "助詞" && /^(?:と|って|とは|という)$/.test(after.surface))
    return advance(walk, "predicate");
  return readApposition(walk);
}

/** 放置したままにする, 届かないところがない: まま and ところ go on before these, and end the clause elsewhere. */
const isCarried = ({ tokens, index }: Walk, token: Token): boolean =>
  (token.surface === "ところ" && ["が", "は", "も", "の"].includes(tokens[index + 1]?.surface ?? "")) ||
  (token.surface === "まま" &&
    ["に", "など", "なんて", "は", "の", "で"].includes(tokens[index + 1]?.surface ?? ""));

const SAYING = /(?:述べ|語っ|訴え|説明し|約束し|指示し|強調し|主張し|明言し|宣言し|決め|誓っ)/;
const reportReach = 30;

/** 許さないと、市長は指示した: と quotes where a verb of saying follows in the sentence. */
const isReported = ({ tokens, text, limit }: Walk, index: number): boolean => {
  const from = tokens[index]?.start ?? limit;
  return SAYING.test(text.slice(from, Math.min(limit, from + reportReach)));
};

// 丸投げしないと回らない: what fails without it makes と a condition, though a verb follows.
const FAILS =
  /^(?!は?[言い思決約誓答宣述考])[^、。]{0,8}?(?:(?:回ら|回せ|動か|動け|進ま|進め|始まら|続か|続け|成り立た|間に合わ|立ち行か|務まら|暮らせ|生きられ|生きていけ|やっていけ|やってられ|もた|持た)(?:ない|ず|ません)|困る|困り|まずい|危ない)/;
const failureReach = 16;

/** 寄り添わないと、 is a condition; 寄り添わないと言う is not. */
function isConditionalTo(walk: Walk, index: number): boolean {
  const [token, next] = [walk.tokens[index], walk.tokens[index + 1]];
  if (token?.surface !== "と" || isReported(walk, index + 1)) return false;
  if (FAILS.test(walk.text.slice(token.end, Math.min(walk.limit, token.end + failureReach)))) return true;
  if (next === undefined || isStop(next)) return false;
  // 参加しないと報道され: と quotes before a verb of saying, also one made of a noun
  const after = walk.tokens[index + 2];
  if (isNominal(next) && after !== undefined && (isSuru(after) || after.surface === "を")) return false;
  return !(isVerb(next) || isSuru(next) || next.pos === "助詞" || next.lemma === "の" || isClosing(next));
}

function readPredicateParticle(walk: Walk, token: Token): State {
  const next = walk.tokens[walk.index + 1];
  if (token.surface === "ば") return takeCondition(walk, token);
  if (token.surface === "て" || (token.surface === "で" && token.pos1 === "接続助詞")) {
    if (isComma(next)) return "stop";
    walk.index += 1;
    return readTe(walk, next);
  }
  if (token.surface === "たり" || token.surface === "だり") {
    walk.index += isComma(next) ? 2 : 1;
    return enterArgument(walk, "manner");
  }
  if (["と", "って", "とは", "とも"].includes(token.surface)) return readComplement(walk, token);
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
  const linked = readLink(walk, token);
  if (linked !== undefined) return linked;
  // 「代わりに決める」から「一緒に決める」へ: what is quoted is a noun
  const quoted = walk.tokens[walk.index - 1];
  if (token.surface === "から" && quoted !== undefined && isClosing(quoted))
    return advance(walk, enterArgument(walk, "から"));
  if (isSubordinator(token) || token.surface === "か") return "stop";
  // 押しつけるなど断じて許されない
  if (mockery.has(token.surface) && (next?.pos === "副詞" || next?.pos === "動詞" || next?.pos === "形容詞"))
    return advance(walk, enterArgument(walk, "は"));
  if (["を", "が"].includes(token.surface)) {
    walk.index += 1;
    return enterArgument(walk, token.surface);
  }
  return advance(walk, "predicate");
}

/** するな forbids; しているな and ってくるな wonder. */
const isPlain = (token: Token | undefined): boolean =>
  token?.pos === "動詞" && token.pos1 !== "非自立" && token.conjugationForm === "基本形";

const favours = new Set(["くれる", "もらえる", "もらう", "いただける", "いただく", "下さる", "やれる"]);

/** 叱っても直らない, 任せていては育たない: ても and ては put a case, but for 寄り添ってもいない and 寄り添ってはくれない. */
export function readTe(walk: Walk, next: Token | undefined): State {
  const after = walk.tokens[walk.index + 1];
  if (next === undefined || !"もは".includes(next.surface) || after === undefined)
    return readAfterTe(walk, next);
  const continues = isAuxiliary(after) || isNegation(after) || isExistence(after) || favours.has(after.lemma);
  return continues || findCue(walk, "predicate", next) !== undefined
    ? "predicate"
    : takeCondition(walk, next);
}

const isExistence = (token: Token | undefined): boolean => token !== undefined && existence.has(token.lemma);

/** 寄り添って話を聞いていない: without a 、 the て-form shares the negation of the next verb. */
function readAfterTe(walk: Walk, next: Token | undefined): State {
  if (next === undefined || ["以来", "以降", "から"].includes(next.surface)) return "stop";
  const tail =
    isAuxiliary(next) ||
    isNegation(next) ||
    next.pos === "助詞" ||
    isSuru(next) ||
    isExistence(next) ||
    ["いい", "よい", "良い"].includes(next.lemma) ||
    findCue(walk, "predicate", next) !== undefined;
  if (tail) return "predicate";
  // 国が率先してやめた keeps the object that it had
  if (walk.flips.length > 0) return "stop";
  if (walk.role === "を" && !walk.hasObject) {
    walk.continued = true;
    return "argument";
  }
  return enterArgument(walk, "て");
}

const mental = new Set(["言う", "いう", "言える", "申す", "申し上げる", "思う", "考える", "感じる"]);

/** 丸投げだとは思わない: the outer verb decides; with any other verb the clause ends at と. */
function readComplement(walk: Walk, token: Token): State {
  const linked = token.surface === "と" ? readLink(walk, token) : undefined;
  if (linked !== undefined) return linked;
  let index = walk.index + 1;
  const limit = index + 6;
  while (index < limit && isBetweenToAndVerb(walk.tokens[index])) index += 1;
  const verb = walk.tokens[index];
  const before = walk.tokens[walk.index - 1];
  // 「これをしなさい」と渡すのではなく: after an order in brackets any verb may say what is done with it
  const ordered = walk.polarity === "contrary" && before !== undefined && isClosing(before);
  if (verb === undefined || !isVerb(verb) || !(ordered || walk.table.complementVerbs.has(verb.lemma)))
    return "stop";
  // 一方的だと、受け取らない is a condition
  if (isComma(walk.tokens[walk.index + 1]) && !mental.has(verb.lemma)) return "stop";
  walk.index = index;
  return enterPredicate(walk, verb);
}

/** だとは私は全く思っていない: a topic and an adverb may stand before the verb. */
const isBetweenToAndVerb = (token: Token | undefined): boolean =>
  token !== undefined &&
  (["は", "も", "まで", "、", "が"].includes(token.surface) ||
    token.pos === "副詞" ||
    token.pos1 === "代名詞" ||
    token.pos1 === "副詞可能");

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
