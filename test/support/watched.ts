import { expect } from 'vitest';
import { fundLife } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { bridged } from '../../src/markets/price/bridged.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { spot } from '../../src/rivals/spot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import type { Setting } from '../../src/scenario/setting.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { MOST_STANDARD_ERRORS, meanOf, sdOf } from './monte-carlo.ts';
import type { Columns } from './run.ts';
import { runScenario } from './run.ts';

export interface WatchedMarket {
  readonly volatility: number;
  readonly drift?: number;
  readonly days: number;
  readonly stepMinutes: number;
  readonly paths: number;
  readonly seed: string;
  readonly holdings?: Setting['holdings'];
  readonly metrics?: readonly Model<'metric'>[];
  /** The same paths without highs and lows. */
  readonly isBlind?: boolean;
}

/** A Brownian price that is watched without pause. */
export function runWatched({ volatility, drift = 0, paths, seed, isBlind = false, ...rest }: WatchedMarket): Columns {
  const of = gbm({ driftPerYear: drift, volatilityPerYear: volatility });
  const market = { funding: noFunding(), holdings: { spot: spot() }, price: isBlind ? of : bridged({ of }) };
  const setting = () => ({ ...market, ...rest });
  return runScenario(scenario({ question: 'Is it met inside a step?', setting }).resolve({ paths, seed }));
}

/** Holds a sample mean to an exact one by the sample’s own error. */
export function expectMean(values: Float64Array, exact: number, label: string): void {
  const error = sdOf(values) / Math.sqrt(values.length);
  const found = meanOf(values);
  const shown = `${label}: ${found} ± ${error}, exact ${exact}`;
  expect(Math.abs(found - exact), shown).toBeLessThan(MOST_STANDARD_ERRORS * error);
}

/** Watches a fund for when it first traded inside a step, and how often, how far and from where it went on after `afterDays`. */
export const tradesInside = fundLife({
  name: 'tradesInside',
  options: {},
  state: { firstDays: -1, firstValue: 0, laterTrades: 0, laterGrowth: 0, earlier: 1 },
  results: ['firstDays', 'firstValue', 'laterTrades', 'laterGrowth'],
  constants: () => ({ afterDays: 365 }),
  step: (s, k, _draw, at, ports, math) => {
    const isFirst = ports.fund.hasFired && s.firstDays < 0;
    s.firstDays = isFirst ? at.days : s.firstDays;
    s.firstValue = isFirst ? ports.fund.value : s.firstValue;
    s.laterTrades += ports.fund.hasFired && at.days > k.afterDays ? 1 : 0;
    s.earlier = at.days > k.afterDays ? s.earlier : ports.fund.value;
    s.laterGrowth = math.logRatio(ports.fund.value, s.earlier);
  },
});

/** The least that a fund which returns to its target at every step was worth, inside its steps too. */
export const leastValue = fundLife({
  name: 'leastValue',
  options: {},
  state: { before: 1, least: 1 },
  results: ['least'],
  constants: (_options, { targetLeverage }) => ({ target: targetLeverage }),
  step: (s, k, _draw, _at, ports, math) => {
    const adverse = k.target > 0 ? ports.price.lowReturn : ports.price.highReturn;
    s.least = math.min(s.least, math.min(s.before * (1 + k.target * adverse), ports.fund.value));
    s.before = ports.fund.value;
  },
});

/** A token that costs nothing, and is watched. */
export const watchedToken = (leverage: number, rebalance: Model<'rule'>, life: Model<'life'>) =>
  leveragedToken({
    leverage,
    rebalance,
    life,
    tradingFee: 0,
    managementPerDay: 0,
    subscriptionFee: 0,
    redemptionFee: 0,
  });
