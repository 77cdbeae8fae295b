import type { Span } from "../text/span.ts";
import type { Polarity } from "../thesaurus/concept.ts";
import { type CueTable, type FoundCue, foundCue, holdsFor } from "./cue-table.ts";
import type { Mode } from "./judgement.ts";
import { findFirsts, startsWithin } from "./cue-starts.ts";
import type { JudgedSentence } from "./stance.ts";
import { findTokenFrom } from "./walk-state.ts";

/** Room for 避けるべきなのは and a modifier of the mention. */
const leftReach = 28;
/** No judgement reads further left of its match, in UTF-16 units: an opening bracket may stand there. */
export const LEFT_REACH = 40;
const rightReach = 120;
const remoteReach = 40;
const denialReach = 12;

// ❌ 代わりに書いた: a mark before what was done reports a failure; before what one does it warns.
const DONE = /^[^、。\n|]{0,8}た\s*(?:[|。\n]|$)/;

/** A cue that stands directly before the mention, such as 脱・ or 名ばかりの. */
export function findFlipBefore(
  table: CueTable,
  sentence: JudgedSentence,
  span: Span,
  polarity: Polarity,
): FoundCue | undefined {
  const from = Math.max(sentence.start, span.start - leftReach);
  for (const start of startsWithin(table.cues.left, sentence, from, span.start)) {
    if (sentence.tokens[findTokenFrom(sentence.tokens, start)]?.start !== start) continue;
    for (const cue of table.cues.left.startingAt(sentence.text, start)) {
      if (!holdsFor(cue, polarity)) continue;
      const before = sentence.text.slice(start, span.start);
      if (!cue.whole.test(before)) continue;
      return /^[❌✕✖✗×]/.test(before) && isDone(sentence, span)
        ? undefined
        : foundCue(cue, start, span.start);
    }
  }
  return undefined;
}

const isDone = ({ text, end }: JudgedSentence, span: Span): boolean =>
  /た\s*$/.test(text.slice(span.start, span.end))
    ? /^\s*(?:[|。\n]|$)/.test(text.slice(span.end, end))
    : DONE.test(text.slice(span.end, end));

// 命令ではなく…, 指示するのではなく, 指示するよりも: wordings of contrary practice may hold the contrast that tells their sense.
// 意見を言える雰囲気ではない is the fault itself.
const CONTRAST_INSIDE =
  /(?<!(?:える|せる|める|てる|できる)(?:ような)?(?:雰囲気|空気|状況|関係|場|環境))(?:では|でも|で|じゃ)な(?:くて|く|い(?!と|ので|から|まま|限り|[」』]))|(?<!希望|要望|願い|選択|暮らし|意向|気持ち|思い|声|ニーズ|意思|本人|利用者|住民|当事者|生徒|部下)よりも|(?<=[うくぐすつぬぶむるた])代わりに|(?<=がまし)くな(?:い|く)/;
const PARTICLE_AT_END = /の?(?:では|でも|じゃ|で)$/;

// 共に歩む覚悟のない支援: what the wording lets stand between may be a lack; a fault that is not there (切れ目のない支援) is none.
const LACK_INSIDE =
  /(?:覚悟|気持ち|気|心|姿勢|意識|意思|余裕|視点|発想|配慮|実感|中身|思い)の(?:ない|無い|なき)/;

/** The contrast or the lack that a match holds in itself. */
export function findFlipInside(
  sentence: JudgedSentence,
  span: Span,
  polarity: Polarity,
): FoundCue | undefined {
  const contrary = polarity === "contrary";
  const match = (contrary ? CONTRAST_INSIDE : LACK_INSIDE).exec(sentence.text.slice(span.start, span.end));
  if (match === null || match.index === 0) return undefined;
  const start = span.start + match.index;
  const rule = contrary ? "contrast" : "absence-of";
  return { start, end: start + match[0].length, rule, flips: true, next: "stop" };
}

/**
 * The match without the particles at its end, which belong to what follows: 指揮命令で動くのでは|なく, 押し付けて|も長続きしない,
 * 押し付けたら|反発される, 口を出し|たくなるが.
 */
export function trimParticles(sentence: JudgedSentence, span: Span, polarity: Polarity): Span {
  if (polarity !== "contrary") return span;
  const surface = sentence.text.slice(span.start, span.end);
  const inCase = sentence.text[span.end] === "も" && surface.endsWith("て");
  const isUrge = sentence.text[span.end] === "な" && surface.endsWith("たく");
  const match =
    PARTICLE_AT_END.exec(surface) ?? (isUrge ? /たく$/ : inCase ? /て$/ : /(?:たら|だら)$/).exec(surface);
  return match === null || match.index === 0 ? span : { start: span.start, end: span.start + match.index };
}

const SUPERLATIVE = /(?:ほど|これだけ|ここまで|こんなに|あんなに|くらい|ぐらい)[^、。]{0,10}$/;
const NONE_SUCH =
  /[はも](?:他に|ほかに|なかなか|めったに|滅多に|そう|どこにも)?(?:い|おり|いませ|ありませ)?$/;
const praiseReach = 16;

/** ここまで寄り添ってくれる先生はいない: that there is no other praises the one there is. */
export function isPraise(sentence: JudgedSentence, span: Span, denial: FoundCue): boolean {
  if (denial.rule !== "negation" && denial.rule !== "none-who") return false;
  const { text } = sentence;
  const left = text.slice(Math.max(sentence.start, span.start - praiseReach), span.start);
  const between = text.slice(Math.max(span.end, denial.start - praiseReach), denial.start);
  return SUPERLATIVE.test(left) && (denial.rule === "none-who" || NONE_SUCH.test(between));
}

const CLAUSE_END = /(?<=[るたいすんだ])(?:が|けれど|けど|ので|から)/;

/** A phrase further right that takes back what the mention said (寄り添う、支えるという言葉もむなしく). */
export function findFlipAhead(
  table: CueTable,
  sentence: JudgedSentence,
  span: Span,
  polarity: Polarity,
): FoundCue | undefined {
  const end = Math.min(sentence.end, span.end + remoteReach);
  // Most reaches hold none: where the clause ends is asked only of the others.
  if (findFirsts(table.cues.remote, sentence, span.end, end).size === 0) return undefined;
  const clauseEnd = sentence.text.slice(span.end, end).search(CLAUSE_END);
  const firsts = findFirsts(
    table.cues.remote,
    sentence,
    span.end,
    clauseEnd < 0 ? end : span.end + clauseEnd,
  );
  for (const cue of table.cues.remote.all) {
    const first = firsts.get(cue);
    if (first !== undefined && holdsFor(cue, polarity)) return foundCue(cue, first.start, first.end);
  }
  return undefined;
}

// 行政が一方的に判断をし、進めるのではなくて; 押し付けるとか、強制するとか、そういうことではない: acts in a row, rejected together.
// A new が or は begins something else, and so does a passive (放置され、…); ではないか asks.
const ROW_OF_ACTS =
  /^[^、。がは「」]{0,12}?(?:し|[っしえけげせねべめ]て|[うくぐすつぬぶむる]|[きりみびえめべけせ]|とか|たり)、/;
const REJECTED =
  /^(?:[^、。がは「」]{1,16}(?:とか|たり|し|り|して)、)?[^、。がは「」]{0,18}?(?:(?:という|といった|ような|そういう|そういった|そんな)(?:こと|もの|話|形|やり方|支援|意味|つもり)|つもり|の)(?:では|でも|で|じゃ|は)な(?:く|い(?!か|の|で(?:しょう|すか)))|^(?:[^、。がは「」]{1,16}(?:とか|たり)、)?(?:そういう|そういった|そんな)(?:こと|意味|話)では(?:ありませ|ござい)/;
const ALONGSIDE = /寄り添|伴走|一緒|共に|ともに|聴|話を聞|支え|見守|待[つっち]|尊重|対話|引き出|信[じ頼]/;

/** The contrast that ends a row of acts and takes back each of them. */
export function findFlipOfRow(sentence: JudgedSentence, span: Span): FoundCue | undefined {
  // The match may hold the end of its own clause: 管理して|、監視するような支援ではなく.
  const from = Math.max(span.start, span.end - 2);
  const rest = sentence.text.slice(from, Math.min(sentence.end, span.end + remoteReach + denialReach));
  const row = ROW_OF_ACTS.exec(rest);
  if (row === null) return undefined;
  const found = REJECTED.exec(rest.slice(row[0].length));
  if (found === null || ALONGSIDE.test(found[0])) return undefined;
  const end = from + row[0].length + found[0].length;
  const length =
    /(?:の|こと|もの|話|形|やり方|支援|意味|つもり)(?:では|でも|で|じゃ|は)[^では]*$/.exec(found[0])?.[0]
      .length ?? 4;
  return { start: end - length, end, rule: "contrast", flips: true, next: "stop" };
}

/** The mode of an affirmed mention, from the nearest mode cue right of it in the sentence. */
export function findMode(
  table: CueTable,
  sentence: JudgedSentence,
  span: Span,
  polarity: Polarity,
): FoundCue | undefined {
  const quoted = findQuote(table, sentence, span, polarity);
  if (quoted !== undefined) return quoted;
  const end = Math.min(sentence.end, span.end + rightReach);
  const firsts = findFirsts(table.cues.mode, sentence, span.end, end);
  if (firsts.size === 0) return undefined;
  let best: FoundCue | undefined;
  for (const cue of table.cues.mode.all) {
    const first = firsts.get(cue);
    if (first === undefined || !holdsFor(cue, polarity)) continue;
    const { start } = first;
    const weight = cue.rule === "criticised" ? -rightReach : 0;
    if (best === undefined || start + weight < best.start) best = foundCue(cue, start, first.end);
  }
  return best;
}

/** 丸投げをやめるべきだ, 丸投げを改める方針だ: whether a denial is what is called for or planned. */
export function findModeOfDenial(
  table: CueTable,
  sentence: JudgedSentence,
  denial: Span,
  polarity: Polarity,
): Mode | undefined {
  const found = findMode(table, sentence, denial, polarity);
  const near = found !== undefined && found.start - denial.end <= denialReach;
  return near && (found.mode === "planned" || found.mode === "obliged") ? found.mode : undefined;
}

function findQuote(
  table: CueTable,
  sentence: JudgedSentence,
  span: Span,
  polarity: Polarity,
): FoundCue | undefined {
  const left = sentence.text.slice(Math.max(sentence.start, span.start - LEFT_REACH), span.start);
  const open = Math.max(left.lastIndexOf("「"), left.lastIndexOf("『"), left.lastIndexOf("“"));
  if (open < 0 || /[」』”]/.test(left.slice(open))) return undefined;
  const right = sentence.text.slice(span.end, Math.min(sentence.end, span.end + rightReach));
  const close = right.search(/[」』”]/);
  if (close < 0) return undefined;
  for (const cue of table.cues["mode-quote"].all) {
    if (!holdsFor(cue, polarity)) continue;
    cue.sticky.lastIndex = close;
    const length = cue.sticky.exec(right)?.[0].length ?? 0;
    if (length > 0) return foundCue(cue, span.end + close, span.end + close + length);
  }
  return undefined;
}
