import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { math } from '../../math/math.ts';
import { countProblems, poissonCount } from './poisson-count.ts';

/** Where a step expects 2 jumps of a sign, `poissonCount` ends at 24: a uniform number cannot show 25 of them. */
const MOST_EXPECTED = 2;
const MOST_JUMPS = 24;

/**
 * A sum of `count` exponentials of mean 1 at x: its survival function over its density, 1 + (n-1)/x (1 + (n-2)/x (…)).
 */
export const erlangMills = (count: number, x: number): number => {
  let ratio = 1;
  for (let i = 1; i < 24; i++) ratio = i < count ? 1 + (ratio * i) / x : ratio;
  return ratio;
};

function logFactorials(): Float64Array {
  const table = new Float64Array(MOST_JUMPS + 1);
  for (let n = 1; n <= MOST_JUMPS; n++) table[n] = table[n - 1]! + math.log(n);
  return table;
}

/**
 * Geometric Brownian motion with jumps whose sizes are exponential, with means of their own upwards and downwards.
 *
 *   log S[t+1] = log S[t] + (drift - volatility² / 2 - rate kappa) dt + volatility sqrt(dt) z + U - D
 *
 * U is the sum of a Poisson number of exponentials of mean `upMean`, D one of mean `downMean`; upShare rate dt and
 * (1 - upShare) rate dt are expected. With a = upMean, b = downMean and p = upShare,
 * kappa = p / (1 - a) + (1 - p) / (1 + b) - 1, so that E[S(T)] = S(0) exp(drift T);
 * log returns of a year have the variance volatility² + 2 rate (p a² + (1 - p) b²).
 *
 * A sum of n exponentials comes from one uniform number, by Newton's method for log survival, which is concave. Four
 * steps from Wilson and Hilferty's approximation, or from (n! u)^(1/n) below, move no probability by more than 1e-10.
 * So the law is that of the process at any step that expects no more than 2 jumps of either sign.
 *
 * Fitted to daily BTCUSDT 2017–2025, one jump a day at most: volatility 19 %, 276 jumps a year, 56 % of them up, means
 * 2.67 % up and 2.89 % down. That is a law of ordinary days; crashes are rarer and larger.
 */
export const kou = priceProcess({
  name: 'kou',
  options: {
    driftPerYear: finite(-10, 10, { default: 0, meaning: 'growth of the expected price, E[S(T)] = S(0) exp(drift T)' }),
    volatilityPerYear: finite(0, 10, {
      meaning: 'standard deviation of the log return over a year, jumps apart: 0.8 is 80 %',
    }),
    jumpsPerYear: finite(0, 1000, { meaning: 'how many jumps a year is expected to bring, up and down together' }),
    upShare: finite(0, 1, { meaning: 'share of jumps that go up' }),
    upMean: finite(0, 10, { meaning: 'mean of the log return that is one jump up, 1 / eta1; below 1' }),
    downMean: finite(0, 10, { meaning: 'mean size of the log return that is one jump down, 1 / eta2' }),
  },
  sources: [
    'Kou, S. (2002), A jump-diffusion model for option pricing, eq. 1 to 3',
    'Wilson, E. & Hilferty, M. (1931), The distribution of chi-square (start of the inversion)',
  ],
  assumptions: ({ upShare, upMean }) =>
    upShare > 0 && upMean >= 0.5 ? [`With upMean at ${upMean}, not below 1/2, the price has no finite variance.`] : [],
  check: ({ jumpsPerYear, upShare, upMean }) =>
    jumpsPerYear * upShare > 0 && upMean >= 1
      ? [`upMean must be below 1, or the expected price is infinite; got ${upMean}`]
      : [],
  checkClock: ({ jumpsPerYear, upShare }, clock) =>
    countProblems(jumpsPerYear * Math.max(upShare, 1 - upShare), clock, MOST_EXPECTED),
  draws: { z: 'normal', ups: 'uniform', downs: 'uniform', upSize: 'uniform', downSize: 'uniform' },
  constants: ({ driftPerYear, volatilityPerYear, jumpsPerYear, upShare, upMean, downMean }, { clock }) => {
    const ups = jumpsPerYear * upShare * clock.stepYears;
    const downs = jumpsPerYear * (1 - upShare) * clock.stepYears;
    const compensator = (ups > 0 ? (ups * upMean) / (1 - upMean) : 0) - (downs * downMean) / (1 + downMean);
    return {
      growth: (driftPerYear - 0.5 * volatilityPerYear * volatilityPerYear) * clock.stepYears - compensator,
      spread: volatilityPerYear * Math.sqrt(clock.stepYears),
      ups,
      noUps: math.exp(-ups),
      downs,
      noDowns: math.exp(-downs),
      upMean,
      downMean,
      logFactorial: logFactorials(),
      /**
       * Smaller uniform numbers, one in 1e9, count as this one: the sum is next to nothing, and Newton's method loses
       * its footing.
       */
      least: math.scaleByPowerOfTwo(1, -30),
    };
  },
  uses: { poissonCount, erlangMills },
  step: (s, k, draw, _at, _ports, math) => {
    const ups = math.poissonCount(draw.ups, k.ups, k.noUps);
    const downs = math.poissonCount(draw.downs, k.downs, k.noDowns);
    s.jump = 0;
    for (let side = 0; side < 2; side++) {
      const count = side < 1 ? ups : downs;
      if (count > 0) {
        const u = math.max(k.least, side < 1 ? draw.upSize : draw.downSize);
        const root = 1 - 1 / (9 * count) + math.normalQuantile(u) / (3 * math.sqrt(count));
        let sum = math.max(
          count * root * root * root,
          math.exp((math.log(u) + math.at(k.logFactorial, count)) / count),
        );
        for (let i = 0; i < 4; i++) {
          const mills = math.erlangMills(count, sum);
          const logDensity = (count - 1) * math.log(sum) - math.at(k.logFactorial, count - 1) - sum;
          sum += (logDensity + math.log(mills) - math.log1p(-u)) * mills;
        }
        s.jump += side < 1 ? k.upMean * sum : -k.downMean * sum;
      }
    }
    s.shock = draw.z;
    s.logReturn = k.growth + k.spread * draw.z + s.jump;
    s.simpleReturn = math.expm1(s.logReturn);
    s.variance = k.spread * k.spread;
  },
});

export const examples = [
  kou({ volatilityPerYear: 0.5, jumpsPerYear: 20, upShare: 0.4, upMean: 0.04, downMean: 0.05 }),
  kou({ volatilityPerYear: 0.19, jumpsPerYear: 276, upShare: 0.562, upMean: 0.0267, downMean: 0.0289 }),
  kou({ driftPerYear: 0.4, volatilityPerYear: 0.6, jumpsPerYear: 600, upShare: 0, upMean: 2, downMean: 0.05 }),
  kou({ volatilityPerYear: 0.8, jumpsPerYear: 0, upShare: 0.5, upMean: 0.1, downMean: 0.1 }),
];
