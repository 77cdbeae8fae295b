// A filter under a long stream: every hundredth line is broken, each answer must come in order with its id, and memory must stay flat.
// Run it:  npm run build && node bench/stream/million.mjs 1000000
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const lines = Number(process.argv[2] ?? 100_000);
const cli = new URL("../../dist/cli.js", import.meta.url).pathname;
const child = spawn(process.execPath, [cli, "analyze", "-", "--format", "ndjson"], {
  stdio: ["pipe", "pipe", "inherit"],
});
const texts = [
  "相談者に寄り添った支援を行う。",
  "予算は前年度と同じである。",
  "丸投げはしない。",
  "伴走型支援を続け、協働を進める。",
];
const megabytes = [];
let answers = 0;
let errors = 0;
let misplaced = 0;
createInterface({ input: child.stdout }).on("line", (line) => {
  const { id, error } = JSON.parse(line);
  if (id !== answers) misplaced += 1;
  if (error !== undefined) errors += 1;
  answers += 1;
  if (answers % Math.ceil(lines / 10) === 0) megabytes.push(residentOf(child.pid));
});
const ended = new Promise((resolve) => child.on("close", resolve));
for (let id = 0; id < lines; id++) {
  if (!child.stdin.write(`${lineOf(id)}\n`))
    await new Promise((resolve) => child.stdin.once("drain", resolve));
}
child.stdin.end();
const code = await ended;
console.log(JSON.stringify({ lines, answers, errors, misplaced, code, megabytes }));
process.exitCode =
  answers === lines && errors === Math.floor((lines + 49) / 100) && misplaced === 0 && code === 1 ? 0 : 1;

function lineOf(id) {
  if (id % 100 !== 50) return JSON.stringify({ id, text: texts[id % texts.length] + id });
  return id % 200 === 50 ? `{"id": ${id}, "text": "` : `{"id": ${id}}`;
}

/** Linux alone tells it there. */
function residentOf(pid) {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024);
  } catch {
    return undefined;
  }
}
