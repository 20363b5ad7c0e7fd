import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { barsOptions, barsRequest, daysOf } from './bars-of-file.ts';

interface Filter {
  readonly alpha: number;
  readonly beta: number;
}

/** What is left of recorded returns once their volatility is taken out, and where that volatility stands after the last. */
interface Filtered {
  readonly mean: number;
  readonly variance: number;
  /** Of mean 0 and variance 1 over all rows. */
  readonly residuals: Float64Array;
  readonly lastVariance: number;
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Runs the recursion over the recording, from its own variance on, and divides each return by the deviation expected of it.
 * The residuals are then standardised once more: else the variance that they drive would not return to the one aimed at.
 */
export function filtered(logReturns: Float64Array, { alpha, beta }: Filter): Filtered {
  const mean = meanOf(logReturns);
  const variance = meanOf(logReturns.map((x) => (x - mean) * (x - mean)));
  let expected = variance;
  const raw = logReturns.map((x) => {
    const surprise = x - mean;
    const residual = expected > 0 ? surprise / Math.sqrt(expected) : 0;
    expected = (1 - alpha - beta) * variance + alpha * surprise * surprise + beta * expected;
    return residual;
  });
  const middle = meanOf(raw);
  const deviation = Math.sqrt(meanOf(raw.map((z) => (z - middle) * (z - middle))));
  const residuals = raw.map((z) => (deviation > 0 ? (z - middle) / deviation : 0));
  return { mean, variance, residuals, lastVariance: expected };
}

/**
 * Filtered historical simulation: what surprised the market, drawn anew, under a volatility that reacts to it.
 *
 *   x[t] = mean + sigma[t] z[t],   sigma²[t+1] = (1 - alpha - beta) V + alpha (sigma[t] z[t])² + beta sigma²[t]
 *
 * The same GARCH(1,1) recursion takes the volatility out of the recording and puts it back in: z are its standardised
 * residuals, drawn one by one, with replacement, each from a row of the step's own time of day; V is the variance of the
 * recording (variance targeting). Tails are those of the recording, clustering is that of the filter, and the present can be
 * calmer or wilder than the past was on average.
 *
 * E[sigma²[t]] = V + (alpha + beta)^t (sigma²[0] - V), exactly for steps of a day; where rows of one time of day are wilder
 * than those of another it holds on average over the day. With alpha = beta = 0 it is the bootstrap of single returns. The
 * growth of the recording is kept: no drift is put in its place.
 */
export const filteredHistorical = priceProcess({
  name: 'filteredHistorical',
  options: {
    ...barsOptions,
    alpha: finite(0, 1, {
      default: 0.0973,
      meaning: 'weight of the last squared surprise in the variance of the next step',
    }),
    beta: finite(0, 1, {
      default: 0.8744,
      meaning: 'weight of the last variance in it; alpha + beta is what stays from step to step, below 1',
    }),
    startVolatilityPerYear: finite(0, 20, {
      default: 0,
      meaning: 'volatility that the first step expects, over a year; 0: what the filter expects after the last row',
    }),
  },
  sources: [
    'Barone-Adesi, G., Giannopoulos, K. & Vosper, L. (1999), VaR without correlations for portfolios of derivative securities, eqs. 1–6',
    'Bollerslev, T. (1986), Generalized autoregressive conditional heteroskedasticity, eq. 5',
    'alpha and beta: Gaussian likelihood of daily BTC log returns, 2017–2025',
  ],
  assumptions: [
    'The filter takes each step to follow the last: it is carried over days that were left out, and its weights are per step.',
    'The growth of the recording is kept, and its mean return is the same at every time of day.',
  ],
  check: ({ alpha, beta }) =>
    alpha + beta < 1
      ? []
      : [`not stationary: alpha + beta must be below 1, or volatility never returns; got ${alpha} + ${beta}`],
  recording: (options) => ({ ...barsRequest(options, false), use: 'resampled' }),
  draws: { row: 'uniform' },
  state: { expected: 0 },
  constants: ({ alpha, beta, startVolatilityPerYear }, { clock, recording }) => {
    const { mean, variance, residuals, lastVariance } = filtered(recording.logReturns ?? new Float64Array(1), {
      alpha,
      beta,
    });
    const { days, rowsPerDay } = daysOf(recording);
    return {
      days,
      rowsPerDay,
      residuals,
      mean,
      floor: (1 - alpha - beta) * variance,
      alpha,
      beta,
      start:
        startVolatilityPerYear === 0 ? lastVariance : startVolatilityPerYear * startVolatilityPerYear * clock.stepYears,
    };
  },
  begin: (s, k) => {
    s.expected = k.start;
  },
  step: (s, k, draw, at, _ports, math) => {
    const timeOfDay = at.step - k.rowsPerDay * math.floor(at.step / k.rowsPerDay);
    s.row = k.rowsPerDay * math.floor(k.days * draw.row) + timeOfDay;
    s.variance = s.expected;
    const surprise = math.sqrt(s.expected) * math.at(k.residuals, s.row);
    s.expected = k.floor + k.alpha * surprise * surprise + k.beta * s.expected;
    s.logReturn = k.mean + surprise;
    s.simpleReturn = math.expm1(s.logReturn);
  },
});

export const examples = [
  filteredHistorical({ file: 'example-closes.csv' }),
  filteredHistorical({ file: 'example-closes.csv', alpha: 0, beta: 0 }),
  filteredHistorical({ file: 'example-closes.csv', alpha: 0.2, beta: 0.5, startVolatilityPerYear: 1.5 }),
];
