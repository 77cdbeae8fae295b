import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCycles } from "../../src/thesaurus/cycle.ts";

/** The naive way: can a walk come back to where it began? */
function canReturn(graph: ReadonlyMap<string, readonly string[]>, start: string): boolean {
  const seen = new Set<string>();
  const open = [...(graph.get(start) ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === start) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...(graph.get(node) ?? []));
  }
  return false;
}

describe("findCycles", () => {
  it.each([
    [{}, []],
    [{ a: ["b"], b: ["c"] }, []],
    [{ a: ["a"] }, [["a"]]],
    [{ a: ["b"], b: ["a"], c: ["a"] }, [["a", "b"]]],
    [
      { a: ["b"], b: ["a"], c: ["d"], d: ["c"] },
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
  ])("%j has %j", (graph, cycles) => {
    expect(findCycles(new Map(Object.entries(graph)))).toEqual(cycles);
  });

  it("finds some exactly where a walk can return, and each is a walk", () => {
    const node = fc.constantFrom(..."abcdefg");
    fc.assert(
      fc.property(fc.dictionary(node, fc.array(node, { maxLength: 3 })), (edges) => {
        const graph = new Map(Object.entries(edges));
        const cycles = findCycles(graph);
        expect(cycles.length > 0).toBe([...graph.keys()].some((start) => canReturn(graph, start)));
        for (const cycle of cycles) {
          for (const [i, from] of cycle.entries()) {
            expect(graph.get(from)).toContain(cycle[(i + 1) % cycle.length]);
          }
        }
      }),
    );
  });
});
