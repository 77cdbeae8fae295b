export const A4 = "0 0 595 842";

/** A PDF written by hand, its Japanese font not embedded, so that text is read by pdf.js' own character maps. */
export function pdf(
  contents: readonly (string | Uint8Array)[],
  page = `/MediaBox [${A4}]`,
  trailer = "",
): Uint8Array {
  const font = (name: string, encoding: string) =>
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /${encoding} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 5 >> /FontDescriptor << /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> /DW 1000 >>] >>`;
  const first = 5;
  const kids = contents.map((_, index) => `${first + 2 * index} 0 R`).join(" ");
  const objects: (string | Uint8Array)[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
    font("Ryumin-Light-H", "UniJIS-UCS2-H"),
    font("Ryumin-Light-V", "UniJIS-UCS2-V"),
  ];
  for (const [index, content] of contents.entries()) {
    const number = first + 2 * index;
    objects.push(
      `<< /Type /Page /Parent 2 0 R ${page} /Contents ${number + 1} 0 R /Resources << /Font << /H 3 0 R /V 4 0 R >> >> >>`,
    );
    const filter = typeof content === "string" ? "" : "/Filter /FlateDecode ";
    const stream = typeof content === "string" ? Buffer.from(content, "latin1") : content;
    const head = `<< ${filter}/Length ${stream.length} >>\nstream\n`;
    objects.push(Buffer.concat([Buffer.from(head), stream, Buffer.from("\nendstream")]));
  }
  const parts: Buffer[] = [Buffer.from("%PDF-1.5\n")];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from("\nendobj\n"),
    ]);
    parts.push(part);
    length += part.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

export const hex = (text: string) => Buffer.from(text, "utf16le").swap16().toString("hex");

/** Shows text at a place (points from the lower left). */
export function show(
  x: number,
  y: number,
  text: string,
  { size = 12, font = "H", before = "" } = {},
): string {
  return `BT ${before} /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm <${hex(text)}> Tj ET\n`;
}
