import type { Document } from "../document.ts";
import { parseMarkdown } from "../readers/markdown.ts";

/**
 * Reads the text of an article that a site generator will render. What parseMarkdown leaves out stays out (code, addresses, HTML),
 * and so do the generators' own marks: shortcodes of Hugo and Zola, tags of Liquid and Nunjucks, attribute lists of kramdown,
 * the imports of MDX. Offsets are into `body`.
 *
 * @param body The article without its front matter.
 */
export function parseArticle(body: string, { mdx = false }: { readonly mdx?: boolean } = {}): Document {
  let text = body;
  for (const mark of mdx ? [...MARKS, IMPORT] : MARKS) text = text.replace(mark, blank);
  // A leading line keeps a rule at the top from being read as front matter once more.
  const { blocks, skip = [], title } = parseMarkdown(`\n${text}`);
  const back = <T extends { start: number; end: number }>(span: T): T => ({
    ...span,
    start: span.start - 1,
    end: span.end - 1,
  });
  return {
    text,
    blocks: blocks.map(back),
    ...(skip.length > 0 && { skip: skip.map(back) }),
    ...(title !== undefined && { title }),
  };
}

// Each looks ahead a bounded way, so that a thousand opened and never closed cost no more than their length.
const MARKS = [
  /\{%-?\s*(highlight|raw|comment|code|schema|style|javascript)\b[\s\S]{0,20000}?\{%-?\s*end\1\s*-?%\}/g,
  /\{\{[<%]\s*(highlight|mermaid|katex)\b[\s\S]{0,20000}?\{\{[<%]\s*\/\s*\1\s*[>%]\}\}/g,
  /\{%[\s\S]{0,2000}?%\}/g,
  /\{\{[\s\S]{0,2000}?\}\}/g,
  /\{#[\s\S]{0,2000}?#\}/g,
  /\{[:#.][^{}\n]{1,200}\}/g,
];
const IMPORT = /^(?:import|export)\s[^\n]*$/gm;

/** Spaces of the same length: offsets stay, and words on either side do not join. */
function blank(mark: string): string {
  return mark.replace(/[^\n\r]/g, " ");
}
