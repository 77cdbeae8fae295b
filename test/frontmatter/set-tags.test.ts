import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { findFrontMatter } from "../../src/frontmatter/fence.ts";
import { type SetTagsOptions, setTags } from "../../src/frontmatter/set-tags.ts";

const NEW = ["伴走型支援", "協働"];
const add = async (source: string, options: Partial<SetTagsOptions> = {}) =>
  (await setTags(source, { field: "tags", tags: NEW, existing: "keep", ...options })).text;

/** Each header before and after two tags were added; what stands around is the article. */
const KEPT: readonly (readonly [string, string, string])[] = [
  [
    "no field",
    "---\ntitle: 計画 # 仮\n---\n",
    "---\ntitle: 計画 # 仮\ntags:\n  - 伴走型支援\n  - 協働\n---\n",
  ],
  ["nothing at all", "---\n---\n", "---\ntags:\n  - 伴走型支援\n  - 協働\n---\n"],
  ["comments alone", "---\n# 下書き\n---\n", "---\n# 下書き\ntags:\n  - 伴走型支援\n  - 協働\n---\n"],
  ["closed by dots", "---\na: 1\n...\n", "---\na: 1\ntags:\n  - 伴走型支援\n  - 協働\n...\n"],
  [
    "flow",
    "---\ntags: [a,  'b' ] # 編集部\n---\n",
    "---\ntags: [a,  'b', 伴走型支援, 協働 ] # 編集部\n---\n",
  ],
  ["flow, quoted", '---\ntags: ["a", "協働"]\n---\n', '---\ntags: ["a", "協働", "伴走型支援"]\n---\n'],
  ["empty flow", "---\ntags: []\nz: 1\n---\n", "---\ntags: [伴走型支援, 協働]\nz: 1\n---\n"],
  [
    "flow on lines",
    "---\ntags: [\n    a, # 一\n    b # 二\n  ]\n---\n",
    "---\ntags: [\n    a, # 一\n    b, # 二\n    伴走型支援,\n    協働\n  ]\n---\n",
  ],
  [
    "block",
    "---\ntags:\n- a # 一\n\n- 'b'\nz: 1\n---\n",
    "---\ntags:\n- a # 一\n\n- 'b'\n- 伴走型支援\n- 協働\nz: 1\n---\n",
  ],
  [
    "block, quoted, indented",
    "---\ntags:\n    - 'a'   # 一\n# 後\n---\n",
    "---\ntags:\n    - 'a'   # 一\n    - '伴走型支援'\n    - '協働'\n# 後\n---\n",
  ],
  ["one text", "---\ntags: '福祉'\n---\n", "---\ntags: ['福祉', 伴走型支援, 協働]\n---\n"],
  ["a key alone", "---\ntags:\nz: 1\n---\n", "---\ntags: [伴走型支援, 協働]\nz: 1\n---\n"],
  ["a key alone with a comment", "---\ntags: # なし\n---\n", "---\ntags: [伴走型支援, 協働] # なし\n---\n"],
  ["null", "---\ntags: null\n---\n", "---\ntags: [伴走型支援, 協働]\n---\n"],
  [
    "the style of another list",
    "---\ncategories: [x]\n---\n",
    "---\ncategories: [x]\ntags: [伴走型支援, 協働]\n---\n",
  ],
  [
    "the indent of another list",
    "---\ncategories:\n- x\n---\n",
    "---\ncategories:\n- x\ntags:\n- 伴走型支援\n- 協働\n---\n",
  ],
  ["a flow map", "---\n{title: x}\n---\n", "---\n{title: x, tags: [伴走型支援, 協働]}\n---\n"],
  [
    "an anchor elsewhere",
    "---\na: &x [1]\nb: *x\n---\n",
    "---\na: &x [1]\nb: *x\ntags: [伴走型支援, 協働]\n---\n",
  ],
  [
    "a text of many lines",
    "---\nd: |\n  一\n  二\n---\n",
    "---\nd: |\n  一\n  二\ntags:\n  - 伴走型支援\n  - 協働\n---\n",
  ],
  [
    "TOML, no field",
    '+++\ntitle = "x" # 仮\n\n[a]\nb = 1\n+++\n',
    '+++\ntitle = "x" # 仮\ntags = ["伴走型支援", "協働"]\n\n[a]\nb = 1\n+++\n',
  ],
  ["TOML, tables alone", "+++\n[a]\nb = 1\n+++\n", '+++\ntags = ["伴走型支援", "協働"]\n[a]\nb = 1\n+++\n'],
  [
    "TOML, a list",
    "+++\ntags = ['a', ] # 一\nz = 1\n+++\n",
    "+++\ntags = ['a', '伴走型支援', '協働', ] # 一\nz = 1\n+++\n",
  ],
  [
    "TOML, a list on lines",
    '+++\ntags = [\n  "a", # ] 一\n  # 二\n  "b", # 三\n]\n+++\n',
    '+++\ntags = [\n  "a", # ] 一\n  # 二\n  "b", # 三\n  "伴走型支援",\n  "協働",\n]\n+++\n',
  ],
  ["TOML, one text", '+++\ntags = "福祉"\n+++\n', '+++\ntags = ["福祉", "伴走型支援", "協働"]\n+++\n'],
  [
    "TOML, traps",
    '+++\na = """\ntags = ["x"]\n"""\n[b]\ntags = ["y"]\n[[c]]\ntags = ["z"]\n+++\n',
    '+++\na = """\ntags = ["x"]\n"""\ntags = ["伴走型支援", "協働"]\n[b]\ntags = ["y"]\n[[c]]\ntags = ["z"]\n+++\n',
  ],
  ["JSON, no field", '{\n  "title": "x"\n}\n', '{\n  "title": "x",\n  "tags": ["伴走型支援", "協働"]\n}\n'],
  ["JSON, on one line", '{"a": "}"}\n', '{"a": "}", "tags": ["伴走型支援", "協働"]}\n'],
  ["JSON, nothing", "{}\n", '{ "tags": ["伴走型支援", "協働"] }\n'],
  ["JSON, a list", '{ "tags": [ "a" ], "z": 1 }\n', '{ "tags": [ "a", "伴走型支援", "協働" ], "z": 1 }\n'],
  [
    "JSON, a list on lines",
    '{\n\t"tags": [\n\t\t"a"\n\t]\n}\n',
    '{\n\t"tags": [\n\t\t"a",\n\t\t"伴走型支援",\n\t\t"協働"\n\t]\n}\n',
  ],
  [
    "JSON in fences",
    '---json\n{ "a": 1 }\n---\n',
    '---json\n{ "a": 1, "tags": ["伴走型支援", "協働"] }\n---\n',
  ],
];

describe("setTags", () => {
  it.each(KEPT)("adds to %s", async (_, before, after) => {
    const body = "\n# 本文\n\ntags: [x]\n";
    expect(await add(before + body)).toBe(after + body);
  });

  it.each(KEPT)("adds once to %s", async (_, before) => {
    const once = await add(before);
    expect(await add(once)).toBe(once);
  });

  it.each(KEPT)("keeps line ends and the byte order mark: %s", async (_, before, after) => {
    const crlf = (text: string) => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    expect(await add(crlf(before))).toBe(crlf(after));
  });

  it.each(KEPT)("adds nothing to %s where there is nothing to add", async (_, before) => {
    expect(await add(before, { tags: [] })).toBe(before);
  });

  it.each([
    ["---\ntags: [a, b] # 一\n---\n", "---\ntags: [伴走型支援, 協働] # 一\n---\n"],
    ["---\ntags:\n  - a # 一\n  - b # 二\nz: 1\n---\n", "---\ntags:\n  - 伴走型支援\n  - 協働\nz: 1\n---\n"],
    ["---\ntags: 福祉 相談\n---\n", "---\ntags: [伴走型支援, 協働]\n---\n"],
    ['+++\ntags = [\n "a",\n]\n+++\n', '+++\ntags = ["伴走型支援", "協働"]\n+++\n'],
    ['{"tags": ["a"]}', '{"tags": ["伴走型支援", "協働"]}'],
  ])("replaces the list of %j", async (before, after) => {
    expect(await add(before, { existing: "replace" })).toBe(after);
    expect(await add(after, { existing: "replace" })).toBe(after);
  });

  it.each([
    ["---\ntags:\n  - a\nz: 1\n---\n", "---\ntags:\n  []\nz: 1\n---\n"],
    ["---\ntags: [a]\n---\n", "---\ntags: []\n---\n"],
    ["---\nz: 1\n---\n", "---\nz: 1\n---\n"],
  ])("empties the list of %j", async (before, after) => {
    expect(await add(before, { existing: "replace", tags: [] })).toBe(after);
  });

  it.each([
    [
      "---\ntitle: x\ntaxonomies:\n  # 分類\n  tags:\n    - a\n---\n",
      "---\ntitle: x\ntaxonomies:\n  # 分類\n  tags:\n    - a\n    - 伴走型支援\n    - 協働\n---\n",
    ],
    [
      "---\ntaxonomies:\n  a: 1\nz: 1\n---\n",
      "---\ntaxonomies:\n  tags:\n    - 伴走型支援\n    - 協働\n  a: 1\nz: 1\n---\n",
    ],
    ["---\nz: 1\n---\n", "---\nz: 1\ntaxonomies:\n  tags:\n    - 伴走型支援\n    - 協働\n---\n"],
    [
      '+++\n[taxonomies]\na = ["b"] \n[extra]\n+++\n',
      '+++\n[taxonomies]\na = ["b"] \ntags = ["伴走型支援", "協働"]\n[extra]\n+++\n',
    ],
    [
      '+++\n[taxonomies]\ntags = ["b"]\n+++\n',
      '+++\n[taxonomies]\ntags = ["b", "伴走型支援", "協働"]\n+++\n',
    ],
    ['{"a": {}}', '{"a": {}, "taxonomies": { "tags": ["伴走型支援", "協働"] }}'],
  ])("reaches a field inside another: %j", async (before, after) => {
    // An added key may cost the white space at the end of the line before it, never more.
    expect((await add(before, { field: "taxonomies.tags" })).replace(/ +\n/g, "\n")).toBe(
      after.replace(/ +\n/g, "\n"),
    );
  });

  it("leaves an article without front matter alone, or gives it some", async () => {
    const text = "# 本文\n";
    expect(await setTags(text, { field: "tags", tags: NEW, existing: "keep" })).toEqual({
      text,
      added: [],
      removed: [],
      hasFrontMatter: false,
    });
    expect(await add(text, { create: true })).toBe("---\ntags:\n  - 伴走型支援\n  - 協働\n---\n\n# 本文\n");
    expect(await add(text, { create: true, tags: [] })).toBe(text);
  });

  it.each([
    ["---\ntitle: [a\n---\n", "frontmatter/yaml-indent", 3],
    ["---\na: 1\na: 2\n---\n", "frontmatter/yaml-duplicate", 3],
    ["---\n# 一\n\n: : :\n\t- x\n---\n", "frontmatter/yaml-unquoted", undefined],
    ["---\ntitle: [告知] 夏の会\n---\n", "frontmatter/yaml-unquoted", 2],
    ["---\ntitle: 計画: 第二期\n---\n", "frontmatter/yaml-unquoted", 2],
    ["---\nauthor: @machi\n---\n", "frontmatter/yaml-unquoted", 2],
    ["---\nmenu:\n\tmain: 1\n---\n", "frontmatter/yaml-tab", 3],
    ['---\ntitle: "計画\n---\n', "frontmatter/yaml-unclosed", undefined],
    ["---\na: &a [x]\nb: &b [*a, *a, *a]\n---\n---\ntitle: x\n", "", undefined],
    ["---\ntext\n---\n", "frontmatter/not-fields", 2],
    ["---\ntitle: x\n", "frontmatter/unclosed", 1],
    ["---js\n{}\n---\n", "frontmatter/unknown-format", 1],
    ["---\ntags: 福祉 相談\n---\n", "frontmatter/not-a-list", undefined],
    ["---\ntags: {a: 1}\n---\n", "frontmatter/not-a-list", undefined],
    ["---\na: &x [b]\ntags: *x\n---\n", "frontmatter/not-a-list", 3],
    ["---\ntags: 3\n---\n", "frontmatter/not-a-list", undefined],
    ["+++\na = \n+++\n", "frontmatter/not-toml", 2],
    ["+++\ntags = 3\n+++\n", "frontmatter/not-a-list", undefined],
    ['{ "a": 1,\n }\nx', "frontmatter/not-json", 2],
    ['{ "a": {\n', "frontmatter/unclosed", 1],
  ])("tells what is wrong with %j", async (source, code, line) => {
    const failed = await add(source).catch((error: unknown) => error);
    if (code === "") {
      expect(failed).toBeTypeOf("string");
      return;
    }
    expect(failed).toBeInstanceOf(InputError);
    const { problems } = failed as InputError;
    expect(problems).toHaveLength(1);
    expect(problems[0].code).toBe(code);
    if (line !== undefined) expect(problems[0].line).toBe(line);
  });

  it.each([
    "yes",
    "1_000",
    "- x",
    "a: b",
    "#a",
    "'",
    '"',
    "a, b",
    "[x]",
    "null",
    "改行\n",
    "𠮷野",
    "",
    "~",
    "12:30",
  ])("writes the tag %j so that it is read as it is", async (tag) => {
    for (const source of ["---\na: 1\n---\n", "---\ntags: ['x']\n---\n", "+++\n+++\n", "{}"]) {
      const once = await add(source, { tags: [tag] });
      expect(await add(once, { tags: [tag] })).toBe(once);
    }
  });

  it("touches nothing but the field, whatever stands around it", async () => {
    const line = fc.constantFrom(
      ...[
        "title: '計画: 案'",
        "date: 2024-01-01",
        "# 注",
        "",
        "draft: false # 下書き",
        "d: >-\n  一\n  二",
        "l:\n- 1\n- a: b",
      ],
      ...["n: {x: [1, 2], y: }", "e:", 'q: "\\u3042"', "k: |+\n  末\n\n"],
    );
    const field = fc.constantFrom(
      "tags: [a]",
      "tags:\n- a\n- b",
      "tags: # 空",
      "tags:\n    - 'a' # 一",
      "tags: a",
      "",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(line, { maxLength: 6 }),
        field,
        fc.uniqueArray(line, { maxLength: 4 }),
        async (above, own, below) => {
          const rest = below.filter((item) => !above.includes(item));
          const source = `---\n${[...above, own, ...rest].join("\n")}\n---\n本文\n`;
          const { text } = await setTags(source, { field: "tags", tags: NEW, existing: "keep" });
          const [head = "", tail = ""] = own === "" ? ["", ""] : source.split(own);
          expect(text.startsWith(head)).toBe(true);
          expect(text.endsWith(tail)).toBe(true);
          const again = await setTags(text, { field: "tags", tags: NEW, existing: "keep" });
          expect(again.text).toBe(text);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("findFrontMatter", () => {
  it.each([
    ["", undefined],
    ["# 見出し\n\n---\n", undefined],
    ["{{< figure >}}\n", undefined],
    ["{ ではじまる文", undefined],
    ['{ "a" } ではじまる文', undefined],
    ["--- \n---", { format: "yaml", header: { start: 5, end: 5 }, body: 8 }],
    ["----\n----\n", undefined],
  ])("of %j", (source, expected) => {
    expect(findFrontMatter(source)).toEqual(expected);
  });
});
