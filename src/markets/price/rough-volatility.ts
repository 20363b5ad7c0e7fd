import { priceProcess } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { logGamma } from '../../math/gamma.ts';
import { math } from '../../math/math.ts';

const FACTORS = 8;

/**
 * u^(-a) as a sum of exponentials for u from one step to the whole run, u in steps: 1 / gamma(a) · the integral of
 * exp(a x - u exp(x)), by a trapezoidal rule of few points. What decays slower than the run is one factor that does not
 * decay.
 */
export function sumOfExponentials(a: number, steps: number): { readonly rates: number[]; readonly weights: number[] } {
  const fastest = math.log(5);
  const gap = (fastest + math.log(steps) + 3) / (FACTORS - 1);
  const gamma = math.exp(logGamma(a));
  const rates: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < FACTORS; i++) {
    const x = fastest - i * gap;
    const isLast = i === FACTORS - 1;
    rates.push(isLast ? 0 : math.exp(x));
    weights.push((gap * math.exp(a * x)) / (gamma * (isLast ? -math.expm1(-a * gap) : 1)));
  }
  return { rates, weights };
}

/**
 * Rough volatility: log variance moves like a fractional Brownian motion of Hurst exponent H < 1/2, the rough Bergomi
 * model.
 *
 *   v(t) = volatility² exp(eta Y(t) - eta² Var Y(t) / 2),   Y(t) = sqrt(2 H) · integral of (t - s)^(H - 1/2) dB(s)
 *
 * Var Y(t) = t^(2 H), E[v(t)] = volatility². Over the latest step the integral is drawn exactly, with its covariance
 * with dB (hybrid scheme, kappa = 1). What is older has the kernel's mean over its own step, in eight factors that
 * decay at rates from a fifth of a step to beyond the run, within 2.5 % of the kernel for runs of up to 10,000 steps
 * and Var Y within 1 %. What is subtracted is half the variance that the factors have, so that E[v(t)] is exact.
 * Variance is known where a step begins, and so is the compensator of its return.
 */
export const roughVolatility = priceProcess({
  name: 'roughVolatility',
  options: {
    driftPerYear: finite(-10, 10, { default: 0, meaning: 'growth of the expected price, E[S(T)] = S(0) exp(drift T)' }),
    volatilityPerYear: finite(0, 5, { meaning: 'root of the mean of variance a year, at every time: 0.8 is 80 %' }),
    hurst: finite(0.02, 0.45, {
      meaning: 'H, how rough log variance is: 0.5 would be Brownian, 0.1 is what markets show',
    }),
    logVarianceDeviation: finite(0, 4, {
      meaning: 'eta: the standard deviation of log variance one year after the start; after t years it is eta t^H',
    }),
    correlation: finite(-1, 1, { meaning: 'of the shocks of log variance with those of the price' }),
  },
  sources: [
    'Bayer, C., Friz, P. & Gatheral, J. (2016), Pricing under rough volatility, Quantitative Finance 16(6), eq. 5',
    'Bennedsen, M., Lunde, A. & Pakkanen, M. (2017), Hybrid scheme for Brownian semistationary processes, section 3',
  ],
  assumptions: ({ correlation, logVarianceDeviation }) => [
    'Rough volatility is simulated with eight factors from one step to the whole run: inside a step variance stands still.',
    ...(correlation > 0 && logVarianceDeviation > 0
      ? [
          'With a positive correlation the mean of a rough price is carried by ever fewer paths as steps become short ' +
            '(Gassiat 2019): expect sample means below it.',
        ]
      : []),
  ],
  draws: { z: 'normal', older: 'normal', latest: 'normal' },
  state: { variancePerYear: 0, f0: 0, f1: 0, f2: 0, f3: 0, f4: 0, f5: 0, f6: 0, f7: 0 },
  constants: (options, { clock: { stepYears, steps } }) => {
    const { hurst, logVarianceDeviation: eta, correlation, volatilityPerYear } = options;
    const { rates, weights } = sumOfExponentials(0.5 - hurst, steps);
    // eta Y of one step: eta dt^H z.
    const unit = eta * math.exp(hurst * math.log(stepYears));
    const overStep = rates.map((rate) => (rate === 0 ? 1 : -math.expm1(-rate) / rate));
    const kernel = weights.map((weight, i) => Math.sqrt(2 * hurst) * weight * overStep[i]!);
    const variances = new Float64Array(steps);
    for (let age = 0, sum = 0; age < steps; age++) {
      const ofAge = kernel.reduce((total, each, i) => total + each * math.exp(-rates[i]! * age), 0);
      sum += age === 0 ? 1 : ofAge * ofAge;
      variances[age] = unit * unit * sum;
    }
    const shared = Math.sqrt(2 * hurst) / (hurst + 0.5);
    return {
      growth: options.driftPerYear * stepYears,
      stepYears,
      meanVariance: volatilityPerYear * volatilityPerYear,
      variances,
      correlation,
      independent: Math.sqrt(1 - correlation * correlation),
      unit,
      shared,
      unshared: Math.sqrt(1 - shared * shared),
      keep: Float64Array.from(rates, (rate) => math.exp(-rate)),
      gain: Float64Array.from(kernel, (each) => unit * each),
    };
  },
  begin: (s, k) => {
    s.variancePerYear = k.meanVariance;
  },
  step: (s, k, draw, at, _ports, math) => {
    s.variance = s.variancePerYear * k.stepYears;
    s.shock = draw.z;
    s.logReturn = k.growth - 0.5 * s.variance + math.sqrt(s.variance) * draw.z;
    s.simpleReturn = math.expm1(s.logReturn);

    const b = k.correlation * draw.z + k.independent * draw.older;
    const latest = k.unit * (k.shared * b + k.unshared * draw.latest);
    const f0 = math.at(k.keep, 0) * s.f0;
    const f1 = math.at(k.keep, 1) * s.f1;
    const f2 = math.at(k.keep, 2) * s.f2;
    const f3 = math.at(k.keep, 3) * s.f3;
    const f4 = math.at(k.keep, 4) * s.f4;
    const f5 = math.at(k.keep, 5) * s.f5;
    const f6 = math.at(k.keep, 6) * s.f6;
    const log = latest + (f0 + f1 + f2 + f3 + f4 + f5 + f6 + s.f7);
    s.variancePerYear = k.meanVariance * math.exp(log - 0.5 * math.at(k.variances, at.step));
    s.f0 = f0 + math.at(k.gain, 0) * b;
    s.f1 = f1 + math.at(k.gain, 1) * b;
    s.f2 = f2 + math.at(k.gain, 2) * b;
    s.f3 = f3 + math.at(k.gain, 3) * b;
    s.f4 = f4 + math.at(k.gain, 4) * b;
    s.f5 = f5 + math.at(k.gain, 5) * b;
    s.f6 = f6 + math.at(k.gain, 6) * b;
    s.f7 += math.at(k.gain, 7) * b;
  },
});

export const examples = [
  roughVolatility({ volatilityPerYear: 0.7, hurst: 0.1, logVarianceDeviation: 1.5, correlation: -0.3 }),
  roughVolatility({
    volatilityPerYear: 0.5,
    hurst: 0.4,
    logVarianceDeviation: 0.8,
    correlation: 0.2,
    driftPerYear: 0.3,
  }),
  roughVolatility({ volatilityPerYear: 0.8, hurst: 0.2, logVarianceDeviation: 0, correlation: 0 }),
];
