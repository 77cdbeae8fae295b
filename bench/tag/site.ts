// Writes tags into copies of a site's front matter in memory: no line outside the field may change, and a second writing none at all.
// Run it:  npx tsx bench/tag/site.ts FOLDER
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../src/errors.ts";
import { setTags } from "../../src/frontmatter/set-tags.ts";

const [folder = "."] = process.argv.slice(2);
const TAGS = ["伴走型支援", "協働"];
const FIELDS = ["tags", "tag", "category", "taxonomies.tags"];
const found = { files: 0, written: 0, without: 0, told: 0, touched: 0, unstable: 0 };
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (!/\.mdx?$/.test(name)) continue;
  found.files += 1;
  const source = new TextDecoder("utf-8", { ignoreBOM: true }).decode(readFileSync(join(folder, name)));
  for (const field of FIELDS) await tryField(source, field);
}
console.log(JSON.stringify(found));
process.exitCode = found.touched + found.unstable > 0 ? 1 : 0;

async function tryField(source: string, field: string): Promise<void> {
  const options = { field, tags: TAGS, existing: "keep" } as const;
  try {
    const { text, hasFrontMatter } = await setTags(source, options);
    if (!hasFrontMatter) found.without += 1;
    else if (text !== source) found.written += 1;
    if ((await setTags(text, options)).text !== text) found.unstable += 1;
    if (!keepsLines(source, text, field)) found.touched += 1;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    found.told += 1;
  }
}

/** Every old line stands in the new text, in order; the field's own may have grown. */
function keepsLines(before: string, after: string, field: string): boolean {
  const lines = before.split("\n");
  let at = 0;
  for (const line of after.split("\n")) {
    const own = new RegExp(`^\\s*"?(?:${field.split(".").join("|")})\\b`).test(lines[at] ?? "");
    if (line === lines[at] || own) at += 1;
  }
  return at >= lines.length;
}
