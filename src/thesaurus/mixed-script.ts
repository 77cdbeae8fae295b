import type { Sound } from "./lookup-key.ts";

/**
 * Whether a word is the prefLabel with some of its kanji written in kana, such as ヨリソイ支援 or ばんそう型支援:
 * its kanji must stand in the label in order, with something between where the word has kana, and its kana must
 * stand in the reading in the same way. Takes the word as `kanaKey` gives it.
 */
export function fitsMixed(key: string, sound: Pick<Sound, "kanaLabel" | "kanaReading">): boolean {
  const runs = key.match(/[ぁ-ゖゝゞー]+|[^ぁ-ゖゝゞー]+/gu) ?? [];
  if (runs.length < 2) return false;
  const isKana = (run: string) => /^[ぁ-ゖゝゞー]/u.test(run);
  const label = runs.map((run) => (isKana(run) ? undefined : run));
  const reading = runs.map((run) => (isKana(run) ? run : undefined));
  return fits(label, sound.kanaLabel) && fits(reading, sound.kanaReading);
}

/** Whether `text` is the pieces one after the other, where undefined is one character or more; the leftmost way. */
function fits(pieces: readonly (string | undefined)[], text: string): boolean {
  let at = 0;
  let open = false;
  for (const [i, piece] of pieces.entries()) {
    if (piece === undefined) {
      open = true;
      continue;
    }
    const isLast = i === pieces.length - 1;
    const found = open ? (isLast ? text.length - piece.length : text.indexOf(piece, at + 1)) : at;
    if (found < at + (open ? 1 : 0) || !text.startsWith(piece, found)) return false;
    at = found + piece.length;
    open = false;
  }
  return open ? at < text.length : at === text.length;
}
