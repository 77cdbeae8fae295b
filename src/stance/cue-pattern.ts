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

// What sources are made of: groups, gaps, sets, characters.
const PART = /\(\?:|\[\^.*?\}\?|\[(.*?)\]|\\?./sy;
const HEAD = 2;

/**
 * How matches of a rendered source can begin, up to two UTF-16 units: behind a shorter one the match may end, or anything
 * may follow.
 */
export function findHeads(source: string): ReadonlySet<string> {
  let at = 0;
  const begun = new Set([""]);

  /** The ways to go on from `open` by one choice of sequences; what a gap follows goes to `ended`. */
  const readChoice = (open: ReadonlySet<string>, ended: Set<string>): Set<string> => {
    const found = new Set<string>();
    do {
      let heads = open;
      while (at < source.length && source[at] !== "|" && source[at] !== ")") heads = readPart(heads, ended);
      for (const head of heads) found.add(head);
    } while (source[at++] === "|");
    return found;
  };

  const readPart = (open: ReadonlySet<string>, ended: Set<string>): ReadonlySet<string> => {
    PART.lastIndex = at;
    const [token = "", set] = PART.exec(source) ?? [];
    at += token.length;
    if (token.startsWith("[^")) {
      for (const head of open) ended.add(head);
      return new Set();
    }
    const next =
      token === "(?:"
        ? readChoice(open, ended)
        : extend(open, set === undefined ? [token.slice(-1)] : [...set]);
    if (source[at] !== "?") return next;
    at += 1;
    return new Set([...open, ...next]);
  };

  const ended = new Set<string>();
  for (const head of readChoice(begun, ended)) ended.add(head);
  return ended;
}

const extend = (heads: ReadonlySet<string>, units: readonly string[]): Set<string> =>
  new Set([...heads].flatMap((head) => (head.length < HEAD ? units.map((unit) => head + unit) : [head])));

function renderOne(pattern: string): string {
  return pattern.replace(/[^()|?*…]+\*|[^()|?*…]+|[()|?]|…+/gu, (part) => {
    if (part === "(") return "(?:";
    // One gap for a row of them: five apart are tried in all the ways in which their lengths add up.
    if (part.startsWith("…")) return `[^、。「」⭕○◯◎✅✓\\n]{0,${8 * part.length}}?`;
    if (part.length === 1 && ")|?".includes(part)) return part;
    return part.endsWith("*") ? inflections(part.slice(0, -1)) : escapeRegExp(part);
  });
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
