// The packed tarball in an empty project: from ES modules, CommonJS and TypeScript, and as a command.
// usage: node .ci/packed.mjs PROJECT   (PROJECT is made anew; the next checks use it too)

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, fail, packageJson, root, run } from "./lib.mjs";

const project = process.argv[2] ?? fail("usage: node .ci/packed.mjs PROJECT");
const write = (name, text) => writeFileSync(join(project, name), text);

rmSync(project, { recursive: true, force: true });
mkdirSync(project, { recursive: true });
// The build has been made and looked at by the step before; packing must not make another.
const [packed] = JSON.parse(
  run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project]),
);
const tarball = join(project, packed.filename);

const names = packed.files.map(({ path }) => path);
for (const name of [
  "LICENSE",
  "NOTICE",
  "README.md",
  "CHANGELOG.md",
  "dist/index.js",
  "dist/index.cjs",
  "dist/index.d.ts",
  "dist/browser.js",
  "dist/cli.js",
  "dist/wordings.bin",
]) {
  check(`the tarball holds ${name}`, names.includes(name), names.join("\n"));
}
const stray = names.filter(
  (name) => !/^(dist|dict)\/|^(LICENSE|NOTICE|README(\.ja)?\.md|CHANGELOG\.md|package\.json)$/.test(name),
);
check("the tarball holds nothing else", stray.length === 0, stray.join("\n"));
console.log(
  `  size: ${(packed.size / 1024).toFixed(0)} KB packed, ${(packed.unpackedSize / 1024).toFixed(0)} KB unpacked`,
);

run("npx", ["--no-install", "publint", "run", "--strict", tarball]);
// A browser's entry has one format only, the schema is JSON, and threads run the worker: none is for require().
run("npx", [
  "--no-install",
  "attw",
  tarball,
  "--profile",
  "node16",
  "--exclude-entrypoints",
  "browser",
  "thesaurus.schema.json",
  "worker",
  "--no-color",
]);

write("package.json", JSON.stringify({ name: "empty-project", private: true, type: "module" }));
run("npm", ["install", "--omit=dev", "--no-audit", "--no-fund", "--prefer-offline", tarball], {
  cwd: project,
});

const text = "相談者に寄り添った支援を行う。丸投げではなく、ともに考える。";
const body = `
  const analyzer = await createAnalyzer();
  const { text, mentions, score } = analyzer.analyze(${JSON.stringify(text)});
  for (const { start, end, surface } of mentions) if (text.slice(start, end) !== surface) throw new Error(surface);
  console.log(JSON.stringify({ fit: score.fit, found: mentions.map(({ surface, stance }) => surface + " " + stance) }));`;
write("smoke.mjs", `import { createAnalyzer } from "bansou";\n${body}\n`);
write("smoke.cjs", `const { createAnalyzer } = require("bansou");\n(async () => {${body}\n})();\n`);
const esm = run(process.execPath, ["smoke.mjs"], { cwd: project });
check("import works", JSON.parse(esm).fit > 0, esm);
const cjs = run(process.execPath, ["smoke.cjs"], { cwd: project });
check("require gives the same", cjs === esm, cjs);
console.log(`  ${esm.trim()}`);

for (const load of ['import("bansou")', 'Promise.resolve(require("bansou"))']) {
  const script = `${load}.then(({ createAnalyzer }) => createAnalyzer()).then((a) => console.log(a.analyze("寄り添う").mentions.length))`;
  check(`node -e with ${load}`, run(process.execPath, ["-e", script], { cwd: project }).trim() === "1");
}

// With its compiled wordings blanked but for their stamp and sizes, both formats find nothing: they are what a start uses.
const wordings = join(project, "node_modules/bansou/dist/wordings.bin");
const bytes = readFileSync(wordings);
writeFileSync(wordings, Buffer.from(bytes).fill(0, 16 + 14 * 4));
for (const file of ["smoke.mjs", "smoke.cjs"]) {
  const blank = run(process.execPath, [file], { cwd: project });
  check(`${file} starts from dist/wordings.bin`, JSON.parse(blank).found.length === 0, blank);
}
writeFileSync(wordings, bytes);

write(
  "own-tokenizer.mts",
  `import type { Token, Tokenizer } from "bansou";
import { tokenizerContract } from "bansou/testing";
const tokenizer: Tokenizer = { version: "one 1", tokenize: (text: string): Token[] => [] };
for (const { name } of tokenizerContract(tokenizer)) console.log(name);
`,
);
write(
  "typed.mts",
  `import { createAnalyzer, InputError, type Analysis, type Mention } from "bansou";
const analyzer = await createAnalyzer();
const analysis: Analysis = analyzer.analyze("寄り添い");
const surfaces: string[] = analysis.mentions.map((mention: Mention) => mention.surface);
// @ts-expect-error fit is a number: the types are there, and are no any.
const wrong: string = analysis.score.fit;
console.log(surfaces, wrong, InputError);
`,
);
write(
  "typed.cts",
  `import bansou = require("bansou");
bansou.createAnalyzer().then((analyzer) => console.log(analyzer.analyze("寄り添い").score.fit.toFixed(1)));
`,
);
const base = { strict: true, noEmit: true, target: "es2022", types: [] };
const files = ["typed.mts", "own-tokenizer.mts"];
write(
  "tsconfig.node16.json",
  JSON.stringify({
    compilerOptions: { ...base, module: "node16", moduleResolution: "node16", lib: ["es2023", "dom"] },
    files: [...files, "typed.cts"],
  }),
);
write(
  "tsconfig.bundler.json",
  JSON.stringify({
    compilerOptions: { ...base, module: "esnext", moduleResolution: "bundler", lib: ["es2023", "dom"] },
    files,
  }),
);
for (const resolution of ["node16", "bundler"]) {
  run(join(root, "node_modules/.bin/tsc"), ["-p", `tsconfig.${resolution}.json`], { cwd: project });
  check(`types work with moduleResolution ${resolution}, declaration files checked too`, true);
}

const bin = join(project, "node_modules/.bin/bansou");
check("bansou --version", run(bin, ["--version"]).trim() === packageJson.version);
const lines = run(bin, ["analyze", "-", "--format", "ndjson"], {
  input: `{"id":7,"text":"${text}"}\n{"id":8\n`,
  expect: 1,
});
const [first, second] = lines
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
check(
  "bansou analyze answers JSON lines in order",
  first.id === 7 && first.score.fit > 0 && second.line === 2 && second.error.code === "jsonl/not-json",
  lines,
);
check("bansou lookup", run(bin, ["lookup", "よりそいしえん"]).startsWith("寄り添い支援"));
check(
  "the library reads its own schema",
  JSON.parse(readFileSync(join(project, "node_modules/bansou/dict/thesaurus.schema.json"), "utf8")).title !==
    "",
);

// Without the optional packages the core works, and a format that needs one says how to get it.
run("npm", ["install", "--omit=dev", "--omit=optional", "--no-audit", "--no-fund", "--prefer-offline"], {
  cwd: project,
});
check(
  "the library works without the optional packages",
  run(process.execPath, ["smoke.mjs"], { cwd: project }) === esm,
);
check(
  "so does the command",
  run(bin, ["analyze", "-", "--format", "csv"], { input: text }).startsWith("source,"),
);
write("plan.html", "<!doctype html><html lang='ja'><p>寄り添い</p></html>");
const refused = spawnSync(bin, ["analyze", join(project, "plan.html")], {
  encoding: "utf8",
  env: { ...process.env, LANG: "C" },
});
check(
  "a missing package is named with the command that adds it",
  refused.status === 1 && /npm install .*parse5/.test(refused.stderr),
  refused.stderr,
);
run("npm", ["install", "--omit=dev", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: project });
