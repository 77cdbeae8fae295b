// Stands in for the worker of analyzeCorpus: does what the text tells it to.
import { workerData } from "node:worker_threads";

export async function analyze({ source, slot, kit }) {
  Atomics.store(workerData.started, slot, 1);
  if (source.text === "exit") process.exit(3);
  if (source.text === "throw")
    setImmediate(() => {
      throw new Error("out of nowhere");
    });
  if (source.text === "heap") for (const held = []; ; ) held.push(new Array(1e6).fill(held.length));
  if (source.text === "hang") for (;;);
  await new Promise((resolve) => setTimeout(resolve, source.text === "throw" ? 1e4 : Number(source.text)));
  const record = { source: source.source, analysis: { text: source.text, mentions: [] }, places: [] };
  return { records: JSON.stringify([record]), key: `${kit.keyStamp}`.padEnd(64, "0") };
}
