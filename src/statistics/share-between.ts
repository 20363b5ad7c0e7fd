import { arithmeticMean } from './arithmetic-mean.ts';
import type { Estimate } from './contracts.ts';
import { variance } from './variance.ts';

/**
 * Share of a variance that lies between groups and not within them, by the law of total variance:
 *
 *   share = B / (B + W),   B = variance of the groups' means, W = mean of the groups' variances, both with n - 1
 *
 * Groups are draws of what is not known, and each holds what chance makes of one of them. Where all groups have met the same
 * chance and a draw shifts every value alike, B has no noise of it. Else it is too large, on average by (1 - r) W over the size
 * of a group, where r W is the mean covariance of what two groups make of the same chance: by all of W over that size where each
 * group has met chance of its own. The error is a jackknife's over groups (Efron 1982, eq. 3.6). NaN for fewer than three
 * groups, or where one has fewer than two values.
 */
export function shareBetween(groups: readonly Float64Array[]): Estimate {
  const means = Float64Array.from(groups, arithmeticMean);
  const variances = Float64Array.from(groups, variance);
  const n = groups.length;
  const value = n < 3 ? Number.NaN : shareOf(means, variances);
  const without = Float64Array.from(groups, (_, left) => {
    const others = (_value: number, index: number) => index !== left;
    return shareOf(means.filter(others), variances.filter(others));
  });
  return { value, standardError: n < 3 ? Number.NaN : Math.sqrt(((n - 1) * (n - 1) * variance(without)) / n) };
}

function shareOf(means: Float64Array, variances: Float64Array): number {
  const between = variance(means);
  const within = arithmeticMean(variances);
  return between + within > 0 ? between / (between + within) : 0;
}
