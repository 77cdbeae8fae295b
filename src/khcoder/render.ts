import { type CodingRule, DEFAULT_DISTANCE, type Rule } from "./rule.ts";

/**
 * Coding rules as KH Coder reads them; `parseRules` gives them back. Write the file in UTF-8.
 *
 * @throws RangeError for words that the syntax cannot hold.
 * @example
 * renderRules([{ name: "協働", rule: { kind: "phrase", words: ["協", "働"] } }]); // "＊協働\n協+働\n"
 */
export function renderRules(codes: readonly Pick<CodingRule, "name" | "rule">[]): string {
  return codes.map(({ name, rule }) => `＊${checked(name, /[\r\n]/)}\n${renderRule(rule, 0)}\n`).join("\n");
}

// How closely each binds; a part that binds less stands in parentheses.
const BINDING = { or: 0, and: 1, not: 2 } as const;

function renderRule(rule: Rule, around: number): string {
  switch (rule.kind) {
    case "or":
    case "and": {
      if (rule.parts.length === 1) return renderRule(rule.parts[0] as Rule, around);
      const binding = BINDING[rule.kind];
      const sign = rule.kind === "or" ? "|" : "&";
      const text = rule.parts.map((part) => renderRule(part, binding + 1)).join(` ${sign} `);
      return binding < around ? `( ${text} )` : text;
    }
    case "not":
      return `! ${renderRule(rule.part, BINDING.not)}`;
    case "word":
      if (rule.pos !== undefined) return `${word(rule.word)}->${checked(rule.pos, BLANK)}`;
      return rule.form === undefined ? word(rule.word) : `${word(rule.word)}=>${checked(rule.form, BLANK)}`;
    case "phrase":
      return rule.words.map(word).join("+");
    case "near":
    case "seq":
      return `${rule.kind}(${rule.words.map(word).join("-")})${optionOf(rule)}`;
    case "string":
      return `'${checked(rule.text, /[\s\u3000']/)}'`;
    case "code":
      return `<＊${checked(rule.name, /[\s\u3000>]/)}>`;
    case "variable":
      return `<>${checked(rule.name, BLANK)}-->${checked(rule.value, BLANK)}`;
    case "heading":
      return `<>見出し${rule.level}-->${checked(rule.text, BLANK)}`;
    case "compare":
      return `${rule.measure} ${rule.comparison} ${rule.value}`;
  }
}

function optionOf({ distance, within }: Extract<Rule, { kind: "near" | "seq" }>): string {
  const scope = within === undefined ? "" : within === "sentence" ? "b" : "d";
  const digits = distance === DEFAULT_DISTANCE ? "" : String(distance);
  return scope + digits === "" ? "" : `[${scope}${digits}]`;
}

const BLANK = /[\s\u3000]/;
/** Signs that would make a word something else. */
const SIGNS = /[\s\u3000+()'"<>|&!-]|^(?:and|or|not|lw|lc|No\.)$|^[＊#]|^\*/;

/** Whether a word can stand in a rule as it is. */
export function isPlainWord(text: string): boolean {
  return text !== "" && !SIGNS.test(text) && !/^(?:[（）｜＆！]+|ａｎｄ|ｏｒ|ｎｏｔ)$/.test(text);
}

function word(text: string): string {
  if (!isPlainWord(text))
    throw new RangeError(`expected a word without signs of the syntax, received ${text}`);
  return text;
}

function checked(text: string, bad: RegExp): string {
  if (text === "" || bad.test(text))
    throw new RangeError(`expected text that a rule can hold, received ${text}`);
  return text;
}
