import type { Analysis, Mention, Tag, TagBand } from "../analysis.ts";
import type { Profile, TagThresholds } from "../score/profile.ts";
import type { Concept, Thesaurus } from "../thesaurus/concept.ts";
import { groupNearDuplicates } from "./near-duplicate.ts";
import type { SiteTag, Taxonomy } from "./taxonomy.ts";

/** Which tags to give; every threshold that is left out is the profile's. */
export interface TagOptions extends Partial<TagThresholds> {
  /** Limits tags to a site's own and gives them its names: see `parseTaxonomy`. */
  readonly taxonomy?: Taxonomy;
}

/**
 * The tags that an article earns, heaviest first. Weight is p / (p + 10) for the p points of fit that its affirmed mentions
 * earned: ten points weigh 0.5. From `auto` on a tag may be set without an editor, from `suggest` on it is worth showing to one,
 * below it is left out, as is all but contrary practice where the article's fit is below `fit`. Where the approach is named a
 * single time, that is a turn of phrase (国民に寄り添う政策): but for 伴走型支援 itself it gives a suggestion. A concept that is only denied gives no tag; contrary practice gives one where a taxonomy names it.
 * Concepts that a reader takes for one (伴走型支援, 伴走型サポート) give one tag; so do the concepts of one tag of a taxonomy.
 *
 * @param analysis What `analyze` returned; its own `tags` are those without options.
 * @param parts The thesaurus and profile that made it: an `Analyzer` is such a pair.
 * @throws RangeError where a threshold lies outside its range.
 * @example
 * selectTags(analyzer.analyze(text), analyzer, { limit: 3 });
 * // → [{ label: "伴走型支援", slug: "banso-gata-shien", band: "auto", weight: 0.75, evidence: [0, 3], … }]
 */
export function selectTags(
  { score, mentions }: Pick<Analysis, "score" | "mentions">,
  { thesaurus, profile }: { readonly thesaurus: Thesaurus; readonly profile: Profile },
  options: TagOptions = {},
): Tag[] {
  const { auto, suggest, fit, limit } = checkThresholds({ ...profile.tags, ...withoutUndefined(options) });
  const earned = earnedBy(score, mentions, thesaurus, profile.halfway).filter(
    ({ concept }) => score.fit >= fit || concept.polarity === "contrary",
  );
  const isSubject = mentions.filter(isOfTheApproach).length >= LEAST_NAMED;
  const candidates =
    options.taxonomy === undefined ? ofConcepts(earned, thesaurus) : ofTaxonomy(earned, options.taxonomy);
  return candidates
    .flatMap((candidate): Tag[] => {
      const weight = candidate.points / (candidate.points + HALF_WEIGHT);
      const settled =
        isSubject || candidate.main.relation === "core" || candidate.main.polarity === "contrary";
      const band: TagBand | undefined =
        settled && weight >= auto ? "auto" : weight >= suggest ? "suggest" : undefined;
      return band === undefined || weight <= 0 ? [] : [tagOf(candidate, weight, band)];
    })
    .sort((a, b) => b.weight - a.weight || compare(a.slug, b.slug) || compare(a.label, b.label))
    .slice(0, limit);
}

// A tenth of the scale: what a synonym named twice in a page of prose earns.
const HALF_WEIGHT = 10;

const LEAST_NAMED = 2;

function isOfTheApproach({ stance, polarity, relation }: Mention): boolean {
  return stance === "affirmed" && polarity === "supportive" && relation !== "cooccurring";
}

/** What one concept earned by being affirmed. */
export interface Earned {
  readonly concept: Concept;
  readonly points: number;
  readonly evidence: readonly number[];
}

/** What may become a tag. */
interface Candidate {
  readonly main: Concept;
  readonly concepts: readonly Concept[];
  readonly label: string;
  readonly slug: string;
  readonly points: number;
  readonly evidence: readonly number[];
}

/**
 * Contrary practice takes points away, and none where there are none: as the subject of an article it weighs by how thickly
 * it is named, once in `halfway` characters five points.
 */
function earnedBy(
  { contributions, length }: Analysis["score"],
  mentions: readonly Mention[],
  thesaurus: Thesaurus,
  halfway: number,
): Earned[] {
  return contributions.flatMap(({ conceptId, points, mentions: indexes }): Earned[] => {
    const concept = thesaurus.concepts.get(conceptId);
    const evidence = indexes.filter((index) => mentions[index]?.stance === "affirmed");
    if (concept === undefined || evidence.length === 0) return [];
    const earned = concept.polarity === "contrary" ? thickness(evidence.length, length / halfway) : points;
    return earned > 0 ? [{ concept, points: earned, evidence }] : [];
  });
}

function thickness(mentions: number, stretches: number): number {
  return (HALF_WEIGHT * mentions) / (mentions + stretches);
}

function ofConcepts(earned: readonly Earned[], thesaurus: Thesaurus): Candidate[] {
  const positive = earned.filter(({ concept }) => concept.polarity !== "contrary");
  return groupNearDuplicates(positive, thesaurus).map((group) => {
    const [{ concept: main }] = group;
    return { ...sumOf(main, group), label: main.prefLabel, slug: main.id };
  });
}

function ofTaxonomy(earned: readonly Earned[], taxonomy: Taxonomy): Candidate[] {
  const byId = new Map(earned.map((item) => [item.concept.id, item]));
  return taxonomy.tags.flatMap(({ label, slug, conceptIds }: SiteTag): Candidate[] => {
    const found = conceptIds
      .flatMap((id) => byId.get(id) ?? [])
      .sort((a, b) => b.points - a.points || compare(a.concept.id, b.concept.id));
    const [first] = found;
    return first === undefined ? [] : [{ ...sumOf(first.concept, found), label, slug }];
  });
}

function sumOf(main: Concept, group: readonly Earned[]): Omit<Candidate, "label" | "slug"> {
  return {
    main,
    concepts: group.map(({ concept }) => concept),
    points: group.reduce((sum, { points }) => sum + points, 0),
    evidence: group.flatMap(({ evidence }) => evidence).sort((a, b) => a - b),
  };
}

function tagOf({ main, concepts, label, slug, evidence }: Candidate, weight: number, band: TagBand): Tag {
  return {
    conceptId: main.id,
    label,
    slug,
    relation: main.relation,
    weight,
    band,
    ...(concepts.length > 1 && { conceptIds: concepts.map(({ id }) => id) }),
    evidence,
  };
}

/** @throws RangeError naming what was expected and received */
function checkThresholds(thresholds: TagThresholds): TagThresholds {
  for (const name of ["auto", "suggest"] as const) {
    const value = thresholds[name];
    if (!(value >= 0 && value <= 1))
      throw new RangeError(`expected ${name} to be from 0 to 1, received ${value}`);
  }
  const { fit, limit } = thresholds;
  if (!(fit >= 0 && fit <= 100)) throw new RangeError(`expected fit to be from 0 to 100, received ${fit}`);
  if (!(limit >= 1) || (!Number.isInteger(limit) && limit !== Number.POSITIVE_INFINITY))
    throw new RangeError(`expected limit to be a whole number above 0, received ${limit}`);
  return thresholds;
}

function withoutUndefined({ auto, suggest, fit, limit }: TagOptions): Partial<TagThresholds> {
  return {
    ...(fit !== undefined && { fit }),
    ...(auto !== undefined && { auto }),
    ...(suggest !== undefined && { suggest }),
    ...(limit !== undefined && { limit }),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
