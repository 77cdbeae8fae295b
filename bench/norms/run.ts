// npm run norms -- FOLDER: computes dict/norms.json anew. FOLDER holds clones of the repositories below, each in a folder
// named owner+name. Only numbers leave this program: no text goes into the project.
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAnalyzer } from "../../src/index.ts";
import { computeNorm, type NormOrigin } from "../../src/score/norms.ts";

interface Reference extends Omit<NormOrigin, "provenance" | "computed"> {
  readonly repository: string;
  readonly licence: string;
  /** What one text is, for the provenance. */
  readonly unit: string;
  readonly files: RegExp;
  readonly split: (content: string) => string[];
}

/** Enough for a percentile to hold to within 2 points (the square root of 0.25 / 1500 is 0.013). */
const MOST_TEXTS = 1500;

const references: readonly Reference[] = [
  {
    id: "assembly-speech",
    label: "議会での発言",
    labelEn: "assembly speech",
    repository: "open-politicians-jp/gijiroku-search",
    licence: "public record of the National Diet",
    unit: "one speech in the National Diet, October 2024 to May 2025",
    files: /^frontend\/public\/data\/speeches\/speeches_(20241\d{3}|20250[1-5]\d{2})_\d{6}\.json$/,
    split: (content) =>
      (JSON.parse(content) as { data: { id: string; text: string }[] }).data.map(({ text }) => text),
  },
  {
    id: "policy-plan",
    label: "政策文書の章節",
    labelEn: "section of a policy plan",
    repository: "team-mirai/policy",
    licence: "CC BY 4.0",
    unit: "one section (second-level heading) of a party's policy programme, 2025",
    files: /^\d\d_.*\.md$/,
    split: sectionsOf,
  },
  {
    id: "newsletter",
    label: "広報紙の記事",
    labelEn: "article of a municipal newsletter",
    repository: "kayac/nepp-chan",
    licence: "public notices of a village",
    unit: "one article (second-level heading) of a village's monthly newsletter, 2020 to 2026",
    files: /^knowledge\/pdf\/parsed\/kouhou\/.*\.md$/,
    split: sectionsOf,
  },
];

function sectionsOf(markdown: string): string[] {
  return markdown
    .split(/^(?=## )/m)
    .map((section) => section.replace(/^#+ .*$/gm, "").replace(/[*|>_`-]+/g, ""));
}

function textsOf(
  { repository, files, split }: Reference,
  folder: string,
): { texts: string[]; commit: string } {
  const clone = [repository.replace("/", "+"), join(repository.replace("/", "+"), "repo")]
    .map((name) => join(folder, name))
    .findLast((path) => existsSync(path));
  if (clone === undefined)
    throw new Error(`clone ${repository} into ${join(folder, repository.replace("/", "+"))}`);
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", clone, "-c", "core.quotepath=off", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 1 << 28,
    });
  const names = git("ls-tree", "-r", "--name-only", "HEAD").split("\n");
  const present = (name: string) => {
    try {
      git("cat-file", "-e", `HEAD:${name}`);
      return true;
    } catch {
      // A partial clone lists files that it does not hold.
      return false;
    }
  };
  const texts = names
    .filter((name) => files.test(name) && present(name))
    .flatMap((name) => split(git("show", `HEAD:${name}`)));
  return { texts: everyNth([...new Set(texts)]), commit: git("rev-parse", "--short=12", "HEAD").trim() };
}

/** Evenly through the whole, so that each part of the year counts. */
function everyNth(texts: readonly string[]): string[] {
  const step = Math.max(1, texts.length / MOST_TEXTS);
  const picked = Math.min(texts.length, MOST_TEXTS);
  return Array.from({ length: picked }, (_, i) => texts[Math.floor(i * step)] as string);
}

async function run(folder: string): Promise<void> {
  const analyzer = await createAnalyzer();
  const computed = new Date().toISOString().slice(0, 10);
  const norms = references.map((reference) => {
    const { texts, commit } = textsOf(reference, folder);
    const { id, label, labelEn, repository, licence, unit } = reference;
    const provenance = `github:${repository}@${commit} (${licence}): ${unit}`;
    const norm = computeNorm(
      texts.map((text) => analyzer.analyze(text)),
      { id, label, labelEn, provenance, computed },
    );
    console.log(id, norm.texts, [25, 50, 75, 90, 95, 99].map((percent) => norm.fit[percent]).join(" "));
    return norm;
  });
  // One number list a line: 101 lines for each would hide the provenance.
  const json = JSON.stringify({ version: "1.0.0", norms }, null, 2).replace(
    /\[\s+([-\d.,\s]+?)\s+\]/g,
    (_, list: string) => `[${list.replace(/\s+/g, " ")}]`,
  );
  writeFileSync(new URL("../../dict/norms.json", import.meta.url), `${json}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: npm run norms -- FOLDER (of clones named owner+name)");
  process.exitCode = 2;
} else await run(folder);
