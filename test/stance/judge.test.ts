import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Polarity } from "../../src/thesaurus/concept.ts";
import type { Token } from "../../src/tokenizer/token.ts";
import { bundledJudge, ipadic, judgeTerm } from "./judge.ts";

const pieces =
  "寄り添い|丸投げ|支援|を|が|は|の|に|で|と|ない|ず|なく|ぬ|ん|ません|避け|る|こと|よう|、|。|「|」|から|より|わけ|べき|て|し|た|ば|か|不足|脱|🐸|\ud83d|a|\n".split(
    "|",
  );
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(""));
const polarity = fc.constantFrom<Polarity>("supportive", "contrary", "context");
const word = fc.constantFrom(
  ...pieces,
  "",
  "する",
  "ある",
  "いる",
  "連用形",
  "基本形",
  "体言接続",
  "仮定形",
  "*",
);
const pos = fc.constantFrom(
  "名詞",
  "動詞",
  "助詞",
  "助動詞",
  "形容詞",
  "副詞",
  "記号",
  "接続詞",
  "連体詞",
  "",
);
const token: fc.Arbitrary<Token> = fc.record({
  start: fc.integer({ min: -5, max: 80 }),
  end: fc.integer({ min: -5, max: 80 }),
  surface: word,
  lemma: word,
  pos,
  pos1: fc.constantFrom("自立", "非自立", "接尾", "格助詞", "接続助詞", "係助詞", "終助詞", "*"),
  pos2: fc.constantFrom("*", "副詞可能", "連語", "形容動詞語幹"),
  pos3: fc.constant("*"),
  conjugationType: fc.constant("*"),
  conjugationForm: word,
  reading: fc.constant(""),
  pronunciation: fc.constant(""),
  known: fc.boolean(),
});

describe("for any tokens at all", () => {
  test("never throws, and cue and scope lie inside the sentence", () => {
    fc.assert(
      fc.property(
        text,
        fc.array(token, { maxLength: 30 }),
        fc.nat(60),
        fc.nat(60),
        polarity,
        (body, tokens, a, b, side) => {
          const sentence = { text: body, tokens, start: 0, end: body.length };
          const span = { start: Math.min(a, b), end: Math.max(a, b) };
          const { cue, scope } = bundledJudge.judge(sentence, span, { polarity: side });
          for (const found of [cue, scope]) {
            if (found === undefined) continue;
            expect(found.start).toBeGreaterThanOrEqual(0);
            expect(found.end).toBeLessThanOrEqual(body.length);
            expect(found.start).toBeLessThanOrEqual(found.end);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("a denial always has a cue and a scope that holds it", async () => {
    const tokenizer = await ipadic();
    fc.assert(
      fc.property(text, polarity, (tail, side) => {
        const body = `丸投げ${tail}`;
        const sentence = { text: body, tokens: tokenizer.tokenize(body), start: 0, end: body.length };
        const judged = bundledJudge.judge(sentence, { start: 0, end: 3 }, { polarity: side });
        if (judged.stance === "affirmed") return;
        const { cue, scope } = judged;
        if (cue === undefined || scope === undefined) throw new Error("a denial without its cue");
        expect(cue.end).toBeGreaterThan(cue.start);
        expect(scope.start).toBeLessThanOrEqual(cue.start);
        expect(scope.end).toBeGreaterThanOrEqual(cue.end);
      }),
      { numRuns: 500 },
    );
  });
});

test("what stands in other sentences changes nothing but the offsets", async () => {
  const tokenizer = await ipadic();
  fc.assert(
    fc.property(text, text, text, polarity, (left, middle, right, side) => {
      const sentence = `現場への丸投げ${middle}`;
      const own = tokenizer.tokenize(sentence);
      const alone = bundledJudge.judge(
        { text: sentence, tokens: own, start: 0, end: sentence.length },
        { start: 4, end: 7 },
        { polarity: side },
      );
      const shift = left.length;
      const among = bundledJudge.judge(
        {
          text: left + sentence + right,
          tokens: own.map((one) => ({ ...one, start: one.start + shift, end: one.end + shift })),
          start: shift,
          end: shift + sentence.length,
        },
        { start: shift + 4, end: shift + 7 },
        { polarity: side },
      );
      const back = <T extends { start: number; end: number }>(span: T): T => ({
        ...span,
        start: span.start - shift,
        end: span.end - shift,
      });
      expect({
        ...among,
        ...(among.cue && { cue: back(among.cue) }),
        ...(among.scope && { scope: back(among.scope) }),
      }).toEqual(alone);
    }),
    { numRuns: 300 },
  );
});

test("reads no more tokens of a long sentence than of a short one, but for the search for the first", async () => {
  const tokenizer = await ipadic();
  const reads = (repeats: number): number => {
    const body = `丸投げを${"県内の事業者の職員の".repeat(repeats)}避ける`;
    let count = 0;
    const tokens = new Proxy(tokenizer.tokenize(body), {
      get(target, key, receiver) {
        if (typeof key === "string" && /^\d+$/.test(key)) count += 1;
        return Reflect.get(target, key, receiver);
      },
    });
    bundledJudge.judge(
      { text: body, tokens, start: 0, end: body.length },
      { start: 0, end: 3 },
      { polarity: "contrary" },
    );
    return count;
  };
  const short = reads(20);
  // A binary search reads a few more tokens each time the sentence doubles: 60 steps, 10 doublings, some searches each.
  expect(reads(20_000)).toBeLessThan(short * 4);
});

test("keeps no state: the same sentence is judged the same after any other", async () => {
  const before = await judgeTerm("丸投げを避ける。", "丸投げ", "contrary");
  await judgeTerm("寄り添わなければならない。", "寄り添わ", "supportive");
  expect(await judgeTerm("丸投げを避ける。", "丸投げ", "contrary")).toEqual(before);
});

test("mentions of one long sentence, whose walks meet, are judged as each in a sentence of its own", async () => {
  const tokenizer = await ipadic();
  const dense = fc.array(fc.constantFrom(...pieces, "寄り添う", "伴走支援", "丸投げ"), {
    minLength: 3,
    maxLength: 30,
  });
  const repeats = fc.integer({ min: 5, max: 30 });
  fc.assert(
    fc.property(dense, repeats, polarity, (parts, times, side) => {
      const body = parts.join("").repeat(times);
      const sentence = { text: body, tokens: tokenizer.tokenize(body), start: 0, end: body.length };
      for (const { start, end } of sentence.tokens) {
        const options = { polarity: side };
        const alone = bundledJudge.judge({ ...sentence }, { start, end }, options);
        expect(bundledJudge.judge(sentence, { start, end }, options)).toEqual(alone);
      }
    }),
    { numRuns: 40 },
  );
});

test("a cited block gives the mode quoted, and results survive JSON", async () => {
  const body = "寄り添う支援を行った。";
  const tokens = (await ipadic()).tokenize(body);
  const judged = bundledJudge.judge(
    { text: body, tokens, start: 0, end: body.length, quoted: true },
    { start: 0, end: 6 },
  );
  expect(judged).toEqual({ stance: "affirmed", mode: "quoted" });
  expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
});

test("a span outside the sentence is read as its nearest edge", async () => {
  const body = "丸投げを避ける。";
  const tokens = (await ipadic()).tokenize(body);
  const sentence = { text: body, tokens, start: 0, end: body.length };
  expect(() => bundledJudge.judge(sentence, { start: 50, end: 60 })).not.toThrow();
  expect(() => bundledJudge.judge(sentence, { start: -3, end: -1 })).not.toThrow();
});
