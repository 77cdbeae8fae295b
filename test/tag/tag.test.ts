import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bansou, startBansou } from "../cli/bansou.ts";

const ARTICLE =
  "# 相談窓口\n\n市は、相談者に寄り添った支援を行い、伴走型支援を続ける。\n職員は寄り添った支援のために、本人の話を聞く。伴走支援の輪を広げる。\n";
const HEADER = '---\ntitle: "窓口" # 仮\ntags: [お知らせ]\n---\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bansou-tag-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
}
const read = (path: string) => readFileSync(path, "utf8");

describe("bansou tag", () => {
  it("shows, checks, writes, and then has nothing to do", async () => {
    const path = file("content/2024/a.md", HEADER + ARTICLE);
    const plain = file("content/b.md", "# 献立\n\n今日はカレーを作る。\n");

    const shown = await bansou(["tag", folder]);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain("+ 伴走型支援");
    expect(shown.stdout).toMatch(/b\.md\n {2}no tags/);

    const checked = await bansou(["tag", folder, "--check"]);
    expect(checked.code).toBe(1);
    expect(checked.stdout).toMatch(/^--- a\/.*a\.md\n\+\+\+ b\/.*a\.md\n@@ -1,5 \+1,5 @@\n/m);
    expect(checked.stdout).toMatch(/^-tags: \[お知らせ\]\n\+tags: \[お知らせ, .*伴走型支援.*\]$/m);
    expect(read(path)).toBe(HEADER + ARTICLE);

    const written = await bansou(["tag", `${folder}/content/**/*.md`, "--write"]);
    expect(written.code).toBe(0);
    expect(written.stderr).toContain("1 changed, 1 as they are, 0 failed");
    expect(read(path)).toMatch(/^---\ntitle: "窓口" # 仮\ntags: \[お知らせ, .*伴走型支援.*\]\n---\n/);
    expect(read(path).endsWith(`---\n${ARTICLE}`)).toBe(true);
    expect(read(plain)).toBe("# 献立\n\n今日はカレーを作る。\n");

    const after = statSync(path);
    const again = await bansou(["tag", folder, "--write"]);
    expect(again.stderr).toContain("0 changed, 2 as they are, 0 failed");
    expect(statSync(path).mtimeMs).toBe(after.mtimeMs);
    expect(statSync(path).ino).toBe(after.ino);
    expect((await bansou(["tag", folder, "--check"])).code).toBe(0);
  });

  it("keeps the mode, follows links, and leaves no draft behind", async () => {
    const path = file("a.md", HEADER + ARTICLE);
    chmodSync(path, 0o640);
    symlinkSync(path, join(folder, "link.md"));
    const { code } = await bansou(["tag", join(folder, "link.md"), "--write"]);
    expect(code).toBe(0);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(read(path)).toContain("伴走型支援");
    expect(readdirSync(folder).sort()).toEqual(["a.md", "link.md"]);
  });

  it("answers what it cannot read with one line each, touches none of it, and tags the others", async () => {
    const broken = file("a.md", `---\ntitle: [a\n---\n${ARTICLE}`);
    const latin = file("b.md", Buffer.concat([Buffer.from(HEADER), Buffer.from([0xff, 0xfe, 0x80])]));
    const good = file("c.md", HEADER + ARTICLE);
    const run = await bansou(["tag", broken, latin, join(folder, "none.md"), good, "--write"]);
    expect(run.code).toBe(1);
    const lines = run.stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/a\.md:3: .*not YAML.*\[frontmatter\/yaml-indent\]$/);
    expect(lines[1]).toMatch(/b\.md: .*UTF-8.*\[file\/not-utf-8\]$/);
    expect(lines[2]).toMatch(/none\.md: .*ENOENT.*\[file\/unreadable\]$/);
    expect(lines[3]).toBe("1 changed, 0 as they are, 3 failed");
    expect(read(broken)).toBe(`---\ntitle: [a\n---\n${ARTICLE}`);
    expect(read(good)).toContain("伴走型支援");
  });

  it("speaks Japanese of what people get wrong, and keeps the names", async () => {
    const quotes = file("a.md", `---\ntitle: [告知] 夏の会\n---\n${ARTICLE}`);
    const list = file("b.md", `---\nfield: 福祉 相談\n---\n${ARTICLE}`);
    const run = await bansou(["tag", quotes, list, "--field", "field", "--lang", "ja"]);
    expect(run.stderr).toMatch(/a\.md:2: .*引用符で囲んでください。 \[frontmatter\/yaml-unquoted\]\n/);
    expect(run.stderr).toMatch(/b\.md.*: 「field」はタグのリストではありません。.*--field/);

    const taxonomy = file("tags.yml", "伴走: [伴走型支縁]\n寄り添う: [ありえない]\n");
    const unknown = await bansou(["tag", quotes, "--taxonomy", taxonomy, "--lang", "ja"]);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toMatch(/「伴走型支縁」という概念は.*もしかして: .*伴走型支援/);
    expect(unknown.stderr).toMatch(/「ありえない」という概念は/);
  });

  it("reads no code, addresses, HTML or shortcodes", async () => {
    const text = [
      "```\n伴走型支援を行う。寄り添った支援を行う。\n```",
      "[窓口](https://example.com/伴走型支援)と`伴走型支援`。",
      '<div title="伴走型支援">\n伴走型支援\n</div>',
      '{{< figure title="伴走型支援" >}} {% include "伴走型支援" %}',
      "{% highlight text %}\n伴走型支援\n{% endhighlight %}",
      "<!-- 伴走型支援 -->",
    ].join("\n\n");
    const path = file("a.md", `${HEADER}${text}\n`);
    const { stdout } = await bansou(["tag", path, "--suggest", "0", "--format", "ndjson"]);
    expect(JSON.parse(stdout).tags).toEqual([]);
  });

  it("writes the site's own tags", async () => {
    const path = file("a.md", HEADER + ARTICLE);
    const taxonomy = file("tags.yml", "伴走:\n  - 伴走型支援\n  - yorisoi-shien\n");
    await bansou(["tag", path, "--taxonomy", taxonomy, "--field", "topics", "--write"]);
    expect(read(path)).toContain("\ntopics: [伴走]\n");
    await bansou(["tag", path, "--taxonomy", taxonomy, "--existing", "replace", "--as", "slug", "--write"]);
    expect(read(path)).toContain("\ntags: [banso-gata-shien]\n");
  });

  it("tells all that is wrong with a taxonomy", async () => {
    const path = file("a.md", HEADER + ARTICLE);
    const taxonomy = file("tags.json", '{ "伴走": ["伴走型支縁"], "B": [] }');
    const { code, stderr } = await bansou(["tag", path, "--taxonomy", taxonomy]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /伴走\[0\].*伴走型支援.*\[taxonomy\/unknown-concept\]\n.*\(B\).*\[taxonomy\/no-concepts\]\n$/,
    );
  });

  it.each([
    [["tag", "a.md", "--write", "--check"], /one of --write, --check and --dry-run/],
    [["tag", "a.md", "--auto", "2"], /--auto.*from 0 to 1/],
    [["tag", "a.md", "--max", "0"], /--max.*whole number of 1 or more/],
    [["tag", "a.md", "--max", "0", "--lang", "ja"], /--max <n> に 0 は使えません。1 以上の整数/],
    [["tag", "none/**/*.md"], /no Markdown at/],
    [["tag"], /missing required argument/],
  ])("refuses %j as wrong usage", async (args, message) => {
    const { code, stderr } = await bansou(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  // Root may write whatever the mode says.
  it.skipIf(process.getuid?.() === 0)("does not replace what is set to be read alone", async () => {
    const path = file("a.md", HEADER + ARTICLE);
    chmodSync(path, 0o444);
    const run = await bansou(["tag", path, "--write"]);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/a\.md: .*EACCES.*\[file\/not-writable\]/);
    expect(read(path)).toBe(HEADER + ARTICLE);
  });

  it("never leaves half a file, whenever it is killed", async () => {
    const texts = new Map<string, string>();
    for (let n = 0; n < 60; n++)
      texts.set(file(`${n}.md`, HEADER + ARTICLE.repeat(1 + (n % 5))), HEADER + ARTICLE.repeat(1 + (n % 5)));
    const whole = new Map([...texts].map(([path, text]) => [path, text.slice(HEADER.length)]));
    const child = await startBansou(["tag", folder, "--write"]);
    child.stdout.once("data", () => child.kill("SIGKILL"));
    await new Promise((resolve) => child.on("close", resolve));
    let changed = 0;
    for (const [path, body] of whole) {
      const text = read(path);
      expect(text.endsWith(`---\n${body}`)).toBe(true);
      expect(text.startsWith('---\ntitle: "窓口" # 仮\ntags: [お知らせ')).toBe(true);
      if (text !== texts.get(path)) changed += 1;
    }
    expect(changed).toBeGreaterThan(0);
    expect((await bansou(["tag", folder, "--write"])).code).toBe(0);
    expect((await bansou(["tag", folder, "--check"])).code).toBe(0);
  });
});
