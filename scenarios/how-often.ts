import {
  autoregressive,
  band,
  constantFunding,
  every,
  finite,
  leveragedToken,
  recentring,
  scenario,
  spot,
} from '../src/index.ts';

/** One coin, one leverage, one fee; only how the fund comes back to its target differs. `phi` says whether the coin chops or trends. */
export default scenario({
  question: 'Which way of rebalancing decays least?',
  seed: 'how-often',
  parameters: {
    leverage: finite(1.1, 3.9, { default: 3, meaning: 'target of every design' }),
    phi: finite(-0.9, 0.9, {
      default: -0.15,
      meaning: 'correlation of a day’s return with the day before; negative: chop',
    }),
    volatilityPerYear: finite(0.01, 10, {
      default: 0.7,
      meaning: 'standard deviation of the log return of a day, as that of a year',
    }),
    tradingFee: finite(0, 0.05, { default: 0.0005, meaning: 'cost per unit of notional traded' }),
    horizonDays: finite(1, 3650, { default: 180, meaning: 'days held' }),
  },
  setting: ({ leverage, phi, volatilityPerYear, tradingFee, horizonDays }) => {
    const token = (rebalance: ReturnType<typeof every>) => leveragedToken({ leverage, rebalance, tradingFee });
    const [low, high] = [(2 / 3) * leverage, (4 / 3) * leverage];
    return {
      days: horizonDays,
      stepMinutes: 60,
      price: autoregressive({ phi, volatilityPerYear }),
      funding: constantFunding({ fundingPerYear: 0.11 }),
      holdings: {
        'every hour': token(every({ hours: 1 })),
        'every 8 hours': token(every({ hours: 8 })),
        'every day': token(every({ hours: 24 })),
        'every week': token(every({ hours: 168 })),
        'at the edges of a band': token(band({ low, high })),
        'a twentieth of the way a day': token(recentring({ low, high, ripcord: 1.5 * leverage })),
        spot: spot(),
      },
    };
  },
  answer: ({ holdings }, say) => {
    const designs = Object.entries(holdings).filter(([name]) => name !== 'spot');
    const ranked = designs.toSorted(([, a], [, b]) => (b.finalValue.median ?? 0) - (a.finalValue.median ?? 0));
    const told = ([name, { finalValue, turnover }]: (typeof ranked)[number]) =>
      `${name} (${say.multiple(finalValue)}, turnover ${say.multiple(turnover)})`;
    return `On the middle path most is left by trading ${told(ranked[0]!)}, least by trading ${told(ranked.at(-1)!)}`;
  },
});
