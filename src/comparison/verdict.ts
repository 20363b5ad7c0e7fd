import type { Comparison } from './compare-samples.ts';
import { toldApart } from './told-apart.ts';

/** The comparison in one sentence. */
export function verdictOf({ changes, onlyInA, onlyInB, a, b, isPaired, hasMoved }: Comparison): string {
  const moved = changes.filter((change) => change.hasMoved);
  if (!hasMoved && isPaired && changes.every(({ differing }) => differing === 0)) {
    return `Nothing differs: every outcome is the same on all ${a.paths} paths`;
  }
  if (!hasMoved && isPaired) {
    const most = Math.max(...changes.map(({ differing }) => differing ?? 0));
    return `Nothing moved: at most ${most} of ${a.paths} paths differ, too few or too evenly to tell`;
  }
  if (!hasMoved) return `Nothing moved: ${a.label} and ${b.label} differ by no more than chance would have it`;
  if (moved.length === 0) return `The holdings are not the same: ${[...onlyInA, ...onlyInB].join(', ')}`;
  const byHolding = [...new Set(moved.map(({ holding }) => holding))];
  const clearest = moved.reduce((best, change) => (change.pValue < best.pValue ? change : best));
  const middle = clearest.quantiles.find(({ height }) => height === 0.5)!;
  const isSame = Number(middle.a.toPrecision(5)) === Number(middle.b.toPrecision(5));
  const [before, after] = toldApart(middle.a, middle.b, 5);
  const more =
    byHolding.length > 1 ? `, and ${byHolding.length - 1} more ${byHolding.length === 2 ? 'holding' : 'holdings'}` : '';
  const change = isSame
    ? /percentile|median/.test(clearest.by)
      ? `at ${clearest.by.replace(/^.* below /, '')}`
      : clearest.differing === null
        ? 'as a whole'
        : `on ${clearest.differing} of ${a.paths} paths`
    : `from ${before} to ${after} in the middle`;
  return `${clearest.holding} moved: its ${metricInWords(clearest.metric)} ${change}${more}`;
}

const words: Readonly<Record<string, string>> = {
  finalValue: 'final value',
  maxDrawdown: 'worst fall',
  underWaterShare: 'time below its peak',
  ruinDays: 'day of ruin',
  liquidationDays: 'day of liquidation',
  stopDays: 'day of the stop',
};

/** An outcome as a sentence has it; a metric of the scenario’s own by its name. */
export const metricInWords = (metric: string): string => words[metric] ?? metric;
