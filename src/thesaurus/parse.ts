import type { Thesaurus } from "./concept.ts";
import { type Fields, fieldsOf, textAt } from "./fields.ts";
import { lookup } from "./lookup.ts";
import { type ConceptPlaces, checkLinks } from "./links.ts";
import { parseConcept, readConditions } from "./parse-concept.ts";
import { type Problems, readJson } from "./problems.ts";

export interface ParseThesaurusOptions {
  /** Name of the file for messages. Default `thesaurus.json`. */
  readonly file?: string;
  /**
   * A thesaurus to build upon. A concept with a new id joins it; one with an id that it has adds its names, wordings and
   * links to that concept and replaces the fields that hold one value.
   */
  readonly extend?: Thesaurus;
}

const FIELDS = ["$schema", "extends", "version", "concepts", "lists", "spellings", "unless"] as const;

/**
 * Reads a thesaurus: the text of a JSON file, or what `JSON.parse` made of one. The format is that of `dict/thesaurus/`,
 * described for editors by `dict/thesaurus.schema.json`. Missing fields get their defaults.
 *
 * @throws InputError listing every problem of the file, each with code (`thesaurus/…`), line or path, and remedy
 * @throws TypeError where `options.extend` is no thesaurus
 * @example
 * const own = parseThesaurus(await readFile("own.json", "utf8"), { file: "own.json" });
 * own.concepts.get("mimamori-shien")?.prefLabel; // => "見守り支援"
 */
export function parseThesaurus(json: unknown, options: ParseThesaurusOptions = {}): Thesaurus {
  return parseWith(json, options, true);
}

/** As `parseThesaurus`, of a file whose patterns a test checks: that of the package. */
export function parseTestedThesaurus(json: unknown, options: ParseThesaurusOptions = {}): Thesaurus {
  return parseWith(json, options, false);
}

function parseWith(json: unknown, options: ParseThesaurusOptions, checksPatterns: boolean): Thesaurus {
  const { file = "thesaurus.json", extend: base } = options;
  if (base !== undefined && !(base.concepts instanceof Map)) {
    throw new TypeError(`Expected options.extend to be a Thesaurus, received ${typeof base}`);
  }
  const { value, problems } = readJson(json, file);
  const fields = fieldsOf(value, FIELDS, [], problems);
  const thesaurus = fields && readThesaurus(fields, base, checksPatterns, problems);
  problems.throwIfAny();
  // Without fields there was a problem, and with a problem the line above does not return.
  return thesaurus as Thesaurus;
}

/**
 * A thesaurus with the concepts, lists and spellings of a second file added: `parseThesaurus(json, { extend: base })`.
 * `base` itself stays as it is.
 *
 * @example
 * const mine = extendThesaurus(bundledThesaurus(), {
 *   concepts: [{ id: "banso-gata-shien", altLabel: ["となりあう支援"] }],
 * });
 */
export function extendThesaurus(
  base: Thesaurus,
  json: unknown,
  options: { readonly file?: string } = {},
): Thesaurus {
  return parseThesaurus(json, { ...options, extend: base });
}

function readThesaurus(
  fields: Fields,
  base: Thesaurus | undefined,
  checksPatterns: boolean,
  problems: Problems,
): Thesaurus {
  const lists = { ...base?.lists, ...readLists(fields, problems) };
  const named = checksPatterns ? lists : undefined;
  const concepts = new Map(base?.concepts);
  const places: ConceptPlaces = new Map();
  const entries = fields.entries("concepts");
  entries.forEach((entry, i) => {
    const place = ["concepts", i];
    const concept = parseConcept(entry, place, { base: base?.concepts, lists: named }, problems);
    if (concept === undefined) return;
    const first = places.get(concept.id);
    if (first === undefined) {
      places.set(concept.id, place);
      concepts.set(concept.id, concept);
    } else {
      const message = `The id "${concept.id}" is taken by an earlier concept. Give each concept its own id, or make one of the two.`;
      problems.add("thesaurus/duplicate-id", message, [...place, "id"]);
    }
  });
  if (entries.length === 0 && base === undefined) {
    problems.add("thesaurus/no-concepts", 'There are no concepts. Write at least one under "concepts".', [
      "concepts",
    ]);
  }
  checkLinks(concepts, places, problems);
  const spellings = [...(base?.spellings ?? []), ...readSpellings(fields, problems)];
  const unless = [...(base?.unless ?? []), ...readConditions(fields, "unless", named, problems)];
  return withLookup({ version: readVersion(fields, base, problems), concepts, lists, spellings, unless });
}

/** Not enumerable: a thesaurus stays plain data to JSON and to comparison. */
function withLookup(parts: Omit<Thesaurus, "lookup">): Thesaurus {
  const thesaurus = { ...parts } as Thesaurus;
  Object.defineProperty(thesaurus, "lookup", { value: (word: string) => lookup(thesaurus, word) });
  return thesaurus;
}

function readVersion(fields: Fields, base: Thesaurus | undefined, problems: Problems): string {
  const own = fields.text("version");
  if (base !== undefined) return `${base.version}+${own ?? "extended"}`;
  if (!fields.has("version")) {
    const message = 'There is no "version". Write one such as "1.0.0": results are stamped with it.';
    problems.add("thesaurus/missing", message, ["version"]);
  }
  return own ?? "";
}

// A name stands between the braces of {name}.
const LIST_NAME = /^[^\s{}()|?*…]+$/u;
const OPERATOR = /[(){}|?*…]/u;

function readLists(fields: Fields, problems: Problems): Thesaurus["lists"] {
  const lists = fields.record("lists").map(([name, words]): [string, string[]] => {
    const place = [...fields.place("lists"), name];
    if (!LIST_NAME.test(name)) {
      problems.add(
        "thesaurus/list-name",
        `"${name}" cannot be written as {${name}}. Use letters, digits and hyphens.`,
        place,
      );
    }
    if (!Array.isArray(words) || words.length === 0) {
      problems.add("thesaurus/type", `The list "${name}" must be a list of at least one word ["…"].`, place);
      return [name, []];
    }
    return [name, words.flatMap((word, i) => plainWord(word, name, [...place, i], problems))];
  });
  return Object.fromEntries(lists);
}

function readSpellings(fields: Fields, problems: Problems): string[][] {
  return fields.entries("spellings").map((group, i) => {
    const place = [...fields.place("spellings"), i];
    if (!Array.isArray(group) || group.length < 2) {
      const message = 'A group of spellings must be a list of two or more, such as ["子ども", "子供"].';
      problems.add("thesaurus/type", message, place);
      return [];
    }
    return group.flatMap((word, j) => plainWord(word, "spellings", [...place, j], problems));
  });
}

/** Lists and spellings hold words as they stand: an operator of the wording syntax there is a slip. */
function plainWord(value: unknown, name: string, place: (string | number)[], problems: Problems): string[] {
  const word = textAt(value, name, place, problems);
  if (word === undefined) return [];
  const operator = OPERATOR.exec(word)?.[0];
  if (operator !== undefined) {
    const message = `"${word}" holds "${operator}", which works only in wordings. Write each word out.`;
    problems.add("thesaurus/pattern", message, place);
  }
  return [word];
}
