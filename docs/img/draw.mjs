// Draws docs/img/analyze.png from what the command really prints. Needs Chromium and a Japanese font.
// Run it from the top of the repository:  node docs/img/draw.mjs

import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

const shown = [
  ["explain", "examples/documents/council-minutes.txt"],
  ["analyze", "examples/documents", "--contexts", "0"],
];

// The rows of the first command that fit on a screen; of the second, the ranking at its end.
const parts = shown.map(([command, ...args]) => {
  const lines = print(command, ...args)
    .trimEnd()
    .split("\n");
  const kept =
    command === "explain" ? [...lines.slice(0, 17), "  …"] : lines.slice(lines.lastIndexOf("") + 1);
  return `<p><b>$ bansou ${[command, ...args].join(" ")}</b></p><pre>${kept.map(toHtml).join("\n")}</pre>`;
});

const page = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; display: inline-block; padding: 18px 24px; background: #1b1f24; color: #d7dce2; }
  pre, p { font: 15px/1.5 "Noto Sans Mono CJK JP", monospace; margin: 0 0 12px; white-space: pre; }
  b { color: #fff; } .c32 { color: #7ee787; } .c31 { color: #ff8a80; } .c33 { color: #f2cc60; } .c36 { color: #79c0ff; } .c2 { color: #8b949e; } .c1 { font-weight: bold; color: #fff; }
</style>${parts.join("")}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
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
const tab = await browser.newPage({ viewport: { width: 1200, height: 800 }, deviceScaleFactor: 1.5 });
await tab.setContent(page);
await tab.locator("body").screenshot({ path: "docs/img/analyze.png" });
await browser.close();

function print(...args) {
  const env = { ...process.env, FORCE_COLOR: "1", NO_COLOR: "" };
  return execFileSync(process.execPath, ["--import", "tsx", "src/cli/main.ts", ...args, "--lang", "en"], {
    env,
    encoding: "utf8",
  });
}

/** Escapes a line and turns its colour codes into spans; every colour ends before the next begins. */
function toHtml(line) {
  return (
    line
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what begins a colour code
      .replace(/\u001b\[(\d+)m/g, (_, code) =>
        ["0", "22", "39"].includes(code) ? "</span>" : `<span class="c${code}">`,
      )
  );
}
