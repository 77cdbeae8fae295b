import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compileCorpus } from "../../src/discover/corpus.ts";
import { type DocumentTable, documentTable, keywords } from "../../src/discover/keywords.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";

/** A document of the NLP2025 key phrase set with its key phrases, each with the spellings that count as the same. */
interface Labelled {
  readonly text: string;
  readonly groups: readonly ReadonlySet<string>[];
}

interface Labels {
  readonly sample_id: string;
  readonly main_topic: string[];
  readonly angle: string[];
  readonly essential_terms: string[][];
}

/** Reads `dataset.json` and `label.json` of the set: documents by length class. */
export async function readKeyphrases(directory: string): Promise<Map<string, Labelled[]>> {
  const read = async (name: string) => JSON.parse(await readFile(join(directory, name), "utf8"));
  const [texts, labels] = await Promise.all([read("dataset.json"), read("label.json")]);
  const sets = new Map<string, Labelled[]>();
  for (const [length, documents] of Object.entries<{ sample_id: string; text: string }[]>(texts)) {
    const byId = new Map((labels[length] as Labels[]).map((label) => [label.sample_id, label]));
    sets.set(
      length,
      documents.map(({ sample_id, text }) => ({ text, groups: groupsOf(byId.get(sample_id) as Labels) })),
    );
  }
  return sets;
}

function groupsOf({ main_topic, angle, essential_terms }: Labels): ReadonlySet<string>[] {
  const groups = [main_topic, angle, ...essential_terms].filter((group) => group.length > 0);
  return groups.map((group) => new Set(group.map(keyOf)));
}

const keyOf = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s/gu, "");

/** Mean F1 of the first ten key terms for each length class; the other documents of the set are the reference for IDF. */
export function keyphraseF1(
  sets: Map<string, Labelled[]>,
  tokenizer: Tokenizer,
  withReference: boolean,
): Map<string, number> {
  const all = [...sets.values()].flat();
  const whole = withReference
    ? documentTable(
        compileCorpus(
          all.map(({ text }, i) => ({ id: String(i), text })),
          { tokenizer },
        ),
      )
    : undefined;
  const figures = new Map<string, number>();
  for (const [length, documents] of sets) {
    const sum = documents.reduce((total, document) => total + f1(document, tokenizer, whole), 0);
    figures.set(length, sum / documents.length);
  }
  return figures;
}

function f1({ text, groups }: Labelled, tokenizer: Tokenizer, whole?: DocumentTable): number {
  const reference = whole && without(whole, text, tokenizer);
  const found = keywords(text, { tokenizer, ...(reference && { reference }) }).keywords;
  const hit = new Set(
    found.map(({ term }) => groups.findIndex((group) => group.has(keyOf(term)))).filter((i) => i >= 0),
  );
  const precision = hit.size / 10;
  const recall = hit.size / groups.length;
  return hit.size === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** The counts of the other documents: a document is no reference for itself. */
function without(whole: DocumentTable, text: string, tokenizer: Tokenizer): DocumentTable {
  const own = documentTable(compileCorpus([{ id: "", text }], { tokenizer }));
  const counts: Record<string, number> = Object.create(null);
  for (const [term, documents] of Object.entries(whole.counts))
    counts[term] = documents - (own.counts[term] ?? 0);
  return { documents: whole.documents - 1, counts };
}
