import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { InputError, type Problem } from "../errors.ts";

/** Where a value stands in JSON: `["concepts", 3, "relation"]`. */
export type Place = readonly (string | number)[];

/** Collects what is wrong with one JSON file, so that all of it is told at once. */
export interface Problems {
  add(code: string, message: string, place: Place): void;
  /** @throws InputError listing all problems; returns where there are none. */
  throwIfAny(): void;
}

/**
 * Reads JSON text, or takes a value that was read already, and gives it with a list to put its problems on.
 * Problems get a line where the input was text. Works in time linear in the text.
 *
 * @throws InputError with every place where the text is not JSON
 */
export function readJson(json: unknown, file: string): { value: unknown; problems: Problems } {
  if (typeof json !== "string") return { value: json, problems: collect(file, () => undefined) };
  const text = json.startsWith("\uFEFF") ? json.slice(1) : json;
  const lines = lineStarts(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputError(file, syntaxProblems(text, lines, cause), { cause });
  }
  let tree: Node | undefined;
  const problems = collect(file, (place) => {
    // A second reading with positions, only for files that have a problem.
    tree ??= treeOf(text);
    return tree === undefined ? undefined : lineOf(lines, offsetOf(tree, place));
  });
  return { value, problems };
}

function collect(file: string, lineAt: (place: Place) => number | undefined): Problems {
  const found: Problem[] = [];
  return {
    add(code, message, place) {
      const line = lineAt(place);
      const path = renderPlace(place);
      found.push({
        code,
        message,
        ...(line === undefined ? {} : { line }),
        ...(path === "" ? {} : { path }),
      });
    },
    throwIfAny() {
      const [first, ...others] = found;
      if (first !== undefined) throw new InputError(file, [first, ...others]);
    },
  };
}

function syntaxProblems(text: string, lines: readonly number[], cause: unknown): [Problem, ...Problem[]] {
  const errors: ParseError[] = [];
  treeOf(text, errors);
  // One slip makes the reader stumble on: the first complaint of each line is the useful one.
  const problems = new Map<number, Problem>();
  for (const { error, offset } of errors) {
    const line = lineOf(lines, offset);
    if (problems.has(line)) continue;
    const what = printParseErrorCode(error).replace(
      /(?<=[a-z])[A-Z]/g,
      (letter) => ` ${letter.toLowerCase()}`,
    );
    const message = `This is not JSON here: ${what}. Check the comma, bracket or quotation mark just before.`;
    problems.set(line, { code: "thesaurus/json", message, line });
  }
  const [first, ...others] = problems.values();
  if (first !== undefined) return [first, ...others];
  const reason = cause instanceof Error ? cause.message : String(cause);
  return [{ code: "thesaurus/json", message: `This is not JSON: ${reason}. Mend it and load it again.` }];
}

/** Undefined where brackets are nested so deeply that jsonc-parser, which recurses, runs out of stack. */
function treeOf(text: string, errors: ParseError[] = []): Node | undefined {
  try {
    return parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    return undefined;
  }
}

/** A missing field has no place of its own: it gets the line of the object that should hold it. */
function offsetOf(tree: Node, place: Place): number {
  for (let length = place.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, place.slice(0, length));
    if (node !== undefined) return node.offset;
  }
  return tree.offset;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

function renderPlace(place: Place): string {
  return place
    .map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join("");
}
