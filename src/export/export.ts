// What `bansou/export` offers.
export {
  type ExportFormat,
  type ExportOptions,
  type ExportTarget,
  exportFormats,
  renderExport,
} from "./formats.ts";
export { parseSkos } from "./parse-skos.ts";
export { renderPrh } from "./prh.ts";
export type { RdfFormat } from "./rdf.ts";
export type { SkosOptions } from "./skos-graph.ts";
export { renderSkosJsonLd } from "./skos-jsonld.ts";
export { renderSkosTurtle } from "./skos-turtle.ts";
export { renderSpacy, type SpacyOptions } from "./spacy.ts";
export { renderSynonyms, type SynonymsOptions } from "./synonyms.ts";
export { renderMecab, renderSudachi, type UserDictionaryOptions } from "./user-dictionary.ts";
