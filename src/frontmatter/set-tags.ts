import { InputError, type Problem } from "../errors.ts";
import { findFrontMatter, type HeaderFormat } from "./fence.ts";
import { BadHeader, type HeaderLanguage, notAList } from "./header.ts";
import { eolOf, type ListChange } from "./list.ts";

export interface SetTagsOptions {
  /** The field that holds the tags; dots lead inwards (`taxonomies.tags`). */
  readonly field: string;
  readonly tags: readonly string[];
  /**
   * `keep` adds what is missing and takes nothing away, so that an editor's own tags stay; `replace` makes the field hold
   * these tags and no others.
   */
  readonly existing: "keep" | "replace";
  /** Give an article without front matter some. Else it stays as it is. */
  readonly create?: boolean;
  /** Named in errors. */
  readonly file?: string;
}

export interface SetTags {
  /** The file's new text; the same string where nothing changes. */
  readonly text: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** False where the article has no front matter and none was asked for. */
  readonly hasFrontMatter: boolean;
}

/**
 * Writes tags into the front matter of an article. Outside the field every byte stays: order, comments, quotes, line ends, the
 * byte order mark. What was written is read again before it is returned, and must be the old data with the new list.
 *
 * @throws InputError with one problem where the front matter does not parse, or the field holds something else than tags; the
 *   reason is then in it and no text is returned
 * @example
 * (await setTags("---\ntitle: 計画 # 仮\n---\n", { field: "tags", tags: ["伴走型支援"], existing: "keep" })).text;
 * // => "---\ntitle: 計画 # 仮\ntags:\n  - 伴走型支援\n---\n"
 */
export async function setTags(source: string, options: SetTagsOptions): Promise<SetTags> {
  const { field, tags, existing, create = false, file = "front matter" } = options;
  const found = findFrontMatter(source);
  if (found === undefined) {
    if (!create || tags.length === 0) return { text: source, added: [], removed: [], hasFrontMatter: false };
    return setTags(withHeader(source), options);
  }
  if ("problem" in found) throw new InputError(file, [found.problem]);
  const { format, header } = found;
  const before = source.slice(0, header.start);
  const path = field.split(".");
  try {
    const language = await loadLanguage(format);
    const text = source.slice(header.start, header.end);
    const data = language.parse(text);
    const present = tagsAt(data, path, existing);
    const change = changeOf(present, tags, existing, eolOf(source));
    if (change === undefined) return { text: source, added: [], removed: [], hasFrontMatter: true };
    const written = language.write(text, path, change);
    checkWritten(language, written, data, path, change.entries);
    return {
      text: `${before}${written}${source.slice(header.end)}`,
      added: change.entries.filter((entry) => !present.includes(entry)),
      removed: present.filter((entry) => !change.entries.includes(entry)),
      hasFrontMatter: true,
    };
  } catch (error) {
    if (!(error instanceof BadHeader)) throw error;
    throw new InputError(file, [inFile(error.problem, before)], { cause: error });
  }
}

/** The tags that stand in the field, read as text. */
function tagsAt(data: unknown, path: readonly string[], existing: SetTagsOptions["existing"]): string[] {
  if (!isRecord(data)) {
    const message = "the front matter is no list of fields; write it as `name: value`";
    throw new BadHeader({ code: "frontmatter/not-fields", message, line: 1 });
  }
  const value = valueAt(data, path);
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value))
    return value.map((item: unknown) => (typeof item === "string" ? item : String(item)));
  // Jekyll splits such a text at its spaces, Hugo does not split it: what a list should hold is the author's to say.
  if (typeof value === "string" && (existing === "replace" || !/[\s,、]/u.test(value))) return [value];
  throw notAList(path);
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  let value: unknown = data;
  for (const key of path) {
    if (value === undefined || value === null) return undefined;
    if (!isRecord(value)) throw notAList(path);
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function changeOf(
  present: readonly string[],
  tags: readonly string[],
  existing: SetTagsOptions["existing"],
  eol: ListChange["eol"],
): ListChange | undefined {
  const wanted = [...new Set(tags)];
  if (existing === "replace") {
    return same(present, wanted) ? undefined : { entries: wanted, kept: 0, eol };
  }
  const missing = wanted.filter((tag) => !present.includes(tag));
  return missing.length === 0 ? undefined : { entries: [...present, ...missing], kept: present.length, eol };
}

/** A header may be written in a way that no one foresaw: rather no tag than a damaged file. */
function checkWritten(
  language: HeaderLanguage,
  written: string,
  data: unknown,
  path: readonly string[],
  entries: readonly string[],
): void {
  let read: unknown;
  try {
    read = language.parse(written);
  } catch {
    read = undefined;
  }
  const list = isRecord(read) ? valueAt(read, path) : undefined;
  const listed = Array.isArray(list) && same(list.map(String), entries);
  if (listed && equal(without(read, path), without(data, path))) return;
  const message = `tags cannot be added to "${path.join(".")}" without touching what stands around it; write one tag there by hand`;
  throw new BadHeader({ code: "frontmatter/unsafe", message, path: path.join(".") });
}

/** The data with the value at the path taken out, and what then is empty. */
function without(data: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined || !isRecord(data)) return undefined;
  const entries = Object.entries(data).map(
    ([name, value]) => [name, name === key ? without(value, rest) : value] as const,
  );
  const left = entries.filter(([, value]) => value !== undefined);
  return left.length === 0 ? undefined : new Map(left);
}

function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Date && b instanceof Date) return String(a) === String(b) && a.getTime() === b.getTime();
  const left = a instanceof Map ? [...a] : Object.entries(a);
  const right = new Map<string, unknown>(b instanceof Map ? b : Object.entries(b));
  return (
    left.length === right.size && left.every(([key, value]) => right.has(key) && equal(value, right.get(key)))
  );
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The header begins on line 2, or on the first where it has no fence. */
function inFile(problem: Problem, before: string): Problem {
  const { line } = problem;
  return line === undefined ? problem : { ...problem, line: line + before.split("\n").length - 1 };
}

/** The source with front matter that holds nothing. */
function withHeader(source: string): string {
  const mark = source.startsWith("\uFEFF") ? "\uFEFF" : "";
  const eol = eolOf(source);
  return `${mark}---${eol}---${eol}${eol}${source.slice(mark.length)}`;
}

const PACKAGES = { yaml: "yaml", toml: "smol-toml" } as const;

async function loadLanguage(format: HeaderFormat): Promise<HeaderLanguage> {
  try {
    if (format === "yaml") return (await import("./yaml.ts")).yaml;
    if (format === "toml") return (await import("./toml.ts")).toml;
  } catch (cause) {
    const name = PACKAGES[format as keyof typeof PACKAGES];
    const message = `${format.toUpperCase()} front matter needs a package that is not installed; run: npm install ${name}`;
    throw new InputError(name, [{ code: "frontmatter/missing-package", message }], { cause });
  }
  return (await import("./json.ts")).json;
}
