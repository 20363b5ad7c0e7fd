import { straightness } from '../../result/market-features.ts';
import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { html } from '../page/html.ts';
import type { Chart } from './chart.ts';
import { decayAgainst } from './decay-against.ts';

/**
 * Decay against how straight the coin went: |Σx| over the root of Σx², of the order of 1 where returns know nothing of each
 * other, above where they follow one another, below where they turn back. Equal volatility decays by what they do.
 */
export function straightnessAndDecay(result: RunResult, summary: Summary): Chart | null {
  const { sumLogReturn, sumSquaredLogReturn } = result.market;
  if (sumLogReturn === undefined || sumSquaredLogReturn === undefined) return null;
  return decayAgainst(result, summary, {
    id: 'straightness-and-decay',
    column: straightness(sumLogReturn, sumSquaredLogReturn),
    correlation: 'decayWithStraightness',
    description: 'Scatter of the straightness of the coin’s path against decay, one dot a path.',
    axisTitle: 'Straightness of the path',
    unit: '',
    words: "'straightness ' + format(datum.v, '.2f')",
    label: 'straightness',
    title: (s, r) =>
      r === null
        ? html`Whether the coin goes straight or turns does not order the decay of ${s.label}`
        : html`The straighter the path, the ${r < 0 ? 'more' : 'less'} ${s.label} decays`,
    note: () =>
      html`Straightness is the size of the log return of the coin over the root of its sum of squares: near zero a path ends where it began; returns that know nothing of each other come to four fifths in the mean. `,
  });
}
