import type { Problem } from "../errors.ts";
import type { ListChange } from "./list.ts";

/** A format of front matter: reads it as data, and writes one list into it. */
export interface HeaderLanguage {
  /** @throws BadHeader */
  parse(header: string): unknown;
  /**
   * The header with the list at `path` (keys from the outside in) made what `change` says, and nothing else touched.
   *
   * @throws BadHeader where what stands at the path cannot become a list
   */
  write(header: string, path: readonly string[], change: ListChange): string;
}

/** Front matter that cannot be read or written; lines count from the first of the header. */
export class BadHeader extends Error {
  override readonly name = "BadHeader";
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** What stands where the list of tags should be is nothing that tags could be added to. */
export function notAList(path: readonly string[], line?: number): BadHeader {
  const name = path.join(".");
  const message = `"${name}" is no list of tags; make it one, or name another field with --field`;
  return new BadHeader({
    code: "frontmatter/not-a-list",
    message,
    ...(line !== undefined && { line }),
    path: name,
  });
}
