import { type AnyNode, parse } from "@humanwhocodes/momoa";
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
 * @throws InputError where the text is not JSON, with the line
 */
export function readJson(json: unknown, file: string): { value: unknown; problems: Problems } {
  if (typeof json !== "string") return { value: json, problems: collect(file, () => undefined) };
  const text = json.startsWith("\uFEFF") ? json.slice(1) : json;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputError(file, [syntaxProblem(text, cause)], { cause });
  }
  let tree: AnyNode | undefined;
  const problems = collect(file, (place) => {
    // A second reading with positions, only for files that have a problem.
    tree ??= treeOf(text);
    return tree === undefined ? undefined : lineOf(tree, place);
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

function syntaxProblem(text: string, cause: unknown): Problem {
  const { line, reason } = whereItBreaks(text) ?? whereItWasLeft(text, cause);
  const remedy = "Check the comma, bracket or quotation mark there and just before.";
  return {
    code: "thesaurus/json",
    message: `This is not JSON: ${reason}. ${remedy}`,
    ...(line === undefined ? {} : { line }),
  };
}

interface Break {
  readonly line?: number | undefined;
  readonly reason: string;
}

/** JSON.parse tells the place in the words of each engine, some not at all; momoa gives it as a number. */
function whereItBreaks(text: string): Break | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    const { message, line } = error as Error & { line?: number };
    if (line === undefined) return undefined;
    // momoa puts an unexpected end at 1:1.
    if (/end of input/u.test(message)) return { line: linesOf(text), reason: "it ends too early" };
    return { line, reason: message.replace(/\s*\(\d+:\d+\)$/u, "").replace(/\.$/u, "") };
  }
}

/** What momoa lets pass (a line end inside a text) or is too deep for it. */
function whereItWasLeft(text: string, cause: unknown): Break {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const position = /position (\d+)/u.exec(reason)?.[1];
  return { reason, line: position === undefined ? undefined : linesOf(text.slice(0, Number(position))) };
}

function linesOf(text: string): number {
  return text.split("\n").length;
}

/** Undefined where brackets are nested so deeply that momoa, which recurses, runs out of stack. */
function treeOf(text: string): AnyNode | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** A missing field has no place of its own: it gets the line of the object that should hold it. */
function lineOf(tree: AnyNode, place: Place): number {
  let node = tree.type === "Document" ? tree.body : tree;
  for (const part of place) {
    const child =
      node.type === "Object"
        ? node.members.findLast(({ name }) => (name.type === "String" ? name.value : name.name) === part)
            ?.value
        : node.type === "Array" && typeof part === "number"
          ? node.elements[part]?.value
          : undefined;
    if (child === undefined) break;
    node = child;
  }
  return node.loc.start.line;
}

function renderPlace(place: Place): string {
  return place
    .map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join("");
}
