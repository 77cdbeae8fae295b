import type { PatternNode } from "./pattern.ts";

/** What stands for を where the object is what is talked about, or one of several: 話は聞く, 話も聞かない. */
const TOPIC = ["は", "も"] as const;
const PARTICLE = /^[ぁ-ん]{1,4}$/;

/** People act as well as they are acted on: 家族は支える is not 家族を支える. */
const PERSON =
  /(?:人|者|の方|方々|たち|さん|さま|様|側|等|自分|自身|誰|家族|親|子|子ども|子供|きょうだい|児童|生徒|学生|患者|先生|教員|部下|社員|職員|専門職|相手|仲間|後輩|若手|社長|店主|スタッフ|メンバー|チーム|リーダー|ケアラー|住民|地元|地域|現場|[市国県区町村]民|世帯|家庭|企業|会社|法人|団体|機関|組織|学校|行政|国)$/;

/**
 * The nodes, with は and も beside the last を that a verb follows, unless it marks people.
 * を alone, because に and と keep their place before は and も, and が gives way to them too often to mean the same.
 */
export function withTopic(nodes: readonly PatternNode[]): readonly PatternNode[] {
  for (let i = nodes.length - 1; i >= 0; i--) {
    const before = nodes.slice(0, i);
    const topical = topicalOf(nodes[i] as PatternNode, before, nodes.slice(i + 1).some(holdsVerb));
    if (topical !== undefined) return [...before, topical, ...nodes.slice(i + 1)];
  }
  return nodes;
}

/** The node with its topical forms; the node itself where を marks people, and undefined where it holds no を with a verb behind. */
function topicalOf(node: PatternNode, before: readonly PatternNode[], verbFollows: boolean) {
  if (node.kind === "verb") {
    const at = node.stem.lastIndexOf("を");
    if (at < 0) return undefined;
    return isPerson(node.stem.slice(0, at), before)
      ? node
      : choiceOf(node, ...formsOf(node.stem, at).map((stem): PatternNode => ({ ...node, stem })));
  }
  if (!verbFollows) return undefined;
  if (node.kind === "text") {
    const at = node.text.lastIndexOf("を");
    if (at < 0) return undefined;
    return isPerson(node.text.slice(0, at), before)
      ? node
      : choiceOf(node, ...formsOf(node.text, at).map((text): PatternNode => ({ kind: "text", text })));
  }
  if (node.kind !== "choice") return undefined;
  const words = node.options.map(([only, ...more]) =>
    only?.kind === "text" && more.length === 0 && PARTICLE.test(only.text) ? only.text : "",
  );
  if (!words.includes("を") || words.includes("")) return undefined;
  if (isPerson("", before)) return node;
  const more = TOPIC.filter((word) => !words.includes(word));
  return {
    ...node,
    options: [...node.options, ...more.map((text): PatternNode[] => [{ kind: "text", text }])],
  };
}

const formsOf = (text: string, at: number): string[] =>
  TOPIC.map((particle) => text.slice(0, at) + particle + text.slice(at + 1));

const choiceOf = (...nodes: readonly PatternNode[]): PatternNode => ({
  kind: "choice",
  options: nodes.map((node) => [node]),
  optional: false,
});

function holdsVerb(node: PatternNode): boolean {
  return (
    node.kind === "verb" || (node.kind === "choice" && node.options.some((nodes) => nodes.some(holdsVerb)))
  );
}

function isPerson(word: string, before: readonly PatternNode[]): boolean {
  if (word !== "") return PERSON.test(word);
  const last = before.at(-1);
  switch (last?.kind) {
    case "text":
      return PERSON.test(last.text);
    case "choice":
      return (
        last.options.some((option) => isPerson("", option)) ||
        (last.optional && isPerson("", before.slice(0, -1)))
      );
    default:
      // Nothing that could be a topic stands before it.
      return true;
  }
}
