import { conditionalVariance, type VarianceLaw } from '../conditional-variance.ts';
import { between, positive } from '../scale.ts';
import { volatilityPerYear } from '../units.ts';

const PER_CENT_SQUARED = 1e4;

const longRun = ([omega, persistence]: readonly number[]): number => omega! / (1 - persistence!);

/**
 * Glosten, Jagannathan & Runkle (1993): h[t + 1] = ω + (α + γ [ε[t] < 0]) ε[t]² + β h[t]. Estimated through the
 * persistence α + γ / 2 + β below 1, the shocks' share of it, and the tilt τ of that share: α = (1 - τ) of it, α + γ =
 * (1 + τ).
 */
const law: VarianceLaw = {
  name: 'gjr',
  process: 'gjrGarch',
  parameters: [
    { name: 'omega', scale: positive },
    { name: 'persistence', scale: between(0, 1) },
    { name: 'shockShare', scale: between(0, 1) },
    { name: 'tilt', scale: between(-1, 1) },
  ],
  starts: (variance) => [
    [0.03 * variance, 0.97, 0.1, 0.1],
    [0.2 * variance, 0.8, 0.3, 0.1],
  ],
  next: (variance, distance, [omega, persistence, share, tilt]) => {
    const sided = distance < 0 ? 1 + tilt! : 1 - tilt!;
    return omega! + persistence! * (share! * sided * distance * distance + (1 - share!) * variance);
  },
  longRun,
  options: ([omega, persistence, share, tilt]) => ({
    omega: omega! * PER_CENT_SQUARED,
    alpha: persistence! * share! * (1 - tilt!),
    gamma: 2 * persistence! * share! * tilt!,
    beta: persistence! * (1 - share!),
  }),
  facts: (values, stepDays) => ({
    persistence: values[1]!,
    longRunVolatilityPerYear: volatilityPerYear(longRun(values), stepDays),
  }),
};

export const gjrModel = conditionalVariance(law, 'normal');
export const gjrTModel = conditionalVariance(law, 'student');
