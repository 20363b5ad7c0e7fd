const DAYS_PER_YEAR = 365;

/** A period in years of a market that never closes. */
export const yearsOf = (stepDays: number): number => stepDays / DAYS_PER_YEAR;

/** Standard deviation over a year of independent returns with this variance a period. */
export const volatilityPerYear = (variance: number, stepDays: number): number =>
  Math.sqrt(variance / yearsOf(stepDays));

/** Growth of the expected price where log returns are normal: their mean, and half their variance. */
export const driftPerYear = (mean: number, variance: number, stepDays: number): number =>
  (mean + 0.5 * variance) / yearsOf(stepDays);

/** The option by which processes of a period know its length: a day where it is not given. */
export const periodOption = (stepDays: number): { readonly periodHours?: number } =>
  stepDays === 1 ? {} : { periodHours: 24 * stepDays };
