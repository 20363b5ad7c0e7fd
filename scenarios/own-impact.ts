import {
  band,
  daily,
  finite,
  frontRun,
  gbm,
  leveragedToken,
  marketImpact,
  noFunding,
  oneOf,
  scenario,
  spot,
} from '../src/index.ts';
import type { Summary } from '../src/result/summary.ts';

const standIns = {
  BTC: { dailyVolume: 20e9, volatilityPerDay: 0.03 },
  'thin alt': { dailyVolume: 50e6, volatilityPerDay: 0.07 },
};
const sizes = { '1M': 1e6, '10M': 10e6, '100M': 100e6, '1B': 1e9 };

const TEN_BP = 0.001;
const names = Object.keys(sizes) as (keyof typeof sizes)[];

/** Money at which a rule's rebalancing costs 10 bp a day: cost = a + b sqrt(size), through the smallest and the largest fund. */
function sizeAtTenBp({ holdings }: Summary, rule: 'daily' | 'band', rest = ''): number {
  const held = names.filter((name) => holdings[`${rule}, ${name}${rest}`] !== undefined);
  // A fund that is rebalanced daily counts the days.
  const days = holdings[`daily, ${held[0]}`]!.rebalances.mean!;
  const cost = (name: keyof typeof sizes) =>
    -(holdings[`${rule}, ${name}${rest}`]!.attribution.slippage.mean ?? Number.NaN) / days;
  const [small, large] = [held[0]!, held.at(-1)!];
  const [from, to] = [Math.sqrt(sizes[small]), Math.sqrt(sizes[large])];
  const perRoot = (cost(large) - cost(small)) / (to - from);
  const root = Math.max(0, TEN_BP - cost(small) + perRoot * from) / perRoot;
  return root * root;
}

/** In two digits. */
const inMoney = (size: number) => {
  const [unit, word] = size >= 1e9 ? [1e9, 'billion'] : [1e6, 'million'];
  return Number.isFinite(size) ? `${Number((size / unit).toPrecision(2))} ${word}` : '–';
};

/** One token at many sizes: all see the same price, and each pays for what it does to it. */
export default scenario({
  question: 'How large may a 3x fund grow before its own rebalancing eats 10 bp a day?',
  seed: 'own-impact',
  answer: (summary) =>
    `Rebalanced daily, to ${inMoney(sizeAtTenBp(summary, 'daily'))}, and only to ${inMoney(sizeAtTenBp(summary, 'daily', ', front-run'))} ` +
    `where others trade ahead of every rebalance; with a band, to ${inMoney(sizeAtTenBp(summary, 'band'))} and ` +
    `${inMoney(sizeAtTenBp(summary, 'band', ', front-run'))}, by the square-root law`,
  parameters: {
    market: oneOf(['BTC', 'thin alt'], { default: 'BTC', meaning: 'sets volume and volatility, unless those are set' }),
    dailyVolume: finite(1e7, 1e15, {
      default: standIns.BTC.dailyVolume,
      meaning: 'money traded a day in the perpetual that the fund holds; sizes above it are left out',
    }),
    volatilityPerDay: finite(0.001, 0.3, {
      default: standIns.BTC.volatilityPerDay,
      meaning: 'standard deviation of the log return over a day',
    }),
    impactCoefficient: finite(0, 10, {
      default: 1,
      meaning: 'Y: the move that a trade of one day’s volume causes, in daily standard deviations',
    }),
    halfSpread: finite(0, 0.05, { default: 0.000_05, meaning: 'cost of a trade of no size, per unit of notional' }),
    frontRunProbability: finite(0, 1, {
      default: 1,
      meaning: 'share of rebalances met by front-runners, where there are any',
    }),
    frontRunMultiple: finite(0, 10, {
      default: 2,
      meaning: 'how much worse they make the price, over the fund’s own move',
    }),
    leverage: finite(1.5, 3.9, { default: 3, meaning: 'leverage of all tokens' }),
    horizonDays: finite(1, 365, { default: 30, meaning: 'days held; short, for a fund that shrinks pays less' }),
  },
  derived: {
    dailyVolume: ({ market }) => standIns[market as keyof typeof standIns].dailyVolume,
    volatilityPerDay: ({ market }) => standIns[market as keyof typeof standIns].volatilityPerDay,
  },
  setting: (p) => {
    const { leverage, dailyVolume, volatilityPerDay, impactCoefficient, halfSpread } = p;
    const rules = { daily: daily(), band: band({ low: (2 / 3) * leverage, high: (4 / 3) * leverage }) };
    const tokens = Object.entries(sizes)
      .filter(([, fundSize]) => fundSize <= dailyVolume)
      .flatMap(([size, fundSize]) => {
        const market = { fundSize, dailyVolume, volatilityPerDay, impactCoefficient, halfSpread };
        const seen = { probability: p.frontRunProbability, multiple: p.frontRunMultiple };
        return Object.entries(rules).flatMap(([rule, rebalance]) => [
          [`${rule}, ${size}`, leveragedToken({ leverage, rebalance, execution: marketImpact(market) })] as const,
          [
            `${rule}, ${size}, front-run`,
            leveragedToken({ leverage, rebalance, execution: frontRun({ ...seen, ...market }) }),
          ] as const,
        ]);
      });
    return {
      days: p.horizonDays,
      stepMinutes: 60,
      price: gbm({ volatilityPerYear: volatilityPerDay * Math.sqrt(365) }),
      funding: noFunding(),
      holdings: { ...Object.fromEntries(tokens), spot: spot() },
    };
  },
});
