import type { Problem } from "../errors.ts";
import type { Concept, Relation, Thesaurus } from "../thesaurus/concept.ts";
import { didYouMean } from "../thesaurus/fields.ts";
import { labelKey, labelsOf } from "../thesaurus/links.ts";
import type { ConceptJson } from "../thesaurus/thesaurus-json.ts";
import type { Tokenizer } from "../tokenizer/token.ts";
import { idOf, readingOf } from "./label.ts";
import type { ReviewRow } from "./review.ts";

/** An entry to add, and the rows that it comes from. */
export interface ConceptDraft {
  readonly json: ConceptJson;
  readonly rows: readonly ReviewRow[];
}

type Editable = { -readonly [Key in keyof ConceptJson]: ConceptJson[Key] };

/** The entries while they are written, found by id or by label. */
interface Desk {
  readonly base: Thesaurus;
  readonly tokenizer: Tokenizer;
  readonly entries: Map<string, { json: Editable; rows: ReviewRow[] }>;
  readonly byLabel: Map<string, string>;
  readonly problems: Problem[];
}

/**
 * Writes the entries that accepted and merged rows ask for. A row that cannot be followed becomes a problem; the caller
 * decides, and applies nothing then.
 */
export function draftConcepts(
  base: Thesaurus,
  rows: readonly ReviewRow[],
  tokenizer: Tokenizer,
): { readonly drafts: readonly ConceptDraft[]; readonly problems: readonly Problem[] } {
  const byLabel = new Map<string, string>();
  for (const concept of base.concepts.values()) {
    for (const label of labelsOf(concept)) byLabel.set(labelKey(label), concept.id);
  }
  const desk: Desk = { base, tokenizer, entries: new Map(), byLabel, problems: [] };
  const decided = rows.filter(({ decision }) => decision === "accept" || decision === "merge");
  // Terms first: a relation may name a concept that the same review makes.
  const firstTerms = [...decided].sort((a, b) => Number(isNewTerm(b)) - Number(isNewTerm(a)));
  for (const row of firstTerms) {
    if (row.decision === "merge" || row.kind === "wording") addName(desk, row);
    else if (row.kind === "term") addConcept(desk, row, row.relation ?? "related");
    else addRelation(desk, row);
  }
  return { drafts: [...desk.entries.values()], problems: desk.problems };
}

const isNewTerm = ({ kind, decision }: ReviewRow): boolean => kind === "term" && decision === "accept";

/** `merge`, and every accepted wording: another name of a concept that is there. */
function addName(desk: Desk, row: ReviewRow): void {
  const target = findTarget(desk, row, row.into);
  if (target === undefined) return;
  const entry = entryOf(desk, target, row);
  // A phrase is a pattern: what its syntax would read as an operator cannot be part of one.
  if (row.kind === "wording") {
    if (/[(){}|?*…]/u.test(row.term)) {
      problem(
        desk,
        row,
        "review/wording",
        `"${row.term}" holds a sign of the wording syntax. Write the phrase without it.`,
      );
    } else entry.wording = [...(entry.wording ?? []), row.term];
  } else addLabel(desk, entry, row);
}

function addLabel(desk: Desk, entry: Editable, row: ReviewRow): void {
  const owner = desk.byLabel.get(labelKey(row.term));
  if (owner === entry.id) return;
  if (owner !== undefined) {
    const message = `"${row.term}" is a name of "${owner}" already. Reject the row, or change that concept by hand first.`;
    problem(desk, row, "review/label-taken", message);
    return;
  }
  desk.byLabel.set(labelKey(row.term), entry.id);
  entry.altLabel = [...(entry.altLabel ?? []), row.term];
}

/** An accepted relation: a synonym is another name, everything else a concept that is linked. */
function addRelation(desk: Desk, row: ReviewRow): void {
  const target = findTarget(desk, row, row.into ?? row.other);
  if (target === undefined) return;
  if (row.kind === "synonym") {
    addLabel(desk, entryOf(desk, target, row), row);
    return;
  }
  const known = desk.byLabel.get(labelKey(row.term));
  const id = known ?? addConcept(desk, row, row.relation ?? relationFor(desk, row, target));
  if (id === undefined) return;
  if (row.kind === "broader") link(entryOf(desk, target, row), "broader", id);
  else
    link(
      entryOf(desk, id, row),
      row.kind === "narrower" ? "broader" : row.kind === "contrary" ? "opposes" : "related",
      target,
    );
}

function link(entry: Editable, name: "broader" | "related" | "opposes", target: string): void {
  if (!(entry[name] ?? []).includes(target)) entry[name] = [...(entry[name] ?? []), target];
}

/** A kind of a contrary practice is contrary too; the opposite of a supportive one is. */
function relationFor(desk: Desk, { kind }: ReviewRow, target: string): Relation {
  const relation = desk.entries.get(target)?.json.relation ?? desk.base.concepts.get(target)?.relation;
  if (kind === "contrary") return relation === "antonym" ? "related" : "antonym";
  if (kind === "narrower" && relation === "antonym") return "antonym";
  return "related";
}

/** Starts a new concept; its id, or undefined where that cannot be. */
function addConcept(desk: Desk, row: ReviewRow, relation: Relation): string | undefined {
  const owner = desk.byLabel.get(labelKey(row.term));
  if (owner !== undefined) {
    const message = `"${row.term}" is a name of "${owner}" already. Reject the row, or write merge and "${owner}" in "into".`;
    problem(desk, row, "review/label-taken", message);
    return undefined;
  }
  const tokens = desk.tokenizer.tokenize(row.term);
  const reading = row.reading ?? readingOf(tokens);
  if (reading === "") {
    const message = `No dictionary knows how "${row.term}" is read. Write its hiragana in the cell "reading".`;
    problem(desk, row, "review/reading", message);
    return undefined;
  }
  const id = freeId(desk, idOf(tokens) || idOf(desk.tokenizer.tokenize(reading)));
  const json: Editable = {
    id,
    prefLabel: row.term,
    reading,
    relation,
    ...(relation === "principle" && { polarity: "supportive" as const }),
    ...(row.definition !== undefined && { definition: row.definition }),
    ...ordinaryWeight(desk.base, relation),
    source: `discovered${row.sources === undefined ? "" : ` in ${row.sources}`}`,
  };
  desk.entries.set(id, { json, rows: [row] });
  desk.byLabel.set(labelKey(row.term), id);
  if (row.kind === "term" && row.into !== undefined) {
    const target = findTarget(desk, row, row.into);
    if (target !== undefined) link(json, "related", target);
  }
  return id;
}

/**
 * The median weight of the concepts of that relation. Left out, a weight is 1: a new word of the field would then count
 * several times as much as those that are there, and scores would jump.
 */
function ordinaryWeight({ concepts }: Thesaurus, relation: Relation): { weight?: number } {
  const weights = [...concepts.values()]
    .filter((concept) => concept.relation === relation)
    .map(({ weight }) => weight)
    .sort((a, b) => a - b);
  const weight = weights[Math.floor(weights.length / 2)];
  return weight === undefined ? {} : { weight };
}

function freeId({ base, entries }: Desk, wanted: string): string {
  const stem = wanted === "" ? "concept" : wanted;
  let id = stem;
  for (let n = 2; base.concepts.has(id) || entries.has(id); n++) id = `${stem}-${n}`;
  return id;
}

/** The entry for a concept: one that is written already, or an addition to one of the base. */
function entryOf(desk: Desk, id: string, row: ReviewRow): Editable {
  const entry = desk.entries.get(id) ?? { json: { id }, rows: [] };
  desk.entries.set(id, entry);
  if (!entry.rows.includes(row)) entry.rows.push(row);
  return entry.json;
}

/** The id of the concept that a cell names by id or label. */
function findTarget(desk: Desk, row: ReviewRow, named: string | undefined): string | undefined {
  if (named === undefined) {
    const message = `"${row.term}" needs a concept to go to. Write its id or label in the cell "into".`;
    problem(desk, row, "review/into", message);
    return undefined;
  }
  if (desk.base.concepts.has(named) || desk.entries.has(named)) return named;
  const byLabel = desk.byLabel.get(labelKey(named));
  if (byLabel !== undefined) return byLabel;
  const near = didYouMean(named, [...desk.base.concepts.keys(), ...namesOf(desk.base.concepts)]);
  const message = `There is no concept "${named}"${near} It may have been taken out: write another in "into", or accept "${named}" as a term first.`;
  problem(desk, row, "review/unknown-concept", message);
  return undefined;
}

const namesOf = (concepts: ReadonlyMap<string, Concept>): string[] =>
  [...concepts.values()].map(({ prefLabel }) => prefLabel);

function problem(desk: Desk, { line, term }: ReviewRow, code: string, message: string): void {
  desk.problems.push({ code, message, ...(line === undefined ? { path: term } : { line }) });
}
