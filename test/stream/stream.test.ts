import { Duplex, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analyzer } from "../../src/analyzer.ts";
import { createAnalyzer } from "../../src/index.ts";
import { analyzeStream, type StreamAnswer, type StreamText } from "../../src/stream.ts";

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await createAnalyzer();
});

const TEXT = "相談者に寄り添った支援を行う。";

async function all(items: readonly unknown[]): Promise<StreamAnswer[]> {
  const answers: StreamAnswer[] = [];
  const source = new ReadableStream<string | StreamText>({
    start(controller) {
      for (const item of items) controller.enqueue(item as StreamText);
      controller.close();
    },
  });
  const stream = source.pipeThrough(analyzeStream(analyzer)) as unknown as AsyncIterable<StreamAnswer>;
  for await (const answer of stream) answers.push(answer);
  return answers;
}

describe("analyzeStream", () => {
  it("answers each text, in order, with its id", async () => {
    const document = analyzer.analyze(TEXT);
    const answers = await all([{ id: 0, text: TEXT }, TEXT, { id: "b", text: { text: TEXT, blocks: [] } }]);
    expect(answers).toEqual([
      { id: 0, analysis: document },
      { analysis: document },
      { id: "b", analysis: document },
    ]);
  });

  it("answers what is no text with an error, and goes on", async () => {
    const answers = await all([
      null,
      { id: 1 },
      { id: 2, text: 3 },
      { id: {}, text: "" },
      4,
      { id: 5, text: TEXT },
    ]);
    expect(answers.map(({ id, error }) => [id, error?.code])).toEqual([
      [undefined, "stream/no-text"],
      [1, "stream/no-text"],
      [2, "stream/no-text"],
      [undefined, undefined],
      [undefined, "stream/no-text"],
      [5, undefined],
    ]);
  });

  it("takes no more than it can answer", async () => {
    let taken = 0;
    const source = new ReadableStream<string>(
      {
        pull(controller) {
          taken += 1;
          controller.enqueue(TEXT);
        },
      },
      { highWaterMark: 0 },
    );
    const reader = source.pipeThrough(analyzeStream(analyzer)).getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(taken).toBeLessThanOrEqual(3);
    await reader.cancel();
  });

  it("works in a pipeline of Node", async () => {
    const ids: unknown[] = [];
    await pipeline(
      Readable.from([1, 2, 3].map((id) => ({ id, text: TEXT }))),
      Duplex.fromWeb(analyzeStream(analyzer) as never, { objectMode: true }),
      async (answers: AsyncIterable<StreamAnswer>) => {
        for await (const { id } of answers) ids.push(id);
      },
    );
    expect(ids).toEqual([1, 2, 3]);
  });
});
