import type { Concept, Condition, Polarity, Relation, Thesaurus, Wording } from "./concept.ts";
import { didYouMean, type Fields, fieldsOf, textAt } from "./fields.ts";
import { type PatternNode, parsePattern } from "./pattern.ts";
import type { Place, Problems } from "./problems.ts";
import { polarities, polarityOf, relations } from "./relation.ts";

const FIELDS = [
  "id",
  "prefLabel",
  "reading",
  "relation",
  "polarity",
  "alsoIn",
  "definition",
  "scopeNote",
  "altLabel",
  "hiddenLabel",
  "wording",
  "when",
  "unless",
  "aspects",
  "weight",
  "broader",
  "related",
  "opposes",
  "source",
] as const satisfies readonly (keyof Concept)[];
const WORDING_FIELDS = ["pattern", "when", "unless"] as const satisfies readonly (keyof Wording)[];
const CONDITION_FIELDS = [
  "before",
  "after",
  "sentence",
  "passage",
  "lacking",
] as const satisfies readonly (keyof Condition)[];

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const HIRAGANA = /^[ぁ-ゖゝゞー]+$/u;

/** What a concept may lean on. */
export interface ConceptContext {
  /** Concepts that an entry with their id adds to. */
  readonly base: ReadonlyMap<string, Concept> | undefined;
  readonly lists: NamedLists;
}

/** The lists that patterns may name; undefined where the patterns have been checked before, which takes a tenth of a second for 2,800. */
export type NamedLists = Thesaurus["lists"] | undefined;

/** Reads one entry of `concepts`; undefined where it has no id to be known by. */
export function parseConcept(
  entry: unknown,
  place: Place,
  context: ConceptContext,
  problems: Problems,
): Concept | undefined {
  const fields = fieldsOf(entry, FIELDS, place, problems);
  if (fields === undefined) return undefined;
  const id = readId(fields, problems);
  const names = readNames(fields, problems);
  const rest = readRest(fields, context.lists, problems);
  const old = id === undefined ? undefined : context.base?.get(id);
  if (old === undefined) requireNames(fields, place, problems);
  const relation = names.relation ?? old?.relation ?? "related";
  const polarity = readPolarity(fields, relation, old, problems);
  return id === undefined ? undefined : addTo(old ?? blank(id), { ...names, ...rest, relation, polarity });
}

function readId(fields: Fields, problems: Problems): string | undefined {
  const id = fields.text("id");
  if (id !== undefined && ID.test(id)) return id;
  if (id !== undefined) {
    const message = `"${id}" is no id. Write romaji in lower case, words parted by hyphens, such as "yorisoi-shien".`;
    problems.add("thesaurus/id", message, fields.place("id"));
  } else if (!fields.has("id")) {
    problems.add(
      "thesaurus/missing",
      'There is no "id". Write one such as "yorisoi-shien".',
      fields.place("id"),
    );
  }
  return undefined;
}

type Names = Partial<Pick<Concept, "prefLabel" | "reading" | "relation">>;

function readNames(fields: Fields, problems: Problems): Names {
  const prefLabel = fields.text("prefLabel");
  const reading = fields.text("reading");
  const relation = fields.oneOf("relation", relations);
  if (reading !== undefined && !HIRAGANA.test(reading)) {
    const message = `The reading "${reading}" must be hiragana alone (ー is allowed), such as "よりそいしえん".`;
    problems.add("thesaurus/reading", message, fields.place("reading"));
  }
  return defined({ prefLabel, reading, relation });
}

const EXAMPLE = { prefLabel: "寄り添い支援", reading: "よりそいしえん", relation: "synonym" } as const;

function requireNames(fields: Fields, place: Place, problems: Problems): void {
  for (const [name, example] of Object.entries(EXAMPLE)) {
    if (fields.has(name)) continue;
    problems.add("thesaurus/missing", `There is no "${name}". Write one such as "${example}".`, [
      ...place,
      name,
    ]);
  }
}

function readPolarity(
  fields: Fields,
  relation: Relation,
  old: Concept | undefined,
  problems: Problems,
): Polarity {
  const said = fields.oneOf("polarity", polarities);
  const fixed = polarityOf(relation);
  if (fixed === undefined) {
    if (!fields.has("polarity") && old?.relation !== "principle" && fields.has("relation")) {
      const message = `A principle must say its "polarity": ${polarities.join(", ")}.`;
      problems.add("thesaurus/missing", message, fields.place("polarity"));
    }
    return said ?? old?.polarity ?? "context";
  }
  if (said !== undefined && said !== fixed) {
    const message = `The relation ${relation} is always ${fixed}. Leave "polarity" out, or choose another relation.`;
    problems.add("thesaurus/polarity", message, fields.place("polarity"));
  }
  return fixed;
}

type Rest = Partial<Omit<Concept, "id" | keyof Names | "polarity">>;

function readRest(fields: Fields, lists: NamedLists, problems: Problems): Rest {
  const conditions = (name: "when" | "unless"): Condition[] => readConditions(fields, name, lists, problems);
  const seen = new Set<string>();
  return defined({
    alsoIn: fields.manyOf("alsoIn", relations),
    definition: fields.text("definition"),
    scopeNote: fields.text("scopeNote"),
    altLabel: fields.texts("altLabel"),
    hiddenLabel: fields.texts("hiddenLabel"),
    wording: fields.entries("wording").flatMap((entry, i) => {
      const place = [...fields.place("wording"), i];
      const wording = readWording(entry, place, lists, problems);
      if (wording !== undefined && seen.has(wording.pattern)) {
        const message = `The wording "${wording.pattern}" stands here twice, of which the later would silently replace the earlier. Make one of the two.`;
        problems.add("thesaurus/duplicate-wording", message, place);
      }
      if (wording !== undefined) seen.add(wording.pattern);
      return wording ?? [];
    }),
    when: conditions("when"),
    unless: conditions("unless"),
    aspects: fields.texts("aspects"),
    weight: fields.number("weight", 0, 1),
    broader: fields.texts("broader"),
    related: fields.texts("related"),
    opposes: fields.texts("opposes"),
    source: fields.text("source"),
  });
}

function readWording(
  entry: unknown,
  place: Place,
  lists: NamedLists,
  problems: Problems,
): Wording | undefined {
  if (typeof entry === "string") {
    const pattern = textAt(entry, "wording", place, problems);
    if (pattern !== undefined) checkWording(pattern, place, lists, problems);
    return pattern === undefined ? undefined : { pattern };
  }
  const fields = fieldsOf(entry, WORDING_FIELDS, place, problems);
  if (fields === undefined) return undefined;
  const pattern = fields.text("pattern");
  if (pattern !== undefined) checkWording(pattern, fields.place("pattern"), lists, problems);
  else if (!fields.has("pattern")) {
    const message = 'This wording has no "pattern". Write what is to be found.';
    problems.add("thesaurus/missing", message, fields.place("pattern"));
  }
  const when = readConditions(fields, "when", lists, problems);
  const unless = readConditions(fields, "unless", lists, problems);
  return {
    pattern: pattern ?? "",
    ...(when.length > 0 ? { when } : {}),
    ...(unless.length > 0 ? { unless } : {}),
  };
}

export function readConditions(
  owner: Fields,
  name: "when" | "unless",
  lists: NamedLists,
  problems: Problems,
): Condition[] {
  return owner.entries(name).flatMap((entry, i) => {
    const place = [...owner.place(name), i];
    const fields = fieldsOf(entry, CONDITION_FIELDS, place, problems);
    if (fields === undefined) return [];
    const parts = CONDITION_FIELDS.flatMap((part): [string, string][] => {
      const pattern = fields.text(part);
      if (pattern === undefined) return [];
      checkPattern(pattern, fields.place(part), lists, problems);
      return [[part, pattern]];
    });
    if (parts.length === 0 && !CONDITION_FIELDS.some((part) => fields.has(part))) {
      const message = `This condition says nothing. Write at least one of ${CONDITION_FIELDS.join(", ")}.`;
      problems.add("thesaurus/empty-condition", message, place);
    }
    return [Object.fromEntries(parts)];
  });
}

/** A wording needs characters to be found by; a condition may begin with a gap. */
function checkWording(pattern: string, place: Place, lists: NamedLists, problems: Problems): void {
  const nodes = checkPattern(pattern, place, lists, problems);
  if (nodes === undefined || !beginsOpen(nodes)) return;
  const message = `The wording "${pattern}" can begin with anything, or with nothing. Begin it with the words that it is found by.`;
  problems.add("thesaurus/pattern", message, place);
}

/** True of patterns that may begin with a gap or any word, or stand for nothing at all. */
function beginsOpen(nodes: readonly PatternNode[]): boolean {
  for (const node of nodes) {
    if (node.kind === "text" || node.kind === "verb") return false;
    if (node.kind === "gap" || (node.kind === "list" && node.name === "word")) return true;
    if (node.kind === "choice" && node.options.some(beginsOpen)) return true;
    if (!node.optional) return false;
  }
  return true;
}

function checkPattern(
  pattern: string,
  place: Place,
  lists: NamedLists,
  problems: Problems,
): readonly PatternNode[] | undefined {
  if (lists === undefined) return undefined;
  let nodes: PatternNode[];
  try {
    nodes = parsePattern(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.add("thesaurus/pattern", `${reason}. See the wording syntax in dict/README.md.`, place);
    return undefined;
  }
  for (const name of listNames(nodes)) {
    if (BUILT_IN.has(name) || Object.hasOwn(lists, name)) continue;
    const message = `There is no list {${name}}${didYouMean(name, Object.keys(lists))} Write it under "lists".`;
    problems.add("thesaurus/unknown-list", message, place);
  }
  return nodes;
}

/** `{word}` is any run of kanji or katakana, and no list of a file. */
const BUILT_IN: ReadonlySet<string> = new Set(["word"]);

function listNames(nodes: readonly PatternNode[]): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === "list") return [node.name];
    return node.kind === "choice" ? node.options.flatMap(listNames) : [];
  });
}

function blank(id: string): Concept {
  return {
    id,
    prefLabel: "",
    reading: "",
    relation: "related",
    polarity: "context",
    alsoIn: [],
    definition: "",
    altLabel: [],
    hiddenLabel: [],
    wording: [],
    when: [],
    unless: [],
    aspects: [],
    weight: 1,
    broader: [],
    related: [],
    opposes: [],
  };
}

/** Single values replace, lists grow; a wording with the pattern of an older one takes its place. */
function addTo(old: Concept, said: Rest & Names & { polarity: Polarity }): Concept {
  const union = (
    name: "alsoIn" | "altLabel" | "hiddenLabel" | "aspects" | "broader" | "related" | "opposes",
  ) => [...new Set([...old[name], ...(said[name] ?? [])])];
  const wording = new Map([...old.wording, ...(said.wording ?? [])].map((entry) => [entry.pattern, entry]));
  return {
    ...old,
    ...said,
    alsoIn: union("alsoIn") as Relation[],
    altLabel: union("altLabel"),
    hiddenLabel: union("hiddenLabel"),
    wording: [...wording.values()],
    when: [...old.when, ...(said.when ?? [])],
    unless: [...old.unless, ...(said.unless ?? [])],
    aspects: union("aspects"),
    broader: union("broader"),
    related: union("related"),
    opposes: union("opposes"),
  };
}

/** Without the fields that are undefined: a missing field must not overwrite one that is there. */
function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
