import mammoth from "mammoth";
import type { Block, Document } from "../document.ts";
import type { Problem } from "../errors.ts";
import { createDraft } from "./draft.ts";
import { parseHtml } from "./html.ts";
import { outlineOf } from "./outline.ts";
import { unzipOffice, type ZipEntry, zipStored } from "./zip.ts";

/**
 * Reads a Word file: headings, paragraphs, lists, tables, footnotes and endnotes, text boxes. Heads and feet of pages,
 * deleted text and comments are left out. Paragraphs that are headings only by their mark (１．目的) become headings.
 */
export async function parseDocx(bytes: Uint8Array): Promise<Document | Problem> {
  const entries = unzipOffice(bytes);
  if ("code" in entries) return entries;
  if (!entries.some(({ name }) => name.endsWith("document.xml"))) {
    return {
      code: "reader/damaged",
      message: "the file has no Word document inside; save it as .docx again",
    };
  }
  const buffer = Buffer.from(zipStored(entries.map(withoutRuby)));
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      { convertImage: mammoth.images.imgElement(async () => ({ src: "" })), externalFileAccess: false },
    );
    return outlined(parseHtml(withoutBackLinks(value)));
  } catch (error) {
    const reason =
      error instanceof Error ? (error.message.split("\n")[0] ?? "").slice(0, 100) : String(error);
    return {
      code: "reader/damaged",
      message: `Word's XML is broken (${reason}); open it in Word and save it anew`,
    };
  }
}

/** mammoth 1.13 drops `w:ruby` whole, and with it the word that the reading stands on. */
function withoutRuby({ name, bytes }: ZipEntry): ZipEntry {
  if (!/^word\/(?:document|footnotes|endnotes)\.xml$/.test(name)) return { name, bytes };
  const xml = new TextDecoder().decode(bytes);
  if (!xml.includes("<w:ruby>")) return { name, bytes };
  // A ruby stands inside a run, and runs do not nest: the outer run is closed and opened again around the base.
  const plain = xml.replace(
    /<w:ruby>(?:(?!<\/w:ruby>)[\s\S])*?<w:rubyBase>((?:(?!<\/w:rubyBase>)[\s\S])*)<\/w:rubyBase>\s*<\/w:ruby>/g,
    (_, base: string) => `</w:r>${base}<w:r>`,
  );
  return { name, bytes: new TextEncoder().encode(plain) };
}

/** The arrow that leads from a note back to its place. */
function withoutBackLinks(html: string): string {
  return html.replace(/<a href="#(?:footnote|endnote)-ref-[^"]*">[^<]*<\/a>/g, "");
}

/** Gives paragraphs the outline that their marks tell; many offices type headings instead of styling them. */
function outlined(document: Document): Document {
  const { text, blocks } = document;
  const draft = createDraft();
  const contentOf = (block: Block | undefined) =>
    block?.kind === "paragraph" ? text.slice(block.start, block.end) : undefined;
  for (const [index, { start, end, ...shape }] of blocks.entries()) {
    const outline =
      shape.kind === "paragraph"
        ? outlineOf(text.slice(start, end), contentOf(blocks[index - 1]), contentOf(blocks[index + 1]))
        : undefined;
    const { kind, level } = outline ?? shape;
    draft.add({ ...shape, kind, ...(level === undefined ? {} : { level }) }, text.slice(start, end));
  }
  const content = draft.finish();
  const heading = content.blocks.find((block) => block.kind === "heading");
  const title = heading === undefined ? document.title : content.text.slice(heading.start, heading.end);
  return { ...content, ...(title === undefined ? {} : { title }) };
}
