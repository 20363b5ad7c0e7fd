import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { html } from '../page/html.ts';
import type { Chart } from './chart.ts';
import { decayAgainst, leverageOf } from './decay-against.ts';

/** Decay against realised volatility, with the curve of variance drag alone. */
export function volatilityAndDecay(result: RunResult, summary: Summary): Chart | null {
  const squared = result.market.sumSquaredLogReturn;
  if (squared === undefined) return null;
  const years = result.scenario.clock.days / 365;
  return decayAgainst(result, summary, {
    id: 'volatility-and-decay',
    column: squared.map((sum) => 100 * Math.sqrt(sum / years)),
    correlation: 'decayWithVolatility',
    description: 'Scatter of realised volatility against decay, one dot a path.',
    axisTitle: 'Realised volatility over the path, per year',
    unit: '%',
    words: "'volatility ' + format(datum.v, '.1f') + '%'",
    label: 'realised volatility per year, %',
    curve: {
      at: ({ targetLeverage: l }, v) => 100 * (-0.5 * l * (l - 1) * (v / 100) ** 2 * years),
      text: 'variance drag alone',
    },
    title: (s, r) =>
      r === null
        ? html`Roughness alone does not order the decay of ${s.label}`
        : html`The rougher the path, the ${r < 0 ? 'more' : 'less'} ${s.label} decays`,
    note: (s) => html`The dashed curve is −½ L (L − 1) σ² T, L = ${leverageOf(s)}. `,
  });
}
