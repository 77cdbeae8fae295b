// Writes the exports that lucene.sh and mecab.sh run through the real engines into the folder given.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderMecab, renderSynonyms } from "../../../src/export/export.ts";
import { bundledThesaurus } from "../../../src/thesaurus/bundled.ts";
import { loadKuromoji } from "../../../src/tokenizer/load-node.ts";

const [folder = "."] = process.argv.slice(2);
const tokenizer = await loadKuromoji();
writeFileSync(join(folder, "synonyms.txt"), renderSynonyms(bundledThesaurus(), { tokenizer }));
writeFileSync(join(folder, "synonyms-untested.txt"), renderSynonyms(bundledThesaurus()));
writeFileSync(join(folder, "mecab.csv"), renderMecab(bundledThesaurus(), { tokenizer }));
