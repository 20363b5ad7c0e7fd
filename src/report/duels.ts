import type { RunResult } from '../result/run-result.ts';
import type { DuelSummary, Summary } from '../result/summary.ts';
import { isolated } from './series.ts';

/** A duel as page and charts know it: its place is its identity (`d0`), its names are only ever text. */
export interface Duel {
  readonly id: string;
  readonly name: string;
  /** What to call its two sides, as written. */
  readonly first: string;
  readonly second: string;
  /** The same, fit to stand inside a sentence. */
  readonly firstLabel: string;
  readonly secondLabel: string;
  /** True where the sides are words for a side, as "the token", rather than names of holdings. */
  readonly hasSideNames: boolean;
  readonly summary: DuelSummary;
}

/** Every duel in declared order. */
export function duelsOf(result: RunResult, summary: Summary): readonly Duel[] {
  return (result.scenario.duels ?? []).map(({ name }, index) => {
    const duels = summary.duels ?? {};
    const found = Object.hasOwn(duels, name) ? duels[name] : undefined;
    if (found === undefined) throw new Error(`report: summary has no duel ${JSON.stringify(name)}`);
    const only = found.pairs.length === 1 ? found.pairs[0] : undefined;
    const [first, second] = found.sides ?? only ?? ['the first', 'the second'];
    return {
      id: `d${index}`,
      name,
      first,
      second,
      firstLabel: isolated(first),
      secondLabel: isolated(second),
      hasSideNames: found.sides !== null || only === undefined,
      summary: found,
    };
  });
}

/** True where a duel is over more than one pair, so that its shares are of pairs and paths, not of paths. */
export const isOfPairs = ({ summary }: Duel): boolean => summary.pairs.length > 1;

/** Who is shown to dominate, in words. */
export function dominanceInWords({ summary: { dominance }, firstLabel, secondLabel }: Duel): string {
  if (dominance === 'none') return 'neither is shown to dominate';
  return `${dominance === 'first' ? firstLabel : secondLabel} dominates`;
}
