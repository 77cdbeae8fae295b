import { InputError, type Problem } from "../errors.ts";
import type { Concept, Thesaurus } from "../thesaurus/concept.ts";
import { lookup } from "../thesaurus/lookup.ts";

/** A tag of a site and the concepts that earn it. */
export interface SiteTag {
  readonly label: string;
  readonly slug: string;
  readonly conceptIds: readonly string[];
}

/** A site's own tags, in the order of their file. */
export interface Taxonomy {
  readonly tags: readonly SiteTag[];
}

/**
 * Checks a site's taxonomy: an object of tag → concepts. A concept is named by its id or any of its names; several share a tag.
 * An object in place of the list may give the tag a slug, which else is the id of its first concept.
 *
 * @param json The parsed file.
 * @throws {InputError} listing every problem, unknown concepts with the nearest known ones.
 * @example
 * parseTaxonomy({ 伴走: ["伴走型支援", "寄り添い支援"], 丸投げ問題: { concepts: ["丸投げ型支援"], slug: "marunage" } }, thesaurus);
 */
export function parseTaxonomy(
  json: unknown,
  thesaurus: Thesaurus,
  options: { readonly file?: string } = {},
): Taxonomy {
  const problems: Problem[] = [];
  const report: Report = (code, path, message) =>
    problems.push({ code: `taxonomy/${code}`, message, ...(path !== "" && { path }) });
  const tags: SiteTag[] = [];
  if (!isObject(json)) {
    report("not-an-object", "", `expected an object of tag → concepts, received ${nameOf(json)}`);
  } else {
    const entries = Object.entries(json);
    if (entries.length === 0)
      report("empty", "", 'there is no tag; write one such as { "伴走": ["伴走型支援"] }');
    for (const [label, value] of entries) {
      const tag = parseTag(label, value, thesaurus, report);
      if (tag !== undefined) tags.push(tag);
    }
  }
  reportSharedSlugs(tags, report);
  const [first, ...others] = problems;
  if (first !== undefined) throw new InputError(options.file ?? "taxonomy", [first, ...others]);
  return { tags };
}

type Report = (code: string, path: string, message: string) => void;

function parseTag(label: string, value: unknown, thesaurus: Thesaurus, report: Report): SiteTag | undefined {
  if (label.trim() === "" || label !== label.trim()) {
    report("bad-label", label, `"${label}" is empty or begins or ends with a space; write the tag alone`);
    return undefined;
  }
  const { concepts, slug, ...others } = isObject(value) ? value : { concepts: value };
  for (const key of Object.keys(others))
    report("unknown-key", `${label}.${key}`, `there is no "${key}" here; use concepts and slug`);
  const names = typeof concepts === "string" ? [concepts] : concepts;
  if (!Array.isArray(names) || names.length === 0) {
    report("no-concepts", label, `expected the names of one or more concepts, received ${nameOf(names)}`);
    return undefined;
  }
  const found = names.flatMap((name: unknown, index) => {
    const concept = conceptOf(name, thesaurus);
    if (concept === undefined) reportUnknown(name, `${label}[${index}]`, thesaurus, report);
    return concept ?? [];
  });
  const [main] = found;
  if (main === undefined) return undefined;
  if (slug !== undefined && (typeof slug !== "string" || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug))) {
    report(
      "bad-slug",
      `${label}.slug`,
      `expected lower-case letters, digits and hyphens, received ${nameOf(slug)}`,
    );
    return undefined;
  }
  return { label, slug: slug ?? main.id, conceptIds: [...new Set(found.map(({ id }) => id))] };
}

function conceptOf(name: unknown, thesaurus: Thesaurus): Concept | undefined {
  if (typeof name !== "string") return undefined;
  return thesaurus.concepts.get(name) ?? lookup(thesaurus, name).concept;
}

function reportUnknown(name: unknown, path: string, thesaurus: Thesaurus, report: Report): void {
  if (typeof name !== "string") {
    report("not-a-name", path, `expected the name of a concept, received ${nameOf(name)}`);
    return;
  }
  const near = lookup(thesaurus, name).suggestions.map(({ prefLabel }) => prefLabel);
  const remedy = near.length > 0 ? `did you mean ${near.join(", ")}?` : "look it up: bansou lookup WORD";
  report("unknown-concept", path, `the thesaurus has no concept "${name}"; ${remedy}`);
}

/** Two tags at one address would overwrite each other's page. */
function reportSharedSlugs(tags: readonly SiteTag[], report: Report): void {
  const seen = new Map<string, string>();
  for (const { label, slug } of tags) {
    const other = seen.get(slug);
    if (other === undefined) seen.set(slug, label);
    else
      report(
        "shared-slug",
        label,
        `"${label}" and "${other}" have the slug "${slug}"; give one another slug`,
      );
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return typeof value === "object" ? "an object" : (JSON.stringify(value) ?? typeof value);
}
