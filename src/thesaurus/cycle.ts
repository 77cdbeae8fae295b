/**
 * The circles of a directed graph, one for each knot of them, as the nodes in walking order.
 * Time is linear in nodes and edges, and nothing recurses: a chain of 100,000 nodes is no danger.
 * Edges to nodes that the graph does not hold are passed over.
 *
 * @example
 * findCycles(new Map([["a", ["b"]], ["b", ["a"]], ["c", ["a"]]])); // => [["a", "b"]]
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const onCycle = nodesThatNeverEnd(graph);
  const seen = new Set<string>();
  const cycles: string[][] = [];
  for (const start of onCycle) {
    if (seen.has(start)) continue;
    const walk: string[] = [];
    const placeOf = new Map<string, number>();
    let node: string | undefined = start;
    while (node !== undefined && !seen.has(node)) {
      seen.add(node);
      placeOf.set(node, walk.length);
      walk.push(node);
      node = graph.get(node)?.find((next) => onCycle.has(next));
    }
    const from = node === undefined ? undefined : placeOf.get(node);
    if (from !== undefined) cycles.push(walk.slice(from));
  }
  return cycles;
}

/** Takes away nodes whose edges all lead to nodes taken away before; what is left walks in circles for ever. */
function nodesThatNeverEnd(graph: ReadonlyMap<string, readonly string[]>): Set<string> {
  const openEdges = new Map<string, number>();
  const into = new Map<string, string[]>();
  for (const [node, nexts] of graph) {
    const known = nexts.filter((next) => graph.has(next));
    openEdges.set(node, known.length);
    for (const next of known) {
      const sources = into.get(next);
      if (sources === undefined) into.set(next, [node]);
      else sources.push(node);
    }
  }
  const left = new Set(graph.keys());
  const ended = [...graph.keys()].filter((node) => openEdges.get(node) === 0);
  for (let node = ended.pop(); node !== undefined; node = ended.pop()) {
    left.delete(node);
    for (const source of into.get(node) ?? []) {
      const open = (openEdges.get(source) ?? 0) - 1;
      openEdges.set(source, open);
      if (open === 0) ended.push(source);
    }
  }
  return left;
}
