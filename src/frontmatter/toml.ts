import { parse, TomlError } from "smol-toml";
import type { Span } from "../text/span.ts";
import { BadHeader, type HeaderLanguage, notAList } from "./header.ts";
import { applyEdits, type Edit, editBracketList, endOfLine, type ListChange } from "./list.ts";

/** TOML front matter: read with `smol-toml`, which keeps no places; a scanner finds where one statement stands. */
export const toml: HeaderLanguage = {
  parse(header) {
    try {
      return parse(header);
    } catch (error) {
      if (!(error instanceof TomlError)) throw error;
      const reason = error.message.split("\n")[0]?.replace(/^Invalid TOML document: /, "");
      const message = `the front matter is not TOML (${reason}); mend it there`;
      throw new BadHeader({ code: "frontmatter/not-toml", message, line: error.line });
    }
  },
  write(header, path, change) {
    const statements = scan(header);
    const wanted = path.join("\u0000");
    const statement = statements.find(({ key }) => key.join("\u0000") === wanted);
    const edits =
      statement === undefined
        ? [insert(header, statements, path, change)]
        : edit(header, statement, path, change);
    return applyEdits(header, edits);
  },
};

/** `key = value` of a header; `key` is the whole path, the table's included. */
interface Statement extends Span {
  readonly key: readonly string[];
  /** How many keys of the path are the table's. */
  readonly table: number;
  readonly value: Span;
}

function edit(header: string, { value }: Statement, path: readonly string[], change: ListChange): Edit[] {
  if (header[value.start] === "[") {
    const items = itemsOf(header, value);
    const single = items.length > 0 && items.every(({ start }) => header[start] === "'");
    return editBracketList(header, { ...value, items }, change, (entry) => quote(entry, single));
  }
  if (!/["']/.test(header[value.start] ?? ""))
    throw notAList(path, header.slice(0, value.start).split("\n").length);
  const kept = change.kept > 0 ? [header.slice(value.start, value.end)] : [];
  const added = change.entries.slice(change.kept > 0 ? 1 : 0).map((entry) => quote(entry));
  return [{ ...value, text: `[${[...kept, ...added].join(", ")}]` }];
}

/** Behind the last statement of its table; a header's own keys end where its first table begins. */
function insert(
  header: string,
  statements: readonly Statement[],
  path: readonly string[],
  change: ListChange,
): Edit {
  const eol = change.eol;
  const text = (key: readonly string[]) =>
    `${key.map(bareKey).join(".")} = [${change.entries.map((entry) => quote(entry)).join(", ")}]`;
  const depth = path.length - 1;
  const table = statements.filter(
    (one) => one.table === depth && depth > 0 && path.slice(0, depth).every((key, i) => one.key[i] === key),
  );
  const beside = table.length > 0 ? table : statements.filter((one) => one.table === 0);
  const key = table.length > 0 ? path.slice(depth) : path;
  const last = beside.at(-1);
  if (last === undefined) return { start: 0, end: 0, text: `${text(key)}${eol}` };
  const at = endOfLine(header, last.end);
  return { start: at, end: at, text: `${eol}${text(key)}` };
}

/** The statements of a header that parses. Tables that are lists (`[[name]]`) are passed over: tags are no records. */
function scan(header: string): Statement[] {
  const statements: Statement[] = [];
  let table: readonly string[] | undefined = [];
  let at = 0;
  while (at < header.length) {
    at = skipBlank(header, at);
    if (at >= header.length) break;
    const start = at;
    if (header[at] === "[") {
      const line = header.slice(at, endOfLine(header, at));
      const name = /^\[(?!\[)((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\]"'])*)\]/.exec(line)?.[1];
      table = name === undefined ? undefined : keysOf(name);
      at = endOfLine(header, at);
      continue;
    }
    const equals = findEquals(header, at);
    if (equals < 0) break;
    const valueStart = skipSpaces(header, equals + 1);
    const valueEnd = endOfValue(header, valueStart);
    if (table !== undefined) {
      const key = [...table, ...keysOf(header.slice(start, equals))];
      statements.push({
        start,
        end: valueEnd,
        key,
        table: table.length,
        value: { start: valueStart, end: valueEnd },
      });
    }
    at = endOfLine(header, valueEnd);
  }
  return statements;
}

function skipBlank(header: string, from: number): number {
  const blank = /(?:[\s]+|#[^\n]*)*/y;
  blank.lastIndex = from;
  blank.exec(header);
  return blank.lastIndex;
}

function skipSpaces(header: string, from: number): number {
  let at = from;
  while (header[at] === " " || header[at] === "\t") at += 1;
  return at;
}

function findEquals(header: string, from: number): number {
  const part = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|=/g;
  part.lastIndex = from;
  for (let found = part.exec(header); found !== null; found = part.exec(header)) {
    if (found[0] === "=") return found.index;
  }
  return -1;
}

function keysOf(dotted: string): string[] {
  return [...dotted.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s."']+)/g)].map(
    ([, double, single, plain]) => (double !== undefined ? unescaped(double) : (single ?? plain ?? "")),
  );
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return text;
  }
}

// What can stand in a value and holds brackets, quotes or # that are not its own.
const PART = /"""[\s\S]*?"""(?!")|'''[\s\S]*?'''(?!')|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[[\]{},\n]/g;

function endOfValue(header: string, start: number): number {
  let depth = 0;
  PART.lastIndex = start;
  for (let found = PART.exec(header); found !== null; found = PART.exec(header)) {
    const [part] = found;
    if (part === "[" || part === "{") depth += 1;
    else if (part === "]" || part === "}") {
      depth -= 1;
      if (depth === 0) return PART.lastIndex;
    } else if (depth === 0 && (part === "\n" || part.startsWith("#")))
      return trimmedEnd(header, start, found.index);
    else if (depth === 0 && part !== ",") return PART.lastIndex;
  }
  return trimmedEnd(header, start, header.length);
}

function trimmedEnd(header: string, start: number, end: number): number {
  return start + header.slice(start, end).trimEnd().length;
}

function itemsOf(header: string, { start, end }: Span): Span[] {
  const items: Span[] = [];
  let depth = 0;
  let from = start + 1;
  let stop = from;
  const take = () => {
    const text = header.slice(from, stop);
    const begin = from + (text.length - text.trimStart().length);
    const trimmed = begin + text.trim().length;
    if (trimmed > begin) items.push({ start: begin, end: trimmed });
  };
  PART.lastIndex = start;
  for (let found = PART.exec(header); found !== null && found.index < end; found = PART.exec(header)) {
    const [part] = found;
    if (part === "[" || part === "{") depth += 1;
    else if (part === "]" || part === "}") depth -= 1;
    else if (part.startsWith("#")) {
      // A comment stands behind an item or before the next; either way it is none of it.
      if (header.slice(from, found.index).trim() === "") from = PART.lastIndex;
      continue;
    }
    if (depth === 1 && (part === "," || found.index === start)) {
      if (part === ",") take();
      from = PART.lastIndex;
      stop = from;
    } else if (depth >= 1 && part !== "\n") stop = PART.lastIndex;
  }
  take();
  return items;
}

function quote(text: string, single = false): string {
  // JSON's escapes are all TOML's; DEL alone must be escaped here and is not there.
  return single && !/['\p{Cc}]/u.test(text)
    ? `'${text}'`
    : JSON.stringify(text).replaceAll("\u007f", "\\u007f");
}

function bareKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : quote(key);
}
