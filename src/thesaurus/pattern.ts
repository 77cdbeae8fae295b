import { withTitles } from "./person.ts";
import { withTopic } from "./topic.ts";

/** A piece of a parsed wording; see dict/README.md for the syntax. */
export type PatternNode =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "choice";
      readonly options: readonly (readonly PatternNode[])[];
      readonly optional: boolean;
    }
  | { readonly kind: "list"; readonly name: string; readonly optional: boolean }
  | { readonly kind: "gap"; readonly length: number; readonly commas: boolean }
  | { readonly kind: "verb"; readonly stem: string; readonly endings: readonly string[] };

const OPERATORS = new Set(["(", ")", "|", "?", "{", "}", "…", "*"]);

/** Characters that one … and one …… stand for at most. */
const GAP = { short: 12, long: 24 } as const;

/**
 * Reads a wording of the thesaurus.
 *
 * @throws SyntaxError naming the character and its place.
 * @example
 * parsePattern("寄り添う*…{support}").map((node) => node.kind) // => ["verb", "gap", "list"]
 */
export function parsePattern(pattern: string): PatternNode[] {
  let at = 0;
  const fail = (message: string): never => {
    throw new SyntaxError(`${message} at character ${at + 1} of the pattern "${pattern}"`);
  };
  const optional = (): boolean => {
    if (pattern[at] !== "?") return false;
    at++;
    return true;
  };
  const sequence = (depth: number): readonly PatternNode[] => {
    const nodes: PatternNode[] = [];
    while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== ")") {
      const character = pattern[at] as string;
      if (character === "(") {
        if (depth > 8) fail("brackets nest too deep");
        at++;
        const options = [sequence(depth + 1)];
        while (pattern[at] === "|") {
          at++;
          options.push(sequence(depth + 1));
        }
        if (pattern[at] !== ")") fail('missing ")"');
        at++;
        nodes.push({ kind: "choice", options: longerFirst(options), optional: optional() });
      } else if (character === "{") {
        const close = pattern.indexOf("}", at);
        if (close < 0) fail('missing "}"');
        const name = pattern.slice(at + 1, close);
        at = close + 1;
        nodes.push({ kind: "list", name, optional: optional() });
      } else if (character === "…") {
        at++;
        const long = pattern[at] === "…";
        if (long) at++;
        nodes.push({ kind: "gap", length: long ? GAP.long : GAP.short, commas: long });
      } else if (character === "*") {
        const last = nodes.pop();
        if (last?.kind !== "text") return fail('"*" must follow a verb or adjective in its dictionary form');
        nodes.push(
          inflect(last.text) ??
            fail(`"${last.text}" before "*" is no verb or adjective in its dictionary form`),
        );
        at++;
      } else if (OPERATORS.has(character)) {
        fail(`unexpected "${character}"`);
      } else {
        let end = at;
        while (end < pattern.length && !OPERATORS.has(pattern[end] as string)) end++;
        nodes.push({ kind: "text", text: pattern.slice(at, end) });
        at = end;
      }
    }
    return withTitles(withTopic(nodes));
  };
  const whole = [sequence(0)];
  while (pattern[at] === "|") {
    at++;
    whole.push(sequence(0));
  }
  const nodes: PatternNode[] =
    whole.length > 1 ? [{ kind: "choice", options: whole, optional: false }] : (whole[0] as PatternNode[]);
  if (at < pattern.length) fail(`unexpected "${pattern[at]}"`);
  if (nodes.length === 0) fail("the pattern is empty");
  return nodes;
}

/** The options, each before those that it begins with: (場|場所) at an end would find the 場 of 場所 alone, which is no word there, and (拾う*|拾い上げる*) the 拾い. */
function longerFirst(options: readonly (readonly PatternNode[])[]): (readonly PatternNode[])[] {
  const ordered: (readonly PatternNode[])[] = [];
  for (const option of options) {
    const begin = beginOf(option);
    const at =
      begin === undefined
        ? -1
        : ordered.findIndex((other) => {
            const shorter = beginOf(other);
            return (
              shorter !== undefined &&
              shorter !== begin &&
              begin.startsWith(shorter) &&
              (!NEGATED.test(begin) || NEGATED.test(shorter))
            );
          });
    if (at < 0) ordered.push(option);
    else ordered.splice(at, 0, option);
  }
  return ordered;
}

// しない is left for the stance to read where する is to be found as well.
const NEGATED = /(?:な|ない|ないで|ず|ずに)$/;

/** What an option of one literal or verb begins with in all its forms. */
function beginOf([only, ...more]: readonly PatternNode[]): string | undefined {
  if (more.length > 0) return undefined;
  if (only?.kind === "text") return only.text;
  if (only?.kind !== "verb") return undefined;
  const [first] = only.endings;
  return first?.endsWith("ない") ? only.stem + first.slice(0, -1) : only.stem;
}

// The kana of a godan verb's stems (未然・連用・終止・仮定・意向) and its sound change before て and た.
const GODAN: Readonly<Record<string, readonly string[]>> = {
  う: ["わ", "い", "う", "え", "お", "っ"],
  く: ["か", "き", "く", "け", "こ", "い"],
  ぐ: ["が", "ぎ", "ぐ", "げ", "ご", "い"],
  す: ["さ", "し", "す", "せ", "そ"],
  つ: ["た", "ち", "つ", "て", "と", "っ"],
  ぬ: ["な", "に", "ぬ", "ね", "の", "ん"],
  ぶ: ["ば", "び", "ぶ", "べ", "ぼ", "ん"],
  む: ["ま", "み", "む", "め", "も", "ん"],
  る: ["ら", "り", "る", "れ", "ろ", "っ"],
};
const SURU = ["する", "すれ", "し", "さ", "せ", "でき", "出来", "いたし", "致し", "なさ"];
// No negation: 見捨て is found in 見捨てない, and ない is left for the stance to read.
const ICHIDAN = ["る", "れ", "よ", "ろ", "られ", "た", "て", ""];
const TE = ["て", "た", "で", "だ"];
// Verbs that end in いる or える and yet are godan.
const GODAN_IN_RU =
  /(?:入|要|知|切|走|帰|限|減|参|握|滑|焦|遮|しゃべ|蹴|茂|陥|裏切|横切|踏み切|割り切|突き放)る$/;

/** The inflections of a dictionary form; undefined when it is none. */
function inflect(word: string): PatternNode | undefined {
  const last = word.slice(-1);
  const stem = word.slice(0, -1);
  if (stem === "") return undefined;
  if (word.endsWith("する")) return { kind: "verb", stem: word.slice(0, -2), endings: withTe(SURU) };
  if (word.endsWith("ない")) return negated(word.slice(0, -2));
  if (last === "い") return { kind: "verb", stem, endings: ["い", "く", "かっ", "けれ", "さ"] };
  if (word.endsWith("行く") || word.endsWith("いく")) {
    return { kind: "verb", stem, endings: withTe(["か", "き", "く", "け", "こ", "っ"]) };
  }
  if (last === "る" && isIchidan(stem) && !GODAN_IN_RU.test(word))
    return { kind: "verb", stem, endings: ICHIDAN };
  const row = GODAN[last];
  return row && { kind: "verb", stem, endings: withTe(row) };
}

// No なけれ: 聞かない is not found in 聞かなければならない, which obliges.
const NEGATIONS = ["ない", "なく", "なかっ", "なさそ", "なさす", "なさ過"];
const A_TO_I: Readonly<Record<string, string>> = {
  わ: "い",
  か: "き",
  が: "ぎ",
  さ: "し",
  た: "ち",
  な: "に",
  ば: "び",
  ま: "み",
  ら: "り",
};

/**
 * What stands before ない, in its other forms: 聞か, 聞きません, 聞かず; くれ, くれません, くれず; し, しません, せず;
 * 返事が, 返事がありません; よく, よくありません.
 */
function negated(before: string): PatternNode {
  if (before === "") return { kind: "verb", stem: "", endings: [...NEGATIONS, "ありません"] };
  const last = before.slice(-1);
  const polite = A_TO_I[last];
  const endings: string[] = [];
  if (polite !== undefined) endings.push(`${polite}ません`, `${last}ず`);
  if (/[がはもく]/.test(last)) endings.push(`${last}ありません`);
  if (last === "し") endings.push("しません", "せず");
  if (before.length === 1 || endings.length === 0)
    return {
      kind: "verb",
      stem: before,
      endings: [...NEGATIONS, "ません", ...(last === "し" ? [] : ["ず"])],
    };
  return {
    kind: "verb",
    stem: before.slice(0, -1),
    endings: [...NEGATIONS.map((ending) => last + ending), ...endings],
  };
}

const I_OR_E = /[いきしちにひみりぎじぢびぴえけせてねへめれげぜでべぺ]$/;
// One kanji and る: 見る, 着る, 出る, 得る, 寝る, 経る.
const isIchidan = (stem: string): boolean =>
  I_OR_E.test(stem) || /(?:見|着|出|得|寝|経|似|診|看)$/.test(stem);

/** 寄り添っ is found as 寄り添って where て stands there: the form as people read it. */
function withTe(endings: readonly string[]): string[] {
  return endings.flatMap((ending) =>
    /[っいんし]$/.test(ending) ? [...TE.map((te) => ending + te), ending] : [ending],
  );
}
