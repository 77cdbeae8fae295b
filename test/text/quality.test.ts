import { describe, expect, test } from "vitest";
import { qualityOf } from "../../src/text/quality.ts";

describe("qualityOf", () => {
  test.for([
    ["相談者に寄り添った支援を行う。", []],
    ["", []],
    ["縺薙ｌ縺ｯ譁・ｭ怜喧縺代〒縺吶ゅ％縺薙ｌ縺ｯ", ["wrong-encoding"]],
    ["ã\u0081\u0093ã\u0082\u008cã\u0081¯æ\u0096\u0087", ["control-characters", "wrong-encoding"]],
    ["支\ufffd\ufffd援を行\ufffd。", ["replacement-characters"]],
    ["\ue001\ue002\ue003支援", ["private-characters"]],
    ["(cid:12)(cid:13)(cid:14)支援", ["private-characters"]],
    ["Plain English text without any Japanese in it. ".repeat(8), ["little-japanese"]],
  ] as const)("%s", ([text, reasons]) => {
    expect(qualityOf(text).reasons).toEqual(reasons);
  });

  test("another language is no damage; a reader's defect is", () => {
    expect(qualityOf("Plain English text without any Japanese in it. ".repeat(8)).sound).toBe(true);
    expect(qualityOf("", ["no-text-layer"])).toEqual({ sound: false, reasons: ["no-text-layer"] });
    expect(qualityOf("支援").sound).toBe(true);
  });

  test("a long text is judged by its beginning, middle and end", () => {
    expect(qualityOf(`${"支援を行う。".repeat(5000)}${"\ufffd".repeat(4000)}`).reasons).toEqual([
      "replacement-characters",
    ]);
  });
});
