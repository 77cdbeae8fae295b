import { beforeAll, describe, expect, test } from "vitest";
import { tokenizerContract } from "../../src/tokenizer/contract.ts";
import { loadKuromoji } from "../../src/tokenizer/load-node.ts";
import type { Token, Tokenizer } from "../../src/tokenizer/token.ts";
import { fakeTokenizer } from "./fake.ts";

const names = tokenizerContract(fakeTokenizer()).map(({ name }) => name);

describe("a fake of one token a character keeps the contract", () => {
  for (const { name, check } of tokenizerContract(fakeTokenizer())) test(name, check);
});

describe("the kuromoji adapter keeps the contract", () => {
  let kuromoji: Tokenizer;
  beforeAll(async () => {
    kuromoji = await loadKuromoji();
  });
  for (const name of names)
    test(name, () =>
      tokenizerContract(kuromoji)
        .find((entry) => entry.name === name)
        ?.check(),
    );
});

const first = (change: Partial<Token>) => (tokens: Token[]) =>
  tokens.map((token, index) => (index === 0 ? { ...token, ...change } : token));

describe("the contract refuses", () => {
  const shared: Token[] = [];
  test.each<[string, (tokens: Token[]) => Token[], string]>([
    ["a lost token", (tokens) => tokens.slice(1), "tiles plain prose"],
    ["a token too many at the end", (tokens) => tokens.concat(tokens.slice(-1)), "tiles plain prose"],
    ["a surface that is not the text", first({ surface: "謎" }), "tiles plain prose"],
    [
      "a lemma of its own for an unknown word",
      first({ lemma: "*" }),
      "gives unknown words their surface as lemma and no reading",
    ],
    [
      "a reading for an unknown word",
      first({ reading: "ナゾ" }),
      "gives unknown words their surface as lemma and no reading",
    ],
    [
      "a field that is not there",
      first({ reading: undefined as unknown as string }),
      "gives plain data that JSON keeps",
    ],
    ["one array for all", (tokens) => Object.assign(shared, tokens), "keeps no state between texts"],
  ])("%s", (_, mend, name) => {
    const entry = tokenizerContract(fakeTokenizer(mend)).find((candidate) => candidate.name === name);
    expect(() => entry?.check()).toThrow();
    expect(entry).toBeDefined();
  });

  test("a cut through a word", () => {
    const words = fakeTokenizer((tokens) => (tokens.length < 3 ? first({ pos: "記号" })(tokens) : tokens));
    const cutting: Tokenizer = { ...words, pieceEnd: (text, start) => Math.min(text.length, start + 2) };
    expect(() => tokenizerContract(cutting).at(-1)?.check()).toThrow(/pieces alone/);
  });
});
