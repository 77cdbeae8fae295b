// Words of your own: adds a concept and new names to the bundled thesaurus, and shows what a mistake in it looks like.
// Run it:  npx tsx examples/own-thesaurus.ts

import { bundledThesaurus, createAnalyzer, extendThesaurus, InputError, lookup } from "bansou";

const text = "高齢者の世帯を訪ねる見まもり隊の活動を支え、となりで歩む支援を続ける。";

// The same JSON as dict/thesaurus/*.json; dict/README.md has the syntax of wordings.
const thesaurus = extendThesaurus(bundledThesaurus(), {
  version: "our-city-1",
  concepts: [
    {
      id: "mimamori-tai",
      prefLabel: "見まもり隊",
      reading: "みまもりたい",
      relation: "related",
      definition: "住民が高齢者の世帯を定期に訪ねる、市の事業。",
    },
    // An id that is there already: the new name joins its concept.
    { id: "banso-gata-shien", altLabel: ["となりで歩む支援"] },
  ],
});

for (const analyzer of [await createAnalyzer(), await createAnalyzer({ thesaurus })]) {
  const { mentions, versions } = analyzer.analyze(text);
  const found = mentions.map(({ surface, prefLabel }) => `${surface} → ${prefLabel}`);
  console.log(`${versions.thesaurus}: ${found.join(", ") || "nothing"}`);
}

// People look a concept up as they like to type it.
console.log(lookup(thesaurus, "mimamori tai").concept?.prefLabel);

// One error lists everything that is wrong, so that the file is mended once.
try {
  extendThesaurus(bundledThesaurus(), {
    concepts: [
      { id: "a", prefLabel: "甲", reading: "KOU", relation: "friend" },
      { id: "b", prefLabel: "乙", reading: "おつ", relation: "related", broader: ["nobody"] },
    ],
  });
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  for (const { code, message } of error.problems) console.log(`${code}: ${message}`);
}
