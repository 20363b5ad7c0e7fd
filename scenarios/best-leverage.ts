import { constantFunding, daily, finite, gbm, leveragedToken, scenario, spot } from '../src/index.ts';

const leverages = [1.5, 2, 2.5, 3, 4, 5] as const;

/**
 * Growth against leverage: log growth a year is L (m - f) - L² s² / 2 before costs, m the drift, f funding, s the volatility,
 * so that it is largest at (m - f) / s² (Kelly 1956; Thorp 2006, eq. 7.3) and back at that of cash at twice as much.
 */
export default scenario({
  question: 'How much leverage grows most?',
  seed: 'best-leverage',
  parameters: {
    volatilityPerYear: finite(0.01, 10, { default: 0.6, meaning: 'standard deviation of the log return over a year' }),
    driftPerYear: finite(-10, 10, { default: 0.6, meaning: 'E[S(T)] = S(0) exp(drift T)' }),
    fundingPerYear: finite(-5, 5, { default: 0.11, meaning: 'paid by longs on their notional' }),
    horizonDays: finite(1, 3650, { default: 365, meaning: 'days held' }),
  },
  setting: ({ volatilityPerYear, driftPerYear, fundingPerYear, horizonDays }) => ({
    days: horizonDays,
    stepMinutes: 240,
    price: gbm({ volatilityPerYear, driftPerYear }),
    funding: constantFunding({ fundingPerYear }),
    holdings: {
      ...Object.fromEntries(
        leverages.map((leverage) => [`${leverage}x`, leveragedToken({ leverage, rebalance: daily() })]),
      ),
      spot: spot(),
    },
  }),
  answer: ({ holdings }, say) => {
    const growth = (name: string) => holdings[name]!.finalValue.median ?? 0;
    const ranked = Object.keys(holdings).toSorted((a, b) => growth(b) - growth(a));
    const [best, last] = [ranked[0]!, ranked.at(-1)!];
    return (
      `${best} grows most: ${say.multiple(holdings[best]!.finalValue)} on the middle path, where spot has ` +
      `${say.multiple(holdings.spot!.finalValue)}, 3x ${say.multiple(holdings['3x']!.finalValue)} and ${last} ` +
      `${say.multiple(holdings[last]!.finalValue)}`
    );
  },
});
