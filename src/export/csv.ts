/**
 * One line of a dictionary CSV (RFC 4180, which MeCab and Sudachi read): a field with a comma, quotation mark or line end is
 * quoted. For morphological analysers, not for spreadsheets: formulas are not disarmed, as `=` may begin a word.
 */
export function renderCsvLine(fields: readonly (string | number)[]): string {
  const cells = fields
    .map(String)
    .map((field) => (/[",\r\n]/u.test(field) ? `"${field.replaceAll('"', '""')}"` : field));
  return `${cells.join(",")}\n`;
}
