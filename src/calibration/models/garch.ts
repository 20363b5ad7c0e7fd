import { conditionalVariance, type VarianceLaw } from '../conditional-variance.ts';
import { between, positive } from '../scale.ts';
import { volatilityPerYear } from '../units.ts';

/** Literature, and the packages that fit it, count returns in per cent: variances are then 10,000 times as large. */
const PER_CENT_SQUARED = 1e4;

const longRun = ([omega, persistence]: readonly number[]): number => omega! / (1 - persistence!);

/**
 * Bollerslev (1986): h[t + 1] = ω + α ε[t]² + β h[t]. Estimated through the persistence α + β, which must be below 1,
 * and the share of it that is α's.
 */
const law: VarianceLaw = {
  name: 'garch',
  process: 'garch',
  parameters: [
    { name: 'omega', scale: positive },
    { name: 'persistence', scale: between(0, 1) },
    { name: 'shockShare', scale: between(0, 1) },
  ],
  starts: (variance) => [
    [0.03 * variance, 0.97, 0.1],
    [0.2 * variance, 0.8, 0.3],
  ],
  next: (variance, distance, [omega, persistence, share]) =>
    omega! + persistence! * (share! * distance * distance + (1 - share!) * variance),
  longRun,
  options: ([omega, persistence, share]) => ({
    omega: omega! * PER_CENT_SQUARED,
    alpha: persistence! * share!,
    beta: persistence! * (1 - share!),
  }),
  facts: (values, stepDays) => ({
    persistence: values[1]!,
    longRunVolatilityPerYear: volatilityPerYear(longRun(values), stepDays),
  }),
};

export const garchModel = conditionalVariance(law, 'normal');
export const garchTModel = conditionalVariance(law, 'student');
