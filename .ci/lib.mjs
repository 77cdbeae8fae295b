// What the checks of the package share: running commands, and failing with the command's own words.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

export const packageJson = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** Runs a command to its end; its standard output, or the end of the check with all it said. */
export function run(command, args, { cwd = root, input, env = {}, expect = 0, shown = true } = {}) {
  if (shown) console.log(`  $ ${[command, ...args].join(" ")}`);
  const result = spawnSync(command, args, {
    cwd,
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, ...env },
  });
  if (result.error !== undefined) fail(`${command} could not be started: ${result.error.message}`);
  if (result.status !== expect) {
    fail(
      `${command} ended with ${result.status ?? result.signal}, expected ${expect}\n${result.stdout}\n${result.stderr}`,
    );
  }
  return result.stdout;
}

export function check(claim, holds, shown = "") {
  if (!holds) fail(`not so: ${claim}\n${shown}`);
  console.log(`  ok  ${claim}`);
}

export function fail(message) {
  console.error(`\nFAILED: ${message}`);
  process.exit(1);
}
