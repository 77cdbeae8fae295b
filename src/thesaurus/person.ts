import type { PatternNode } from "./pattern.ts";

/** Ends of words for people, and for bodies that act as people do. */
export const PERSON =
  /(?:人|者|の方|方々|たち|さん|さま|様|側|等|自分|自身|誰|家族|親|子|子ども|子供|きょうだい|児童|生徒|学生|患者|先生|教員|部下|社員|職員|専門職|相手|仲間|後輩|若手|社長|店主|スタッフ|メンバー|チーム|リーダー|ケアラー|住民|地元|地域|現場|[市国県区町村]民|世帯|家庭|企業|会社|法人|団体|機関|組織|学校|行政|国)$/;

/** What a word for people may be followed by, before a particle: 利用者様の意思, 住民の皆さんの声, 本人自身が. */
const TITLES = ["さん", "さま", "様", "たち", "の方", "の方々", "の皆さん", "の皆様", "自身"];
const PARTICLE = /^(?:の|を|に|が|は|も|と|へ|で|から|側|だけ|抜き)/;
const MOSTLY = 0.6;

/** The nodes, with titles allowed behind a bracket of words for people that a particle follows, or among those that stand there already. */
export function withTitles(nodes: readonly PatternNode[]): readonly PatternNode[] {
  return nodes.flatMap((node, i): PatternNode[] => {
    const [before, next] = [nodes[i - 1], nodes[i + 1]];
    if (before !== undefined && namesPeople(before) && allowsTitles(node)) return [titles(literalsOf(node))];
    if (next === undefined || !namesPeople(node) || !beginsWithParticle(next)) return [node];
    return [node, titles([])];
  });
}

function titles(given: readonly string[]): PatternNode {
  const all = [...new Set([...given, ...TITLES])];
  // The longest first: の方 would end の方々.
  all.sort((a, b) => b.length - a.length);
  return { kind: "choice", options: all.map((text) => [{ kind: "text", text }]), optional: true };
}

function literalsOf(node: PatternNode): string[] {
  if (node.kind !== "choice") return [];
  return node.options.flatMap(([only, ...more]) =>
    only?.kind === "text" && more.length === 0 ? [only.text] : [],
  );
}

/** (さん|たち)? and its like. */
function allowsTitles(node: PatternNode): node is PatternNode & { kind: "choice" } {
  if (node.kind !== "choice" || !node.optional) return false;
  const literals = literalsOf(node);
  return (
    literals.length === node.options.length &&
    literals.every((text) => PERSON.test(text) || TITLES.includes(text))
  );
}

function namesPeople(node: PatternNode): boolean {
  if (node.kind !== "choice" || node.optional) return false;
  const named = literalsOf(node).filter((text) => PERSON.test(text));
  return named.length >= MOSTLY * node.options.length && named.length > 1;
}

function beginsWithParticle(node: PatternNode): boolean {
  switch (node.kind) {
    case "text":
      return PARTICLE.test(node.text);
    case "verb":
      return PARTICLE.test(node.stem);
    case "choice":
      return node.options.every(([first]) => first !== undefined && beginsWithParticle(first));
    default:
      return false;
  }
}
