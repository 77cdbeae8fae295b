import { readFileSync } from "node:fs";
import { InputError, type Problem } from "../../src/errors.ts";

/** A mention that a reader marked: half-open UTF-16 offsets into the passage, the concept's prefLabel. */
export interface GoldMention {
  readonly start: number;
  readonly end: number;
  readonly concept: string;
  readonly relation: string;
  readonly stance: "affirmed" | "denied";
  /** Readers disagreed: counts neither when missed nor when found. */
  readonly optional?: boolean;
}

export interface GoldPassage {
  readonly id: string;
  readonly text: string;
  /** 0-4, as the reader judged it. */
  readonly fit: number;
  readonly lean: "supportive" | "contrary" | "none";
  readonly mentions: readonly GoldMention[];
}

/**
 * Reads annotated passages, one JSON object a line.
 *
 * @throws InputError listing every malformed line with what was expected.
 */
export function readGold(path: string): GoldPassage[] {
  const passages: GoldPassage[] = [];
  const problems: Problem[] = [];
  readFileSync(path, "utf8")
    .split("\n")
    .forEach((content, i) => {
      if (content.trim() === "") return;
      try {
        const passage = JSON.parse(content) as GoldPassage;
        const fault = faultOf(passage);
        if (fault === undefined) passages.push(passage);
        else problems.push({ code: "gold/shape", line: i + 1, message: fault });
      } catch (error) {
        problems.push({
          code: "gold/json",
          line: i + 1,
          message: `expected one JSON object: ${(error as Error).message}`,
        });
      }
    });
  const [first, ...rest] = problems;
  if (first) throw new InputError(path, [first, ...rest]);
  return passages;
}

function faultOf(passage: GoldPassage): string | undefined {
  if (passage === null || typeof passage !== "object")
    return "expected an object with id, text, fit, lean, mentions";
  if (typeof passage.id !== "string") return 'expected "id" to be a string';
  if (typeof passage.text !== "string") return 'expected "text" to be a string';
  if (typeof passage.fit !== "number" || passage.fit < 0 || passage.fit > 4)
    return 'expected "fit" to be a number from 0 to 4';
  if (!["supportive", "contrary", "none"].includes(passage.lean))
    return 'expected "lean" to be supportive, contrary or none';
  if (!Array.isArray(passage.mentions)) return 'expected "mentions" to be an array';
  const bad = passage.mentions.findIndex(
    ({ start, end, concept, stance }) =>
      !(
        Number.isInteger(start) &&
        Number.isInteger(end) &&
        0 <= start &&
        start < end &&
        end <= passage.text.length
      ) ||
      typeof concept !== "string" ||
      (stance !== "affirmed" && stance !== "denied"),
  );
  return bad < 0
    ? undefined
    : `mentions[${bad}]: expected start < end inside the text, a concept, and stance affirmed or denied`;
}
