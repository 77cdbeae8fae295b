import { type MemberNode, type ObjectNode, parse, type ValueNode } from "@humanwhocodes/momoa";
import { BadHeader, type HeaderLanguage, notAList } from "./header.ts";
import { applyEdits, type Edit, editBracketList, indentAt, type ListChange } from "./list.ts";

/** JSON front matter, as Hugo and Eleventy take it. */
export const json: HeaderLanguage = {
  parse(header) {
    try {
      parse(header);
      return JSON.parse(header);
    } catch (error) {
      const { message: reason, line } = error as Error & { line?: number };
      const message = `the front matter is not JSON (${reason.slice(0, 120)}); mend it there`;
      throw new BadHeader({ code: "frontmatter/not-json", message, ...(line !== undefined && { line }) });
    }
  },
  write(header, path, change) {
    const { body } = parse(header, { ranges: true });
    return applyEdits(header, editsOf(header, body, path, change));
  },
};

function editsOf(header: string, root: ValueNode, path: readonly string[], change: ListChange): Edit[] {
  let object: ValueNode = root;
  for (const [depth, key] of path.entries()) {
    if (object.type !== "Object") throw notAList(path);
    const rest = path.slice(depth);
    // The last of equal keys is the one that JSON.parse keeps.
    const member = object.members.findLast(({ name }) => name.type === "String" && name.value === key);
    if (member === undefined) return [insertMember(header, object, rest, change)];
    if (rest.length === 1) return editValue(header, member, path, change);
    object = member.value;
  }
  return [];
}

function insertMember(header: string, object: ObjectNode, path: readonly string[], change: ListChange): Edit {
  const [start, end] = object.range ?? [0, 0];
  const list = `[${change.entries.map(quote).join(", ")}]`;
  const nested = path.slice(1).reduceRight((value, key) => `{ ${quote(key)}: ${value} }`, list);
  const text = `${quote(path[0] ?? "")}: ${nested}`;
  const last = object.members.at(-1)?.range;
  if (last === undefined) return { start: start + 1, end: end - 1, text: ` ${text} ` };
  const lines = /\n/.test(header.slice(start, last[0]));
  const gap = lines ? `,${change.eol}${indentAt(header, last[0])}` : ", ";
  return { start: last[1], end: last[1], text: `${gap}${text}` };
}

function editValue(
  header: string,
  { value }: MemberNode,
  path: readonly string[],
  change: ListChange,
): Edit[] {
  const [start, end] = value.range ?? [0, 0];
  if (value.type === "Array") {
    const items = value.elements.map(({ value: { range } }) => ({
      start: range?.[0] ?? 0,
      end: range?.[1] ?? 0,
    }));
    return editBracketList(header, { start, end, items }, change, quote);
  }
  if (value.type !== "String" && value.type !== "Null") throw notAList(path, value.loc.start.line);
  const kept = value.type === "String" && change.kept > 0 ? [header.slice(start, end)] : [];
  const items = [...kept, ...change.entries.slice(kept.length).map(quote)];
  return [{ start, end, text: `[${items.join(", ")}]` }];
}

function quote(text: string): string {
  return JSON.stringify(text);
}
