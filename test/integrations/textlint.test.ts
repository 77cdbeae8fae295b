import { describe, expect, it } from "vitest";
import { textlintRule } from "../../src/integrations/textlint.ts";

// The tester looks for the test functions of mocha.
Object.assign(globalThis, { describe, it });
const { default: TextLintTester } = await import("textlint-tester");

const tester = new TextLintTester();
const often = (times: number) =>
  Array.from({ length: times }, (_, n) => `第${n}に、寄り添った支援を行う。`).join("");
const at = (text: string, word: string, from = 0): [number, number] => {
  const start = text.indexOf(word, from);
  return [start, start + word.length];
};

const ESCAPED = "記号\\*と\\*、**一方**的な指導を行う。";
const QUOTED = "> 引用\n\n- 業者に丸投げする。\n";
const EMOJI = "👨‍👩‍👧𠮷 業者に丸投げする。";

tester.run("bansou", textlintRule as never, {
  valid: [
    "相談者に寄り添った支援を行う。",
    "丸投げはしない。",
    "`業者に丸投げする`",
    "```\n業者に丸投げする。\n```",
    "[窓口](https://example.com/丸投げ)",
    "",
    { text: "業者に丸投げする。", options: { contrary: false } },
    { text: "業者に丸投げする。", options: { contrary: { except: ["丸投げ型支援"] } } },
    { text: "業者に丸投げする。", options: { contrary: { concepts: ["ippoteki-shien"] } } },
    often(3),
    { text: often(9), options: { overused: false } },
    { text: often(9), options: { overused: { concepts: ["伴走型支援"] } } },
    { text: often(9), options: { overused: { least: 9 } } },
  ],
  invalid: [
    { text: "業者に丸投げする。", errors: [{ range: [0, 6] }] },
    { text: QUOTED, errors: [{ range: at(QUOTED, "業者に丸投げ") }] },
    { text: EMOJI, errors: [{ range: at(EMOJI, "業者に丸投げ") }] },
    { text: ESCAPED, errors: [{ range: at(ESCAPED, "一方**的な指導") }] },
    { text: "# 計画\n\n業者に\n丸投げする。\n", errors: [{ line: 3, column: 1 }] },
    {
      text: "業者に丸投げする。",
      options: { contrary: { severity: "warning" } },
      errors: [{ severity: 1, range: [0, 6] } as never],
    },
    { text: often(6), errors: [{ range: at(often(6), "寄り添った支援", often(3).length) }] },
  ],
});

describe("messages", () => {
  it.each([
    [
      "業者に丸投げする。",
      /^「業者に丸投げ」は「丸投げ型支援」にあたり.*「共に歩む支援」.*\(marunage-gata-shien\)$/,
    ],
    [
      often(5),
      /^「寄り添った支援」をはじめ「寄り添い支援」にあたることばが 5 回あります（目安は 3 回まで）.*例: .*\(yorisoi-shien\)$/,
    ],
    ["寄り添い支援を行う。".repeat(5), /^「寄り添い支援」が 5 回あります/],
  ])("of %s name concept, reason and other wording", async (text, message) => {
    const told: { message: string }[] = [];
    const context = {
      severity: 2,
      locator: { range: () => ({}) },
      getSource: () => text,
      report: (_: never, error: { message: string }) => told.push(error),
    };
    const range = [0, text.length] as const;
    const paragraph = { type: "Paragraph", range, children: [{ type: "Str", range }] };
    await textlintRule(context as never)["Document:exit"]({ type: "Document", range, children: [paragraph] });
    expect(told.map((error) => error.message)).toEqual([expect.stringMatching(message)]);
  });
});

describe("options", () => {
  const run = (options: unknown) => {
    const context = { severity: 2, locator: { range: () => ({}) }, getSource: () => "x", report: () => {} };
    const rule = textlintRule(context, options as never);
    return rule["Document:exit"]({ type: "Document", range: [0, 1], children: [] });
  };

  it.each([
    [{ contrary: { severity: "fatal" } }, /contrary\.severity.*received "fatal"/],
    [{ contrary: { concepts: ["丸投げ型支縁"] } }, /"丸投げ型支縁".*did you mean .*丸投げ型支援/],
    [{ contrary: { concepts: ["ありえない概念"] } }, /"ありえない概念".*bansou lookup/],
    [{ overused: { except: "伴走型支援" } }, /overused\.except to be a list.*received "伴走型支援"/],
    [{ overused: { per1000: "5" } }, /overused\.per1000 to be a number, received "5"/],
    [{ contary: false }, /no "contary"; use contrary or overused/],
    [{ contrary: { least: 3 } }, /no "contrary\.least"; use concepts, except, severity/],
    [{ contrary: "error" }, /contrary to be true, false or an object, received "error"/],
    [{ contary: false, overused: { severity: 1 } }, /"contary".*; .*overused\.severity/],
  ])("refuses %j", async (options, message) => {
    await expect(run(options)).rejects.toThrow(message);
  });

  it("takes the severity that textlint hands on", async () => {
    await expect(run({ severity: "warning", contrary: true })).resolves.toBeUndefined();
  });
});
