import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { math } from '../../math/math.ts';

interface Variance {
  readonly reversionPerYear: number;
  readonly volatilityOfVariance: number;
  readonly correlation: number;
}

/** Of one step: the share of a gap that it closes, the largest spread of variance, and A, `tilt`. */
function transition(options: Variance, stepYears: number) {
  const { reversionPerYear: kappa, volatilityOfVariance: xi } = options;
  const closed = -math.expm1(-kappa * stepYears);
  // A variance without shocks has none that the price could be correlated with.
  const correlation = xi === 0 ? 0 : options.correlation;
  const tilt = xi === 0 ? 0 : correlation * ((1 + 0.5 * kappa * stepYears) / xi - 0.25 * correlation * stepYears);
  return { closed, correlation, tilt, mostSpread: (xi * xi * closed) / kappa };
}

/**
 * Stochastic volatility: variance wanders, returns to its long run, and moves with the price (Heston 1993).
 *
 *   dS / S = drift dt + sqrt(v) dW,   dv = kappa (theta - v) dt + xi sqrt(v) dB,   corr(dW, dB) = rho
 *
 * A step is one of Andersen's QE-M scheme with gamma1 = gamma2 = 1/2. v' has the exact mean m and variance m · spread
 * of its non-central chi-square law, in one of two shapes, both rising with the standard normal y behind variance:
 *
 *   spread < 3/2 m   v' = m (sqrt(r) + sqrt(1 - r) y)²,   r = sqrt(1 - spread / (2 m))            (his eq. 23, 27, 28)
 *   otherwise        v' exponential with mean (m + spread) / 2, with chance 2 m / (m + spread); else 0     (15, 20, 25)
 *
 * With his constants K0* … K4 put in, the log return is drift dt and the logs of two factors of mean 1:
 *
 *   drift dt + [sqrt(w) x - w / 2] + [A v' - log E exp(A v')],   w = (1 - rho²) (v + v') / 2 · dt
 *
 * x and y are turned out of the two normals that are drawn so that one of them, z, moves the price: x = sqrt(1 - rho²) z - rho u,
 * y = rho z + sqrt(1 - rho²) u. What is correlated with the price, another coin or its funding, is so through z.
 *
 * so that E[S(T)] = S(0) exp(drift T) at any step. E[v(t)] = theta + (v(0) - theta) exp(-kappa t) at any step, too.
 * Other laws are met as steps become short:
 *
 *   E[log S(T) / S(0)] = drift T - theta T / 2 - (v(0) - theta) (1 - exp(-kappa T)) / (2 kappa)
 */
export const heston = priceProcess({
  name: 'heston',
  options: {
    driftPerYear: finite(-10, 10, { default: 0, meaning: 'growth of the expected price, E[S(T)] = S(0) exp(drift T)' }),
    volatilityPerYear: finite(0, 10, { meaning: 'volatility of log returns at the start: 0.8 is 80 % a year' }),
    longRunVolatilityPerYear: finite(0, 10, { meaning: 'root of theta, to which the variance a year returns' }),
    reversionPerYear: finite(0.001, 1000, {
      meaning: 'kappa: half of a gap in variance is expected to close in ln 2 / kappa years',
    }),
    volatilityOfVariance: finite(0, 20, {
      meaning: 'xi: over a short time variance changes by xi · root of variance · root of time, in years',
    }),
    correlation: finite(-1, 1, {
      meaning: 'rho, of the shocks of variance with those of the price; negative: falls are the wilder days',
    }),
  },
  sources: [
    'Heston, S. (1993), A closed-form solution for options with stochastic volatility, eq. 1 and 4',
    'Andersen, L. (2008), Simple and efficient simulation of the Heston stochastic volatility model, sections 3.2 and 4',
  ],
  assumptions: ({ longRunVolatilityPerYear, reversionPerYear, volatilityOfVariance }) => {
    const pull = 2 * reversionPerYear * longRunVolatilityPerYear * longRunVolatilityPerYear;
    const noise = volatilityOfVariance * volatilityOfVariance;
    const scheme =
      'Heston’s variance has its exact mean and spread in each step, in a simpler shape, and the price meets the average of its ' +
      'two ends: an error that falls with the step. The mean of the price has none.';
    if (pull >= noise) return [scheme];
    return [
      scheme,
      `Feller’s condition is broken: 2 · reversionPerYear · longRunVolatilityPerYear² = ${pull.toPrecision(3)} is below ` +
        `volatilityOfVariance² = ${noise.toPrecision(3)}, so that variance reaches zero again and again.`,
    ];
  },
  checkClock: (options, { stepYears }) => {
    const { tilt, mostSpread } = transition(options, stepYears);
    // E exp(A v') is finite while A times the exponential's mean, at most 5/6 of the spread, is below 1; the other
    // shape asks less. Maximised over rho xi dt the left side is 5/6 (1 + a / 2)² (1 - exp(-a)) / a, a = kappa dt:
    // below 1 up to a = 0.4.
    if (tilt * mostSpread * (5 / 6) < 1) return [];
    const enough = (0.4 / options.reversionPerYear).toPrecision(3);
    return [
      `correlation · volatilityOfVariance is too large for steps of ${stepYears.toPrecision(3)} years: the price of ` +
        `a step would have no mean; at most ${enough} years, 0.4 / reversionPerYear, are always short enough`,
    ];
  },
  draws: { z: 'normal', ofVariance: 'normal' },
  state: {
    /** v at the end of the step. */
    variancePerYear: 0,
  },
  constants: (options, { clock: { stepYears } }) => {
    const { closed, correlation, tilt, mostSpread } = transition(options, stepYears);
    return {
      start: options.volatilityPerYear * options.volatilityPerYear,
      growth: options.driftPerYear * stepYears,
      keep: 1 - closed,
      pulled: options.longRunVolatilityPerYear * options.longRunVolatilityPerYear * closed,
      mostSpread,
      tilt,
      correlation,
      independent: Math.sqrt(1 - correlation * correlation),
      halfStep: 0.5 * stepYears,
    };
  },
  begin: (s, k) => {
    s.variancePerYear = k.start;
  },
  step: (s, k, draw, _at, _ports, math) => {
    const y = k.correlation * draw.z + k.independent * draw.ofVariance;
    const x = k.independent * draw.z - k.correlation * draw.ofVariance;
    const kept = k.keep * s.variancePerYear;
    const mean = kept + k.pulled;
    const spread = mean > 0 ? (k.mostSpread * (kept + 0.5 * k.pulled)) / mean : k.mostSpread;
    let after = 0;
    let withVariance = 0;
    if (spread < 1.5 * mean) {
      const steady = math.sqrt(1 - (0.5 * spread) / mean);
      const wild = (0.5 * spread) / (1 + steady);
      const root = math.sqrt(mean * steady) + math.sqrt(wild) * y;
      after = root * root;
      // What A v' and the log have in common is left out: at a small xi it is nearly all of both.
      const linear = k.tilt * math.sqrt(wild * mean * steady);
      const square = k.tilt * wild;
      const log = (2 * linear * linear) / (1 - 2 * square) - 0.5 * math.log1p(-2 * square);
      withVariance = (2 * linear + square * y) * y - log;
    } else {
      const scale = 0.5 * (mean + spread);
      const above = math.normalSurvival(y);
      after = above * scale < mean ? scale * math.log(mean / (scale * above)) : 0;
      withVariance = k.tilt * after - math.log1p((k.tilt * mean) / (1 - k.tilt * scale));
    }
    s.variance = k.halfStep * (s.variancePerYear + after);
    const own = k.independent * k.independent * s.variance;
    s.shock = draw.z;
    s.logReturn = k.growth + (math.sqrt(own) * x - 0.5 * own) + withVariance;
    s.simpleReturn = math.expm1(s.logReturn);
    s.variancePerYear = after;
  },
});

const market = { volatilityPerYear: 0.8, longRunVolatilityPerYear: 0.6, reversionPerYear: 5 };

export const examples = [
  heston({ ...market, volatilityOfVariance: 0.9, correlation: -0.3 }),
  heston({ ...market, volatilityOfVariance: 4, correlation: 0.5, driftPerYear: 0.2 }),
  heston({ ...market, volatilityOfVariance: 0, correlation: 0 }),
];
