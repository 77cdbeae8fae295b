import type { Token } from "../tokenizer/token.ts";
import { matchLength } from "./cue-table.ts";
import { isAdjective, isClauseNoun, isFormalNoun, isNominal, isParticle, isVerb } from "./token-kind.ts";
import { advance, enterArgument, findTokenFrom, type State, setHead, type Walk } from "./walk-state.ts";

const maxHops = 6;

const links =
  /(?:に関する|に対する|に係る|における|という|といった|っていう|との|への|での|からの|までの|による|に向けた|としての|のための|ための|らしい|のような|みたいな|的な|な|の)/y;

/** 丸投げという実態: nouns that という makes another name of the practice, though の does not. */
const facts = new Set(["実態", "実情", "問題", "課題", "結果", "弊害"]);

const aside = /^(?:に|へ|のため|ため)/;

/** A の B, A な B, A という B: what follows is said of B. */
export function readLink(walk: Walk, token: Token): State | undefined {
  const length = matchLength(links, walk.text, token.start, walk.limit);
  if (length === 0) return undefined;
  const link = walk.text.slice(token.start, token.start + length);
  const index = findTokenFrom(walk.tokens, token.start + link.length);
  // の must not be read out of ので
  if (walk.tokens[index - 1]?.end !== token.start + link.length) return undefined;
  const noun = findLinkedNoun(walk.tokens, index);
  if (noun === undefined) return undefined;
  walk.hops += 1;
  if (walk.hops > maxHops) return "stop";
  walk.index = noun;
  const head = walk.tokens[noun] as Token;
  if (isClauseNoun(head) || head.surface === "場合") return "stop";
  const attributive = link.endsWith("な") || (link === "の" && walk.polarity === "contrary");
  if (isFormalNoun(head)) return "predicate";
  // 伴走支援への理解, 伴走支援による効果 are no longer the practice
  if (aside.test(link)) walk.head = "side";
  if (/^(?:とい|って)/.test(link) && facts.has(head.surface)) return advance(walk, "nominal");
  setHead(walk, head, attributive ? "self" : walk.head === "weak" ? "side" : "weak");
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

/** A predicate that modifies a noun: what was denied stays denied, what was not goes on with the noun. */
export function readModifiedNoun(walk: Walk, token: Token): State {
  if (walk.flips.length % 2 === 1) return "stop";
  walk.hops += 1;
  if (walk.hops > maxHops) return "stop";
  setHead(walk, token, "weak");
  return advance(walk, "nominal");
}

const demonstratives = /^(?:そう|こう)(?:した|いう|いった)?$/;
// Read as characters: これまで is これ and まで to IPADIC.
const formerly = /(?:これまで|今まで|いままで|従来|旧来|昔ながら|お決まり)(?:型|通り|どおり)?の/y;

/** 寄り添う、そういった対応が… and 来た人だけに応じる、これまでの姿勢を…: an apposition goes on with its noun. */
export function readApposition(walk: Walk): State {
  const after = walk.tokens[walk.index + 1];
  if (after === undefined) return "stop";
  const length = matchLength(formerly, walk.text, after.start, walk.limit);
  if (length === 0 && (after.surface === "これ" || after.surface === "それ")) {
    const particle = walk.tokens[walk.index + 2];
    if (particle === undefined || isNominal(particle)) return "stop";
    const tied = isParticle(particle);
    walk.index += tied ? 3 : 2;
    return enterArgument(walk, tied ? particle.surface : "は");
  }
  if (length === 0 && !demonstratives.test(after.surface)) return "stop";
  const from = length === 0 ? walk.index + 2 : findTokenFrom(walk.tokens, after.start + length);
  for (let index = from; index < from + 4; index += 1) {
    const token = walk.tokens[index];
    if (token !== undefined && isNominal(token)) {
      walk.index = index;
      return isFormalNoun(token) ? advance(walk, "nominal") : readModifiedNoun(walk, token);
    }
  }
  return "stop";
}
