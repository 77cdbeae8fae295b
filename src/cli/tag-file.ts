import type { Analysis, Tag } from "../analysis.ts";
import type { Analyzer } from "../analyzer.ts";
import { InputError } from "../errors.ts";
import { parseArticle } from "../frontmatter/article.ts";
import { findFrontMatter } from "../frontmatter/fence.ts";
import { setTags } from "../frontmatter/set-tags.ts";
import { selectTags, type TagOptions } from "../tags/tags.ts";
import { say } from "./language.ts";
import { type ReadFile, readWhole, replaceFile } from "./replace-file.ts";

export interface TagSettings {
  readonly analyzer: Analyzer;
  readonly tags: TagOptions;
  readonly field: string;
  readonly existing: "keep" | "replace";
  readonly as: "label" | "slug";
  /** Write suggestions as well. */
  readonly suggested: boolean;
  readonly create: boolean;
}

/** What tagging does to one file. */
export interface TagPlan {
  readonly file: string;
  readonly was: ReadFile;
  readonly source: string;
  readonly text: string;
  readonly changed: boolean;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly hasFrontMatter: boolean;
  readonly tags: readonly Tag[];
  readonly analysis: Analysis;
}

/** @throws InputError where the file or its front matter cannot be read; it then stays as it is */
export async function planFile(file: string, settings: TagSettings): Promise<TagPlan> {
  const { analyzer, field, existing, as, suggested, create } = settings;
  const was = await readWhole(file);
  const source = decode(file, was.bytes);
  const found = findFrontMatter(source);
  const body = found !== undefined && "body" in found ? source.slice(found.body) : source;
  const analysis = analyzer.analyze(parseArticle(body, { mdx: /\.mdx$/i.test(file) }));
  const tags = selectTags(analysis, analyzer, settings.tags);
  const written = tags.filter(({ band }) => suggested || band === "auto").map((tag) => tag[as]);
  const set = await setTags(source, { field, tags: written, existing, create, file });
  return { file, was, source, tags, analysis, ...set, changed: set.text !== source };
}

/** @throws InputError where the file cannot be written, or changed meanwhile */
export async function writePlan({ file, was, text }: TagPlan): Promise<void> {
  await replaceFile(file, was, text);
}

function decode(file: string, bytes: Buffer): string {
  try {
    // The byte order mark must come back as it was.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const message = say(
      "UTF-8 として読めません。UTF-8 で保存し直してください。",
      "it is not UTF-8; save it as UTF-8",
    );
    throw new InputError(file, [{ code: "file/not-utf-8", message }], { cause });
  }
}
