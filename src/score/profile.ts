import type { BlockKind } from "../document.ts";
import { InputError, type Problem } from "../errors.ts";
import type { Level } from "../analysis.ts";
import type { Mode } from "../stance/judgement.ts";
import type { Relation, Thesaurus } from "../thesaurus/concept.ts";

/** A dimension of the approach that a profile reports on. */
export interface Aspect {
  readonly id: string;
  readonly label: string;
  readonly labelEn: string;
}

/** Which concepts become tags of an article. */
export interface TagThresholds {
  /** 0-1: the least weight of a tag that may be set without an editor. */
  readonly auto: number;
  /** 0-1: the least weight of a tag that is worth showing to one. */
  readonly suggest: number;
  /** Below this fit an article gets no tags but those of contrary practice: a word or two may stand there in another sense. */
  readonly fit: number;
  /** The most tags of an article. */
  readonly limit: number;
}

/**
 * The numbers that turn judged mentions into a score. `dict/profile.json` holds the bundled ones, each with its
 * reason; `src/score/score.ts` holds the formula that they go into.
 */
export interface Profile {
  readonly version: string;
  /** 0-1: the most that one concept of weight 1 can earn (or cost), by its relation. */
  readonly ceiling: Readonly<Record<Relation, number>>;
  /** Unexplained characters for each mention at which a concept earns half its ceiling. */
  readonly halfway: number;
  /** Characters around a mention that it accounts for. */
  readonly explains: number;
  /** 0-1: the share in which the core concept and other supportive ones count where nothing else speaks of support. */
  readonly alone: { readonly core: number; readonly others: number };
  /** 0-1: the most that context concepts earn together. */
  readonly contextCap: number;
  /** 0-1: the part of the gains that contrary practice can take away. */
  readonly contraryLoss: number;
  /** 0-1: what a denied mention says for the other side, beside an affirmed one. */
  readonly denied: { readonly supportive: number; readonly contrary: number };
  /** 0-1: how much a mention in this mode counts. */
  readonly modes: Readonly<Record<Mode, number>>;
  /** 0-1: how much a mention in this layout counts. */
  readonly blocks: Readonly<Partial<Record<BlockKind, number>>>;
  /** The least fit of each level. */
  readonly levels: Readonly<Record<Exclude<Level, "none">, number>>;
  /** Less prose than this is too short to judge. */
  readonly minimum: { readonly characters: number; readonly sentences: number };
  readonly tags: TagThresholds;
  readonly aspects: readonly Aspect[];
  /** 0-1 by concept id, in place of the thesaurus' own weight. */
  readonly weights: ReadonlyMap<string, number>;
}

const RELATIONS = ["core", "synonym", "antonym", "cooccurring", "related", "principle"] as const;
const MODES = ["planned", "obliged", "lacking", "hypothetical", "quoted", "criticised"] as const;
const BLOCKS = ["heading", "paragraph", "listItem", "tableCell", "quote", "caption"] as const;
const LEVELS = ["slight", "moderate", "strong"] as const;

/**
 * Checks a profile that came from outside. Every number is written `{ "value": 0.6, "reason": "…" }`:
 * a weight that nobody can defend should not decide a score.
 *
 * @param json The parsed JSON of a profile file (`dict/profile.schema.json` describes it to editors).
 * @param thesaurus What the profile is to weigh: concepts and aspects that it does not know are problems.
 * @throws {InputError} listing every problem, each with its path and remedy.
 * @example
 * const profile = parseProfile(JSON.parse(await readFile("profile.json", "utf8")), thesaurus, { file: "profile.json" });
 */
export function parseProfile(json: unknown, thesaurus: Thesaurus, options: { file?: string } = {}): Profile {
  const check = new Map<string, Problem>();
  const report: Report = (code, path, message) => {
    if (!check.has(path)) check.set(path, { code: `profile/${code}`, message, path });
  };
  const root = objectAt(json, "", report);
  rejectUnknownKeys(root, "", TOP_KEYS, report);
  const profile: Profile = {
    version: textAt(root, "version", "", report),
    ceiling: numbersAt(root, "ceiling", RELATIONS, SHARE, report),
    halfway: numberAt(root, "halfway", "", POSITIVE, report),
    explains: numberAt(root, "explains", "", AMOUNT, report),
    alone: numbersAt(root, "alone", ["core", "others"] as const, SHARE, report),
    contextCap: numberAt(root, "contextCap", "", SHARE, report),
    contraryLoss: numberAt(root, "contraryLoss", "", SHARE, report),
    denied: numbersAt(root, "denied", ["supportive", "contrary"] as const, SHARE, report),
    modes: numbersAt(root, "modes", MODES, SHARE, report),
    blocks: numbersAt(root, "blocks", BLOCKS, SHARE, report),
    levels: numbersAt(root, "levels", LEVELS, POINTS, report),
    minimum: numbersAt(root, "minimum", ["characters", "sentences"] as const, AMOUNT, report),
    tags: tagsAt(root, report),
    aspects: aspectsAt(root, thesaurus, report),
    weights: weightsAt(root, thesaurus, report),
  };
  checkOrder(profile, report);
  const [first, ...others] = check.values();
  if (first !== undefined) throw new InputError(options.file ?? "profile", [first, ...others]);
  return profile;
}

const TOP_KEYS = [
  "$schema",
  "version",
  "ceiling",
  "halfway",
  "explains",
  "alone",
  "contextCap",
  "contraryLoss",
  "denied",
  "modes",
  "blocks",
  "levels",
  "minimum",
  "tags",
  "aspects",
  "weights",
];

type Report = (code: string, path: string, message: string) => void;
type Json = Readonly<Record<string, unknown>>;

interface Range {
  readonly fits: (value: number) => boolean;
  readonly name: string;
}
const SHARE: Range = { fits: (value) => value >= 0 && value <= 1, name: "a number from 0 to 1" };
const AMOUNT: Range = { fits: (value) => value >= 0, name: "a number that is not negative" };
const POSITIVE: Range = { fits: (value) => value > 0, name: "a number above 0" };
const COUNT: Range = {
  fits: (value) => value >= 1 && Number.isInteger(value),
  name: "a whole number above 0",
};
const FIT: Range = { fits: (value) => value >= 0 && value <= 100, name: "a number from 0 to 100" };
const POINTS: Range = { fits: (value) => value > 0 && value <= 100, name: "a number above 0, at most 100" };

/** Profiles from before there were thresholds for tags get those of the bundled one. */
const TAGS: TagThresholds = { auto: 0.4, suggest: 0.15, fit: 8, limit: 8 };

function tagsAt(root: Json, report: Report): TagThresholds {
  if (own(root, "tags") === undefined) return TAGS;
  return {
    ...numbersAt(root, "tags", ["auto", "suggest"] as const, SHARE, report, ["fit", "limit"]),
    fit: numberAt(objectAt(own(root, "tags"), "tags", report), "fit", "tags", FIT, report),
    limit: numberAt(objectAt(own(root, "tags"), "tags", report), "limit", "tags", COUNT, report),
  };
}

function checkOrder({ levels, contextCap, tags }: Profile, report: Report): void {
  if (tags.suggest > tags.auto) report("tag-order", "tags", "suggest lies above auto; give suggest <= auto");
  if (levels.slight >= levels.moderate || levels.moderate >= levels.strong)
    report("level-order", "levels", "the levels are not in rising order; give slight < moderate < strong");
  if (contextCap * 100 >= levels.moderate)
    report(
      "context-cap",
      "contextCap",
      `context terms alone could reach ${contextCap * 100} points, the level moderate (${levels.moderate}); lower contextCap or raise levels.moderate`,
    );
}

function objectAt(value: unknown, path: string, report: Report): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  report("not-an-object", path, `expected an object, received ${nameOf(value)}`);
  return {};
}

function rejectUnknownKeys(object: Json, path: string, known: readonly string[], report: Report): void {
  for (const key of Object.keys(object))
    if (!known.includes(key))
      report("unknown-key", join(path, key), `there is no "${key}" here; use one of ${known.join(", ")}`);
}

function textAt(object: Json, key: string, path: string, report: Report): string {
  const value = own(object, key);
  if (typeof value === "string" && value !== "") return value;
  report("not-text", join(path, key), `expected a text that is not empty, received ${nameOf(value)}`);
  return "";
}

function numberAt(object: Json, key: string, path: string, range: Range, report: Report): number {
  const place = join(path, key);
  const given = own(object, key);
  if (given === undefined) {
    report("missing", place, `is missing; give { "value": ${range.name}, "reason": "why" }`);
    return 0;
  }
  const entry = objectAt(given, place, report);
  rejectUnknownKeys(entry, place, ["value", "reason"], report);
  textAt(entry, "reason", place, report);
  const value = own(entry, "value");
  if (typeof value === "number" && Number.isFinite(value) && range.fits(value)) return value;
  report("number", join(place, "value"), `expected ${range.name}, received ${nameOf(value)}`);
  return 0;
}

function numbersAt<Key extends string>(
  root: Json,
  path: string,
  keys: readonly Key[],
  range: Range,
  report: Report,
  others: readonly string[] = [],
): Record<Key, number> {
  const object = objectAt(own(root, path), path, report);
  rejectUnknownKeys(object, path, [...keys, ...others], report);
  return Object.fromEntries(keys.map((key) => [key, numberAt(object, key, path, range, report)])) as Record<
    Key,
    number
  >;
}

function aspectsAt(root: Json, thesaurus: Thesaurus, report: Report): Aspect[] {
  const value = own(root, "aspects");
  if (!Array.isArray(value)) {
    report("not-a-list", "aspects", `expected a list, received ${nameOf(value)}`);
    return [];
  }
  const known = new Set([...thesaurus.concepts.values()].flatMap((concept) => concept.aspects));
  const seen = new Set<string>();
  return value.map((item, index) => {
    const path = `aspects[${index}]`;
    const entry = objectAt(item, path, report);
    const aspect = {
      id: textAt(entry, "id", path, report),
      label: textAt(entry, "label", path, report),
      labelEn: textAt(entry, "labelEn", path, report),
    };
    if (aspect.id !== "" && !known.has(aspect.id))
      report(
        "unknown-aspect",
        `${path}.id`,
        `no concept of the thesaurus speaks to "${aspect.id}"; use one of ${[...known].sort().join(", ")}`,
      );
    if (seen.has(aspect.id))
      report("duplicate-aspect", `${path}.id`, `"${aspect.id}" stands here twice; take one out`);
    seen.add(aspect.id);
    return aspect;
  });
}

function weightsAt(root: Json, thesaurus: Thesaurus, report: Report): Map<string, number> {
  const given = own(root, "weights");
  const weights = new Map<string, number>();
  if (given === undefined) return weights;
  const object = objectAt(given, "weights", report);
  for (const id of Object.keys(object)) {
    if (!thesaurus.concepts.has(id))
      report(
        "unknown-concept",
        `weights.${id}`,
        `the thesaurus has no concept "${id}"; take it out or mend its id`,
      );
    weights.set(id, numberAt(object, id, "weights", SHARE, report));
  }
  return weights;
}

function own(object: Json, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function nameOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return JSON.stringify(value) ?? typeof value;
}
