import type { Span } from "../text/span.ts";
import type { Concept, Condition, Relation, Thesaurus, Wording } from "../thesaurus/concept.ts";
import { labelPattern, labelsOf, wordingsOf } from "../thesaurus/variants.ts";
import type { Token } from "../tokenizer/token.ts";
import { type Context, conditionCompiler, type Test } from "./condition.ts";
import { type ExpressionCompiler, expressionCompiler } from "./expression.ts";
import type { Match } from "./match.ts";
import { createIndex } from "./prefix-index.ts";

/** A thesaurus compiled for finding its concepts in text. Compile once; `find` costs the same for 100 labels and for 10,000. */
export interface Matcher {
  /**
   * Where a text may name a concept, sentence by sentence: characters only, tokens are not needed yet.
   * Text outside the sentences returned names none. Linear in the text.
   */
  scan(text: string, sentences: readonly Span[]): Candidates[];
  /**
   * The matches of one sentence, in order, without overlap, as offsets into the sentence. Both ends stand on token boundaries.
   * Of candidates that overlap, principles, context words with a gap, and wordings whose gap holds another practice give way to all others; then the one with the most
   * characters of its own (gaps not counted) wins, then a label over other wordings, then the closer relation, then the one that
   * begins first, then the shorter, then the one that stands first in the thesaurus.
   */
  find(sentence: string, candidates: Candidates, tokens: readonly Token[]): Match[];
}

/** The candidates of one sentence. */
export interface Candidates {
  readonly sentence: Span;
  readonly all: readonly Candidate[];
}

export interface Candidate extends Span {
  readonly rule: Rule;
  /** Characters of the wording itself, without its gaps. */
  readonly own: number;
}

/** One wording of one concept. */
export interface Rule {
  /** Its place in the thesaurus. */
  readonly order: number;
  readonly concept: Concept;
  readonly wording: Wording;
  /** True where the wording is one of the concept's own labels. */
  readonly label: boolean;
  /** Made when the rule is first tried: most texts try a fifth of them. */
  readonly compiled: () => CompiledRule;
}

interface CompiledRule {
  readonly expression: RegExp;
  readonly inflected: boolean;
  /** True where that is a verb and no adjective. */
  readonly verbal: boolean;
  readonly when: readonly Test[];
  readonly conceptWhen: readonly Test[];
  readonly unless: readonly Test[];
}

const RANK: Readonly<Record<Relation, number>> = {
  core: 0,
  synonym: 1,
  antonym: 2,
  principle: 3,
  cooccurring: 4,
  related: 5,
};

export function compileMatcher(thesaurus: Thesaurus): Matcher {
  const compile = expressionCompiler(thesaurus);
  const index = createIndex<Rule>();
  for (const rule of rulesOf(thesaurus, compile))
    for (const prefix of compile.prefixesOf(rule.wording.pattern)) index.add(prefix, rule);

  return {
    scan(text, sentences) {
      const all: Candidates[] = [];
      const known: Context["known"] = new Map();
      let end = 0;
      let found: Candidate[] = [];
      const see = (at: number, rule: Rule) => collect(rule, at, text, end, found);
      sentences.forEach((sentence, i) => {
        end = sentence.end;
        index.scan(text, sentence.start, end, see);
        if (found.length === 0) return;
        const passage = {
          start: sentences[Math.max(0, i - 2)]?.start ?? sentence.start,
          end: sentences[Math.min(sentences.length - 1, i + 2)]?.end ?? sentence.end,
        };
        const context = { text, sentence, passage, known };
        const counted = found.filter((candidate) => counts(candidate, context));
        if (counted.length > 0) all.push({ sentence, all: counted });
        found = [];
      });
      return all;
    },
    find(text, { sentence, all }, tokens) {
      const bounded: Candidate[] = [];
      for (const { start: from, end: to, own, rule } of all) {
        const start = from - sentence.start;
        const end = boundedEnd(text, start, to - sentence.start, rule.compiled(), tokens);
        if (end !== undefined) bounded.push({ start, end, own, rule });
      }
      return withoutOverlap(bounded).map(({ start, end, rule }) => ({
        start,
        end,
        conceptId: rule.concept.id,
        wording: rule.wording.pattern,
      }));
    },
  };
}

/** All wordings of a thesaurus, in its order. */
export function rulesOf(thesaurus: Thesaurus, compile: ExpressionCompiler): Rule[] {
  const compileTests = conditionCompiler(compile);
  const rules: Rule[] = [];
  for (const concept of thesaurus.concepts.values()) {
    const labelled = new Set(labelsOf(concept).map(labelPattern));
    for (const wording of wordingsOf(concept, thesaurus)) {
      const label = labelled.has(wording.pattern);
      const unless = [...(wording.unless ?? []), ...concept.unless, ...thesaurus.unless];
      const compiled = once(() => compileRule(concept, { ...wording, unless }, compile, compileTests));
      rules.push({ order: rules.length, concept, wording, label, compiled });
    }
  }
  return rules;
}

function compileRule(
  concept: Concept,
  { pattern, when = [], unless = [] }: Wording,
  compile: ExpressionCompiler,
  compileTests: (conditions: readonly Condition[]) => Test[],
): CompiledRule {
  const { source, inflected, verbal } = compile(pattern);
  return {
    expression: new RegExp(source, "uy"),
    inflected,
    verbal,
    when: compileTests(when),
    conceptWhen: compileTests(concept.when),
    unless: compileTests(unless),
  };
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function collect(rule: Rule, at: number, text: string, limit: number, found: Candidate[]): void {
  const { expression } = rule.compiled();
  expression.lastIndex = at;
  const match = expression.exec(text);
  if (match === null || match[0] === "") return;
  const end = at + match[0].length;
  if (end > limit) return;
  let own = match[0].length;
  for (let group = 1; group < match.length; group++) own -= match[group]?.length ?? 0;
  found.push({ start: at, end, own, rule });
}

function counts(candidate: Candidate, context: Context): boolean {
  const { unless, conceptWhen, when } = candidate.rule.compiled();
  const holds = (test: Test) => test(context, candidate);
  // What must be there first: most candidates of text that names nothing lack it, and what must not be there is long lists.
  if (when.length > 0 && !when.some(holds)) return false;
  if (conceptWhen.length > 0 && !conceptWhen.some(holds)) return false;
  return !unless.some(holds);
}

/** The token that holds the character at `offset`; undefined behind the last. */
function tokenAt(tokens: readonly Token[], offset: number): Token | undefined {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as Token).end <= offset) low = middle + 1;
    else high = middle;
  }
  return tokens[low];
}

const WITH: ReadonlySet<string> = new Set(["とともに", "と共に", "により"]);
const SYMBOL = /[^\p{L}\p{N}\p{M}ー々]/u;
const INFLECTION_REST = /^[ぁ-ん]{1,2}$/;
const LONG_KATAKANA = /^[\p{Script=Katakana}ー]{5,}$/u;
const KATAKANA = /[\p{Script=Katakana}ー]/u;

/** Where the match ends if both its ends are word boundaries; undefined when they are not. */
function boundedEnd(
  text: string,
  start: number,
  end: number,
  { inflected, verbal }: CompiledRule,
  tokens: readonly Token[],
): number | undefined {
  const begins = isBoundary(text, start, tokens);
  const ends = isBoundary(text, end, tokens);
  // 強いる* must not find the adjective 強い: what a verb's pattern ends in is no adjective for the tokenizer.
  if (verbal && tokenAt(tokens, end - 1)?.pos === "形容詞") return undefined;
  if (begins && ends) return end;
  // コーチングセンター is one word that the dictionary does not know: a long katakana label may be its first or last part.
  if (begins !== ends && LONG_KATAKANA.test(text.slice(start, end))) {
    return tokenAt(tokens, begins ? end : start)?.known === false ? end : undefined;
  }
  if (!begins) return undefined;
  const token = tokenAt(tokens, end);
  // 寄り添える is one token: the form reaches to its end.
  if (inflected && token && token.start >= start && INFLECTION_REST.test(text.slice(end, token.end)))
    return token.end;
  return undefined;
}

/** Tokens meet here, or a symbol stands on one side, or scripts change inside a word that the dictionary does not know. */
function isBoundary(text: string, offset: number, tokens: readonly Token[]): boolean {
  const token = tokenAt(tokens, offset);
  if (token === undefined || token.start === offset) return true;
  const before = text.charAt(offset - 1);
  const after = text.charAt(offset);
  if (SYMBOL.test(before) || SYMBOL.test(after)) return true;
  // IPADIC has とともに and により as particles: 利用者とともに歩む is と and ともに歩む to a reader, 被害者によりそう に and よりそう.
  if (token.start === offset - 1 && WITH.has(token.surface)) return true;
  return !token.known && KATAKANA.test(before) !== KATAKANA.test(after);
}

function withoutOverlap(candidates: readonly Candidate[]): Candidate[] {
  const yields = new Set(candidates.filter(yielding(candidates)));
  const ranked = [...candidates].sort(
    (a, b) =>
      Number(yields.has(a)) - Number(yields.has(b)) ||
      b.own - a.own ||
      Number(b.rule.label) - Number(a.rule.label) ||
      RANK[a.rule.concept.relation] - RANK[b.rule.concept.relation] ||
      a.start - b.start ||
      a.end - a.start - (b.end - b.start) ||
      a.rule.order - b.rule.order,
  );
  // One flag for each character between the first start and the last end: candidates are short, so this is linear.
  const from = candidates.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const to = candidates.reduce((most, { end }) => Math.max(most, end), 0);
  const taken = new Uint8Array(Math.max(0, to - from));
  const kept = ranked.filter(({ start, end }) => {
    for (let i = start; i < end; i++) if (taken[i - from] === 1) return false;
    taken.fill(1, start - from, end - from);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}

/**
 * Which candidates give way to all others: principles (きめ細かな支援 must not hide the 寄り添った…支援 around it), context words with a
 * gap (教室…支援 must not hide the 伴走支援 in it), and wordings whose gap holds a whole other practice (継続的な伴走型支援).
 */
function yielding(candidates: readonly Candidate[]): (candidate: Candidate) => boolean {
  const isPractice = ({ rule }: Candidate) => RANK[rule.concept.relation] < RANK.principle;
  const hasGap = ({ own, start, end }: Candidate) => own < end - start;
  // The nearest end of a practice without a gap that begins at each offset.
  const practices = new Map<number, number>();
  for (const candidate of candidates) {
    if (!isPractice(candidate) || hasGap(candidate)) continue;
    const { start, end } = candidate;
    practices.set(start, Math.min(end, practices.get(start) ?? end));
  }
  return (candidate) => {
    if (candidate.rule.concept.relation === "principle") return true;
    if (!hasGap(candidate)) return false;
    if (!isPractice(candidate)) return true;
    for (let at = candidate.start + 1; at < candidate.end; at++) {
      if ((practices.get(at) ?? Number.POSITIVE_INFINITY) <= candidate.end) return true;
    }
    return false;
  };
}
