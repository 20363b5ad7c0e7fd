import {
  amun,
  binance,
  bybit,
  finite,
  ftx,
  gate,
  kucoin,
  kucoinDynamic,
  meanReverting,
  meanRevertingFunding,
  mexc,
  pionex,
  scenario,
  spot,
  toros,
  usFund,
} from '../src/index.ts';

const issuers = { ftx, bybit, kucoin, kucoinDynamic, gate, pionex, mexc, amun, toros, binance };
const nameOf = ({ title }: { readonly title: string }) => title;

/** The same promise, three times the coin, under ten dated rulebooks, on the same prices and the same funding. */
export default scenario({
  question: 'Ten issuers promise three times the coin: how much depends on whose rulebook one holds?',
  seed: 'issuer-duel',
  paths: 4_000,
  parameters: {
    volatilityPerYear: finite(0, 10, {
      default: 0.7,
      meaning: 'standard deviation of un-pulled log returns in a year',
    }),
    halfLifeDays: finite(0.01, 36_500, {
      default: 30,
      meaning: 'days in which half of a move is expected to be undone',
    }),
    fundingPerYear: finite(-5, 5, { default: 0.15, meaning: 'mean funding, paid by longs on their notional' }),
    horizonDays: finite(1, 3650, { default: 90, meaning: 'days held' }),
  },
  setting: (p) => {
    const tokens = Object.values(issuers);
    const names = tokens.map(nameOf);
    return {
      days: p.horizonDays,
      stepMinutes: 15,
      price: meanReverting({ volatilityPerYear: p.volatilityPerYear, halfLifeDays: p.halfLifeDays }),
      funding: meanRevertingFunding({ meanPerYear: p.fundingPerYear, deviationPerYear: 0.28, halfLifeDays: 3 }),
      holdings: {
        ...Object.fromEntries(tokens.map((token, i) => [names[i]!, token({ leverage: 3 })])),
        'US daily-reset fund': usFund({ leverage: 3 }),
        spot: spot(),
      },
      duels: {
        'FTX against each of the others': {
          pairs: names.slice(1).map((name) => [names[0]!, name] as const),
          on: 'the same money in a 3x token',
          sides: ['FTX', 'another issuer'],
        },
      },
    };
  },
  answer: ({ holdings }, say) => {
    const tokens = Object.entries(holdings).filter(([name]) => name !== 'spot' && name !== 'US daily-reset fund');
    const ranked = tokens.sort(([, a], [, b]) => (b.finalValue.median ?? 0) - (a.finalValue.median ?? 0));
    const [best, worst] = [ranked[0]!, ranked.at(-1)!];
    return (
      `The same 3x is worth ${say.multiple(best[1].finalValue)} at ${best[0]} and ${say.multiple(worst[1].finalValue)} ` +
      `at ${worst[0]}, in the middle of all paths: rulebooks are worth the difference`
    );
  },
});
