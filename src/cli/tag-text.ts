import { InputError } from "../errors.ts";
import { say } from "./language.ts";
import type { TagPlan } from "./tag-file.ts";

/** The tags of one file with what earned them, for a person. */
export function renderPlan({ file, tags, analysis, added, removed, hasFrontMatter }: TagPlan): string {
  const lines = tags.map(({ label, slug, band, weight, evidence }) => {
    const surfaces = [...new Set(evidence.map((index) => analysis.mentions[index]?.surface ?? ""))];
    const mark = added.includes(label) || added.includes(slug) ? "+" : band === "auto" ? " " : "?";
    return `  ${mark} ${label} ${weight.toFixed(2)} (${surfaces.slice(0, 4).join(" / ").replace(/\s+/g, " ")})`;
  });
  const gone = removed.map((name) => `  - ${name}`);
  const note = hasFrontMatter
    ? []
    : [
        `  ${say("front matter がありません（--create で加えます）", "no front matter (--create adds some)")}`,
      ];
  const none = tags.length === 0 ? [`  ${say("タグなし", "no tags")}`] : [];
  return `${[file, ...lines, ...gone, ...none, ...note].join("\n")}\n`;
}

/** The same for a program, on one line. */
export function renderPlanRecord({
  file,
  tags,
  analysis,
  added,
  removed,
  changed,
  hasFrontMatter,
}: TagPlan): string {
  const told = tags.map((tag) => ({
    ...tag,
    surfaces: tag.evidence.map((index) => analysis.mentions[index]?.surface ?? ""),
  }));
  return JSON.stringify({ source: file, changed, added, removed, hasFrontMatter, tags: told });
}

/** What would change, as `patch` and every CI read it. */
export async function renderDiff({ file, source, text }: TagPlan): Promise<string> {
  const { createTwoFilesPatch } = await load();
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, source, text, undefined, undefined, {
    context: 2,
  }).replace(/^=+\n/, "");
}

async function load(): Promise<typeof import("diff")> {
  try {
    return await import("diff");
  } catch (cause) {
    const message = say(
      "差分にはパッケージが要ります: npm install diff",
      "showing a diff needs a package that is not installed; run: npm install diff",
    );
    throw new InputError("--check", [{ code: "tag/missing-package", message }], { cause });
  }
}
