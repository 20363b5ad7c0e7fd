import { binance, constantFunding, daily, finite, gbm, leveragedToken, metric, scenario, spot } from '../src/index.ts';

/**
 * The leverage that was really held, as the holder can work it out afterwards: the slope of the token's log returns on the
 * coin's, over the steps of one path.
 */
export const heldLeverage = metric({
  name: 'heldLeverage',
  options: {},
  state: { lastValue: 1, sumXY: 0, sumXX: 0, heldLeverage: 0 },
  results: ['heldLeverage'],
  constants: () => ({}),
  begin: (s, _k, _draw, _at, ports) => {
    s.lastValue = ports.holding.value;
  },
  step: (s, _k, _draw, at, ports, math) => {
    const value = ports.holding.value;
    const x = ports.price.logReturn;
    if (value > 0 && !at.isLast) {
      s.sumXY += x * math.logRatio(value, s.lastValue);
      s.sumXX += x * x;
      s.lastValue = value;
    }
    s.heldLeverage = s.sumXX > 0 ? s.sumXY / s.sumXX : 0;
  },
});

/** A token that says "up to 3x" and keeps its target to itself, beside tokens that say what they hold. */
export default scenario({
  question: 'A token says "up to 3x" and hides its target: what did its holder hold, and did the secret help him?',
  seed: 'hidden-leverage',
  paths: 10_000,
  parameters: {
    volatilityPerYear: finite(0.01, 10, { default: 0.7, meaning: 'standard deviation of the log return over a year' }),
    driftPerYear: finite(-10, 10, { default: 0, meaning: 'E[S(T)] = S(0) exp(drift T)' }),
    horizonDays: finite(1, 3650, { default: 90, meaning: 'days held' }),
  },
  setting: (p) => {
    const known = (leverage: number) =>
      leveragedToken({ leverage, rebalance: daily(), subscriptionFee: 0.001, redemptionFee: 0.001 });
    return {
      days: p.horizonDays,
      stepMinutes: 60,
      price: gbm({ volatilityPerYear: p.volatilityPerYear, driftPerYear: p.driftPerYear }),
      funding: constantFunding({ fundingPerYear: 0.11 }),
      holdings: {
        'UP, hidden target': binance({ leverage: 3 }),
        '3x, said and kept': known(3),
        '2x, said and kept': known(2),
        'DOWN, hidden target': binance({ leverage: -3 }),
        '-3x, said and kept': known(-3),
        spot: spot(),
      },
      metrics: [heldLeverage()],
      duels: {
        'hidden against the 3x that is shown': {
          pairs: [['UP, hidden target', '3x, said and kept']],
          on: 'the same money',
        },
        'hidden against 2x': { pairs: [['UP, hidden target', '2x, said and kept']], on: 'the same money' },
      },
    };
  },
  answer: ({ holdings, duels }, say) => {
    const held = holdings['UP, hidden target']!.metrics.heldLeverage!;
    const times = (leverage: number | null) => `${leverage?.toFixed(1) ?? '–'}x`;
    const { probabilityFirstBeats } = duels!['hidden against the 3x that is shown']!;
    return (
      `“Up to 3x” was ${times(held.median)} on the middle path, and ${times(held.q05)} to ${times(held.q95)} on nine ` +
      `of ten; it ended above a kept 3x on ${say.percent(probabilityFirstBeats, 'with error')}`
    );
  },
});
