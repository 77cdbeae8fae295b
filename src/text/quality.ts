import { unitClass } from "./unit-class.ts";

/** Whether a text is sound enough to judge, and what is wrong with it. */
export interface Quality {
  /** False where the text is too broken: whatever is found in it, what is not found says nothing. */
  readonly sound: boolean;
  /** Stable words, empty when nothing is wrong: those of the reader, and those below. */
  readonly reasons: readonly string[];
}

// Long texts are judged by this many characters from their beginning, middle and end: the cost is bounded.
const SAMPLE = 4000;

/** What is looked for, and the share of a text's characters from which it is too broken to judge. */
const SIGNS: readonly { readonly reason: string; readonly pattern: RegExp; readonly share: number }[] = [
  // Bytes that no encoding explained.
  { reason: "replacement-characters", pattern: /\ufffd/g, share: 0.01 },
  // Fonts without a table of characters: PDF text comes as codes of one's own.
  { reason: "private-characters", pattern: /[\ue000-\uf8ff]|\(cid:\d+\)/g, share: 0.02 },
  { reason: "control-characters", pattern: /(?![\t\n\v\f\r])\p{Cc}/gu, share: 0.02 },
  // UTF-8 read as Shift_JIS (繧・繝・縺) or as Latin-1 (ã¯, ã®).
  { reason: "wrong-encoding", pattern: /[繧繝縺].?|ã[\x80-\xff€-™]/g, share: 0.05 },
];

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const isJapanese = unitClass(JAPANESE);

/**
 * Says why a text may be unfit to judge. Looks at 12,000 characters at most.
 *
 * @param defects What the reader found, such as `no-text-layer`; each makes the text unsound.
 * @example
 * qualityOf("縺薙ｌ縺ｯ譁・ｭ怜喧縺代〒縺吶ゅ％縺薙ｌ縺ｯ").reasons // => ["wrong-encoding"]
 */
export function qualityOf(text: string, defects: readonly string[] = []): Quality {
  const sample = sampleOf(text);
  const ink = sample.replace(/\s+/g, "").length;
  const reasons = [...defects];
  if (ink > 0) {
    for (const { reason, pattern, share } of SIGNS) {
      let length = 0;
      for (const sign of sample.matchAll(pattern)) length += sign[0].length;
      if (length / ink >= share && !reasons.includes(reason)) reasons.push(reason);
    }
    if (ink >= 200 && japaneseShare(sample, ink) < 0.1) reasons.push("little-japanese");
  }
  return { sound: reasons.every((reason) => reason === "little-japanese"), reasons };
}

function sampleOf(text: string): string {
  if (text.length <= 3 * SAMPLE) return text;
  const middle = (text.length - SAMPLE) >> 1;
  return text.slice(0, SAMPLE) + text.slice(middle, middle + SAMPLE) + text.slice(-SAMPLE);
}

function japaneseShare(sample: string, ink: number): number {
  let length = 0;
  for (let at = 0; at < sample.length; at++) {
    const unit = sample.charCodeAt(at);
    const isPair = (unit & 0xfc00) === 0xd800 && (sample.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (isPair ? JAPANESE.test(sample.slice(at, at + 2)) : isJapanese(unit)) length++;
    if (isPair) at++;
  }
  return length / ink;
}
