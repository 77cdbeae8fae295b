import type { Span } from "../text/span.ts";
import type { Concept, Relation, Thesaurus, Wording } from "../thesaurus/concept.ts";
import { labelPattern, labelsOf, wordingsOf } from "../thesaurus/variants.ts";
import type { Token } from "../tokenizer/token.ts";
import { scan } from "./automaton.ts";
import { type CompiledWordings, compileWordings, patternsOf } from "./compiled-wordings.ts";
import { type Context, conditionCompiler, type Test } from "./condition.ts";
import type { Match } from "./match.ts";
import { ENDS_IN_INFLECTION, ENDS_IN_VERB } from "./pattern-compiler.ts";
import { createRunner, type PatternRunner } from "./pattern-runner.ts";

/** A thesaurus compiled for finding its concepts in text. Compile once; `find` costs the same for 100 labels and for 10,000. */
export interface Matcher {
  /** All wordings, in the order of the thesaurus. */
  readonly rules: readonly Rule[];
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
  /** Labels first, then the closer relation, then the order. */
  readonly rank: number;
  /** Equal for rules whose equal matches are treated alike but for their rank: by how they end, and as practices or by their relation. */
  readonly kind: number;
  /** Where its pattern begins among the compiled ones, and how it ends. */
  readonly entry: number;
  readonly ending: number;
  /** Made when the rule is first asked: most texts ask a fifth of them. */
  readonly conditions: () => RuleConditions;
}

/** What must hold around a candidate: one of each of the first two, where there are any, and none of the third. */
interface RuleConditions {
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

/** @param prepared - what `compileWordings` gives for this thesaurus, where it is at hand: that is nearly all of the work. */
export function compileMatcher(thesaurus: Thesaurus, prepared?: CompiledWordings): Matcher {
  const compiled = prepared ?? compileWordings(thesaurus);
  const runner = createRunner(compiled.code, compiled.words);
  const rules = rulesOf(thesaurus, compiled, runner);

  let contexts = 0;
  let texts = 0;

  return {
    rules,
    scan(text, sentences) {
      const all: Candidates[] = [];
      const textNumber = texts++;
      let end = 0;
      const found: Found = [];
      const see = (at: number, order: number) => collect(rules[order] as Rule, runner, at, text, end, found);
      sentences.forEach((sentence, i) => {
        end = sentence.end;
        scan(compiled.beginnings, text, sentence.start, end, see);
        if (found.length === 0) return;
        const passage = {
          start: sentences[Math.max(0, i - 2)]?.start ?? sentence.start,
          end: sentences[Math.min(sentences.length - 1, i + 2)]?.end ?? sentence.end,
        };
        const context = { text, sentence, passage, number: contexts++, textNumber };
        const counted = countedOf(found, rules, context);
        if (counted.length > 0) all.push({ sentence, all: counted });
        found.length = 0;
      });
      return all;
    },
    find(text, { sentence, all }, tokens) {
      const bounded: Candidate[] = [];
      for (const { start: from, end: to, own, rule } of all) {
        const start = from - sentence.start;
        const end = boundedEnd(text, start, to - sentence.start, rule.ending, tokens);
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
function rulesOf(thesaurus: Thesaurus, compiled: CompiledWordings, runner: PatternRunner): Rule[] {
  const places = patternsOf(thesaurus);
  const entryOf = (pattern: string) => compiled.entries[places.get(pattern) as number] as number;
  const compileTests = conditionCompiler(entryOf, runner);
  const rules: Omit<Rule, "rank">[] = [];
  for (const concept of thesaurus.concepts.values()) {
    const labelled = new Set(labelsOf(concept).map(labelPattern));
    for (const wording of wordingsOf(concept, thesaurus)) {
      const ending = compiled.endings[places.get(wording.pattern) as number] as number;
      rules.push({
        order: rules.length,
        concept,
        wording,
        label: labelled.has(wording.pattern),
        entry: entryOf(wording.pattern),
        ending,
        kind: 4 * Math.max(RANK[concept.relation], RANK.antonym) + ending,
        conditions: once(() => ({
          when: compileTests(wording.when ?? []),
          conceptWhen: compileTests(concept.when),
          unless: compileTests([...(wording.unless ?? []), ...concept.unless, ...thesaurus.unless]),
        })),
      });
    }
  }
  const ranks = new Map(
    [...rules]
      .sort(
        (a, b) =>
          Number(b.label) - Number(a.label) ||
          RANK[a.concept.relation] - RANK[b.concept.relation] ||
          a.order - b.order,
      )
      .map((rule, rank) => [rule, rank]),
  );
  return rules.map((rule) => ({ ...rule, rank: ranks.get(rule) as number }));
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function collect(
  rule: Rule,
  runner: PatternRunner,
  start: number,
  text: string,
  limit: number,
  found: Found,
): void {
  const end = runner.match(rule.entry, text, start, text.length);
  if (end > start && end <= limit) found.push(start, end, end - start - runner.gaps(), rule.order);
}

/** Matches as they are found, four numbers each: start, end, own characters, and the order of the rule. Objects would be garbage soon. */
type Found = number[];
const FIELDS = 4;

/**
 * The candidates whose conditions hold, without those that lose to another one wherever both stand: of wordings that match the same
 * characters in the same way, the first by rank is enough, and the conditions of the others are not asked.
 */
function countedOf(found: Found, rules: readonly Rule[], context: Context): Candidate[] {
  const counted: Candidate[] = [];
  const ranked: number[] = [];
  for (let from = 0; from < found.length; ) {
    const start = found[from] as number;
    let to = from;
    for (ranked.length = 0; to < found.length && found[to] === start; to += FIELDS) {
      const { rank } = rules[found[to + 3] as number] as Rule;
      let i = ranked.length;
      for (; i > 0 && (rules[found[(ranked[i - 1] as number) + 3] as number] as Rule).rank > rank; i--)
        ranked[i] = ranked[i - 1] as number;
      ranked[i] = to;
    }
    const begun = counted.length;
    for (const at of ranked) {
      const rule = rules[found[at + 3] as number] as Rule;
      const candidate = { start, end: found[at + 1] as number, own: found[at + 2] as number, rule };
      if (!isBeaten(candidate, counted, begun) && counts(candidate, context)) counted.push(candidate);
    }
    from = to;
  }
  return counted;
}

/** True where one of `others` from `begun` on has the same answer to all that is asked of a candidate but its rank. */
function isBeaten({ end, own, rule }: Candidate, others: readonly Candidate[], begun: number): boolean {
  for (let i = begun; i < others.length; i++) {
    const other = others[i] as Candidate;
    if (other.end === end && other.own === own && other.rule.kind === rule.kind) return true;
  }
  return false;
}

function counts(candidate: Candidate, context: Context): boolean {
  const { unless, conceptWhen, when } = candidate.rule.conditions();
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
  ending: number,
  tokens: readonly Token[],
): number | undefined {
  const begins = isBoundary(text, start, tokens);
  const ends = isBoundary(text, end, tokens);
  // 強いる* must not find the adjective 強い: what a verb's pattern ends in is no adjective for the tokenizer.
  if ((ending & ENDS_IN_VERB) !== 0 && tokenAt(tokens, end - 1)?.pos === "形容詞") return undefined;
  if (begins && ends) return end;
  // コーチングセンター is one word that the dictionary does not know: a long katakana label may be its first or last part.
  if (begins !== ends && LONG_KATAKANA.test(text.slice(start, end))) {
    return tokenAt(tokens, begins ? end : start)?.known === false ? end : undefined;
  }
  if (!begins) return undefined;
  const token = tokenAt(tokens, end);
  // 寄り添える is one token: the form reaches to its end.
  if (
    (ending & ENDS_IN_INFLECTION) !== 0 &&
    token &&
    token.start >= start &&
    INFLECTION_REST.test(text.slice(end, token.end))
  )
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

/** Candidates in order of their start, of which none overlap. Those that overlap stand close together: each cluster is settled by itself. */
function withoutOverlap(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (let from = 0; from < candidates.length; ) {
    let to = from + 1;
    for (let end = endOf(candidates, from); to < candidates.length && startOf(candidates, to) < end; to++)
      end = Math.max(end, endOf(candidates, to));
    if (to - from === 1) kept.push(candidates[from] as Candidate);
    else kept.push(...settle(candidates.slice(from, to)));
    from = to;
  }
  return kept;
}

const startOf = (candidates: readonly Candidate[], i: number): number => (candidates[i] as Candidate).start;
const endOf = (candidates: readonly Candidate[], i: number): number => (candidates[i] as Candidate).end;

function settle(cluster: readonly Candidate[]): Candidate[] {
  const yields = yielding(cluster);
  const ranked = cluster
    .map((candidate) => ({ candidate, yields: yields(candidate) }))
    .sort(
      ({ candidate: a, yields: aYields }, { candidate: b, yields: bYields }) =>
        Number(aYields) - Number(bYields) ||
        b.own - a.own ||
        Number(b.rule.label) - Number(a.rule.label) ||
        RANK[a.rule.concept.relation] - RANK[b.rule.concept.relation] ||
        a.start - b.start ||
        a.end - a.start - (b.end - b.start) ||
        a.rule.order - b.rule.order,
    );
  // One flag for each character from the first start: candidates are short, so this is linear.
  const from = startOf(cluster, 0);
  const taken: true[] = [];
  const kept: Candidate[] = [];
  for (const { candidate } of ranked) {
    let isFree = true;
    for (let i = candidate.start - from; isFree && i < candidate.end - from; i++)
      isFree = taken[i] === undefined;
    if (!isFree) continue;
    for (let i = candidate.start - from; i < candidate.end - from; i++) taken[i] = true;
    kept.push(candidate);
  }
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
