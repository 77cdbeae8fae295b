import type { Thesaurus } from "../thesaurus/concept.ts";
import { toThesaurusJson } from "../thesaurus/thesaurus-json.ts";
import type { Tokenizer } from "../tokenizer/token.ts";
import { renderPrh } from "./prh.ts";
import { renderSkosJsonLd } from "./skos-jsonld.ts";
import { renderSkosTurtle } from "./skos-turtle.ts";
import { renderSpacy } from "./spacy.ts";
import { renderSynonyms } from "./synonyms.ts";
import { renderMecab, renderSudachi } from "./user-dictionary.ts";

export interface ExportOptions {
  /** For SKOS: what ids are appended to. */
  readonly base?: string;
  /** For synonyms, MeCab and Sudachi: see their renderers. */
  readonly tokenizer?: Tokenizer;
}

export type ExportFormat =
  | "json"
  | "skos-turtle"
  | "skos-jsonld"
  | "synonyms"
  | "prh"
  | "spacy"
  | "mecab"
  | "sudachi";

export interface ExportTarget {
  readonly render: (thesaurus: Thesaurus, options: ExportOptions) => string;
  /** The usual end of the file's name. */
  readonly extension: string;
  /** True where the tokenizer makes the result better. */
  readonly usesTokenizer: boolean;
}

/** The formats that `bansou export --format` knows. */
export const exportFormats: Readonly<Record<ExportFormat, ExportTarget>> = {
  json: { render: renderJson, extension: ".json", usesTokenizer: false },
  "skos-turtle": { render: renderSkosTurtle, extension: ".ttl", usesTokenizer: false },
  "skos-jsonld": { render: renderSkosJsonLd, extension: ".jsonld", usesTokenizer: false },
  synonyms: { render: renderSynonyms, extension: ".txt", usesTokenizer: true },
  prh: { render: (thesaurus) => renderPrh(thesaurus), extension: ".yml", usesTokenizer: false },
  spacy: { render: (thesaurus) => renderSpacy(thesaurus), extension: ".jsonl", usesTokenizer: false },
  mecab: { render: renderMecab, extension: ".csv", usesTokenizer: true },
  sudachi: { render: renderSudachi, extension: ".csv", usesTokenizer: true },
};

/**
 * The thesaurus for another tool; docs/EXPORTS.md has a section on each. The same thesaurus gives the same bytes.
 *
 * @throws RangeError for an unknown format, naming those there are
 * @example
 * renderExport(bundledThesaurus(), "prh");
 */
export function renderExport(
  thesaurus: Thesaurus,
  format: ExportFormat,
  options: ExportOptions = {},
): string {
  if (!Object.hasOwn(exportFormats, format)) {
    const known = Object.keys(exportFormats).join(", ");
    throw new RangeError(`Expected a format of ${known}, received ${JSON.stringify(format)}`);
  }
  return exportFormats[format].render(thesaurus, options);
}

function renderJson(thesaurus: Thesaurus): string {
  return `${JSON.stringify(toThesaurusJson(thesaurus), null, 2)}\n`;
}
