// Writes the exports that the scripts beside it run through the real engines into the folder given.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderMecab, renderSpacy, renderSudachi, renderSynonyms } from "../../../src/export/export.ts";
import { bundledThesaurus } from "../../../src/thesaurus/bundled.ts";
import { loadKuromoji } from "../../../src/tokenizer/load-node.ts";

const [folder = "."] = process.argv.slice(2);
const tokenizer = await loadKuromoji();
writeFileSync(join(folder, "synonyms.txt"), renderSynonyms(bundledThesaurus(), { tokenizer }));
writeFileSync(join(folder, "synonyms-untested.txt"), renderSynonyms(bundledThesaurus()));
writeFileSync(join(folder, "mecab.csv"), renderMecab(bundledThesaurus(), { tokenizer }));
writeFileSync(join(folder, "sudachi.csv"), renderSudachi(bundledThesaurus(), { tokenizer }));
writeFileSync(join(folder, "patterns.jsonl"), renderSpacy(bundledThesaurus()));
