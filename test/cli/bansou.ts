import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const tsx = new URL("node_modules/tsx/dist/loader.mjs", root).href;
const main = fileURLToPath(new URL("src/cli/main.ts", root));

export const documents = fileURLToPath(new URL("examples/documents", root));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a process of its own, from its source, without colour and in English unless `env` or `args` say otherwise. */
export function startBansou(args: readonly string[], env: Record<string, string> = {}) {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(LANG|LC_.*|NO_COLOR|FORCE_COLOR|NODE_OPTIONS)$/.test(name),
    ),
  );
  return spawn(process.execPath, ["--import", tsx, main, ...args], {
    env: { ...clean, LANG: "en_US.UTF-8", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** Runs the command to its end. */
export async function bansou(
  args: readonly string[],
  { input = "", env = {} }: { input?: string | Uint8Array; env?: Record<string, string> } = {},
): Promise<Run> {
  const child = startBansou(args, env);
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
