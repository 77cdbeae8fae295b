import profileJson from "../dict/profile.json" with { type: "json" };
import stanceJson from "../dict/stance.json" with { type: "json" };
import { type AnalyzerParts, compileAnalyzer, type Analyzer } from "./analyzer.ts";
import { type Profile, parseProfile } from "./score/profile.ts";
import { parseStanceCues, type StanceCues } from "./stance/cues.ts";
import type { CompiledWordings } from "./matcher/compiled-wordings.ts";
import { bundledThesaurus } from "./thesaurus/bundled.ts";
import type { Thesaurus } from "./thesaurus/concept.ts";
import type { Tokenizer } from "./tokenizer/token.ts";

/** The parts that ship with the package may each be replaced. */
export interface PartOptions {
  /** Default: the thesaurus of 伴走型支援 that ships with the package. `parseThesaurus` and `extendThesaurus` make others. */
  readonly thesaurus?: Thesaurus;
  /** Default: kuromoji with IPADIC. */
  readonly tokenizer?: Tokenizer;
  /** How the score weighs. `parseProfile` makes one. */
  readonly profile?: Profile;
  /** What denies and what affirms. `parseStanceCues` makes them. */
  readonly cues?: StanceCues;
}

/** The analyzer with the shipped parts in the places that `options` leaves open. */
export function assembleAnalyzer(
  options: PartOptions,
  tokenizer: Tokenizer,
  wordings?: CompiledWordings,
): Analyzer {
  const thesaurus = options.thesaurus ?? bundledThesaurus();
  const parts: AnalyzerParts = {
    tokenizer,
    thesaurus,
    cues: options.cues ?? bundledCues(),
    // Weights for concepts that a thesaurus of one's own leaves out are no error.
    profile: options.profile ?? bundledProfile(),
  };
  return compileAnalyzer(parts, wordings && { wordings });
}

/** The cues of `dict/stance.json`. */
export function bundledCues(): StanceCues {
  return parseStanceCues(stanceJson, { file: "dict/stance.json" });
}

/** The score profile of `dict/profile.json`. */
export function bundledProfile(): Profile {
  return parseProfile(profileJson, bundledThesaurus(), { file: "dict/profile.json" });
}

const OPTIONS = new Set(["thesaurus", "tokenizer", "profile", "cues", "dicPath", "cache", "shared", "fetch"]);

/** @throws TypeError naming what was expected and received. */
export function checkOptions(options: unknown): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `createAnalyzer expects an object of options, received ${options === null ? "null" : typeof options}`,
    );
  }
  const unknown = Object.keys(options).filter((name) => !OPTIONS.has(name));
  if (unknown.length > 0) {
    throw new TypeError(
      `createAnalyzer knows the options ${[...OPTIONS].join(", ")}; received ${unknown.join(", ")}`,
    );
  }
  const { thesaurus, tokenizer } = options as PartOptions;
  if (thesaurus !== undefined && !(thesaurus?.concepts instanceof Map)) {
    throw new TypeError("createAnalyzer expects thesaurus to be a Thesaurus, as parseThesaurus makes it");
  }
  if (tokenizer !== undefined && typeof tokenizer?.tokenize !== "function") {
    throw new TypeError("createAnalyzer expects tokenizer to have a method tokenize(text)");
  }
}
