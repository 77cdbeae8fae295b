import type { Analysis, Mention } from "./analysis.ts";
import type { Block, BlockKind, Document } from "./document.ts";
import type { CompiledWordings } from "./matcher/compiled-wordings.ts";
import type { Match } from "./matcher/match.ts";
import { type Candidates, compileMatcher } from "./matcher/matcher.ts";
import { measureExtent } from "./score/extent.ts";
import type { Profile } from "./score/profile.ts";
import { scoreMentions } from "./score/score.ts";
import { findSections, type Outline, placeMentions, scoreSections } from "./score/sections.ts";
import type { StanceCues } from "./stance/cues.ts";
import { compileStance } from "./stance/stance.ts";
import { LEFT_REACH } from "./stance/surroundings.ts";
import { selectTags } from "./tags/tags.ts";
import { type NormalizedText, normalize } from "./text/normalize.ts";
import { qualityOf } from "./text/quality.ts";
import { sentences } from "./text/sentence.ts";
import type { Span } from "./text/span.ts";
import { stampOf } from "./text/stamp.ts";
import type { Concept, Thesaurus } from "./thesaurus/concept.ts";
import type { Tokenizer } from "./tokenizer/token.ts";
import { VERSION } from "./version.ts";

/** What an analyzer is made of. */
export interface AnalyzerParts {
  readonly tokenizer: Tokenizer;
  readonly thesaurus: Thesaurus;
  readonly cues: StanceCues;
  readonly profile: Profile;
}

export interface Analyzer extends AnalyzerParts {
  /**
   * Finds, judges and scores. Any text gets a result, in time linear in its length; nothing is kept between calls.
   *
   * @throws TypeError when the input is neither a string nor a `Document`.
   */
  analyze(input: string | Document): Analysis;
}

/** What takes longest to make of the parts, where it is at hand. */
export interface Prepared {
  /** What `compileWordings` makes of the thesaurus. */
  readonly wordings?: CompiledWordings;
  /** What `stampOfParts` makes of all parts but the tokenizer. */
  readonly stamp?: string;
}

/** Tells results of one thesaurus, set of cues and profile from those of others. */
export function stampOfParts({ thesaurus, cues, profile }: Omit<AnalyzerParts, "tokenizer">): string {
  return stampOf({ thesaurus, cues, profile });
}

/**
 * The line from text to score. Compiling a thesaurus takes some tenths of a second: keep the analyzer, call it for every text.
 * With its compiled wordings in `prepared` it takes some hundredths.
 *
 * @example
 * const { mentions, score } = compileAnalyzer(parts).analyze("相談者に寄り添った支援を行う。");
 * mentions[0].prefLabel; // => "寄り添い支援"
 */
export function compileAnalyzer(parts: AnalyzerParts, prepared: Prepared = {}): Analyzer {
  const { tokenizer, thesaurus, cues, profile } = parts;
  const matcher = compileMatcher(thesaurus, prepared.wordings);
  const stance = compileStance(cues);
  const stamp = prepared.stamp ?? stampOfParts(parts);

  function analyze(input: string | Document): Analysis {
    const document = toDocument(input);
    const source = normalizeDocument(document);
    const spans = sentences(source.text);
    const kindOf = kindReader(document);
    const mentions = matcher
      .scan(source.text, spans)
      .flatMap((candidates) => judgeSentence(candidates, source, document.text, kindOf));
    const extent = measureExtent(document.text, spans.map(source.toSource));
    const score = scoreMentions(mentions, extent, profile, thesaurus);
    const outlines = findSections(document);
    return {
      text: document.text,
      mentions: outlines.length === 0 ? mentions : inSections(mentions, outlines),
      score,
      ...(outlines.length > 0 && { sections: scoreSections(outlines, mentions, extent, profile, thesaurus) }),
      quality: qualityOf(document.text, document.defects),
      tags: selectTags({ score, mentions }, { thesaurus, profile }),
      versions: {
        bansou: VERSION,
        thesaurus: thesaurus.version,
        profile: profile.version,
        tokenizer: tokenizer.version,
        parts: stamp,
      },
    };
  }

  /** The mentions of one sentence. Only sentences that hold a candidate come here: the others are never tokenized. */
  function judgeSentence(
    { sentence, all }: Candidates,
    source: NormalizedText,
    original: string,
    kindOf: KindReader,
  ): Mention[] {
    const whole = source.toSource(sentence);
    const kind = kindOf(whole.start);
    // What stands further left than any judgement reads needs no tokens.
    const least = (all[0]?.start ?? sentence.end) - LEFT_REACH;
    const from =
      sentence.start + pieceBefore(source.text.slice(sentence.start, sentence.end), least - sentence.start);
    const text = source.text.slice(from, sentence.end);
    const tokens = tokenizer.tokenize(text);
    const prose = { text, tokens, start: 0, end: text.length, quoted: kind === "quote" };
    const inSource = ({ start, end }: Span) => source.toSource({ start: start + from, end: end + from });
    const candidates = { sentence: { start: from, end: sentence.end }, all };
    const matches = matcher.find(text, candidates, tokens);
    const conceptOf = ({ conceptId }: Match): Concept => thesaurus.concepts.get(conceptId) as Concept;
    const named = matches.filter((match) => conceptOf(match).polarity === "contrary");
    return matches.map((match) => {
      const concept = conceptOf(match);
      const { polarity } = concept;
      const { stance: meant, mode, cue, scope } = stance.judge(prose, match, { polarity, named });
      const { start, end } = inSource(match);
      // Key by key: an object put together of spreads takes ten times as long, as much as the judging.
      const mention: MentionDraft = {
        start,
        end,
        conceptId: concept.id,
        prefLabel: concept.prefLabel,
        relation: concept.relation,
        polarity: concept.polarity,
        surface: original.slice(start, end),
        wording: match.wording,
        stance: meant,
      };
      if (mode !== undefined) mention.mode = mode;
      if (cue !== undefined) mention.cue = { ...inSource(cue), rule: cue.rule };
      if (scope !== undefined) mention.scope = inSource(scope);
      mention.sentence = whole;
      if (kind !== undefined && kind !== "paragraph" && kind !== "code") mention.block = kind;
      return mention as Mention;
    });
  }

  /** Where the piece of a sentence begins that holds the character at `offset`; 0 where the tokenizer knows no pieces. */
  function pieceBefore(sentence: string, offset: number): number {
    let begin = 0;
    for (let next = 0; next <= offset && tokenizer.pieceEnd; next = tokenizer.pieceEnd(sentence, begin))
      begin = next;
    return begin;
  }

  return { ...parts, analyze };
}

/** A mention that lacks its last keys. */
type MentionDraft = { -readonly [Key in keyof Mention]?: Mention[Key] };

function inSections(mentions: readonly Mention[], outlines: readonly Outline[]): Mention[] {
  const places = placeMentions(mentions, outlines);
  return mentions.map((mention, i) =>
    places[i] === undefined ? mention : { ...mention, section: places[i] },
  );
}

/** @throws TypeError, RangeError where the blocks of a document are not what a reader makes. */
function toDocument(input: string | Document): Document {
  if (typeof input === "string") return { text: input, blocks: [] };
  if (typeof input?.text !== "string" || !Array.isArray(input.blocks)) {
    throw new TypeError(
      `analyze expects a string or a Document, received ${input === null ? "null" : typeof input}`,
    );
  }
  let done = 0;
  input.blocks.forEach((block: Block | null, i: number) => {
    if (typeof block?.start !== "number" || typeof block.end !== "number" || typeof block.kind !== "string") {
      throw new TypeError(
        `analyze expects blocks[${i}] to have start, end and kind, received ${JSON.stringify(block)}`,
      );
    }
    if (!(done <= block.start && block.start <= block.end && block.end <= input.text.length)) {
      throw new RangeError(
        `analyze expects blocks in order, apart and inside the text; blocks[${i}] is ${block.start}-${block.end} after ${done} of ${input.text.length}`,
      );
    }
    done = block.end;
  });
  return input;
}

/** Code is no prose; a document without blocks is one stretch of prose. */
function normalizeDocument({ text, blocks, skip }: Document): NormalizedText {
  return blocks.length === 0 && skip === undefined
    ? normalize(text)
    : normalize(text, blocks.length === 0 ? undefined : blocks.filter(({ kind }) => kind !== "code"), skip);
}

type KindReader = (offset: number) => BlockKind | undefined;

/** Tells the kind of block at offsets that only grow. */
function kindReader({ blocks }: Document): KindReader {
  let at = 0;
  return (offset) => {
    while (at < blocks.length && (blocks[at]?.end ?? 0) <= offset) at++;
    const block = blocks[at];
    return block && block.start <= offset ? block.kind : undefined;
  };
}
