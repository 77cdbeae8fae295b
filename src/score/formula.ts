import type { Profile } from "./profile.ts";
import type { Entry, Side, Tally } from "./tally.ts";

/**
 * ## The formula
 *
 * Evidence has three sides: `supportive` (affirmed supportive and denied contrary mentions), `contrary` (the
 * reverse) and `context` (affirmed context terms). A mention's weight (0-1) is that of its mode and layout. For each side, with
 * L the length of the prose, n the mentions, amount(c) the sum and strength(c) the greatest of the weights of concept c:
 *
 *     U = max(0, L - explains × n)                   the characters that no mention of the side accounts for
 *     p(c) = 1 / (1 + U / (halfway × amount(c)))     0-1, how densely concept c is spoken of
 *     claim(c) = ceiling(c) × strength(c) × p(c)     ceiling = relation's ceiling × concept's weight
 *     a side   = 1 - Π (1 - claim(c))                0-1, its concepts taken together; written a ⊕ b for two
 *
 *     credit(x)  = alone(x) + (1 - alone(x)) × company(x)
 *                  company(core) = context ⊕ others, company(others) = context ⊕ core
 *     supportive = core × credit(core) ⊕ others × credit(others)
 *     fit        = 100 × (supportive ⊕ contextCap × context) × (1 - contraryLoss × contrary)
 *     lean       = (supportive - contrary) / (supportive + contrary)
 *
 * `core` and `others` part the supportive side by relation. Supportive mentions also count in n of the context side.
 *
 * ## Why so
 *
 * - **Per concept, with a ceiling**: saying 伴走支援 forty times is one idea; four ideas of the approach are four. ⊕ adds claims
 *   like independent chances, so that variety is rewarded and 100 is never passed.
 * - **Against the unexplained length U, not the whole length**: a share of the whole would punish a sentence added about
 *   support, since the sentence is longer than its term. A mention accounts for the words around it.
 * - **Company**: 寄り添う, 傾聴 and 一緒に考える are also courtesies of any speech, and 伴走支援 stands in lists of programmes. Among
 *   words of support (people in need, consultation, outreach) they count in full; alone, a share.
 * - **Strength**: a term that is only quoted or tabled counts less, in a dense text too; one mention in prose restores it.
 * - **Only sums, products and quotients**: IEEE 754 fixes their every bit, so all platforms agree (`Math.exp` is not so fixed).
 *
 * ## Its laws, and why they hold
 *
 * - *0 ≤ fit ≤ 100; empty is 0*: each factor lies in 0-1; without mentions each side is an empty product, 1 - 1.
 * - *Written twice, scored the same*: L, n and amount double and strength stays, so U doubles, U / amount and hence all else stay.
 * - *A supportive mention added never lowers fit*: in place, amount, strength and n rise, U falls, so p, claim and side rise, and with
 *   them company and fit, which only grow in each side but contrary. Appended with a sentence of at most `explains` characters,
 *   L grows by no more than n × explains does: U does not rise. The contrary side has its own U, which only grows: it falls.
 * - *A contrary one added never raises it*: the same argument with the sides exchanged; no other side's n counts it.
 * - *A denied contrary mention never lowers it*: it is supportive evidence.
 * - *Context alone stays slight*: then supportive is 0 and fit ≤ 100 × contextCap, which a profile must keep under `levels.moderate`.
 * - *Points add up*: `contributions` share gains and loss out in proportion to the claims.
 *
 * Each step is a monotone function of one rounded value, so the laws hold for the floating point numbers too.
 */
export function fitOf(tally: Tally, length: number, profile: Profile): number {
  return fitOfSides(weighSides(tally, length, profile), profile);
}

/** Supportive, contrary and context evidence, 0-1 each. */
export function weighSides(tally: Tally, length: number, profile: Profile): Sides {
  const unexplained = unexplainedBy(tally, length, profile);
  let restOfCore = 1;
  let restOfOthers = 1;
  for (const entry of tally.supportive.entries) {
    const rest = 1 - claimOf(entry, unexplained.supportive, profile);
    if (isCore(entry)) restOfCore *= rest;
    else restOfOthers *= rest;
  }
  const core = 1 - restOfCore;
  const others = 1 - restOfOthers;
  const context = join(tally.context.entries, unexplained.context, profile);
  const contrary = join(tally.contrary.entries, unexplained.contrary, profile);
  const credit = {
    core: creditOf(profile.alone.core, either(context, others)),
    others: creditOf(profile.alone.others, either(context, core)),
  };
  const supportive = either(core * credit.core, others * credit.others);
  return { supportive, contrary, context, credit };
}

function join(entries: readonly Entry[], unexplained: number, profile: Profile): number {
  let rest = 1;
  for (const entry of entries) rest *= 1 - claimOf(entry, unexplained, profile);
  return 1 - rest;
}

function creditOf(alone: number, company: number): number {
  return alone + (1 - alone) * company;
}

/** What the formula makes of each side, 0-1. */
export interface Sides extends Readonly<Record<Side, number>> {
  /** The shares in which the core and the other supportive concepts count. */
  readonly credit: { readonly core: number; readonly others: number };
}

export function isCore({ relation }: Pick<Entry, "relation">): boolean {
  return relation === "core";
}

/** a ⊕ b */
function either(a: number, b: number): number {
  return 1 - (1 - a) * (1 - b);
}

/** The characters that no mention of the side accounts for. */
export function unexplainedBy(tally: Tally, length: number, { explains }: Profile): Record<Side, number> {
  const { supportive, contrary, context } = tally;
  return {
    supportive: Math.max(0, length - explains * supportive.mentions),
    contrary: Math.max(0, length - explains * contrary.mentions),
    context: Math.max(0, length - explains * (context.mentions + supportive.mentions)),
  };
}

/** What a concept claims of its side, 0-1. */
export function claimOf(
  { ceiling, strength, amount }: Entry,
  unexplained: number,
  { halfway }: Profile,
): number {
  return amount > 0 ? (ceiling * strength) / (1 + unexplained / (halfway * amount)) : 0;
}

export function fitOfSides(
  { supportive, contrary, context }: Readonly<Record<Side, number>>,
  { contextCap, contraryLoss }: Profile,
): number {
  return round(100 * either(supportive, contextCap * context) * (1 - contraryLoss * contrary));
}

/** The lean of evidence that is already added up, -1 to 1; 0 when neither side has any. */
export function leanOf(tally: Tally, length: number, profile: Profile): number {
  const { supportive, contrary } = weighSides(tally, length, profile);
  const sum = supportive + contrary;
  return sum === 0 ? 0 : round((supportive - contrary) / sum);
}

/** To 1e-9: hides the last bit, where 1 - (1 - x) is not x. */
export function round(value: number): number {
  return Math.round(value * 1e9) / 1e9 + 0;
}
