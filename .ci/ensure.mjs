// Makes a fresh clone ready: installs the locked packages when node_modules is missing or differs from the lock.
// Uses Node alone, because it runs before anything is installed.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const root = new URL("..", import.meta.url);

requireNode(20, 19);
if (!installed()) install();

function requireNode(major, minor) {
  const [have, haveMinor] = process.versions.node.split(".").map(Number);
  if (have > major || (have === major && haveMinor >= minor)) return;
  fail(
    `Node ${process.versions.node} is too old: install Node ${major}.${minor} or newer, then run the command again.`,
  );
}

/** npm writes what it installed to node_modules/.package-lock.json; it must hold all that the lock asks of this machine. */
function installed() {
  const asked = readJson("package-lock.json");
  const have = readJson("node_modules/.package-lock.json");
  if (asked === undefined)
    fail("package-lock.json is missing or broken: restore it from git (git checkout package-lock.json).");
  if (have === undefined) return false;
  return Object.entries(asked.packages).every(([path, { version, optional }]) => {
    const found = have.packages[path];
    // Binaries for other platforms are in the lock as optional packages and rightly absent.
    return path === "" || (found === undefined ? optional === true : found.version === version);
  });
}

function install() {
  // NODE_ENV=production or an npm setting would leave out the packages that tests and readers need.
  const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  console.error(`bansou: installing the locked packages (npm ${args.join(" ")}) …`);
  const npm = spawnSync("npm", args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (npm.error !== undefined)
    fail(`npm could not be started (${npm.error.message}): install npm, which comes with Node.`);
  if (npm.status !== 0)
    fail(
      "npm ci failed; its message stands above. Check the network or the npm settings, then run the command again.",
    );
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(new URL(path, root), "utf8"));
  } catch {
    return undefined;
  }
}

function fail(message) {
  console.error(`bansou: ${message}`);
  process.exit(1);
}
