// npx tsx bench/roads/run.ts [GOLD.jsonl] [TEXT…]: the figures of "Roads not taken" in docs/DESIGN.md, on annotated passages and
// plain text files of your own; what needs neither is measured on the labels and on test/quality.tsv.
import { readFileSync } from "node:fs";
import { createAnalyzer, type Thesaurus, type Tokenizer } from "../../src/index.ts";
import { compileMatcher } from "../../src/matcher/matcher.ts";
import { normalize } from "../../src/text/normalize.ts";
import { sentences } from "../../src/text/sentence.ts";
import { boundaryFinder, type Finder, lemmaFinder } from "../eval/baselines.ts";
import { type GoldPassage, readGold } from "../eval/gold.ts";
import { CLASSES, measure } from "../eval/measure.ts";

const analyzer = await createAnalyzer();
const { thesaurus, tokenizer } = analyzer;

/** Nine places in a sentence where a label may stand; X is the label. */
const frames = [
  "Xは大切である。",
  "市はXを行う。",
  "国はXの推進に取り組む。",
  "職員がXによる支えを受けた。",
  "市民とXについて話した。",
  "計画には「X」とある。",
  "研究会では、X、記録の順に学ぶ。",
  "次年度もX事業が続く。",
  "相談者へのX",
];

/** How many of the source labels, each in every frame, a finder misses. */
function missesOf(finder: Finder): { missed: number; of: number } {
  const labels = [...thesaurus.concepts.values()].filter(({ relation }) => relation !== "principle");
  let missed = 0;
  for (const { prefLabel } of labels) {
    for (const frame of frames) {
      const start = frame.indexOf("X");
      const found = finder(frame.replace("X", prefLabel));
      if (!found.some((mention) => mention.start <= start && mention.end >= start + prefLabel.length))
        missed++;
    }
  }
  return { missed, of: labels.length * frames.length };
}

/** Every character a word: what matching without boundaries comes to. */
const characters: Tokenizer = {
  version: "characters",
  tokenize: (text) =>
    [...text].reduce<ReturnType<Tokenizer["tokenize"]>>((tokens, surface) => {
      const start = tokens.at(-1)?.end ?? 0;
      const end = start + surface.length;
      const none = { pos1: "*", pos2: "*", pos3: "*", conjugationType: "*", conjugationForm: "*" };
      tokens.push({
        start,
        end,
        surface,
        lemma: surface,
        pos: "名詞",
        ...none,
        reading: "",
        pronunciation: "",
        known: true,
      });
      return tokens;
    }, []),
};

type Change = (
  concept: Thesaurus["concepts"] extends ReadonlyMap<string, infer C> ? C : never,
) => Partial<typeof concept>;

/** The bundled thesaurus with each concept changed. */
function changed(change: Change): Thesaurus {
  const concepts = [...thesaurus.concepts].map(
    ([id, concept]) => [id, { ...concept, ...change(concept) }] as const,
  );
  return Object.assign(Object.create(thesaurus) as Thesaurus, { ...thesaurus, concepts: new Map(concepts) });
}

async function compareWays(gold: readonly GoldPassage[]): Promise<void> {
  const ways: readonly [string, Parameters<typeof createAnalyzer>[0]][] = [
    ["as shipped", {}],
    ["labels and what follows from their form, no wordings", { thesaurus: changed(() => ({ wording: [] })) }],
    [
      "no conditions on the text around",
      {
        thesaurus: changed(({ wording }) => ({
          when: [],
          unless: [],
          wording: wording.map(({ pattern }) => ({ pattern })),
        })),
      },
    ],
    ["characters without word boundaries", { tokenizer: characters }],
  ];
  console.log("\nF1 (P/R)".padEnd(57), CLASSES.map((name) => name.padEnd(22)).join(""));
  for (const [name, options] of ways) {
    const { analyze } = await createAnalyzer({ tokenizer, ...options });
    const { classes } = measure(gold, ({ text }) => {
      const { mentions, score } = analyze(text);
      return { ...score, mentions: mentions.map((mention) => ({ ...mention, concept: mention.prefLabel })) };
    });
    const row = CLASSES.map((of) => {
      const { f1, precision, recall } = classes[of];
      return `${f1.toFixed(3)} (${precision.toFixed(3)}/${recall.toFixed(3)})`.padEnd(22);
    });
    console.log(name.padEnd(56), row.join(""));
  }
}

const probe: readonly [string, Finder][] = [
  ["token sequences", lemmaFinder(thesaurus, tokenizer)],
  ["characters with token boundaries", boundaryFinder(thesaurus, tokenizer)],
  [
    "bansou",
    (text) => analyzer.analyze(text).mentions.map((mention) => ({ ...mention, concept: mention.prefLabel })),
  ],
];
for (const [name, finder] of probe) {
  const { missed, of } = missesOf(finder);
  console.log(`${name.padEnd(34)} misses ${missed} of ${of} labels in sentences`);
}

/** The sentences of test/quality.tsv. */
const sentencesOfTable = readFileSync(new URL("../../test/quality.tsv", import.meta.url), "utf8")
  .split("\n")
  .slice(1)
  .flatMap((line) => (line.startsWith("#") ? [] : (line.split("\t")[1] ?? [])));

/** How many found surfaces the tokenizer cuts otherwise when they stand alone. */
function cutsOtherwise(): { otherwise: number; of: number } {
  let otherwise = 0;
  let of = 0;
  for (const text of sentencesOfTable) {
    const tokens = tokenizer.tokenize(text);
    for (const { start, end, surface } of analyzer.analyze(text).mentions) {
      const inside = tokens
        .filter((token) => token.start < end && token.end > start)
        .map((token) => token.lemma);
      const alone = tokenizer.tokenize(surface).map(({ lemma }) => lemma);
      of++;
      if (inside.join("|") !== alone.join("|")) otherwise++;
    }
  }
  return { otherwise, of };
}

/** How many matches there are with word boundaries and how many more without; what share of the characters is tokenized for them. */
function boundariesRefuse(texts: readonly string[]): string {
  const matcher = compileMatcher(thesaurus);
  let [bounded, more, read, all] = [0, 0, 0, 0];
  for (const raw of texts) {
    const { text } = normalize(raw);
    all += text.length;
    for (const candidates of matcher.scan(text, sentences(text))) {
      const sentence = text.slice(candidates.sentence.start, candidates.sentence.end);
      read += sentence.length;
      const found = new Set(matcher.find(sentence, candidates, tokenizer.tokenize(sentence)).map(keyOf));
      const free = matcher.find(sentence, candidates, characters.tokenize(sentence));
      bounded += found.size;
      more += free.filter((match) => !found.has(keyOf(match))).length;
    }
  }
  const share = ((100 * read) / all).toFixed(0);
  return `${bounded} matches, ${more} more without word boundaries; ${share} % of ${all} characters tokenized`;
}

const keyOf = ({ start, conceptId }: { start: number; conceptId: string }): string => `${start} ${conceptId}`;

const { otherwise, of: surfaces } = cutsOtherwise();
console.log(
  `cut otherwise alone than in the sentence: ${otherwise} of ${surfaces} found surfaces (test/quality.tsv)`,
);
console.log(`test/quality.tsv: ${boundariesRefuse(sentencesOfTable)}`);
for (const path of process.argv.slice(2)) {
  if (path.endsWith(".jsonl")) await compareWays(readGold(path));
  else console.log(`${path}: ${boundariesRefuse([readFileSync(path, "utf8")])}`);
}
