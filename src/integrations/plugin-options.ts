import type { Analysis } from "../analysis.ts";
import type { Analyzer } from "../analyzer.ts";
import { selectTags, type TagOptions } from "../tags/tags.ts";

/** Options of the plugins for unified. */
export interface PluginOptions {
  /** Default: one with the bundled parts, made when the first file comes and shared by all plugins. */
  readonly analyzer?: Analyzer | Promise<Analyzer>;
  /** Wrap mentions in `<mark data-concept="…" data-stance="…">`. Default: false. */
  readonly mark?: boolean;
  /** How `data.bansou.tags` are chosen: a site's taxonomy, thresholds, how many. */
  readonly tags?: TagOptions;
}

declare module "vfile" {
  interface DataMap {
    /** What bansou found; its offsets are into its own `text`. */
    bansou: Analysis;
  }
}

let bundled: Promise<Analyzer> | undefined;

/** The analyzer that was given, or the bundled one: it holds no state, so that one serves all. */
export function openAnalyzer({ analyzer }: PluginOptions): Promise<Analyzer> {
  if (analyzer !== undefined) return Promise.resolve(analyzer);
  bundled ??= import("../index.ts").then(({ createAnalyzer }) => createAnalyzer());
  return bundled;
}

/** @throws TypeError naming what was expected and received, when the plugin is set up */
export function checkPluginOptions(name: string, options: unknown): void {
  if (typeof options !== "object" || options === null)
    throw new TypeError(
      `${name} expects an object of options, received ${options === null ? "null" : typeof options}`,
    );
  const unknown = Object.keys(options).filter((key) => !["analyzer", "mark", "tags"].includes(key));
  if (unknown.length > 0)
    throw new TypeError(`${name} knows the options analyzer, mark, tags; received ${unknown.join(", ")}`);
}

export function withTags(analysis: Analysis, analyzer: Analyzer, { tags }: PluginOptions): Analysis {
  return tags === undefined ? analysis : { ...analysis, tags: selectTags(analysis, analyzer, tags) };
}
