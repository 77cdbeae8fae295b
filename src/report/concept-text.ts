import { createColors } from "picocolors";
import type { Concept, Polarity, Relation, Thesaurus } from "../thesaurus/concept.ts";

export interface ConceptTextOptions {
  readonly language: "ja" | "en";
  readonly color: boolean;
}

const RELATIONS: Readonly<Record<Relation, string>> = {
  core: "中核",
  synonym: "類義",
  antonym: "対義",
  cooccurring: "共起",
  related: "関連",
  principle: "原則",
};

const POLARITIES: Readonly<Record<Polarity, string>> = {
  supportive: "伴走の側",
  contrary: "反する側",
  context: "文脈",
};

/** An entry of the thesaurus for a person at a terminal. Labels stay Japanese; the names of the fields follow the language. */
export function renderConcept(
  concept: Concept,
  thesaurus: Thesaurus,
  { language, color }: ConceptTextOptions,
): string {
  const colors = createColors(color);
  const ja = language === "ja";
  const labels = (ids: readonly string[]) =>
    ids.map((id) => thesaurus.concepts.get(id)?.prefLabel ?? id).join("、");
  const relation = ja ? RELATIONS[concept.relation] : concept.relation;
  const polarity = ja ? POLARITIES[concept.polarity] : concept.polarity;
  const fields: [string, string][] = [
    [ja ? "関係" : "relation", `${relation} · ${polarity}`],
    [ja ? "定義" : "definition", concept.definition],
    [ja ? "使い方" : "note", concept.scopeNote ?? ""],
    [ja ? "別名" : "also", concept.altLabel.join("、")],
    [ja ? "書き方" : "wordings", concept.wording.map(({ pattern }) => pattern).join("  ")],
    [ja ? "側面" : "aspects", concept.aspects.join(", ")],
    [ja ? "上位" : "broader", labels(concept.broader)],
    [ja ? "関連" : "related", labels(concept.related)],
    [ja ? "反対" : "opposes", labels(concept.opposes)],
  ];
  const head = `${colors.bold(concept.prefLabel)}（${concept.reading}） ${colors.dim(concept.id)}`;
  const width = ja ? 4 : 10;
  const rows = fields
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `  ${colors.cyan(name.padEnd(width, ja ? "　" : " "))} ${value}`);
  return `${[head, ...rows].join("\n")}\n`;
}

/** Near concepts in one line, for messages. */
export function renderSuggestions(concepts: readonly Concept[]): string {
  return concepts.map(({ prefLabel }) => prefLabel).join("、");
}
