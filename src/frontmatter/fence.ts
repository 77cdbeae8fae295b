import type { Problem } from "../errors.ts";
import type { Span } from "../text/span.ts";

export type HeaderFormat = "yaml" | "toml" | "json";

/** Where a file's front matter stands. All offsets are into the file's text. */
export interface FrontMatter {
  readonly format: HeaderFormat;
  /** The data, without the lines that fence it (JSON without fences: with its braces). */
  readonly header: Span;
  /** Where the article begins. */
  readonly body: number;
}

/**
 * Finds front matter as Hugo, Jekyll, Eleventy, Zola and Astro read it: `---` fences YAML (or what the word after it says),
 * `+++` TOML, and a file that begins with a JSON object has that. Nothing where there is none. Linear.
 *
 * @returns a problem where front matter begins and never ends, or is of a kind that is code
 * @example
 * findFrontMatter("---\ntitle: 計画\n---\n本文"); // → { format: "yaml", header: { start: 4, end: 14 }, body: 18 }
 */
export function findFrontMatter(source: string): FrontMatter | { readonly problem: Problem } | undefined {
  const start = source.startsWith("\uFEFF") ? 1 : 0;
  const fence = /(---|\+\+\+)([A-Za-z]*)[ \t]*(?:\r?\n|$)/y;
  fence.lastIndex = start;
  const [opening, mark = "", word = ""] = fence.exec(source) ?? [];
  if (opening !== undefined) return fenced(source, start + opening.length, mark, word.toLowerCase());
  if (/^\{\s*["}]/.test(source.slice(start, start + 1_000))) return bare(source, start);
  return undefined;
}

const FORMATS: Readonly<Record<string, HeaderFormat>> = {
  "": "yaml",
  yaml: "yaml",
  yml: "yaml",
  toml: "toml",
  json: "json",
};

function fenced(
  source: string,
  start: number,
  mark: string,
  word: string,
): ReturnType<typeof findFrontMatter> {
  const format = mark === "+++" ? "toml" : Object.hasOwn(FORMATS, word) ? FORMATS[word] : undefined;
  if (format === undefined) {
    const message = `front matter of the kind "${word}" is not read; write it in YAML, TOML or JSON`;
    return { problem: { code: "frontmatter/unknown-format", message, line: 1 } };
  }
  const closing = mark === "+++" ? /^\+\+\+[ \t]*\r?(?:\n|$)/gm : /^(?:---|\.\.\.)[ \t]*\r?(?:\n|$)/gm;
  closing.lastIndex = start;
  const found = closing.exec(source);
  if (found === null) {
    const message = `the front matter that begins here never ends; close it with a line ${mark} (a rule at the top of a text may be written ***)`;
    return { problem: { code: "frontmatter/unclosed", message, line: 1 } };
  }
  return { format, header: { start, end: found.index }, body: found.index + found[0].length };
}

function bare(source: string, start: number): ReturnType<typeof findFrontMatter> {
  let depth = 0;
  const part = /"(?:[^"\\]|\\[\s\S])*"|[{}]/g;
  part.lastIndex = start;
  for (let found = part.exec(source); found !== null; found = part.exec(source)) {
    if (found[0] === "{") depth += 1;
    else if (found[0] === "}") depth -= 1;
    if (depth > 0) continue;
    const end = part.lastIndex;
    const rest = /[ \t]*(?:\r?\n|$)/y;
    rest.lastIndex = end;
    const [line] = rest.exec(source) ?? [];
    // `{ "a" } and so on` is a text.
    return line === undefined
      ? undefined
      : { format: "json", header: { start, end }, body: end + line.length };
  }
  const message = "the JSON front matter that begins here never ends; close its braces";
  return { problem: { code: "frontmatter/unclosed", message, line: 1 } };
}
