// A page that uses the installed package, built by Vite, run in headless Chromium.
// usage: node .ci/browser.mjs PROJECT   (made by packed.mjs)

import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { build } from "vite";
import { check, fail } from "./lib.mjs";

const project = process.argv[2] ?? fail("usage: node .ci/browser.mjs PROJECT");
const browserPath = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  process.env.CHROMIUM ?? "",
].find(existsSync);
if (browserPath === undefined)
  fail("there is no Chromium: install it (apt-get install chromium) or set CHROMIUM to its path.");

const page = join(project, "page");
rmSync(page, { recursive: true, force: true });
mkdirSync(join(page, "public"), { recursive: true });
cpSync(join(project, "node_modules/kuromoji/dict"), join(page, "public/dict"), { recursive: true });
writeFileSync(
  join(page, "index.html"),
  `<!doctype html><meta charset="utf-8"><title>bansou</title><p id="fit"></p><script type="module" src="/main.js"></script>`,
);
writeFileSync(
  join(page, "main.js"),
  `
import { createAnalyzer } from "bansou";
const started = performance.now();
try {
  const analyzer = await createAnalyzer({ dicPath: "/dict/" });
  const { text, mentions, score } = analyzer.analyze("🐸が好き。相談者に寄り添った支援を行う。丸投げではない。");
  document.querySelector("#fit").textContent = String(score.fit);
  const exact = mentions.every(({ start, end, surface }) => text.slice(start, end) === surface);
  window.result = { fit: score.fit, exact, found: mentions.map(({ surface, stance }) => surface + " " + stance), ms: performance.now() - started };
  await createAnalyzer({ dicPath: "/nowhere/" }).catch((error) => { window.result.missing = error.name + ": " + error.message; });
} catch (error) {
  window.result = { error: String(error) };
}
`,
);
const warnings = [];
await build({
  root: page,
  configFile: false,
  logLevel: "warn",
  customLogger: {
    ...quiet(),
    warn: (message) => warnings.push(message),
    warnOnce: (message) => warnings.push(message),
  },
  build: { target: "es2022", chunkSizeWarningLimit: 2000 },
});
check("Vite builds the page without a warning", warnings.length === 0, warnings.join("\n"));
for (const name of readdirSync(join(page, "dist/assets"))) {
  const bytes = readFileSync(join(page, "dist/assets", name));
  console.log(
    `  size: ${name} ${(bytes.length / 1024).toFixed(0)} KB, ${(gzipSync(bytes).length / 1024).toFixed(0)} KB gzipped`,
  );
}

const server = await serve(join(page, "dist"));
const browser = await chromium.launch({
  executablePath: browserPath,
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const tab = await browser.newPage();
  const errors = [];
  tab.on("pageerror", (error) => errors.push(String(error)));
  await tab.goto(`http://127.0.0.1:${server.address().port}/`);
  const handle = await tab.waitForFunction(
    () => window.result?.error ?? (window.result?.missing && window.result),
    undefined,
    { timeout: 90_000 },
  );
  const result = await handle.jsonValue();
  check(
    "the page analyses Japanese text",
    result.fit > 0 && result.exact === true && errors.length === 0,
    JSON.stringify({ result, errors }),
  );
  check("a denied term is seen as denied", result.found.includes("丸投げ denied"), JSON.stringify(result));
  check(
    "a missing dictionary is one clear InputError",
    result.missing.startsWith("InputError:"),
    result.missing,
  );
  console.log(`  ${JSON.stringify(result)}`);
} finally {
  await browser.close();
  server.close();
}

function quiet() {
  const say = () => {};
  return { info: say, error: console.error, clearScreen: say, hasErrorLogged: () => false, hasWarned: false };
}

async function serve(folder) {
  const types = { ".html": "text/html", ".js": "text/javascript" };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = join(folder, pathname === "/" ? "index.html" : pathname);
    if (!existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end("not found");
      return;
    }
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
