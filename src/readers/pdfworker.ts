import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { getDocument, type PDFDocumentProxy, PDFWorker } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A thread that runs pdf.js for one file at a time. */
export interface PdfWorker {
  readonly open: (bytes: Uint8Array) => Promise<PDFDocumentProxy>;
  /** Rejects when the thread dies, of memory or otherwise; never resolves. */
  readonly failed: Promise<never>;
  /** Gives the thread back, to be used for the next file: starting one takes 0.3 s, warm code runs three times as fast. */
  readonly release: () => Promise<void>;
  /** Ends the thread whatever it is doing. */
  readonly destroy: () => void;
}

const HEAP_MB = 1024;
const MAX_IDLE = 2;
const idle: Worker[] = [];

// The thread takes a port per file. pdf.js starts itself only in a browser's worker, so Node's is told to. It warns of
// odd fonts whatever its verbosity; catching that with the option stdout would keep the process alive for ever.
const SCRIPT = `
for (const name of ["log", "info", "warn", "error"]) console[name] = () => {};
const { parentPort, workerData } = require("node:worker_threads");
const loading = import(workerData);
parentPort.on("message", async (port) => (await loading).WorkerMessageHandler.initializeFromPort(port));
`;

/** Takes an idle thread, or starts one. An idle thread does not keep the process alive. */
export function openWorker(): PdfWorker {
  const home = packageFolder();
  const thread = idle.pop() ?? startThread(home);
  thread.ref();
  const { port1, port2 } = new MessageChannel();
  thread.postMessage(port2, [port2]);
  const worker = new PDFWorker({ port: port1 as unknown as Worker & MessagePort as never });
  const { failed, forget } = failureOf(thread);
  let task: ReturnType<typeof getDocument> | undefined;
  return {
    failed,
    open(bytes) {
      task = getDocument({
        data: bytes,
        worker,
        cMapUrl: `${home}cmaps${sep}`,
        standardFontDataUrl: `${home}standard_fonts${sep}`,
        // Text alone is read: no fonts for drawing, no code made from strings, no network, no warnings on the console.
        disableFontFace: true,
        useSystemFonts: false,
        useWorkerFetch: false,
        isEvalSupported: false,
        verbosity: 0,
      });
      return task.promise;
    },
    async release() {
      const clean = await Promise.race([task?.destroy().then(() => true) ?? true, patience()]);
      forget();
      port1.close();
      thread.unref();
      if (clean && idle.length < MAX_IDLE) idle.push(thread);
      else void thread.terminate();
    },
    destroy() {
      forget();
      port1.close();
      void thread.terminate();
    },
  };
}

/** `false` after two seconds: a thread that does not let go of its file by then is not used again. */
function patience(): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), 2000).unref();
  });
}

function startThread(home: string): Worker {
  const url = pathToFileURL(`${home}legacy${sep}build${sep}pdf.worker.mjs`).href;
  const thread = new Worker(SCRIPT, {
    eval: true,
    workerData: url,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  // A thread that dies while idle must not be handed out again, nor end the process.
  return thread
    .on("error", () => undefined)
    .on("exit", () => {
      const at = idle.indexOf(thread);
      if (at >= 0) idle.splice(at, 1);
    });
}

function failureOf(thread: Worker): { failed: Promise<never>; forget: () => unknown } {
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined);
  const onError = (error: unknown) => fail(error instanceof Error ? error : new Error(String(error)));
  const onExit = () => fail(new Error("pdf.js ended"));
  thread.on("error", onError).on("exit", onExit);
  const forget = () => thread.off("error", onError).off("exit", onExit);
  return { failed, forget };
}

/** The folder of pdfjs-dist, for its character maps and standard fonts. */
function packageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json")) + sep;
}
