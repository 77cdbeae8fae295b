import { spanOf, textAt } from "./evidence.ts";
import { lemmaAt, type RunIndex, wordAt } from "./run-index.ts";
import { wordsOf } from "./run-table.ts";
import { ADJECTIVAL, ADJECTIVE, AUXILIARY, classOf, LIGHT_NOUN, PARTICLE, VERB } from "./token-kind.ts";
import { discoveryWords } from "./words.ts";

/** A way of wording help that is no noun compound: 切れ目のない支援, 本人に寄り添った相談. */
export interface FoundPhrase {
  /** What describes, with its last verb or adjective in dictionary form: 寄り添う, 切れ目のない. */
  readonly modifier: string;
  /** The phrase as it stands most often. */
  readonly phrase: string;
  readonly frequency: number;
  readonly documents: number;
  readonly places: readonly { readonly text: number; readonly from: number; readonly to: number }[];
}

const HEADS = new Set(discoveryWords.supportHeads);
const PLAIN_VERBS = new Set([
  "する",
  "いる",
  "ある",
  "なる",
  "行う",
  "いう",
  "できる",
  "よる",
  "とる",
  "れる",
  "られる",
  "いただく",
  "くださる",
  "くる",
  "いく",
  "向ける",
  "関する",
  "対する",
  "係る",
  "基づく",
  "応じる",
  "受ける",
  "求める",
  "踏まえる",
  "進める",
  "含める",
  "つく",
]);
const MOST_PLACES = 3;

interface Entry {
  readonly phrases: Map<string, number>;
  readonly texts: Set<number>;
  readonly places: FoundPhrase["places"][number][];
  frequency: number;
}

const emptyEntry = (): Entry => ({ phrases: new Map(), texts: new Set(), places: [], frequency: 0 });

/** Finds describing verbs and adjectives before the heads of help (支援, 相談, 対応 …), most frequent first. */
export function findPhrases(index: RunIndex): FoundPhrase[] {
  const { corpus, runs } = index;
  const found = new Map<string, Entry>();
  for (let i = 0; i < runs.from.length; i++) {
    if (!HEADS.has(wordAt(corpus, (runs.to[i] as number) - 1))) continue;
    const text = runs.text[i] as number;
    const head = runs.from[i] as number;
    const described = modifierBefore(index, text, head);
    if (described === undefined) continue;
    const { start, end } = spanOf(corpus, text, described.from, runs.to[i] as number);
    const phrase = textAt(corpus, text).normalized.text.slice(start, end);
    const entry = found.get(described.modifier) ?? emptyEntry();
    found.set(described.modifier, entry);
    entry.frequency++;
    entry.phrases.set(phrase, (entry.phrases.get(phrase) ?? 0) + 1);
    if (entry.places.length < MOST_PLACES && !entry.texts.has(text)) {
      entry.places.push({ text, from: described.from, to: runs.to[i] as number });
    }
    entry.texts.add(text);
  }
  const phrases = Array.from(found, ([modifier, { phrases, texts, places, frequency }]): FoundPhrase => {
    const [phrase] = [...phrases].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] as [
      string,
      number,
    ];
    return { modifier, phrase, frequency, documents: texts.size, places };
  });
  return phrases.sort((a, b) => b.frequency - a.frequency || (a.modifier < b.modifier ? -1 : 1));
}

interface Modifier {
  readonly modifier: string;
  readonly from: number;
}

/** What describes the noun at `head`, read from right to left: な-adjective, i-adjective, のない, verb with its object. */
function modifierBefore(index: RunIndex, text: number, head: number): Modifier | undefined {
  const { corpus, runs } = index;
  const { first } = textAt(corpus, text);
  const last = head - 1;
  if (last < first) return undefined;
  const word = wordAt(corpus, last);
  if (word === "な" || word === "の") {
    const run = index.endingAt(last);
    if (run < 0) return undefined;
    const words = wordsOf(runs.table, runs.table.occurrence[run] as number);
    const adjectival = ((corpus.kind[last - 1] as number) & ADJECTIVAL) !== 0;
    if (word === "な" ? !(adjectival || words.at(-1) === "的") : words.at(-1) !== "型") return undefined;
    return { modifier: `${words.join("")}${word}`, from: runs.from[run] as number };
  }
  if (classOf(corpus.kind[last] as number) === ADJECTIVE) {
    // なく before a noun ends a clause; 相談しやすい needs its verb.
    if (!/[いき]$/u.test(word)) return undefined;
    if (EASE.has(lemmaAt(corpus, last))) return easeOf(index, first, last);
    const before = last - 1 >= first ? wordAt(corpus, last - 1) : "";
    const noun = before === "の" || before === "が" ? index.endingAt(last - 1) : -1;
    if (noun < 0 && lemmaAt(corpus, last) === "ない") return undefined;
    if (noun < 0) return { modifier: lemmaAt(corpus, last), from: last };
    const words = wordsOf(runs.table, runs.table.occurrence[noun] as number);
    return {
      modifier: `${words.join("")}${before}${lemmaAt(corpus, last)}`,
      from: runs.from[noun] as number,
    };
  }
  return verbBefore(index, first, last);
}

const EASE = new Set(["やすい", "にくい", "づらい", "よい", "いい"]);

/** 相談しやすい: the verb and the noun that it is made of. */
function easeOf(index: RunIndex, first: number, last: number): Modifier | undefined {
  const { corpus, runs } = index;
  let from = last - 1;
  if (from < first || classOf(corpus.kind[from] as number) !== VERB) return undefined;
  const noun = index.endingAt(from);
  if (noun >= 0) from = runs.from[noun] as number;
  let modifier = "";
  for (let i = from; i < last; i++) modifier += wordAt(corpus, i);
  return { modifier: `${modifier}${lemmaAt(corpus, last)}`, from };
}

/** 寄り添った, 途切れることのない, 共に歩む: the verb with the particle and noun before it. */
function verbBefore(index: RunIndex, first: number, last: number): Modifier | undefined {
  const { corpus, runs } = index;
  let verb = last;
  while (verb >= first && classOf(corpus.kind[verb] as number) === AUXILIARY) verb--;
  while (
    verb > first &&
    ["て", "で", "いる", "られる", "れる", "せる", "させる"].includes(lemmaAt(corpus, verb))
  )
    verb--;
  if (verb < first || classOf(corpus.kind[verb] as number) !== VERB || PLAIN_VERBS.has(lemmaAt(corpus, verb)))
    return undefined;
  const particle = verb - 1;
  let from = verb;
  let object = "";
  if (
    particle > first &&
    classOf(corpus.kind[particle] as number) === PARTICLE &&
    ["に", "を", "と"].includes(wordAt(corpus, particle))
  ) {
    const noun = index.endingAt(particle);
    if (noun >= 0) from = runs.from[noun] as number;
    else if (classOf(corpus.kind[particle - 1] as number) === LIGHT_NOUN) from = particle - 1;
    object = wordAt(corpus, particle);
  }
  const negated = last > verb && ["ない", "ぬ", "ん"].includes(lemmaAt(corpus, last)) ? "…ない" : "";
  return { modifier: `${object === "" ? "" : `〜${object}`}${lemmaAt(corpus, verb)}${negated}`, from };
}
