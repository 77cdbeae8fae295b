import { readFileSync } from "node:fs";
import { defineConfig, type Options } from "tsup";

/**
 * What the package ships: name of the file in dist/ → its source. A new subpath is a row here and one in the
 * `exports` of package.json; test/package/exports.test.ts holds the two together.
 */
const libraries = {
  index: "src/index.ts",
  export: "src/export/export.ts",
  discover: "src/discover/library.ts",
  testing: "src/tokenizer/contract.ts",
  validate: "src/validate/kit.ts",
  remark: "src/integrations/remark.ts",
  rehype: "src/integrations/rehype.ts",
  textlint: "src/integrations/textlint.ts",
};

/** For browser bundlers, which read ES modules; a file of its own, so that nothing of Node can be drawn in. */
const browser = {
  browser: "src/browser.ts",
};

/** Run by Node, never imported. */
const commands = {
  cli: "src/cli/main.ts",
  // The threads of analyzeCorpus; `bansou/worker` is its path for those who bundle.
  worker: "src/corpus/worker.ts",
};

const { optionalDependencies = {} } = JSON.parse(readFileSync("package.json", "utf8"));

const common = {
  target: "node20",
  outDir: "dist",
  splitting: true,
  clean: false,
  // tsup leaves out `dependencies` by itself, but would copy these into dist/: megabytes, and others' licences.
  external: Object.keys(optionalDependencies).map((name) => new RegExp(`^${name}($|/)`)),
  esbuildOptions: (options) => {
    // Escaped, the thesaurus would take twice the bytes.
    options.charset = "utf8";
  },
} satisfies Options;

export default defineConfig([
  // One build, so that the command and the library share their chunks.
  {
    ...common,
    name: "modules",
    entry: { ...libraries, ...commands },
    format: ["esm"],
    dts: { entry: libraries },
  },
  // shims: the dictionary is found from import.meta.url, which CommonJS does not have.
  { ...common, name: "commonjs", entry: libraries, format: ["cjs"], dts: true, shims: true },
  {
    ...common,
    name: "browser",
    entry: browser,
    format: ["esm"],
    dts: true,
    target: "es2022",
    platform: "browser",
  },
]);
