import { defineConfig } from "tsup";

/**
 * What the package ships: name of the file in dist/ → its source. A new subpath is a row here and one in the
 * `exports` of package.json; test/package checks that the two agree.
 */
const libraries = {
  index: "src/index.ts",
};

/** ES modules only: run by a browser bundler or by Node itself, never required. */
const modules = {
  cli: "src/cli/main.ts",
};

export default defineConfig(
  [
    {
      name: "library",
      entry: libraries,
      format: ["esm", "cjs"],
      dts: true,
      shims: true,
    },
    {
      name: "modules",
      entry: modules,
      format: ["esm"],
    },
  ].map((part) => ({
    ...part,
    format: part.format as ("esm" | "cjs")[],
    target: "node20",
    outDir: "dist",
    splitting: true,
    sourcemap: false,
    treeshake: false,
    clean: part.name === "library",
  })),
);
