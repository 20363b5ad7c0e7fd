import { math } from '../../math/math.ts';
import { conditionalVariance, type VarianceLaw } from '../conditional-variance.ts';
import { NORMAL_MEAN_SIZE } from '../densities.ts';
import { above, between, real } from '../scale.ts';

const LOG_PER_CENT_SQUARED = 9.210340371976184;

/**
 * Nelson (1991): log h[t + 1] = ω + α (|z[t]| - sqrt(2 / π)) + γ z[t] + β log h[t], z = ε / sqrt(h). The constant is
 * that of normal shocks for every law of z, as packages have it; another only moves ω.
 */
const law: VarianceLaw = {
  name: 'egarch',
  process: 'egarch',
  parameters: [
    { name: 'omega', scale: real(0.1) },
    { name: 'alpha', scale: above(0) },
    { name: 'gamma', scale: real(0.1) },
    { name: 'beta', scale: between(0, 1) },
  ],
  starts: (variance) => [
    [0.03 * math.log(variance), 0.15, 0, 0.97],
    [0.2 * math.log(variance), 0.3, 0, 0.8],
  ],
  next: (variance, distance, [omega, alpha, gamma, beta]) => {
    const z = distance / Math.sqrt(variance);
    return math.exp(omega! + alpha! * (Math.abs(z) - NORMAL_MEAN_SIZE) + gamma! * z + beta! * math.log(variance));
  },
  // Of the logarithm: the mean of the variance itself has no simple form, and with Student-t shocks none at all.
  longRun: ([omega, , , beta]) => math.exp(omega! / (1 - beta!)),
  options: ([omega, alpha, gamma, beta]) => ({
    omega: omega! + (1 - beta!) * LOG_PER_CENT_SQUARED,
    alpha: alpha!,
    gamma: gamma!,
    beta: beta!,
  }),
  facts: () => ({}),
};

export const egarchModel = conditionalVariance(law, 'normal');
export const egarchTModel = conditionalVariance(law, 'student');
