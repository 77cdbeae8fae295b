// A tokenizer of your own: anything that tiles a text with tokens. This one cuts where the script changes.
// Run it:  npx tsx examples/own-tokenizer.ts

import { createAnalyzer, type Token, type Tokenizer } from "bansou";
import { tokenizerContract } from "bansou/testing";

const SCRIPTS = /\p{Script=Han}+|\p{Script=Hiragana}+|[\p{Script=Katakana}ー]+|[\s\S]/gu;

const tokenizer: Tokenizer = {
  version: "by-script 1",
  tokenize: (text) =>
    [...text.matchAll(SCRIPTS)].map(([surface], index, all): Token => {
      const start = all[index]?.index ?? 0;
      return {
        start,
        end: start + surface.length,
        surface,
        lemma: surface,
        pos: /\p{Script=Han}/u.test(surface) ? "名詞" : "記号",
        pos1: "一般",
        pos2: "*",
        pos3: "*",
        conjugationType: "*",
        conjugationForm: "*",
        reading: "",
        pronunciation: "",
        known: false,
      };
    }),
};

// The contract is a list of named checks, for any test runner.
for (const { name, check } of tokenizerContract(tokenizer)) {
  check();
  console.log(`ok  ${name}`);
}

// Without parts of speech few denials can be seen, but names are found, and nothing is loaded.
const { mentions, versions } = (await createAnalyzer({ tokenizer })).analyze("「伴走型支援」を学ぶ。");
console.log(`${versions.tokenizer}: ${mentions.map(({ surface }) => surface).join(", ")}`);
