import type { Mention } from "../analysis.ts";
import type { Place } from "../document.ts";
import type { CorpusReport, ReportDocument } from "./corpus-report.ts";
import type { Cell } from "./csv.ts";
import { oneLine } from "./text.ts";

/** A mention in the middle of its line. */
export interface KwicLine {
  readonly document: ReportDocument;
  /** Index into the document's mentions. */
  readonly index: number;
  readonly mention: Mention;
  readonly place: Place | undefined;
  readonly left: string;
  readonly right: string;
}

/** Characters on either side. */
const WIDTH = 30;

/** The concordance of all mentions, documents by rank and mentions in the order of the text. */
export function* kwicLines({ documents }: Pick<CorpusReport, "documents">): Generator<KwicLine> {
  for (const document of documents) {
    const { analysis, excerpt, places } = document;
    for (const [index, mention] of analysis.mentions.entries()) {
      yield {
        document,
        index,
        mention,
        place: places[index],
        left: lastCharacters(oneLine(excerpt.slice(Math.max(0, mention.start - 2 * WIDTH), mention.start))),
        right: firstCharacters(oneLine(excerpt.slice(mention.end, mention.end + 2 * WIDTH))),
      };
    }
  }
}

function firstCharacters(text: string): string {
  return [...text].slice(0, WIDTH).join("");
}

function lastCharacters(text: string): string {
  return [...text].slice(-WIDTH).join("");
}

export const KWIC_COLUMNS = [
  "source",
  "id",
  "group",
  "page",
  "paragraph",
  "start",
  "end",
  "left",
  "keyword",
  "right",
  "concept",
  "label",
  "polarity",
  "stance",
] as const;

/** A row for each line, in the order of `KWIC_COLUMNS`. */
export function kwicRow({ document, mention, place, left, right }: KwicLine): Cell[] {
  return [
    document.source,
    document.id,
    document.group,
    place?.page,
    place?.paragraph,
    mention.start,
    mention.end,
    left,
    mention.surface,
    right,
    mention.conceptId,
    mention.prefLabel,
    mention.polarity,
    mention.stance,
  ];
}
