import { formatInstant } from '../data/instant.ts';
import type { Matrix } from '../math/cholesky.ts';
import { math } from '../math/math.ts';
import { CalibrationError } from './calibration-error.ts';
import type { CalibrationModel, Fit, NamedNumbers, Quantity, Series, SeriesSource } from './contracts.ts';
import { valuesAt } from './maximum-likelihood.ts';
import { form } from './symmetric.ts';

/** So far is a parameter moved, on its scale, for the derivative of an option. */
const DELTA = 1e-5;

/** Fewer values than this tell little of a spread, and nothing of a tail. */
const LEAST_VALUES = 100;

/**
 * Fits a model to a series, and says in the units of its process what was found, and how surely.
 *
 * @throws CalibrationError where there are too few values, or all are the same
 */
export function calibrate(model: CalibrationModel, series: Series, source: SeriesSource | null = null): Fit {
  requireVaried(model, series);
  const estimate = model.estimate(series);
  const { values, isAtBound, covariance, covarianceIfTrue, logLikelihood } = estimate;
  const { stepDays } = series;
  const n = series.values.length;
  const estimated = isAtBound.filter((is) => !is).length;
  const inWords = (of: CalibrationModel['options']) =>
    quantities(model, of, values, stepDays, covariance, covarianceIfTrue);
  const settings = Object.entries(estimate.settings).map(
    ([name, value]) => [name, { value, ...withoutError }] as const,
  );
  const options = { ...inWords(model.options), ...Object.fromEntries(settings) };
  return {
    schema: 'decaylab/fit@1',
    model: model.name,
    process: model.process,
    method: model.method,
    options,
    facts: inWords(model.facts),
    parameters: model.parameters.map(({ name }, i) => ({ name, value: values[i]!, isAtBound: isAtBound[i]! })),
    covariance,
    logLikelihood,
    aic: logLikelihood === null ? null : 2 * estimated - 2 * logLikelihood,
    bic: logLikelihood === null ? null : estimated * math.log(n) - 2 * logLikelihood,
    observations: n,
    stepDays,
    from: formatInstant(series.fromMs),
    to: formatInstant(series.toMs),
    gaps: series.gaps.map(({ afterMs, beforeMs, missingBars }) => {
      return { after: formatInstant(afterMs), before: formatInstant(beforeMs), missing: missingBars };
    }),
    source,
    warnings: [
      ...estimate.warnings,
      ...model.parameters.flatMap(({ name }, i) => (isAtBound[i] ? [atBound(name, values[i]!)] : [])),
      ...driftWarning(options),
    ],
  };
}

const withoutError = { standardError: null, standardErrorIfTrue: null };

function requireVaried({ name }: CalibrationModel, { values }: Series): void {
  if (values.length < LEAST_VALUES) {
    throw new CalibrationError(`${name}: at least ${LEAST_VALUES} values are required; got ${values.length}`);
  }
  if (values.every((value) => value === values[0])) {
    throw new CalibrationError(`${name}: values that vary are required; got ${values.length} times ${values[0]}`);
  }
}

/** The delta method: the variance of a function of the estimates is its gradient's square in their covariance. */
function quantities(
  { parameters }: CalibrationModel,
  of: CalibrationModel['options'],
  values: readonly number[],
  stepDays: number,
  covariance: Matrix,
  covarianceIfTrue: Matrix | null,
): Fit['options'] {
  const point = values.map((value, i) => parameters[i]!.scale.toReal(value));
  const moved = (i: number, by: number): NamedNumbers =>
    of(
      valuesAt(
        parameters,
        point.map((y, j) => (i === j ? y + by : y)),
      ),
      stepDays,
    );
  const beside = parameters.map((_, i) => [moved(i, DELTA), moved(i, -DELTA)] as const);
  const quantity = (name: string, value: number): Quantity => {
    const gradient = beside.map(([up, down]) => (up[name]! - down[name]!) / (2 * DELTA));
    const errorIn = (matrix: Matrix | null) => {
      const variance = matrix === null ? 0 : form(gradient, matrix, gradient);
      return variance > 0 ? Math.sqrt(variance) : null;
    };
    return { value, standardError: errorIn(covariance), standardErrorIfTrue: errorIn(covarianceIfTrue) };
  };
  return Object.fromEntries(Object.entries(of(values, stepDays)).map(([name, value]) => [name, quantity(name, value)]));
}

const atBound = (name: string, value: number) =>
  `${name} is at the end of its range (${Number(value.toPrecision(4))}): it is held there, and no error is known of it`;

function driftWarning({ driftPerYear }: Fit['options']): readonly string[] {
  if (driftPerYear === undefined || driftPerYear.standardError === null) return [];
  const { value, standardError } = driftPerYear;
  return [
    `driftPerYear is the drift of the past, ${value.toFixed(2)} ± ${standardError.toFixed(2)} a year: ` +
      'too unsure to forecast with; a scenario should set its own',
  ];
}
