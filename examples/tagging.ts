// Tags for an article: label and slug, the heaviest first, as a front matter would hold them.
// Run it:  npx tsx examples/tagging.ts

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createAnalyzer } from "bansou";

const article = readFileSync(join(import.meta.dirname, "documents/sme-support.md"), "utf8");
const { tags } = (await createAnalyzer()).analyze(article);

// Above this weight a tag may be set without an editor; below it is a suggestion.
const AUTOMATIC = 0.3;

console.log("tags:");
for (const { label, slug, weight } of tags.slice(0, 5)) {
  console.log(`  - ${label} # ${slug} ${weight.toFixed(2)}${weight < AUTOMATIC ? " (suggestion)" : ""}`);
}
