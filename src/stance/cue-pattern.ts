/**
 * Cue patterns: a small part of the wording syntax (dict/README.md), compiled to a sticky regular expression.
 * Characters stand for themselves; `(A|B)` one of; `(A|B)?` or nothing; `V*` the verb or adjective
 * just before it in any inflected form; `…` up to 8 characters of the same clause.
 */

const godan: Readonly<Record<string, string>> = {
  う: "わいうえおっ",
  く: "かきくけこい",
  ぐ: "がぎぐげごい",
  す: "さしすせそ",
  つ: "たちつてとっ",
  ぬ: "なにぬねのん",
  ぶ: "ばびぶべぼん",
  む: "まみむめもん",
  る: "らりるれろっ",
};
const rowsOfIchidan = /[いきしちにひみりぎじびぴえけせてねへめれげぜでべぺ見得出]$/;

/** What stands for the last characters of a dictionary form in all its forms; endings are left to other tokens. */
function inflections(word: string): string {
  const stem = (length: number): string => escapeRegExp(word.slice(0, -length));
  if (word.endsWith("する")) return `${stem(2)}(?:する|すれ|せよ|し|さ|せ)`;
  if (word.endsWith("い")) return `${stem(1)}(?:かっ|けれ|かろ|い|く|き|さ)`;
  if (word.endsWith("る") && rowsOfIchidan.test(word.slice(0, -1))) return `${stem(1)}(?:る|れ|ろ|よ)?`;
  const forms = godan[word.slice(-1)];
  return forms === undefined ? escapeRegExp(word) : `${stem(1)}[${forms}]`;
}

/** Why a pattern cannot be compiled, or nothing when it can. */
export function findPatternFault(pattern: string): string | undefined {
  if (pattern === "") return "is empty";
  let depth = 0;
  for (const [index, char] of [...pattern].entries()) {
    const before = [...pattern][index - 1];
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if (depth < 0) return "closes a bracket that was not opened";
    if (char === "|" && depth === 0) return "has a | outside brackets";
    if (char === "?" && before !== ")") return "has a ? that does not follow a closing bracket";
    if (char === "*" && (before === undefined || "()|?*…".includes(before)))
      return "has a * without a word before it";
  }
  return depth === 0 ? undefined : "leaves a bracket open";
}

/** Compiles checked patterns to one regular expression source; earlier patterns win at the same place. */
export function renderPatternSource(patterns: readonly string[]): string {
  return patterns.map((pattern) => `(?:${renderOne(pattern)})`).join("|");
}

function renderOne(pattern: string): string {
  return pattern.replace(/[^()|?*…]+\*|[^()|?*…]+|[()|?]|…+/gu, (part) => {
    if (part === "(") return "(?:";
    // One gap for a row of them: five apart are tried in all the ways in which their lengths add up.
    if (part.startsWith("…")) return `[^、。「」\\n]{0,${8 * part.length}}?`;
    if (part.length === 1 && ")|?".includes(part)) return part;
    return part.endsWith("*") ? inflections(part.slice(0, -1)) : escapeRegExp(part);
  });
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
