export type RuleLanguage = "ja" | "en";

/** What can be said of a rule file, in both languages. `{name}` is filled in. */
const MESSAGES = {
  "no-code": {
    ja: "コード名の行がない。条件の前に「＊コード名」の行を置く",
    en: "a condition stands before any code; begin a code with a line ＊name",
  },
  "half-width-star": {
    ja: "コード名が半角の * で始まっている。全角の ＊ にする",
    en: "the code begins with a half-width *; use the full-width ＊",
  },
  "no-name": { ja: "＊ の後にコード名がない", en: "there is no name after ＊; add one" },
  "duplicate-code": {
    ja: "コード「{name}」は {line} 行目にもある。名前を変えるか、or でまとめる",
    en: "the code {name} is also on line {line}; rename it, or join the two with or",
  },
  "no-condition": { ja: "コード「{name}」に条件がない", en: "the code {name} has no condition; add one" },
  "missing-operator": {
    ja: "「{atom}」の前に and、or などの演算子がない",
    en: "there is no operator before {atom}; write and, or, & or | between conditions",
  },
  "missing-operand": {
    ja: "「{atom}」の後に条件がない",
    en: "nothing follows {atom}; add a condition or take it out",
  },
  "missing-left": {
    ja: "「{atom}」の前に条件がない",
    en: "nothing stands before {atom}; add a condition or take it out",
  },
  "unclosed-parenthesis": { ja: "閉じていない ( がある", en: "this ( is never closed; add a )" },
  "unopened-parenthesis": { ja: "対応する ( のない ) がある", en: "this ) was never opened; take it out" },
  "glued-parenthesis": {
    ja: "「{atom}」の括弧の前後に半角スペースを入れる",
    en: "put a space on both sides of the parenthesis in {atom}",
  },
  "full-width-operator": {
    ja: "「{atom}」が全角になっている。半角の {half} にする",
    en: "{atom} is full-width; write {half}",
  },
  "unclosed-string": {
    ja: "文字列 {atom} が閉じていない。' で閉じ、中に空白を入れない",
    en: "the string {atom} is not closed; close it with ' and put no space in it",
  },
  "empty-string": { ja: "文字列が空", en: "the string is empty; put text between the quotes" },
  "bad-chain": {
    ja: "「{atom}」は near(語-語) か seq(語-語) の形で書く",
    en: "write {atom} as near(word-word) or seq(word-word)",
  },
  "bad-option": {
    ja: "「{atom}」のオプション [{option}] は使えない。[10]、[b]、[d]、[b10] のように書く",
    en: "the option [{option}] of {atom} is none; write [10], [b], [d] or [b10]",
  },
  "bad-phrase": { ja: "「{atom}」の + の前後に語がない", en: "a word is missing beside + in {atom}" },
  "bad-variable": {
    ja: "「{atom}」は <>変数-->値 の形で書く",
    en: "write {atom} as <>variable-->value",
  },
  "bad-reference": { ja: "「{atom}」は <＊コード名> の形で書く", en: "write {atom} as <＊code>" },
  "bad-comparison": {
    ja: "「{atom}」の後に比較（> 100 など）がない",
    en: "a comparison such as > 100 is missing after {atom}",
  },
  "too-deep": { ja: "括弧が深すぎる", en: "parentheses are nested too deeply; split the code in two" },
  "unknown-code": {
    ja: "コード「{name}」はこのファイルにない",
    en: "there is no code {name} in this file; define it or mend its name",
  },
  "later-code": {
    ja: "コード「{name}」は後の {line} 行目にある。KH Coder は前にあるコードだけを参照できるので、前に移す",
    en: "the code {name} comes later, on line {line}; KH Coder refers to earlier codes only: move it up",
  },
  "self-reference": { ja: "コード「{name}」が自分を参照している", en: "the code {name} refers to itself" },
  "split-word": {
    ja: "「{word}」は一致しない。この語は {cut} に分割される。{fix} と書く",
    en: "{word} can never match: it is cut as {cut}; write {fix}",
  },
  "split-sometimes": {
    ja: "「{word}」は「{frame}」の中では {cut} に分割され、数え落とす。'{word}' と書けばすべてに一致する",
    en: "{word} is missed in 「{frame}」, where it is cut as {cut}; '{word}' matches everywhere",
  },
  "not-dictionary-form": {
    ja: "「{word}」は一致しない。抽出される語は基本形の「{lemma}」になる",
    en: "{word} can never match: words are counted in their dictionary form {lemma}; write that",
  },
  "wrong-phrase": {
    ja: "「{word}」は一致しない。続けて書くと {cut} に分割される。{fix} と書く",
    en: "{word} can never match: run together it is cut as {cut}; write {fix}",
  },
  "unknown-pos": {
    ja: "品詞「{pos}」は KH Coder の品詞にない",
    en: "{pos} is no part of speech of KH Coder; use one of {known}",
  },
  contradiction: {
    ja: "「{word}」とその否定が and で結ばれているので、一致することがない",
    en: "{word} and its negation are joined by and, which nothing can meet",
  },
} as const satisfies Record<string, Record<RuleLanguage, string>>;

export type RuleProblemName = keyof typeof MESSAGES;

/** The message of a problem. */
export function sayProblem(
  name: RuleProblemName,
  values: Readonly<Record<string, string | number>>,
  language: RuleLanguage,
): string {
  return MESSAGES[name][language].replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
}
