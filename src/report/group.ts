import type { AnalyzedRecord } from "../record.ts";

const ERAS: Readonly<Record<string, number>> = {
  令和: 2018,
  R: 2018,
  平成: 1988,
  H: 1988,
  昭和: 1925,
  S: 1925,
};

/**
 * The year that a name or title gives, in the Western count: 2024, 令和6年度, R6, 平成元年; the first one from the left.
 *
 * @example
 * yearOf("令和６年度_地域福祉計画.pdf"); // => "2024"
 */
export function yearOf(text: string): string | undefined {
  const folded = text.normalize("NFKC");
  const pattern =
    /(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])|(?<![0-9])((?:19|20)[0-9]{2})(?:[01][0-9])(?:[0-3][0-9])(?![0-9])|(令和|平成|昭和)\s*(元|[0-9]{1,2})|(?<![A-Za-z])([RHS])\.?([0-9]{1,2})(?![0-9A-Za-z])/;
  const [, year, dated, era, eraYear, letter, letterYear] = pattern.exec(folded) ?? [];
  if (year !== undefined || dated !== undefined) return year ?? dated;
  const start = ERAS[era ?? letter ?? ""];
  const count = eraYear === "元" ? 1 : Number(eraYear ?? letterYear);
  return start === undefined || count === 0 ? undefined : String(start + count);
}

/** The year of a document: in its own name, else its title, else its folders from the innermost. */
export function yearOfRecord({
  source,
  title = "",
  id = "",
}: Pick<AnalyzedRecord, "source" | "title" | "id">) {
  const names = source.split(/[/\\]/).reverse();
  for (const text of [id, names[0] ?? "", title, ...names.slice(1)]) {
    const year = yearOf(text);
    if (year !== undefined) return year;
  }
  return undefined;
}

/**
 * Groups that a table gives: the first column names documents (the path, or the end of it), the second their group.
 * Paths are compared as they are written in either form of Unicode, with either slash.
 */
export function groupsOfTable(rows: readonly (readonly string[])[]): (source: string) => string | undefined {
  const groups = new Map<string, string>();
  for (const [name = "", group = ""] of rows) {
    const key = pathKey(name.trim());
    if (key !== "" && group.trim() !== "") groups.set(key, group.trim());
  }
  return (source) => {
    const key = pathKey(source);
    for (let at = 0; at !== -1; at = key.indexOf("/", at + 1)) {
      const group = groups.get(at === 0 ? key : key.slice(at + 1));
      if (group !== undefined) return group;
    }
    return undefined;
  };
}

function pathKey(path: string): string {
  return path.normalize("NFC").replaceAll("\\", "/").replace(/^\.\//, "");
}
