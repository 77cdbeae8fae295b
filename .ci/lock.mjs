// Completes package-lock.json: run it after `npm install`, with --check it only looks.
//
// npm leaves binaries for other platforms out of the lock when the registry it asked does not hold them, and `npm ci` then
// refuses the lock everywhere ("Missing: @esbuild/… from lock file"). Their names and exact versions stand in the packages
// that ask for them, which is all that npm needs to pass over them here and to fetch them on their own platform.

import { readFileSync, writeFileSync } from "node:fs";

const file =
  process.argv.find((arg) => arg.endsWith(".json")) ?? new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const added = [];

for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  if (parent === "") continue;
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (lookUp(parent, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
    const platform = platformOf(name);
    if (platform === undefined) continue;
    lock.packages[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platform };
    added.push(name);
  }
}

if (added.length === 0) process.exit(0);
if (process.argv.includes("--check")) {
  console.error(`package-lock.json lacks ${added.join(", ")}: npm ci will refuse it. Run: node .ci/lock.mjs`);
  process.exit(1);
}
const { "": top, ...rest } = lock.packages;
lock.packages = {
  "": top,
  ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, "en"))),
};
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`added ${added.length} packages of other platforms to package-lock.json`);

/** Where npm would find a dependency of a package: inside it, or in a node_modules above it. */
function lookUp(parent, name) {
  for (let place = parent; ; place = place.slice(0, Math.max(0, place.lastIndexOf("/node_modules/")))) {
    if (`${place}/node_modules/${name}`.replace(/^\//, "") in lock.packages) return true;
    if (place === "" || !place.includes("/node_modules/")) return `node_modules/${name}` in lock.packages;
  }
}

/** What the name says of the platform: os and cpu stand in it, as in @rollup/rollup-linux-x64-musl. */
function platformOf(name) {
  const [, os, cpu, libc] =
    /-(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-([a-z0-9]+)(?:-(musl|gnu)?[a-z]*)?$/.exec(
      name,
    ) ?? [];
  if (os === undefined) return undefined;
  const known = { armv6: "arm", armv7: "arm" }[cpu] ?? cpu;
  return { os: [os], cpu: [known], ...(os === "linux" && { libc: [libc === "musl" ? "musl" : "glibc"] }) };
}
