import type { Analysis, Mention } from "../analysis.ts";
import type { Analyzer } from "../analyzer.ts";
import type { Document } from "../document.ts";
import type { Span } from "../text/span.ts";
import type { Concept, Thesaurus } from "../thesaurus/concept.ts";
import { lookup } from "../thesaurus/lookup.ts";
import { openAnalyzer } from "./plugin-options.ts";
import { blocksOf, type TxtNode } from "./textlint-text.ts";

/** Which concepts a check looks at, and how grave a finding is. */
export interface CheckOptions {
  /** Only these, by id or any of their names. Default: all. */
  readonly concepts?: readonly string[];
  /** Not these. */
  readonly except?: readonly string[];
  /** Default: the severity of the rule. */
  readonly severity?: "error" | "warning" | "info";
}

export interface OverusedOptions extends CheckOptions {
  /** Most times that one concept is named in 1,000 characters. Default: 5. */
  readonly per1000?: number;
  /** As many times may it be named however short the text is. Default: 3. */
  readonly least?: number;
}

/** Options of the rule; both checks are on unless they are `false`. */
export interface TextlintOptions {
  /** Reports wording of contrary practice (丸投げ, 一方的な指導) that the text itself takes up. */
  readonly contrary?: boolean | CheckOptions;
  /** Reports words of the approach that stand too thickly to say anything. */
  readonly overused?: boolean | OverusedOptions;
  /** For configurations written in JavaScript. Default: one with the bundled parts. */
  readonly analyzer?: Analyzer | Promise<Analyzer>;
}

/**
 * The textlint rule: contrary wording and overused words, each with its concept, the reason and a wording to put in its place.
 * Wording that the text denies, quotes, supposes or criticises is none of its own and is passed over.
 *
 * @throws RangeError that tells all that is wrong with the options: unknown names of options, concepts and severities
 */
export const textlintRule = (
  context: RuleContext,
  options: TextlintOptions = {},
): { readonly "Document:exit": (node: TxtNode) => Promise<void> } => ({
  async "Document:exit"(node: TxtNode) {
    const analyzer = await openAnalyzer(options.analyzer === undefined ? {} : { analyzer: options.analyzer });
    const checks = compileChecks(options, analyzer.thesaurus);
    const document: Document = { text: context.getSource(), ...blocksOf(node) };
    // A text without a block would be read whole, code and all.
    if (document.blocks.length === 0) return;
    const analysis = analyzer.analyze(document);
    for (const finding of [...checks.contrary(analysis), ...checks.overused(analysis)])
      report(context, node, finding);
  },
});

export default textlintRule;

/** What the rule asks of textlint; told here, as textlint's own types change with each of its versions. */
export interface RuleContext {
  readonly severity: number;
  readonly locator: { range(range: readonly [number, number]): object };
  getSource(): string;
  report(node: never, error: never): void;
}

interface Finding extends Span {
  readonly message: string;
  readonly severity?: CheckOptions["severity"];
}

// textlint's own numbers.
const SEVERITY = { warning: 1, error: 2, info: 3 } as const;

function report(context: RuleContext, node: TxtNode, { start, end, message, severity }: Finding): void {
  const from = node.range[0];
  // Only a plain object takes a severity of its own; a RuleError always has the rule's.
  const error = {
    message,
    padding: context.locator.range([start - from, end - from]),
    severity: severity === undefined ? context.severity : SEVERITY[severity],
  };
  context.report(node as never, error as never);
}

function compileChecks(options: TextlintOptions, thesaurus: Thesaurus) {
  const problems = findProblems(options, thesaurus);
  if (problems.length > 0) throw new RangeError(`options of the rule: ${problems.join("; ")}`);
  const contrary = optionsOf(options.contrary);
  const overused = optionsOf<OverusedOptions>(options.overused);
  const wantedContrary = conceptFilter(contrary, thesaurus);
  const wantedOverused = conceptFilter(overused, thesaurus);
  return {
    contrary: ({ mentions }: Analysis): Finding[] =>
      contrary === undefined
        ? []
        : mentions
            .filter(
              (mention) =>
                isTakenUp(mention) && mention.polarity === "contrary" && wantedContrary(mention.conceptId),
            )
            .map((mention) => ({
              ...spanOf(mention),
              message: tellContrary(mention, thesaurus),
              ...gravity(contrary),
            })),
    overused: ({ mentions, score }: Analysis): Finding[] => {
      if (overused === undefined) return [];
      const { per1000 = 5, least = 3 } = overused;
      const most = Math.max(least, Math.floor((per1000 * score.length) / 1000));
      const named = mentions.filter((mention) => isBuzzword(mention) && wantedOverused(mention.conceptId));
      return groupByConcept(named).flatMap((group) => {
        const first = group[most];
        if (first === undefined) return [];
        const message = tellOverused(first, group.length, most);
        return [{ ...spanOf(first), message, ...gravity(overused) }];
      });
    },
  };
}

function optionsOf<Options extends CheckOptions>(option: boolean | Options | undefined): Options | undefined {
  if (option === false) return undefined;
  return (option === undefined || option === true ? {} : option) as Options;
}

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  contrary: ["concepts", "except", "severity"],
  overused: ["concepts", "except", "severity", "per1000", "least"],
};

/** A misspelt option would turn a check off, or not, and no one would notice. */
function findProblems(options: TextlintOptions, thesaurus: Thesaurus): string[] {
  // textlint sets the severity of the rule among its options.
  const {
    analyzer: _analyzer,
    severity: _severity,
    ...checks
  } = options as Readonly<Record<string, unknown>>;
  return Object.entries(checks).flatMap(([check, option]): string[] => {
    const known = Object.hasOwn(CHECKS, check) ? CHECKS[check] : undefined;
    if (known === undefined) return [`there is no "${check}"; use ${Object.keys(CHECKS).join(" or ")}`];
    if (option === undefined || typeof option === "boolean") return [];
    if (typeof option !== "object" || option === null || Array.isArray(option))
      return [`expected ${check} to be true, false or an object, received ${JSON.stringify(option)}`];
    return Object.entries(option).flatMap(([name, value]): string[] =>
      known.includes(name)
        ? findProblemsOf(`${check}.${name}`, name, value, thesaurus)
        : [`there is no "${check}.${name}"; use ${known.join(", ")}`],
    );
  });
}

function findProblemsOf(place: string, name: string, value: unknown, thesaurus: Thesaurus): string[] {
  const received = `received ${JSON.stringify(value)}`;
  if (name === "severity")
    return typeof value === "string" && Object.hasOwn(SEVERITY, value)
      ? []
      : [`expected ${place} to be error, warning or info, ${received}`];
  if (name === "per1000" || name === "least")
    return typeof value === "number" && value >= 0 ? [] : [`expected ${place} to be a number, ${received}`];
  if (!Array.isArray(value)) return [`expected ${place} to be a list of concepts, ${received}`];
  return value.flatMap((word: unknown): string[] => {
    if (typeof word === "string" && conceptOf(word, thesaurus) !== undefined) return [];
    const near = typeof word === "string" ? lookup(thesaurus, word).suggestions : [];
    const remedy =
      near.length > 0
        ? `did you mean ${near.map(({ prefLabel }) => prefLabel).join(", ")}?`
        : "look it up: npx bansou lookup WORD";
    return [`${place} names ${JSON.stringify(word)}, which the thesaurus does not know; ${remedy}`];
  });
}

function gravity({ severity }: CheckOptions): Pick<Finding, "severity"> {
  return severity === undefined ? {} : { severity };
}

function conceptFilter(options: CheckOptions | undefined, thesaurus: Thesaurus): (id: string) => boolean {
  const only = idsOf(options?.concepts, thesaurus);
  const except = idsOf(options?.except, thesaurus) ?? new Set();
  return (id) => (only === undefined || only.has(id)) && !except.has(id);
}

function idsOf(names: readonly string[] | undefined, thesaurus: Thesaurus): Set<string> | undefined {
  if (names === undefined) return undefined;
  return new Set(names.flatMap((name) => conceptOf(name, thesaurus)?.id ?? []));
}

function conceptOf(name: string, thesaurus: Thesaurus): Concept | undefined {
  return thesaurus.concepts.get(name) ?? lookup(thesaurus, name).concept;
}

/** Plans and duties are the text's own words; suppositions, quotes and criticism are others'. */
function isTakenUp({ stance, mode }: Mention): boolean {
  return stance === "affirmed" && (mode === undefined || mode === "planned" || mode === "obliged");
}

function isBuzzword({ polarity, relation }: Mention): boolean {
  return polarity === "supportive" && relation !== "cooccurring";
}

function groupByConcept(mentions: readonly Mention[]): Mention[][] {
  const groups = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const group = groups.get(mention.conceptId);
    if (group === undefined) groups.set(mention.conceptId, [mention]);
    else group.push(mention);
  }
  return [...groups.values()];
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function tellContrary({ surface, conceptId, prefLabel }: Mention, thesaurus: Thesaurus): string {
  const concept = thesaurus.concepts.get(conceptId);
  const better = oppositesOf(conceptId, thesaurus).map(({ prefLabel: label }) => `「${label}」`);
  const advice =
    better.length === 0
      ? "支援の姿勢を表すことばに言い換えられないか見直してください。"
      : `${better.slice(0, 3).join("")}のようなことばに言い換えられないか見直してください。`;
  return `「${shown(surface)}」は「${prefLabel}」にあたり、伴走型支援と反対の実践を表します。${concept?.definition ?? ""}${advice} (${conceptId})`;
}

/** Supportive practice that stands against a contrary one, whichever of the two says so. */
function oppositesOf(id: string, thesaurus: Thesaurus): Concept[] {
  const concept = thesaurus.concepts.get(id);
  const concepts = [...thesaurus.concepts.values()];
  return concepts.filter(
    (other) =>
      other.polarity === "supportive" && (other.opposes.includes(id) || concept?.opposes.includes(other.id)),
  );
}

function tellOverused(mention: Mention, count: number, most: number): string {
  const { surface, conceptId, prefLabel } = mention;
  const word = shown(surface);
  const named = word === prefLabel ? `「${word}」` : `「${word}」をはじめ「${prefLabel}」にあたることば`;
  return `${named}が ${count} 回あります（目安は ${most} 回まで）。繰り返すほど何をするのかが伝わりにくくなります。ここでは、誰が、いつ、何をするのかを書けないか見直してください。例: 「月に一度、担当者が訪ねて話を聞く」。 (${conceptId})`;
}

function shown(surface: string): string {
  return surface.replace(/\s+/g, "");
}
