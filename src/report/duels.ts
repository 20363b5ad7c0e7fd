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
      summary: found,
    };
  });
}

/** Who dominates whom, in words. */
export function dominanceInWords({ summary: { dominance }, firstLabel, secondLabel }: Duel): string {
  if (dominance === 'none') return 'neither dominates';
  return `${dominance === 'first' ? firstLabel : secondLabel} dominates`;
}
