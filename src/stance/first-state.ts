import type { Span } from "../text/span.ts";
import type { Token } from "../tokenizer/token.ts";
import { readTe } from "./predicate.ts";
import {
  isAdjective,
  isClauseNoun,
  isComma,
  isFormalNoun,
  isNominal,
  isParticle,
  isSourceParticle,
  isStop,
  isSubordinator,
  isSuru,
  isVerb,
} from "./token-kind.ts";
import { advance, enterArgument, findTokenFrom, type State, setHead, type Walk } from "./walk-state.ts";

// 水際作戦とは、…  申請主義では、…  伴走型支援は、単なる…: what is defined, named as a circumstance or set against something lesser
// is neither affirmed nor denied by the predicate that follows.
const SET_APART =
  /^[」』”]?(?:とは、(?![^は。]{0,12}(?:決別|訣別|縁を切|無縁|一線|違|異な|別物|逆|程遠|ほど遠|かけ離れ))|では(?![なあごいすもだ駄ダ困まぬ済]|通用|話にな)|は、?(?:単なる|ただの|単に))/;

// 言ってこないと、何も（対処しない）: the negation that follows is part of what the wording names.
const OWN_NEGATION =
  /(?:何も|誰も|一切|ろくに|一度も|しか|あまり)$|(?:ない|なければ)(?:と(?!ころ|き|は?[言答断突])|限り|かぎり|なら|ば)/;

// 「検討する」と言うばかりで動かない: what is not done besides is told with だけで; だけで終わらせない takes it back.
const ONLY_AND_NOTHING = /^で(?![はもなくだあし終済すと]|満足)/;

// 孤立したまま何の支援も受けられない: what those left so cannot reach is no denial of how they are left.
const OUT_OF_REACH =
  /^[^、。]{0,12}?[がもを][^、。]{0,8}?(?:られ|届か|でき|伝わら|つながら|進ま)(?:ない|ず|ません|なかった)/;
const isOutOfReach = ({ text, limit }: Walk, from: number): boolean =>
  OUT_OF_REACH.test(text.slice(from, Math.min(limit, from + 24)));

export function findFirstState(walk: Walk, span: Span): State {
  if (walk.polarity === "contrary" && OWN_NEGATION.test(walk.text.slice(span.start, span.end))) return "stop";
  const onlyThat = /(?:だけ|ばかり)$/.test(walk.text.slice(span.start, span.end));
  if (
    walk.polarity === "contrary" &&
    onlyThat &&
    ONLY_AND_NOTHING.test(walk.text.slice(span.end, span.end + 4))
  )
    return "stop";
  if (SET_APART.test(walk.text.slice(span.end, Math.min(walk.limit, span.end + 24)))) return "stop";
  const last = walk.tokens[walk.index - 1];
  const next = walk.tokens[walk.index];
  if (last === undefined || next === undefined) return "nominal";
  if (last.pos === "助詞") {
    if (["の", "だけ", "ばかり", "のみ"].includes(last.surface)) return "nominal";
    if (last.pos1 === "接続助詞" && "てで".includes(last.surface))
      return isComma(next) ? "predicate" : readTe(walk, next);
    if (isSubordinator(last))
      return isSuru(next) || walk.table.practiceHeads.has(next.surface) ? "predicate" : "stop";
    return enterArgument(walk, "manner");
  }
  if (last.surface === "まま") {
    if (walk.polarity === "contrary" && isOutOfReach(walk, span.end)) return "stop";
    // 孤立したまま困難を深める, 頼れないまま放り出される: まま is an adverb to what follows
    if (next.pos === "動詞" ? !isSuru(next) : isNominal(next) && !isFormalNoun(next))
      return enterArgument(walk, "manner");
  }
  const isAdverbial = isAdjective(last) && last.conjugationForm.startsWith("連用");
  // 態度が冷たく、話しかけられない: what comes of it denies nothing.
  if (isAdverbial && walk.polarity === "contrary" && isComma(next)) return "stop";
  if (last.pos === "副詞" || isAdverbial) return enterArgument(walk, "manner");
  // 一方的な拒絶: the noun that な modifies is the practice itself, not its end
  const attributive =
    (last.pos === "助動詞" && last.conjugationForm === "体言接続") ||
    (isAdjective(last) && last.conjugationForm === "基本形");
  if (attributive)
    return isNominal(next) && !isFormalNoun(next)
      ? readHead(walk, next)
      : last.pos === "助動詞"
        ? "nominal"
        : "predicate";
  if (last.pos1 === "サ変接続" && isComma(next) && isTied(walk, span)) return "stop";
  if (last.pos !== "動詞") return last.pos === "助動詞" || last.pos === "形容詞" ? "predicate" : "nominal";
  // 丸投げして終わり: 終わり stands as a noun
  const isNoun = last.pos1 === "自立" || last.surface === "終わり";
  if (!last.conjugationForm.startsWith("連用形") || !isNoun) return "predicate";
  if (isComma(next)) return isVerbUse(walk, span) ? readSharedNoun(walk) : "nominal";
  const nounLike =
    isParticle(next) ||
    isNominal(next) ||
    isSuru(next) ||
    "のや・」』”".includes(next.surface) ||
    next.lemma === "だ";
  return nounLike && (next.pos1 !== "接続助詞" || isSourceParticle(next, last)) ? "nominal" : "predicate";
}

const endings = new Set(
  "防止 禁止 脱却 解消 根絶 是正 回避 予防 撲滅 ゼロ 見直し 改善 反対 不足 欠如 なし 対策".split(" "),
);
const compoundReach = 4;

/** 一方的な医療機能縮小, 一方的な契約廃止: the compound is what was done; that it ends a thing says nothing of it. */
function readHead(walk: Walk, noun: Token): State {
  setHead(walk, noun, "self");
  for (let count = 1; count < compoundReach; count += 1) {
    const next = walk.tokens[walk.index + 1];
    if (next === undefined || !isNominal(next) || isFormalNoun(next) || endings.has(next.surface)) break;
    walk.index += 1;
    walk.head = "self";
    setHead(walk, next, "self");
  }
  return advance(walk, "nominal");
}

/** 論点は無視、反論に答えず: a verbal noun with its own argument ends its clause at 、. */
function isTied({ tokens }: Walk, span: Span): boolean {
  return ["を", "は", "が"].includes(tokens[findTokenFrom(tokens, span.start) - 1]?.surface ?? "");
}

/** 責任を押し付け、 and 入所者を監視し、 are verbs; 放置、押し付け、 are nouns. */
function isVerbUse({ tokens, polarity, index }: Walk, span: Span): boolean {
  const end = tokens[index - 1];
  if (end !== undefined && isSuru(end)) return true;
  const first = findTokenFrom(tokens, span.start);
  const isCase = (token: Token): boolean =>
    token.pos === "助詞" && (token.surface === "を" || token.surface === "に");
  const isSubject = (token: Token): boolean => token.pos1 === "格助詞" && token.surface === "が";
  const [before, inside] = [tokens[first - 1], tokens[first]];
  if (
    tokens.slice(first, index).some((token) => isCase(token) || isSubject(token)) ||
    (before !== undefined && isCase(before))
  )
    return true;
  if (inside !== undefined && isNominal(inside)) return false;
  if (before === undefined) return polarity !== "contrary";
  return before.pos !== "助動詞" && before.surface !== "の";
}

/** 寄り添い、共に歩む支援が足りない: two verbs that modify one noun share what is said of it. */
function readSharedNoun(walk: Walk): State {
  const { tokens } = walk;
  for (let index = walk.index + 1; index < walk.index + 12; index += 1) {
    const verb = tokens[index];
    const linked = ["という", "といった"].includes(tokens[index + 1]?.surface ?? "");
    const noun = tokens[index + (linked ? 2 : 1)];
    if (verb === undefined || noun === undefined || isStop(verb) || isComma(verb)) return "stop";
    if (!isVerb(verb)) continue;
    if (verb.conjugationForm !== "基本形" || !isNominal(noun) || isFormalNoun(noun) || isClauseNoun(noun))
      return "stop";
    if (linked) index += 1;
    const tail = tokens[index + 2]?.surface ?? "";
    if (!walk.table.practiceHeads.has(noun.surface) && !["に", "で", "と"].includes(tail)) return "stop";
    walk.index = index + 1;
    walk.head = "self";
    return advance(walk, "nominal");
  }
  return "stop";
}
