/**
 * Rows as columns that line up in a terminal, where kanji and kana are two cells wide; the first row is the head.
 * The last column is not padded.
 */
export function columns(rows: readonly (readonly string[])[], title = ""): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => cells(row[i] ?? ""))));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell + " ".repeat((widths[i] ?? 0) - cells(cell))))
      .join("  ")
      .trimEnd(),
  );
  return `${[...(title === "" ? [] : [title, ""]), ...lines].join("\n")}\n`;
}

function cells(text: string): number {
  return [...text].reduce(
    (width, mark) => width + (/[\u1100-\u115f\u2e80-\uff60\uffe0-\uffe6]/.test(mark) ? 2 : 1),
    0,
  );
}
