// `npm start`: the main job on the example documents: terms in context, then all documents ranked.

import { spawnSync } from "node:child_process";

const root = new URL("..", import.meta.url);
const args = [
  "--import",
  "tsx",
  "src/cli/main.ts",
  "analyze",
  "examples/documents",
  ...process.argv.slice(2),
];
console.error(`$ bansou ${args.slice(3).join(" ")}\n`);
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;
