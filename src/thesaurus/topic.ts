import type { PatternNode } from "./pattern.ts";
import { PERSON } from "./person.ts";

/** What stands for を where the object is what is talked about, or one of several: 話は聞く, 話も聞かない. */
const TOPIC = ["は", "も"] as const;
/** One of others that are not named: 目標等を設定する, 不安などを聞く. */
const AND_SUCH = ["等", "など"] as const;
/** Particles before which 等 and など may stand. */
const TAKES_SUCH = /^[をのにがと]$/;
const PARTICLE = /^[ぁ-ん]{1,4}$/;

/**
 * The nodes, with は, も, 等を and などを beside the last を that a verb follows; of people neither は nor も.
 * を alone, because に and と keep their place before は and も, and が gives way to them too often to mean the same.
 * A bracket of particles also gets 等 and など before each of を, の, に, が and と.
 */
export function withTopic(nodes: readonly PatternNode[]): readonly PatternNode[] {
  for (let i = nodes.length - 1; i >= 0; i--) {
    const before = nodes.slice(0, i);
    const topical = topicalOf(nodes[i] as PatternNode, before, nodes.slice(i + 1).some(holdsVerb));
    if (topical !== undefined) return [...before, topical, ...nodes.slice(i + 1)];
  }
  return nodes;
}

/** The node with its topical forms; undefined where it holds no を with a verb behind, nor is a bracket of particles. */
function topicalOf(node: PatternNode, before: readonly PatternNode[], verbFollows: boolean) {
  if (node.kind === "verb") {
    const forms = formsOf(node.stem, before);
    return forms && choiceOf(node, ...forms.map((stem): PatternNode => ({ ...node, stem })));
  }
  if (node.kind === "text") {
    const forms = verbFollows ? formsOf(node.text, before) : undefined;
    return forms && choiceOf(node, ...forms.map((text): PatternNode => ({ kind: "text", text })));
  }
  if (node.kind !== "choice" || before.length === 0) return undefined;
  const words = node.options.map(([only, ...more]) =>
    only?.kind === "text" && more.length === 0 && PARTICLE.test(only.text) ? only.text : "",
  );
  const taking = words.filter((word) => TAKES_SUCH.test(word));
  if (taking.length === 0 || words.includes("")) return undefined;
  const isObject = words.includes("を") && verbFollows && !isPerson("", before);
  const more = [
    ...(isObject ? TOPIC : []),
    ...taking.flatMap((particle) => AND_SUCH.map((such) => such + particle)),
  ].filter((word) => !words.includes(word));
  return {
    ...node,
    options: [...node.options, ...more.map((text): PatternNode[] => [{ kind: "text", text }])],
  };
}

/** The text with other particles for its last を; undefined where it has none, or nothing stands before it. */
function formsOf(text: string, before: readonly PatternNode[]): string[] | undefined {
  const at = text.lastIndexOf("を");
  if (at < 0 || (at === 0 && before.length === 0)) return undefined;
  const head = text.slice(0, at);
  const such = AND_SUCH.map((word) => `${word}を`);
  return [...(isPerson(head, before) ? [] : TOPIC), ...such].map((form) => head + form + text.slice(at + 1));
}

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

/** People act as well as they are acted on: 家族は支える is not 家族を支える. */
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
