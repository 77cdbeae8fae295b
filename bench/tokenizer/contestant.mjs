/**
 * One contestant in a process of its own: starts, tokenizes a text by line and as one string, and prints
 * what it measured as JSON. Started by speed.ts: NAME TEXT-FILE BUNDLE RIVALS CACHE ROUNDS.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [name, textFile, bundle, rivals, cache, rounds] = process.argv.slice(2);
const dicPath = process.env.BANSOU_BENCH_DICTIONARY;
const rival = (path) => import(pathToFileURL(join(rivals, "node_modules", path)).href);
const requireRival = createRequire(pathToFileURL(join(rivals, "package.json")));
const ours = () => import(pathToFileURL(bundle).href);
const overSurfaces = (cut) => ({ cut, surface: (token) => token });
const surfaceOfKuromoji = (token) => token.surface_form;
const surfaceOfOurs = (token) => token.surface;

/** Each gives `cut`, text → tokens with whatever it offers, and `surface` of one of them. */
const contestants = {
  nothing: async () => overSurfaces((text) => [text]),
  kuromoji: async () => {
    const { default: kuromoji } = await import("kuromoji");
    const built = await new Promise((resolve, reject) =>
      kuromoji.builder({ dicPath }).build((error, tokenizer) => (error ? reject(error) : resolve(tokenizer))),
    );
    return { cut: (text) => built.tokenize(text), surface: surfaceOfKuromoji };
  },
  "kuromoji behind the adapter": async () => {
    const tokenizer = await (await ours()).loadKuromoji({ dicPath });
    return { cut: tokenizer.tokenize, surface: surfaceOfOurs, tokens: tokenizer.tokenize };
  },
  engine: async () => {
    const tokenizer = await (await ours()).loadTokenizer({ dicPath });
    return { cut: tokenizer.tokenize, surface: surfaceOfOurs, tokens: tokenizer.tokenize };
  },
  "engine, prepared cache": async () => {
    const tokenizer = await (await ours()).loadTokenizer({ dicPath, cache });
    return { cut: tokenizer.tokenize, surface: surfaceOfOurs, tokens: tokenizer.tokenize };
  },
  "@patdx/kuromoji": async () => {
    const { TokenizerBuilder } = await rival("@patdx/kuromoji/build/index.mjs");
    const { default: Loader } = await rival("@patdx/kuromoji/build/node.mjs");
    const built = await new TokenizerBuilder({
      loader: new Loader({ dic_path: `${join(rivals, "node_modules/@patdx/kuromoji/dict")}/` }),
    }).build();
    return { cut: (text) => built.tokenize(text), surface: surfaceOfKuromoji };
  },
  "lindera-wasm-nodejs-ipadic": async () => {
    const { TokenizerBuilder } = requireRival("lindera-wasm-nodejs-ipadic");
    const builder = new TokenizerBuilder();
    builder.setDictionary("embedded://ipadic");
    builder.setMode("normal");
    const tokenizer = builder.build();
    return { cut: (text) => tokenizer.tokenize(text), surface: surfaceOfOurs };
  },
  "budoux (no morphology)": async () => {
    const parser = requireRival("budoux").loadDefaultJapaneseParser();
    return overSurfaces((text) => parser.parse(text));
  },
  "Intl.Segmenter (no morphology)": async () => {
    const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
    // Each segment carries a copy of its whole input: 180,000 units in one string end the process, out of memory.
    return {
      cut: (text) => [...segmenter.segment(text)],
      surface: (token) => token.segment,
      byLineOnly: true,
    };
  },
};

function cpuMilliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const { cut, surface, tokens, byLineOnly = false } = await contestants[name]();
const result = {
  readyMs: performance.now(),
  readyCpuMs: cpuMilliseconds(),
  rssMb: process.memoryUsage.rss() / 2 ** 20,
  line: [],
  whole: [],
  lineCpu: [],
  wholeCpu: [],
};

if (Number(rounds) > 0) {
  const text = readFileSync(textFile, "utf8");
  const lines = text.split("\n");
  const time = (run, wall, cpu) => {
    const [wallBefore, cpuBefore] = [performance.now(), cpuMilliseconds()];
    run();
    cpu.push(text.length / (cpuMilliseconds() - cpuBefore));
    wall.push(text.length / (performance.now() - wallBefore));
  };
  // Until optimized: a second, and three times over for what is quick.
  const warmUntil = performance.now() + 1_000;
  for (let index = 0; performance.now() < warmUntil; index = (index + 1) % lines.length) cut(lines[index]);
  if (!byLineOnly) cut(lines.slice(0, 300).join("\n"));
  for (let round = 0; round < Number(rounds); round++) {
    time(() => lines.forEach(cut), result.line, result.lineCpu);
    if (!byLineOnly) time(() => cut(text), result.whole, result.wholeCpu);
  }
  let units = 0;
  let count = 0;
  for (const line of lines)
    for (const token of cut(line)) {
      // Some leave white space out, as MeCab does.
      units += surface(token).replace(/\s/g, "").length;
      count++;
    }
  result.answer = { tokens: count, units, expectedUnits: text.replace(/\s/g, "").length };
  if (tokens !== undefined) {
    let hash = 0x811c9dc5;
    for (const line of lines)
      for (const unit of Buffer.from(JSON.stringify(tokens(line)))) hash = Math.imul(hash ^ unit, 0x01000193);
    result.answer.hash = hash >>> 0;
  }
}
console.log(JSON.stringify(result));
