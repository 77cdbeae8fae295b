import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { BadHeader, type HeaderLanguage, notAList } from "./header.ts";
import { applyEdits, type Edit, editBracketList, endOfLine, type ListChange } from "./list.ts";

/** YAML front matter: read with the `yaml` package, written by replacing the fewest characters of the source. */
export const yaml: HeaderLanguage = {
  parse(header) {
    const document = parseHeader(header);
    try {
      return document.toJS() ?? {};
    } catch (error) {
      // Aliases that unfold without end.
      throw notYaml((error as Error).message);
    }
  },
  write(header, path, change) {
    const document = parseHeader(header);
    return applyEdits(header, editsOf(header, document, path, change));
  },
};

function parseHeader(header: string): Document.Parsed {
  const lines = new LineCounter();
  const document = parseDocument(header, { keepSourceTokens: true, lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw notYaml(error.message, lines.linePos(error.pos[0]).line, error.code);
  return document;
}

/** What people get wrong in YAML, by the parser's own codes: what the parser says of it helps those only who know YAML. */
const FAULTS: Readonly<Partial<Record<ErrorCode, readonly [code: string, remedy: string]>>> = {
  BLOCK_AS_IMPLICIT_KEY: ["yaml-unquoted", 'put a value that holds ": " into quotes'],
  UNEXPECTED_TOKEN: ["yaml-unquoted", 'put a value that begins with [, ", # or the like into quotes'],
  BAD_SCALAR_START: ["yaml-unquoted", "put a value that begins with @, % or the like into quotes"],
  MULTILINE_IMPLICIT_KEY: [
    "yaml-indent",
    "begin the names of fields in one column, each with a colon behind it",
  ],
  BAD_INDENT: ["yaml-indent", "indent what belongs together alike, and close each [ with a ]"],
  TAB_AS_INDENT: ["yaml-tab", "indent with spaces, not with tabs"],
  DUPLICATE_KEY: ["yaml-duplicate", "a field stands there twice; keep one"],
  MISSING_CHAR: ["yaml-unclosed", "close the quotation mark or the bracket that was opened"],
};

function notYaml(reason: string, line?: number, fault?: ErrorCode): BadHeader {
  const [code, remedy] = (fault !== undefined && FAULTS[fault]) || ["not-yaml", "mend it there"];
  const message = `the front matter is not YAML (${reason.split("\n")[0]}); ${remedy}`;
  return new BadHeader({ code: `frontmatter/${code}`, message, ...(line !== undefined && { line }) });
}

function editsOf(
  header: string,
  document: Document.Parsed,
  path: readonly string[],
  change: ListChange,
): Edit[] {
  const root = document.contents as Node | null;
  if (root === null) return [appendKey(header, 0, path, change, styleOf(header, undefined))];
  if (!isMap(root)) throw notAList(path);
  let map: YAMLMap = root;
  for (const [depth, key] of path.entries()) {
    const rest = path.slice(depth);
    const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    if (pair === undefined) return [insertPair(header, map, root, rest, change)];
    if (rest.length === 1) return editValue(header, pair, path, change);
    if (!isMap(pair.value)) throw notAList(path);
    map = pair.value;
  }
  return [];
}

/** How lists are written in this header: as the first other list is. */
interface Style {
  readonly flow: boolean;
  /** Spaces before the dash, from the key. */
  readonly indent: number;
}

function styleOf(header: string, root: YAMLMap | undefined): Style {
  const lists = root?.items.filter((pair) => isSeq(pair.value) && pair.value.items.length > 0) ?? [];
  const list = lists[0]?.value as YAMLSeq | undefined;
  if (list === undefined) return { flow: false, indent: 2 };
  return {
    flow: list.flow === true,
    indent: list.flow === true ? 2 : columnOf(header, list.range?.[0] ?? 0),
  };
}

function insertPair(
  header: string,
  map: YAMLMap,
  root: YAMLMap,
  path: readonly string[],
  change: ListChange,
): Edit {
  const style = styleOf(header, root);
  if (map.flow) {
    const close = (map.range?.[1] ?? 1) - 1;
    const comma = map.items.length > 0 && !/,\s*$/.test(header.slice(0, close)) ? ", " : "";
    const nested = path.slice(1).reduceRight((value, key) => `{${quote(key)}: ${value}}`, flowList(change));
    return { start: close, end: close, text: `${comma}${quote(path[0] ?? "")}: ${nested}` };
  }
  const start = map.range?.[0] ?? 0;
  if (map === root) return appendKey(header, columnOf(header, start), path, change, style);
  // Before the first key, where the indent is known to the character.
  const column = columnOf(header, start);
  const lines = keyLines(column, path, change, style).trimStart();
  return { start, end: start, text: `${lines}${" ".repeat(column)}` };
}

function appendKey(
  header: string,
  column: number,
  path: readonly string[],
  change: ListChange,
  style: Style,
): Edit {
  const lines = keyLines(column, path, change, style);
  const missing = header === "" || header.endsWith("\n") ? "" : change.eol;
  return { start: header.length, end: header.length, text: `${missing}${lines}` };
}

function keyLines(
  column: number,
  path: readonly string[],
  change: ListChange,
  { flow, indent }: Style,
): string {
  const eol = change.eol;
  const keys = path.map((key, depth) => `${" ".repeat(column + depth * 2)}${quote(key)}:`);
  const dash = " ".repeat(column + (path.length - 1) * 2 + indent);
  const list = flow
    ? ` ${flowList(change)}`
    : change.entries.map((entry) => `${eol}${dash}- ${quote(entry)}`).join("");
  return `${keys.join(eol)}${list}${eol}`;
}

function editValue(header: string, pair: Pair, path: readonly string[], change: ListChange): Edit[] {
  const value = pair.value as Node | null;
  const key = pair.key as Node;
  if (isSeq(value) && !hasAnchor(value)) {
    return value.flow === true ? editFlow(header, value, change) : editBlock(header, value, change);
  }
  if (value !== null && !isScalar(value)) throw notAList(path, lineOf(header, key.range?.[0] ?? 0));
  const range = value?.range ?? null;
  const start = range?.[0] ?? key.range?.[1] ?? 0;
  const end = range?.[1] ?? start;
  if (value !== null && isAlias(value)) throw notAList(path, lineOf(header, start));
  if (start === end) {
    // A key without a value: the list goes behind its colon.
    const colon = header.indexOf(":", key.range?.[1] ?? 0) + 1;
    return [{ start: colon, end: colon, text: ` ${flowList(change)}` }];
  }
  // One tag written without a list stays in its own quotes.
  const kept = change.kept > 0 ? [header.slice(start, end)] : [];
  const items = [...kept, ...change.entries.slice(change.kept > 0 ? 1 : 0).map((entry) => quote(entry))];
  return [{ start, end, text: `[${items.join(", ")}]` }];
}

function hasAnchor(value: YAMLSeq): boolean {
  return value.anchor !== undefined;
}

function editFlow(header: string, list: YAMLSeq, change: ListChange): Edit[] {
  const [start = 0, end = 0] = list.range ?? [];
  const items = spansOf(list);
  const mark = markOf(header, items);
  return editBracketList(header, { start, end, items }, change, (entry) => quote(entry, mark));
}

function editBlock(header: string, list: YAMLSeq, change: ListChange): Edit[] {
  const [start = 0, end = 0] = list.range ?? [];
  const items = spansOf(list);
  const mark = markOf(header, items);
  const eol = change.eol;
  const dash = " ".repeat(columnOf(header, start));
  const lines = (entries: readonly string[]) => entries.map((entry) => `${dash}- ${quote(entry, mark)}`);
  if (change.kept < items.length) {
    const text = change.entries.length === 0 ? "[]" : lines(change.entries).join(eol).trimStart();
    const lineEnd = header[end - 1] === "\n" ? eol : "";
    return [{ start, end, text: `${text}${lineEnd}` }];
  }
  const last = items.at(-1)?.end ?? end;
  // A block scalar as the last item ends behind its line break.
  const at = header[last - 1] === "\n" ? last - eol.length : endOfLine(header, last);
  const added = lines(change.entries.slice(change.kept));
  return added.length === 0
    ? []
    : [{ start: at, end: at, text: added.map((line) => `${eol}${line}`).join("") }];
}

function spansOf(list: YAMLSeq): { start: number; end: number }[] {
  return list.items.map((item) => {
    const [start = 0, end = start] = (item as Node).range ?? [];
    return { start, end };
  });
}

function flowList({ entries }: ListChange): string {
  return `[${entries.map((entry) => quote(entry)).join(", ")}]`;
}

/** The quotation mark that all items share. */
function markOf(header: string, items: readonly { start: number }[]): string {
  const marks = new Set(items.map(({ start }) => header[start] ?? ""));
  const [mark = ""] = marks;
  return marks.size === 1 && /["']/.test(mark) ? mark : "";
}

/** Plain where every YAML reads it as the same text, old ones too (`yes`, `1_000` and `12:30` are no texts to them). */
function quote(text: string, mark = ""): string {
  if (mark === "'" && !/['\n\r]/.test(text)) return `'${text}'`;
  const plain =
    /^[\p{L}](?:[\p{L}\p{N}ー・_-]| (?=[\p{L}\p{N}]))*$/u.test(text) &&
    !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
  return plain && mark === "" ? text : JSON.stringify(text);
}

function columnOf(header: string, offset: number): number {
  return offset - (header.lastIndexOf("\n", offset - 1) + 1);
}

function lineOf(header: string, offset: number): number {
  return header.slice(0, offset).split("\n").length;
}
