import type { EngineDictionary } from "./dictionary.ts";

/** The features of one slot as tokens carry them. */
export interface Features {
  readonly slot: number;
  readonly surface: string;
  readonly pos: string;
  readonly pos1: string;
  readonly pos2: string;
  readonly pos3: string;
  readonly conjugationType: string;
  readonly conjugationForm: string;
  readonly lemma: string;
  readonly reading: string;
  readonly pronunciation: string;
}

/** Slots remembered at a time: policy text of 1.2 million characters uses 14,000. A power of two; 6 MB when full. */
const REMEMBERED = 1 << 14;

/** Reads the features of a slot, remembering those read last. */
export function featureReader(dictionary: EngineDictionary): (slot: number) => Features {
  const remembered: (Features | undefined)[] = new Array<undefined>(REMEMBERED).fill(undefined);
  return (slot) => {
    const found = remembered[slot & (REMEMBERED - 1)];
    if (found !== undefined && found.slot === slot) return found;
    const features = readFeatures(dictionary, slot);
    remembered[slot & (REMEMBERED - 1)] = features;
    return features;
  };
}

function readFeatures({ features, featureOffsets }: EngineDictionary, slot: number): Features {
  const fields = readLine(features, featureOffsets[slot] as number).split(",");
  const field = (index: number): string => fields[index] ?? "*";
  return {
    slot,
    surface: field(0),
    pos: field(1),
    pos1: field(2),
    pos2: field(3),
    pos3: field(4),
    conjugationType: field(5),
    conjugationForm: field(6),
    lemma: field(7),
    reading: fields[8] ?? "",
    pronunciation: fields[9] ?? "",
  };
}

/** Decodes UTF-8 up to NUL. By hand, since browsers refuse shared memory to TextDecoder. */
function readLine(bytes: Uint8Array, from: number): string {
  let line = "";
  for (let at = from; at < bytes.length; ) {
    const first = bytes[at++] as number;
    if (first === 0) break;
    if (first < 0x80) line += String.fromCharCode(first);
    else if (first < 0xe0) line += String.fromCharCode(((first & 0x1f) << 6) | next(bytes, at++));
    else line += String.fromCharCode(((first & 0x0f) << 12) | (next(bytes, at++) << 6) | next(bytes, at++));
  }
  return line;
}

function next(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) & 0x3f;
}
