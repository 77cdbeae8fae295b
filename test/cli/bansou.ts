import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "tsup";
import { afterAll } from "vitest";

const root = new URL("../../", import.meta.url);

export const documents = fileURLToPath(new URL("examples/documents", root));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The command, built once for a test file: translating its sources at every start would take longer than the tests.
 * It lies in node_modules, where it finds its packages and git does not look.
 */
const outDir = fileURLToPath(new URL(`node_modules/.cache/bansou-test-${process.pid}`, root));
afterAll(() => rmSync(outDir, { recursive: true, force: true }));
const built = (async () => {
  await build({
    entry: {
      cli: fileURLToPath(new URL("src/cli/main.ts", root)),
      worker: fileURLToPath(new URL("src/corpus/worker.ts", root)),
    },
    outDir,
    format: ["esm"],
    target: "node20",
    splitting: true,
    silent: true,
    config: false,
    skipNodeModulesBundle: true,
  });
  return `${outDir}/cli.js`;
})();

/** The command as a process of its own, without colour and in English unless `env` or `args` say otherwise. */
export async function startBansou(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<ChildProcessWithoutNullStreams> {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(LANG|LC_.*|NO_COLOR|FORCE_COLOR|NODE_OPTIONS)$/.test(name),
    ),
  );
  return spawn(process.execPath, [await built, ...args], { env: { ...clean, LANG: "en_US.UTF-8", ...env } });
}

/** Runs the command to its end. */
export async function bansou(
  args: readonly string[],
  { input = "", env = {} }: { input?: string | Uint8Array; env?: Record<string, string> } = {},
): Promise<Run> {
  const child = await startBansou(args, env);
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.on("close", resolve)),
  ]);
  return { code, stdout, stderr };
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
