import {
  constantFunding,
  daily,
  dailyAt,
  finite,
  leveragedToken,
  math,
  metric,
  priceProcess,
  rebalanceRule,
  scenario,
  spot,
} from '../src/index.ts';

/**
 * Models of one's own: a price, a rebalancing rule and a metric that this project does not have. Copy what you need.
 *
 * A model is data and one `step`. The step is plain TypeScript without free names: `s` holds the model's own numbers, `k`
 * its constants, `draw` its random numbers, `at` the time, `ports` what others left, `math` the arithmetic. Constants are
 * worked out once, here, with anything that is in scope. The step is compiled: it runs as fast as the models of `src/`.
 */

/** What is left after one step of something that halves in so many days. */
const keptOver = (stepYears: number, halfLifeDays: number) => math.exp((-Math.LN2 * 365 * stepYears) / halfLifeDays);

/**
 * A price whose volatility comes in clusters: the log of volatility returns to its median and is pushed away again.
 *
 *   log S[t+1] = log S[t] - v² / 2 + v z,   v = volatility sqrt(dt) exp(y),   y[t+1] = a y[t] + b w,   y[0] = 0
 *
 * z and w are independent; E[S] stays where it was. The transition of y is exact for any step, and v holds for one step.
 */
export const clusteredVolatility = priceProcess({
  name: 'clusteredVolatility',
  options: {
    volatilityPerYear: finite(0.01, 5, { default: 0.7, meaning: 'median volatility: half of the time it is calmer' }),
    logVolatilityDeviation: finite(0, 1, { default: 0.5, meaning: 'long-run standard deviation of log volatility' }),
    clusterDays: finite(0.1, 3650, { default: 15, meaning: 'days in which half of a disturbance is gone' }),
  },
  sources: ['Taylor, S. (1986), Modelling Financial Time Series, ch. 3 (log-normal, autoregressive volatility)'],
  assumptions: ['The numbers of clustered volatility are round ones, fitted to no market.'],
  draws: { z: 'normal', w: 'normal' },
  state: { logVolatility: 0 },
  constants: ({ volatilityPerYear, logVolatilityDeviation, clusterDays }, { clock }) => {
    const kept = keptOver(clock.stepYears, clusterDays);
    return {
      medianSpread: volatilityPerYear * Math.sqrt(clock.stepYears),
      kept,
      push: logVolatilityDeviation * Math.sqrt(1 - kept * kept),
    };
  },
  step: (s, k, draw, _at, _ports, math) => {
    const spread = k.medianSpread * math.exp(s.logVolatility);
    s.shock = draw.z;
    s.logReturn = spread * (draw.z - 0.5 * spread);
    s.simpleReturn = math.expm1(s.logReturn);
    s.logVolatility = k.kept * s.logVolatility + k.push * draw.w;
  },
});

/**
 * Every day to the leverage that would have held volatility where it usually is: less in wild weeks, more in calm ones.
 *
 *   leverage = target · min(usual / estimate, most),   estimate² = exponentially weighted mean of squared log returns
 */
export const volatilityTarget = rebalanceRule({
  name: 'volatilityTarget',
  options: {
    usualVolatilityPerYear: finite(0.01, 5, { default: 0.7, meaning: 'volatility at which leverage is the target' }),
    memoryDays: finite(0.1, 3650, { default: 11, meaning: 'half-life of the estimate; 11 days is 0.94 a day' }),
    mostOfTarget: finite(1, 3, { default: 1.5, meaning: 'largest leverage, as a multiple of the target' }),
  },
  sources: [
    'Moreira, A. & Muir, T. (2017), Volatility-managed portfolios (there by variance; here by its root)',
    'J.P. Morgan (1996), RiskMetrics technical document, ch. 5 (the estimate, with 0.94 a day)',
  ],
  state: { variance: 0 },
  calendar: () => ({ due: dailyAt('00:00') }),
  constants: ({ usualVolatilityPerYear, memoryDays, mostOfTarget }, { clock, targetLeverage }) => ({
    target: targetLeverage,
    usual: usualVolatilityPerYear * Math.sqrt(clock.stepYears),
    kept: keptOver(clock.stepYears, memoryDays),
    most: mostOfTarget,
  }),
  begin: (s, k) => {
    s.variance = k.usual * k.usual;
  },
  step: (s, k, _draw, at, ports, math) => {
    const x = ports.price.logReturn;
    s.variance = k.kept * s.variance + (1 - k.kept) * x * x;
    s.isFiring = at.due > 0;
    s.wantedLeverage = k.target * math.min(k.usual / math.sqrt(s.variance), k.most);
  },
});

/** The longest time below an earlier peak, in days, whether it was recovered or not; the 1 unit put in is the first peak. */
export const longestWait = metric({
  name: 'longestWait',
  options: {},
  state: { peak: 1, peakDays: 0, longestWaitDays: 0 },
  results: ['longestWaitDays'],
  constants: () => ({}),
  step: (s, _k, _draw, at, ports, math) => {
    if (ports.holding.value >= s.peak) {
      s.peak = ports.holding.value;
      s.peakDays = at.days;
    }
    s.longestWaitDays = math.max(s.longestWaitDays, at.days - s.peakDays);
  },
});

/** Volatility that can be foreseen a little: the market in which holding leverage and holding risk are not the same. */
export default scenario({
  question: 'Would a token that holds its volatility, instead of its leverage, be kinder to the people who hold it?',
  seed: 'volatility-target',
  parameters: {
    ...clusteredVolatility.declaredOptions,
    ...volatilityTarget.declaredOptions,
    leverage: finite(-5, 5, { default: 3, meaning: 'target of both tokens; negative is short' }),
    horizonDays: finite(1, 3650, { default: 180, meaning: 'days held' }),
  },
  derived: { usualVolatilityPerYear: ({ volatilityPerYear }) => volatilityPerYear },
  setting: (p) => {
    const { volatilityPerYear, logVolatilityDeviation, clusterDays } = p;
    const { usualVolatilityPerYear, memoryDays, mostOfTarget } = p;
    const held = volatilityTarget({ usualVolatilityPerYear, memoryDays, mostOfTarget });
    return {
      days: p.horizonDays,
      stepMinutes: 60,
      price: clusteredVolatility({ volatilityPerYear, logVolatilityDeviation, clusterDays }),
      funding: constantFunding({ fundingPerYear: 0.11 }),
      holdings: {
        [`${p.leverage}x, leverage held`]: leveragedToken({ leverage: p.leverage, rebalance: daily() }),
        [`${p.leverage}x, volatility held`]: leveragedToken({ leverage: p.leverage, rebalance: held }),
        spot: spot(),
      },
      metrics: [longestWait()],
    };
  },
});
