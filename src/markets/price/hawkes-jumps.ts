import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { math } from '../../math/math.ts';
import { countProblems, MOST_EXPECTED, poissonCount } from './poisson-count.ts';

const DAYS_PER_YEAR = 365;

/** Jumps a year in the long run: the calm ones, and all that follow them. */
const lastingRate = (options: { readonly jumpsPerYear: number; readonly branching: number }) =>
  options.jumpsPerYear / (1 - options.branching);

/**
 * Jumps that call for more jumps: each raises the rate of the next ones, and that excitement fades.
 *
 *   rate(t) = jumpsPerYear + x(t),   x(t) = sum over past jumps of alpha exp(-beta (t - t_i))
 *
 * beta = ln 2 / half-life, and alpha = branching · beta, so that a jump is followed by `branching` jumps of its own on
 * average; in the long run there are jumpsPerYear / (1 - branching) a year. A path begins calm, with x = 0, and E[x(t)]
 * = jumpsPerYear b / (1 - b) (1 - exp(-(1 - b) beta t)) for a branching b. Sizes are normal, as in `merton`.
 *
 * Exact at any step: the number of jumps that a step expects given its beginning, E[integral of rate], hence the mean
 * of every count and rate, and E[S(T)] = S(0) exp(drift T), as a step's compensator is that number times kappa =
 * exp(mean + deviation² / 2) - 1. Discretised: within a step the count is Poisson, as if its jumps did not call for
 * each other before the next step, and what they leave behind at its end is its mean. That makes the variance of counts
 * too small, in proportion to the step: at a branching of 0.6, over a year, by 9 % with five steps to a half-life, by 2
 * % with twenty. Without branching it is `merton`, to the bit.
 *
 * BTCUSDT 2017–2025, jumps of 4-hour bars (see `merton`): 15 to 20 % are followed by another within a day, where 3.5 to
 * 8 % would be without excitement; a branching of 0.1 to 0.2 that fades in a day.
 */
export const hawkesJumps = priceProcess({
  name: 'hawkesJumps',
  options: {
    driftPerYear: finite(-10, 10, { default: 0, meaning: 'growth of the expected price, E[S(T)] = S(0) exp(drift T)' }),
    volatilityPerYear: finite(0, 10, {
      meaning: 'standard deviation of the log return over a year, jumps apart: 0.8 is 80 %',
    }),
    jumpsPerYear: finite(0, 2000, {
      meaning: 'how many jumps a calm year is expected to bring, without those that follow',
    }),
    branching: finite(0, 10, { meaning: 'how many jumps one jump directly calls for, on average; below 1' }),
    halfLifeDays: finite(0.001, 3650, { meaning: 'days in which half of the excitement after a jump has faded' }),
    jumpMean: finite(-2, 2, { meaning: 'mean of the log return that is one jump: -0.05 is a fall of about 5 %' }),
    jumpDeviation: finite(0, 2, { meaning: 'standard deviation of the log return that is one jump' }),
  },
  sources: [
    'Hawkes, A. (1971), Spectra of some self-exciting and mutually exciting point processes, section 3',
    'Aït-Sahalia, Y., Cacho-Diaz, J. & Laeven, R. (2015), Modeling financial contagion using mutually exciting jump processes',
  ],
  assumptions: [
    `However excited, no step expects more than ${MOST_EXPECTED} jumps: what would be beyond is left out, of the compensator too.`,
  ],
  check: ({ branching }) =>
    branching < 1 ? [] : [`explosive: branching must be below 1, or jumps never end; got ${branching}`],
  checkClock: (options, clock) => countProblems(lastingRate(options), clock, 1),
  draws: { z: 'normal', jumps: 'uniform', size: 'uniform' },
  state: { excitement: 0 },
  constants: (options, { clock }) => {
    const { driftPerYear, volatilityPerYear, jumpsPerYear, branching, halfLifeDays, jumpMean, jumpDeviation } = options;
    const dt = clock.stepYears;
    const lasting = lastingRate(options);
    const fading = (Math.LN2 * DAYS_PER_YEAR) / halfLifeDays;
    const fadingOnAverage = (1 - branching) * fading;
    const carried = -math.expm1(-fadingOnAverage * dt) / fadingOnAverage;
    return {
      growth: (driftPerYear - 0.5 * volatilityPerYear * volatilityPerYear) * dt,
      spread: volatilityPerYear * Math.sqrt(dt),
      kappa: math.expm1(jumpMean + 0.5 * jumpDeviation * jumpDeviation),
      /** Jumps that a step expects: these, and so many for each unit of excitement at its beginning. */
      expectedCalm: lasting * dt + (jumpsPerYear - lasting) * carried,
      carried,
      most: MOST_EXPECTED,
      /** Of a unit of excitement, what is left at the end of the step, and what is expected with what it calls for. */
      kept: math.exp(-fading * dt),
      keptOnAverage: math.exp(-fadingOnAverage * dt),
      risenOnAverage: (lasting - jumpsPerYear) * -math.expm1(-fadingOnAverage * dt),
      jumpMean,
      jumpDeviation,
    };
  },
  uses: { poissonCount },
  step: (s, k, draw, _at, _ports, math) => {
    const expected = math.min(k.expectedCalm + k.carried * s.excitement, k.most);
    const kept = k.kept * s.excitement;
    s.jump = 0;
    s.shock = draw.z;
    s.logReturn = k.growth - expected * k.kappa + k.spread * draw.z;
    // 1 - m is never above e^-m: nearly all steps are done without the exponential.
    if (draw.jumps > 1 - expected) {
      const count = math.poissonCount(draw.jumps, expected, math.exp(-expected));
      if (count > 0) s.jump = count * k.jumpMean + math.sqrt(count) * k.jumpDeviation * math.normalQuantile(draw.size);
      const called = k.risenOnAverage + k.keptOnAverage * s.excitement - kept;
      s.excitement = kept + (called / expected) * count;
    } else s.excitement = kept;
    s.logReturn += s.jump;
    s.simpleReturn = math.expm1(s.logReturn);
    s.variance = k.spread * k.spread;
  },
});

const sizes = { jumpMean: -0.0073, jumpDeviation: 0.0696 };

export const examples = [
  hawkesJumps({ volatilityPerYear: 0.631, jumpsPerYear: 16.8, branching: 0.15, halfLifeDays: 0.7, ...sizes }),
  hawkesJumps({
    driftPerYear: 0.4,
    volatilityPerYear: 0.5,
    jumpsPerYear: 60,
    branching: 0.8,
    halfLifeDays: 5,
    ...sizes,
  }),
  hawkesJumps({ volatilityPerYear: 0.631, jumpsPerYear: 19.8, branching: 0, halfLifeDays: 1, ...sizes }),
  hawkesJumps({ volatilityPerYear: 0.8, jumpsPerYear: 0, branching: 0.5, halfLifeDays: 1, ...sizes }),
];
