// The installed package and its command under each supported Node, installed from the npm package `node`.
// usage: node .ci/node-versions.mjs PROJECT   (made by packed.mjs)

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { check, fail, run } from "./lib.mjs";

const project = process.argv[2] ?? fail("usage: node .ci/node-versions.mjs PROJECT");
const expected = run(process.execPath, ["smoke.mjs"], { cwd: project, shown: false });

for (const version of ["20", "22", "24"]) {
  const home = join(project, `node-${version}`);
  mkdirSync(home, { recursive: true });
  run("npm", ["install", "--prefix", home, "--no-audit", "--no-fund", "--prefer-offline", `node@${version}`]);
  const node = join(home, "node_modules/node/bin/node");
  const found = run(node, ["--version"], { shown: false }).trim();
  for (const script of ["smoke.mjs", "smoke.cjs"]) {
    const output = run(node, [script], { cwd: project });
    check(`${script} gives the same under Node ${found}`, output === expected, output);
  }
  const shown = run(node, ["node_modules/bansou/dist/cli.js", "analyze", "-", "--format", "csv"], {
    cwd: project,
    input: "寄り添った支援",
  });
  check(
    `the command runs under Node ${found}`,
    shown.startsWith("source,id,fit") && shown.split("\r\n").length === 3,
    shown,
  );
}
