import { CalibrationError } from './calibration-error.ts';
import { modelNamed } from './catalogue.ts';
import type { Fit } from './contracts.ts';
import { valuesAt } from './maximum-likelihood.ts';
import { unbrokenSeries } from './series.ts';
import { randomOf } from './shocks.ts';
import { choleskyOf } from './symmetric.ts';

/**
 * Options a model might as well have had: `count` draws of what a fit leaves open, for runs that should not pretend to
 * know.
 *
 * - `normal`: from the normal law of the estimates in large samples, on the scales on which parameters may be any
 *   number, so
 *   that no draw is impossible. What is at a bound stays there.
 * - `bootstrap`: each time a series of the same length is simulated from the fit, and fitted. It knows of skewness and
 *   bias,
 *   costs a calibration a draw, and takes the model for the truth.
 *
 * Draw k depends on the seed and on k alone.
 *
 * @throws CalibrationError where the fit is of a model that is not known
 */
export function drawsOf<Name extends string>(
  fit: Omit<Fit, 'options'> & { readonly options: Readonly<Record<Name, unknown>> },
  count: number,
  seed: string,
  how: 'normal' | 'bootstrap' = 'normal',
): readonly Readonly<Record<Name, number>>[] {
  const model = modelNamed(fit.model);
  const settings = Object.fromEntries(
    Object.entries(fit.options as Fit['options']).map(([name, { value }]) => [name, value]),
  );
  const values = fit.parameters.map(({ value }) => value);
  const draw = how === 'normal' ? asymptotic() : refitted;
  return Array.from({ length: count }, (_, k) => ({ ...settings, ...draw(k) }) as Readonly<Record<Name, number>>);

  function asymptotic() {
    const { parameters } = model;
    const point = values.map((value, i) => parameters[i]!.scale.toReal(value));
    const free = fit.parameters.flatMap(({ isAtBound }, i) => (isAtBound ? [] : [i]));
    const factor = choleskyOf(free.map((i) => free.map((j) => fit.covariance[i]![j]!)));
    if (factor === null || factor === undefined) {
      throw new CalibrationError(
        `drawsOf: the covariance of ${fit.model} is not positive definite, so that nothing is known of its errors; draw by 'bootstrap' instead`,
      );
    }
    return (k: number) => {
      const { nextNormal } = randomOf(seed, k);
      const shocks = free.map(nextNormal);
      const moved = point.map((y, i) => {
        const row = factor[free.indexOf(i)] ?? [];
        return row.reduce((sum, weight, j) => sum + weight * shocks[j]!, y);
      });
      return model.options(valuesAt(parameters, moved), fit.stepDays);
    };
  }

  function refitted(k: number) {
    const simulated = model.simulate(values, fit.observations, randomOf(seed, k), fit.stepDays);
    return model.options(model.estimate(unbrokenSeries(simulated, fit.stepDays)).values, fit.stepDays);
  }
}
