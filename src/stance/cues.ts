import { InputError, type Problem } from "../errors.ts";
import type { Polarity } from "../thesaurus/concept.ts";
import { findPatternFault } from "./cue-pattern.ts";
import type { Mode } from "./judgement.ts";

/** Where on the walk a cue is looked for; docs/STANCE.md draws the walk. */
export type CuePlace = "nominal" | "predicate" | "argument" | "left" | "remote" | "mode" | "mode-quote";

/** A class of wording that decides how a mention is meant: one row of dict/stance.json. */
export interface StanceCue {
  /** Shown to users as `cue.rule`; unique. */
  readonly rule: string;
  readonly at: readonly CuePlace[];
  /** For `argument`: the particles that may tie the mention to the cue. */
  readonly roles: readonly string[];
  /** `flip` turns affirmed to denied and back; `none` reads over a wording that only looks like a denial. */
  readonly effect: "flip" | "none";
  /** What may stand next: nothing more to read, the tail of a predicate, or a nominal. */
  readonly next: "stop" | "predicate" | "nominal" | "argument";
  /** The cue holds for concepts of this side alone. */
  readonly only?: Polarity;
  readonly mode?: Mode;
  readonly patterns: readonly string[];
  readonly example: string;
  readonly note?: string;
}

/** The checked content of a stance file. */
export interface StanceCues {
  readonly version: string;
  readonly heads: { readonly practice: readonly string[]; readonly side: readonly string[] };
  readonly verbs: {
    readonly neutral: readonly string[];
    readonly complement: readonly string[];
    readonly agentive: readonly string[];
    readonly light: readonly string[];
  };
  readonly cues: readonly StanceCue[];
}

const choices = {
  at: ["nominal", "predicate", "argument", "left", "remote", "mode", "mode-quote"],
  effect: ["flip", "none"],
  next: ["stop", "predicate", "nominal", "argument"],
  only: ["supportive", "contrary", "context"],
  mode: ["planned", "obliged", "lacking", "hypothetical", "quoted", "criticised"],
} as const;

const cueKeys = new Set([
  "rule",
  "at",
  "roles",
  "effect",
  "next",
  "only",
  "mode",
  "patterns",
  "example",
  "note",
]);

type Raw = Readonly<Record<string, unknown>>;

/** Gathers the problems of one file while its parts are read. */
interface Reading {
  readonly problems: Problem[];
  report(code: string, path: string, message: string): void;
}

/**
 * Checks a stance file (see dict/stance.schema.json) and returns its cues, in the order in which they are tried.
 *
 * @param json the parsed JSON, as `JSON.parse` returns it
 * @throws InputError listing every problem of the file
 * @example
 * parseStanceCues(JSON.parse(source), { file: "stance.json" }).cues.length
 */
export function parseStanceCues(json: unknown, options: { readonly file?: string } = {}): StanceCues {
  const problems: Problem[] = [];
  const reading: Reading = {
    problems,
    report: (code, path, message) => problems.push({ code: `stance/${code}`, path, message }),
  };
  const root = readObject(json, "", reading);
  const heads = readObject(root["heads"], "heads", reading);
  const verbs = readObject(root["verbs"], "verbs", reading);
  const cues = {
    version: readString(root, "version", "", reading),
    heads: {
      practice: readStrings(heads, "practice", "heads", reading),
      side: readStrings(heads, "side", "heads", reading),
    },
    verbs: {
      neutral: readStrings(verbs, "neutral", "verbs", reading),
      complement: readStrings(verbs, "complement", "verbs", reading),
      agentive: readStrings(verbs, "agentive", "verbs", reading),
      light: readStrings(verbs, "light", "verbs", reading),
    },
    cues: readCues(root["cues"], reading),
  };
  const [first, ...rest] = problems;
  if (first !== undefined) throw new InputError(options.file ?? "stance.json", [first, ...rest]);
  return cues;
}

function readCues(value: unknown, reading: Reading): StanceCue[] {
  if (!Array.isArray(value) || value.length === 0) {
    reading.report("no-cues", "cues", "`cues` must be a list with at least one cue; add one.");
    return [];
  }
  const cues = value.map((item, index) => readCue(item, `cues[${index}]`, reading));
  const seen = new Set<string>();
  for (const [index, { rule }] of cues.entries()) {
    if (rule !== "" && seen.has(rule)) {
      reading.report(
        "duplicate-rule",
        `cues[${index}].rule`,
        `Rule "${rule}" is there twice; rename one or join them.`,
      );
    }
    seen.add(rule);
  }
  return cues;
}

function readCue(value: unknown, path: string, reading: Reading): StanceCue {
  const raw = readObject(value, path, reading);
  for (const key of Object.keys(raw)) {
    if (!cueKeys.has(key))
      reading.report("unknown-key", `${path}.${key}`, `Unknown key "${key}"; remove it.`);
  }
  const at = readStrings(raw, "at", path, reading).filter((place, index) =>
    checkChoice("at", place, `${path}.at[${index}]`, reading),
  ) as CuePlace[];
  const roles = raw["roles"] === undefined ? [] : readStrings(raw, "roles", path, reading);
  const only = readChoice("only", raw, path, reading);
  const mode = readChoice("mode", raw, path, reading);
  const note = raw["note"] === undefined ? undefined : readString(raw, "note", path, reading);
  return {
    rule: readString(raw, "rule", path, reading),
    at,
    roles,
    effect: readChoice("effect", raw, path, reading, true) ?? "none",
    next: readChoice("next", raw, path, reading, true) ?? "stop",
    ...(only === undefined ? {} : { only }),
    ...(mode === undefined ? {} : { mode }),
    patterns: readPatterns(raw, path, reading),
    example: readString(raw, "example", path, reading),
    ...(note === undefined ? {} : { note }),
  };
}

function readPatterns(raw: Raw, path: string, reading: Reading): string[] {
  const patterns = readStrings(raw, "patterns", path, reading);
  for (const [index, pattern] of patterns.entries()) {
    const fault = findPatternFault(pattern);
    if (fault !== undefined) {
      reading.report(
        "bad-pattern",
        `${path}.patterns[${index}]`,
        `Pattern "${pattern}" ${fault}; mend it (see dict/README.md).`,
      );
    }
  }
  return patterns;
}

function readChoice<K extends keyof typeof choices>(
  key: K,
  raw: Raw,
  path: string,
  reading: Reading,
  required = false,
): (typeof choices)[K][number] | undefined {
  const value = raw[key];
  if (value === undefined && !required) return undefined;
  return checkChoice(key, value, `${path}.${key}`, reading)
    ? (value as (typeof choices)[K][number])
    : undefined;
}

function checkChoice(key: keyof typeof choices, value: unknown, path: string, reading: Reading): boolean {
  const allowed: readonly string[] = choices[key];
  if (typeof value === "string" && allowed.includes(value)) return true;
  reading.report(
    "unknown-value",
    path,
    `Expected one of ${allowed.join(", ")}; got ${JSON.stringify(value) ?? "nothing"}.`,
  );
  return false;
}

function readObject(value: unknown, path: string, reading: Reading): Raw {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Raw;
  reading.report(
    "not-an-object",
    path,
    `Expected an object${path === "" ? " at the top of the file" : ""}; write { … }.`,
  );
  return {};
}

function readString(raw: Raw, key: string, path: string, reading: Reading): string {
  const value = raw[key];
  if (typeof value === "string" && value !== "") return value;
  reading.report("missing-text", join(path, key), `\`${key}\` must be a text that is not empty; write one.`);
  return "";
}

function readStrings(raw: Raw, key: string, path: string, reading: Reading): string[] {
  const value = raw[key];
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === "string" && item !== "")
  ) {
    return value as string[];
  }
  reading.report(
    "missing-list",
    join(path, key),
    `\`${key}\` must be a list of texts, none empty; write at least one.`,
  );
  return [];
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
