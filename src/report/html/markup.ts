/** HTML that is safe to put into a page: only `html` makes it, and all that it is given is escaped. */
export interface Markup {
  readonly markup: string;
}

export type Content = Markup | string | number | undefined | false | readonly Content[];

/**
 * A piece of a page. Strings in it become text, never tags, in an element as in a quoted attribute.
 *
 * @example
 * html`<td>${"a < b"}</td>`.markup; // "<td>a &lt; b</td>"
 */
export function html(pieces: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let markup = pieces[0] ?? "";
  contents.forEach((content, i) => {
    markup += contentOf(content) + (pieces[i + 1] ?? "");
  });
  return { markup };
}

/** Markup from this program itself or from a library that escapes, such as a drawn plot. */
export function trusted(markup: string): Markup {
  return { markup };
}

function contentOf(content: Content): string {
  if (content === undefined || content === false) return "";
  if (typeof content === "number") return String(content);
  if (typeof content === "string") return escapeText(content);
  if ("markup" in content) return content.markup;
  return content.map(contentOf).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What HTML may not hold, and what could turn the reading direction of the page. */
const UNSHOWN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out here
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** What may be in a text that `escapeText` changes; few have any of it, and one test is faster than four. */
const ESCAPED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]/;

function escapeText(text: string): string {
  if (!ESCAPED.test(text)) return text;
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replace(UNSHOWN, "\ufffd")
    .replace(/\p{Cs}/gu, "\ufffd");
}
