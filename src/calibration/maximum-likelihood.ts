import type { Matrix } from '../math/cholesky.ts';
import { neumaierSum } from '../math/sum.ts';
import type { CalibrationModel, NamedNumbers, Parameter, Series } from './contracts.ts';
import type { Objective } from './nelder-mead.ts';
import { nelderMead } from './nelder-mead.ts';
import { derivativesOf, newton, probeSteps } from './newton.ts';
import { inverseOf } from './symmetric.ts';

/** What a model with a likelihood declares; lists of values follow `parameters`. */
export interface Likelihood extends Omit<CalibrationModel, 'estimate' | 'method'> {
  /** The log density of each value, given those before it in its stretch. */
  readonly logDensities: (values: readonly number[], series: Series, into: Float64Array) => void;
  /** Where searches begin; several, where there may be several peaks. */
  readonly starts: (series: Series) => readonly (readonly number[])[];
  readonly settings?: (series: Series) => NamedNumbers;
  readonly warnings?: (values: readonly number[], series: Series) => readonly string[];
}

export type LikelihoodModel = CalibrationModel & Pick<Likelihood, 'logDensities'>;

/**
 * Fits by maximum likelihood: from each start a simplex, again from where it ended until that gains nothing, then
 * Newton.
 *
 * Standard errors are those of White (1982), Econometrica 50, theorem 3.2: A⁻¹ B A⁻¹ with A the curvature of the
 * log-likelihood and B the sum of squares of each value's score. They hold although no model is the truth; A⁻¹ alone,
 * which needs it to be, is kept beside them. What lies at a bound is held there and has no error.
 */
export function maximumLikelihood({ starts, settings, warnings, ...model }: Likelihood): LikelihoodModel {
  const { parameters, logDensities } = model;
  return {
    ...model,
    method: 'maximum likelihood',
    estimate: (series) => {
      const densities = new Float64Array(series.values.length);
      const fill = (point: readonly number[]) => logDensities(valuesAt(parameters, point), series, densities);
      const cost: Objective = (point) => {
        fill(point);
        const total = neumaierSum(densities);
        return Number.isNaN(total) ? Number.POSITIVE_INFINITY : -total;
      };
      const isFree = (point: readonly number[]) => point.map((y, i) => !parameters[i]!.scale.isAtBound(y));
      const ends = starts(series).map((start) => {
        const rough = simplexUntilSettled(
          cost,
          start.map((value, i) => parameters[i]!.scale.toReal(value)),
        );
        const point = newton(cost, rough, isFree);
        return { point, height: cost(point) };
      });
      const { point, height } = ends.reduce((a, b) => (b.height < a.height ? b : a));
      const free = isFree(point);
      const { covariance, ifTrue } = covarianceAt(cost, fill, densities, point, free);
      const values = valuesAt(parameters, point);
      return {
        values,
        isAtBound: free.map((is) => !is),
        covariance: covariance ?? point.map(() => point.map(() => 0)),
        covarianceIfTrue: ifTrue,
        logLikelihood: -height,
        settings: settings?.(series) ?? {},
        warnings: [...(covariance === null ? [NO_PEAK] : []), ...(warnings?.(values, series) ?? [])],
      };
    },
  };
}

const NO_PEAK =
  'the likelihood has no proper peak here (its curvature is not a bowl): ' +
  'standard errors are not known, and the numbers are not to be trusted';

export const valuesAt = (parameters: readonly Parameter[], point: readonly number[]): readonly number[] =>
  point.map((y, i) => parameters[i]!.scale.fromReal(y));

function simplexUntilSettled(cost: Objective, start: readonly number[]): readonly number[] {
  let point = start;
  let height = cost(point);
  for (let round = 0; round < 6; round++) {
    const next = nelderMead(cost, point, { edge: round === 0 ? 0.5 : 0.2, flat: 1e-3 });
    const found = cost(next);
    const gained = height - found;
    if (gained > 0) [point, height] = [next, found];
    if (gained < 0.01) break;
  }
  return point;
}

/** A⁻¹ B A⁻¹ and A⁻¹ over the free coordinates, zero elsewhere. */
function covarianceAt(
  cost: Objective,
  fill: (point: readonly number[]) => void,
  densities: Float64Array,
  point: readonly number[],
  isFree: readonly boolean[],
): { readonly covariance: Matrix | null; readonly ifTrue: Matrix | null } {
  const free = isFree.flatMap((is, i) => (is ? [i] : []));
  const spread = (inner: readonly number[]) => point.map((y, i) => (isFree[i] ? inner[free.indexOf(i)]! : y));
  const inner = free.map((i) => point[i]!);
  const inside: Objective = (at) => cost(spread(at));
  const steps = probeSteps(inside, inner);
  const inverse = inverseOf(derivativesOf(inside, inner, steps).hessian);
  if (inverse === null) return { covariance: null, ifTrue: null };

  const scores = steps.map((h, i) => {
    const beside = (side: number) => {
      fill(spread(inner.map((y, j) => (i === j ? y + side * h : y))));
      return densities.slice();
    };
    const [up, down] = [beside(1), beside(-1)];
    return up.map((density, t) => (density - down[t]!) / (2 * h));
  });
  const outer = scores.map((a) => scores.map((b) => neumaierSum(a.map((score, t) => score * b[t]!))));
  const times = (a: Matrix, b: Matrix) =>
    a.map((row) => b.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
  const whole = (matrix: Matrix): Matrix =>
    point.map((_, i) => point.map((_, j) => (isFree[i] && isFree[j] ? matrix[free.indexOf(i)]![free.indexOf(j)]! : 0)));
  return { covariance: whole(times(times(inverse, outer), inverse)), ifTrue: whole(inverse) };
}
