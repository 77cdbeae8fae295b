import type { Document } from "../document.ts";
import type { Problem } from "../errors.ts";
import type { Run } from "./layout.ts";
import { type Page, pagesDocument } from "./pages.ts";
import { findBomb, isCutOff } from "./pdfstreams.ts";
import { openWorker, type PdfWorker } from "./pdfworker.ts";

/** How far reading a PDF may go. */
export interface PdfLimits {
  readonly maxPages: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads the text layer of a PDF in the order it is read: lines, columns, tables, vertical writing; without running
 * heads, page numbers and ruby readings. A scan has no text layer: its text is empty and `defects` says so.
 * pdf.js runs on a thread of its own, so that a file that makes it hang or swell ends with an error.
 */
export async function parsePdf(bytes: Uint8Array, limits: PdfLimits): Promise<Document | Problem> {
  const bomb = findBomb(bytes);
  if (bomb !== undefined) return bomb;
  const worker = openWorker();
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  const stop = limits.signal === undefined ? deadline : AbortSignal.any([deadline, limits.signal]);
  try {
    const reading = readPages(bytes, worker, limits.maxPages);
    const pages = await Promise.race([reading, worker.failed, aborted(stop)]);
    await worker.release();
    if ("code" in pages) return pages;
    const document = pagesDocument(pages);
    return isCutOff(bytes) ? { ...document, defects: [...(document.defects ?? []), "truncated"] } : document;
  } catch (error) {
    worker.destroy();
    limits.signal?.throwIfAborted();
    return problemOf(error, limits, stop.aborted);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Error("aborted"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
}

function problemOf(error: unknown, { timeoutMs }: PdfLimits, late: boolean): Problem {
  if (late) {
    const message = `reading took longer than ${timeoutMs} ms; split the file, or raise timeoutMs`;
    return { code: "reader/timeout", message };
  }
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
  if (name === "PasswordException") {
    return { code: "reader/encrypted", message: "the PDF has a password; save it without one" };
  }
  if (/out of memory|ERR_WORKER_OUT_OF_MEMORY/i.test(message)) {
    return { code: "reader/expands", message: "the PDF needs more than 1 GiB of memory; split it" };
  }
  const reason = (message.split("\n")[0] ?? "").replace(/\.$/, "").slice(0, 100);
  return { code: "reader/damaged", message: `the PDF is cut off or damaged (${reason}); fetch it again` };
}

/** The runs of every page as pdf.js gives them, in reading coordinates. */
export async function readPages(
  bytes: Uint8Array,
  worker: PdfWorker,
  maxPages: number,
): Promise<Page[] | Problem> {
  // pdf.js takes the buffer away from its caller, so it gets a copy; a Buffer's own slice is none.
  const pdf = await worker.open(new Uint8Array(bytes));
  if (pdf.numPages > maxPages) {
    const message = `the PDF has ${pdf.numPages} pages, the limit is ${maxPages}; split it, or raise maxPages`;
    return { code: "reader/too-many-pages", message };
  }
  const pages: Page[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const { items, styles } = await page.getTextContent({ disableNormalization: true });
    const placed: Placed[] = [];
    for (const item of items) {
      if (!("str" in item)) continue;
      const vertical = styles[item.fontName]?.vertical === true;
      const run = turned(item, viewport, vertical);
      if (run !== undefined) placed.push(run);
    }
    page.cleanup();
    pages.push(pageOf(placed, viewport.width, viewport.height));
  }
  return pages;
}

interface Item {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

type Direction = "across" | "down" | "up";

interface Placed extends Run {
  readonly direction: Direction;
}

interface Viewport {
  readonly width: number;
  readonly height: number;
  readonly transform: readonly number[];
}

/** An item in reading coordinates: turned so that its line runs along x and its next line lies at a greater y. */
function turned(item: Item, viewport: Viewport, vertical: boolean): Placed | undefined {
  const text = plainForms(item.str).trim();
  if (text === "") return undefined;
  const [a, b, c, d, x, y] = multiply(viewport.transform, item.transform);
  const size = Math.hypot(c, d) || Math.hypot(a, b);
  // Vertical fonts advance downwards; their items carry the length as height.
  if (vertical) return { text, size, x: y, y: viewport.width - x, width: item.height, direction: "down" };
  if (Math.abs(b) <= Math.abs(a)) return { text, size, x, y, width: item.width, direction: "across" };
  if (b > 0) return { text, size, x: y, y: viewport.width - x, width: item.width, direction: "down" };
  return { text, size, x: viewport.height - y, y: x, width: item.width, direction: "up" };
}

type Matrix = readonly [number, number, number, number, number, number];

function multiply(left: readonly number[], right: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = left;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = right;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** The directions of a page one after the other, the one with most text first. */
function pageOf(placed: readonly Placed[], width: number, height: number): Page {
  const sides = { across: height, down: width, up: width };
  const layers = (["across", "down", "up"] as const)
    .map((direction) => placed.filter((run) => run.direction === direction))
    .filter((runs) => runs.length > 0)
    .sort((a, b) => charactersOf(b) - charactersOf(a))
    .map((runs) => ({ runs, extent: sides[runs[0]?.direction ?? "across"] }));
  return { layers };
}

function charactersOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { text }) => sum + text.length, 0);
}

/**
 * Fonts map 支 to the radical ⽀, 長 to ⻑ and the 、 of vertical writing to ︑ in many PDFs. One character stays one.
 * NFKC folds the first kind and most of the third, but turns vertical brackets into half-width ones.
 */
function plainForms(text: string): string {
  return text
    .replace(/[\u2f00-\u2fd5\u2e9f\u2ef3\ufe10-\ufe19\ufe30-\ufe4f]/g, (form) => {
      const plain = form.normalize("NFKC");
      return BRACKETS[plain] ?? (plain.length === 1 ? plain : form);
    })
    .replace(/[\u2e80-\u2ef2]/g, (radical) => RADICALS[radical] ?? radical);
}

const BRACKETS: Readonly<Record<string, string>> = {
  "(": "（",
  ")": "）",
  "{": "｛",
  "}": "｝",
  "[": "［",
  "]": "］",
};

const RADICALS: Readonly<Record<string, string>> = {
  "⺠": "民",
  "⺟": "母",
  "⻁": "虎",
  "⻄": "西",
  "⻅": "見",
  "⻆": "角",
  "⻉": "貝",
  "⻋": "車",
  "⻑": "長",
  "⻘": "青",
  "⻝": "食",
  "⻣": "骨",
  "⻤": "鬼",
  "⻥": "魚",
  "⻦": "鳥",
  "⻨": "麦",
  "⻩": "黄",
  "⻫": "斉",
  "⻭": "歯",
  "⻯": "竜",
  "⻲": "亀",
  "⻌": "辶",
};
