import { nearest } from "./distance.ts";
import type { Place, Problems } from "./problems.ts";

/**
 * The checked fields of one JSON object. Each reader gives the value, or undefined (an empty list) where the field is missing
 * or wrong; what is wrong goes on the list of problems.
 */
export interface Fields {
  has(name: string): boolean;
  /** Text that is not blank, trimmed. */
  text(name: string): string | undefined;
  texts(name: string): string[];
  /** A list whose entries the caller checks. */
  entries(name: string): readonly unknown[];
  /** An object whose values the caller checks. */
  record(name: string): readonly (readonly [string, unknown])[];
  number(name: string, least: number, most: number): number | undefined;
  oneOf<const T extends string>(name: string, values: readonly T[]): T | undefined;
  manyOf<const T extends string>(name: string, values: readonly T[]): T[];
  place(name: string): Place;
}

// Names that reach behind plain data when a program copies fields without looking.
const UNSAFE = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Opens an object of a thesaurus file for reading.
 *
 * @param known the field names that it may have: others are problems, with the name that was meant
 * @returns undefined where the value is no object
 */
export function fieldsOf(
  value: unknown,
  known: readonly string[],
  place: Place,
  problems: Problems,
): Fields | undefined {
  if (!isObject(value)) {
    problems.add("thesaurus/type", `Expected an object {…}, got ${kindOf(value)}.`, place);
    return undefined;
  }
  checkNames(value, known, place, problems);
  const at = (name: string): Place => [...place, name];
  const get = (name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);
  const wrong = (expected: string, name: string, got: unknown, where: Place = at(name)): void =>
    problems.add("thesaurus/type", `"${name}" must be ${expected}; got ${kindOf(got)}.`, where);

  const entries = (name: string): readonly unknown[] => {
    const list = get(name);
    if (Array.isArray(list)) return list;
    if (list !== undefined) wrong("a list […]", name, list);
    return [];
  };
  const texts = (name: string): string[] =>
    entries(name).flatMap((entry, i) => textAt(entry, name, [...at(name), i], problems) ?? []);
  const choose = <T extends string>(
    value: string,
    values: readonly T[],
    name: string,
    where: Place,
  ): T | undefined => {
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) {
      const message = `"${value}" is no ${name}${didYouMean(value, values)} Use one of ${values.join(", ")}.`;
      problems.add(`thesaurus/unknown-${name}`, message, where);
    }
    return found;
  };
  return {
    has: (name) => get(name) !== undefined,
    place: at,
    entries,
    texts,
    text: (name) => (get(name) === undefined ? undefined : textAt(get(name), name, at(name), problems)),
    record(name) {
      const record = get(name);
      if (isObject(record)) {
        checkNames(record, undefined, at(name), problems);
        return Object.entries(record).filter(([key]) => !UNSAFE.has(key));
      }
      if (record !== undefined) wrong("an object {…}", name, record);
      return [];
    },
    number(name, least, most) {
      const number = get(name);
      if (number === undefined) return undefined;
      if (typeof number === "number" && number >= least && number <= most) return number;
      const got = typeof number === "number" ? String(number) : kindOf(number);
      problems.add(
        `thesaurus/${name}`,
        `"${name}" must be a number from ${least} to ${most}; got ${got}.`,
        at(name),
      );
      return undefined;
    },
    oneOf(name, values) {
      const word = get(name);
      if (word === undefined || textAt(word, name, at(name), problems) === undefined) return undefined;
      return choose(word as string, values, name, at(name));
    },
    manyOf: (name, values) =>
      texts(name).flatMap((text, i) => choose(text, values, "relation", [...at(name), i]) ?? []),
  };
}

/** The end of a sentence on a name that does not exist: `, did you mean "…"?` where one is near, else a full stop. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates);
  return meant === undefined ? "." : `, did you mean "${meant}"?`;
}

/** Fields that people read and programs do not: they may run over several lines. */
const PROSE: ReadonlySet<string> = new Set(["definition", "scopeNote", "source"]);
const INVISIBLE = /[\p{Cs}\p{Noncharacter_Code_Point}]|(?![\n\r\t])\p{Cc}/u;
const INVISIBLE_OR_LINE_END = /[\p{Cs}\p{Noncharacter_Code_Point}\p{Cc}\p{Zl}\p{Zp}]/u;

/** Text of a file: not blank, no half of a surrogate pair, no control characters, on one line but in prose; trimmed. */
export function textAt(value: unknown, name: string, place: Place, problems: Problems): string | undefined {
  if (typeof value !== "string") {
    problems.add("thesaurus/type", `"${name}" must be text in quotation marks; got ${kindOf(value)}.`, place);
    return undefined;
  }
  const text = value.trim();
  if (text === "") {
    problems.add("thesaurus/blank", `"${name}" is blank. Write its text or leave it out.`, place);
    return undefined;
  }
  const bad = (PROSE.has(name) ? INVISIBLE : INVISIBLE_OR_LINE_END).exec(text)?.[0];
  if (bad !== undefined) {
    const code = (bad.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    const message = `"${name}" holds the line end or invisible character U+${code}. Take it out.`;
    problems.add("thesaurus/character", message, place);
    return undefined;
  }
  return text;
}

function checkNames(
  value: object,
  known: readonly string[] | undefined,
  place: Place,
  problems: Problems,
): void {
  for (const name of Object.keys(value)) {
    if (UNSAFE.has(name)) {
      problems.add("thesaurus/unsafe-name", `The name "${name}" is not allowed here. Take it out.`, [
        ...place,
        name,
      ]);
    } else if (known !== undefined && !known.includes(name)) {
      const message = `There is no field "${name}"${didYouMean(name, known)} Known fields: ${known.join(", ")}.`;
      problems.add("thesaurus/unknown-field", message, [...place, name]);
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string"
    ? `the text "${value.slice(0, 40)}"`
    : `the ${typeof value} ${String(value)}`;
}
