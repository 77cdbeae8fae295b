import type { Concept, Condition, Polarity, Relation, Thesaurus, Wording } from "./concept.ts";
import { polarityOf } from "./relation.ts";

/** A concept as a thesaurus file writes it: fields that say nothing are left out. */
export interface ConceptJson {
  readonly id: string;
  readonly prefLabel?: string;
  readonly reading?: string;
  readonly relation?: Relation;
  readonly polarity?: Polarity;
  readonly alsoIn?: readonly Relation[];
  readonly definition?: string;
  readonly scopeNote?: string;
  readonly altLabel?: readonly string[];
  readonly hiddenLabel?: readonly string[];
  /** A bare string is a pattern without conditions. */
  readonly wording?: readonly (string | Wording)[];
  readonly when?: readonly Condition[];
  readonly unless?: readonly Condition[];
  readonly aspects?: readonly string[];
  readonly weight?: number;
  readonly broader?: readonly string[];
  readonly related?: readonly string[];
  readonly opposes?: readonly string[];
  readonly source?: string;
}

/** A thesaurus file: what `parseThesaurus` reads and `dict/thesaurus.schema.json` describes. */
export interface ThesaurusJson {
  /** For editors: the address of the JSON Schema. */
  readonly $schema?: string;
  /** For the command: what the file adds to, `bundled` or the path of another file from this one. `parseThesaurus` takes `options.extend`. */
  readonly extends?: string;
  readonly version?: string;
  readonly concepts?: readonly ConceptJson[];
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  readonly spellings?: readonly (readonly string[])[];
  readonly unless?: readonly Condition[];
}

/**
 * A thesaurus as plain data for a file: the way back from `parseThesaurus`, which reads it to an equal thesaurus.
 *
 * @example
 * await writeFile("own.json", JSON.stringify(toThesaurusJson(thesaurus), null, 2));
 */
export function toThesaurusJson(thesaurus: Thesaurus): ThesaurusJson {
  return {
    version: thesaurus.version,
    concepts: [...thesaurus.concepts.values()].map(toConceptJson),
    ...(Object.keys(thesaurus.lists).length > 0 ? { lists: thesaurus.lists } : {}),
    ...(thesaurus.spellings.length > 0 ? { spellings: thesaurus.spellings } : {}),
    ...(thesaurus.unless.length > 0 ? { unless: thesaurus.unless } : {}),
  };
}

function toConceptJson(concept: Concept): ConceptJson {
  const { polarity, definition, weight, wording, ...rest } = concept;
  const entries = Object.entries({
    ...rest,
    polarity: polarity === polarityOf(concept.relation) ? undefined : polarity,
    definition: definition === "" ? undefined : definition,
    wording: wording.map(toWordingJson),
    weight: weight === 1 ? undefined : weight,
  }).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(entries) as unknown as ConceptJson;
}

function toWordingJson(wording: Wording): string | Wording {
  return wording.when === undefined && wording.unless === undefined ? wording.pattern : wording;
}
