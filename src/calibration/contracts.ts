import type { Gap } from '../data/align.ts';
import type { Provenance } from '../data/contracts.ts';
import type { Matrix } from '../math/cholesky.ts';
import type { Scale } from './scale.ts';

/** What a model is fitted to: one number a period, in order, without those that a gap makes unknown. */
export interface Series {
  /** Length of a period in days. */
  readonly stepDays: number;
  /** Log returns over one period each; of funding, the rate at each stamp as a fraction of notional. */
  readonly values: Float64Array;
  /** Periods from the beginning to the end of each value: those that a gap swallowed count too. */
  readonly periods: Float64Array;
  /** Log price at the end of each value, over that of the beginning; of funding, the values themselves. */
  readonly levels: Float64Array;
  /** Where an unbroken stretch of values begins: what remembers begins anew there. The first is 0. */
  readonly starts: readonly number[];
  /** The stretches whose values are left out. */
  readonly gaps: readonly Gap[];
  /** The first and the last instant that a value knows of. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** One number that is estimated; the optimiser moves it on `scale`, where every real number is allowed. */
export interface Parameter {
  readonly name: string;
  readonly scale: Scale;
}

/** Random numbers of one replication. */
export interface Random {
  readonly nextNormal: () => number;
  readonly nextUniform: () => number;
}

/** What a model says of a series, before it is put into words. All lists follow `parameters` of the model. */
export interface Estimate {
  readonly values: readonly number[];
  /** Lies where its scale ends, and has no standard error. */
  readonly isAtBound: readonly boolean[];
  /** Of the parameters on their scales; rows and columns of those at a bound are zero. */
  readonly covariance: Matrix;
  /** The same, were the model the truth: the inverse of the information. `null` where errors are of another kind. */
  readonly covarianceIfTrue: Matrix | null;
  /** `null` where there is no likelihood. */
  readonly logLikelihood: number | null;
  /** Options that are no estimates, but what the series was like. */
  readonly settings: NamedNumbers;
  readonly warnings: readonly string[];
}

/** A model that can be fitted. One file each in `models/`, which alone knows the options of its process. */
export interface CalibrationModel {
  /** As `--model` takes it. */
  readonly name: string;
  /** The constructor that takes `options`. */
  readonly process: string;
  readonly reads: 'prices' | 'rates';
  /** How it is estimated, in a few words. */
  readonly method: string;
  /** Unless another period is asked for. */
  readonly periodMinutes: number;
  readonly parameters: readonly Parameter[];
  readonly estimate: (series: Series) => Estimate;
  /** The options of the process that these values of the parameters stand for. */
  readonly options: (values: readonly number[], stepDays: number) => NamedNumbers;
  /** What else a reader knows the model by; not options. */
  readonly facts: (values: readonly number[], stepDays: number) => NamedNumbers;
  /** One replication, of as many values. */
  readonly simulate: (values: readonly number[], count: number, random: Random, stepDays: number) => Float64Array;
}

export type NamedNumbers = Readonly<Record<string, number>>;

/** A number with its standard errors: robust, and as it were if the model was the truth; `null` at a bound. */
export interface Quantity {
  readonly value: number;
  readonly standardError: number | null;
  readonly standardErrorIfTrue: number | null;
}

/** Where the numbers of a series came from. */
export interface SeriesSource extends Provenance {
  readonly column: string;
}

/** A finished calibration: plain data, which a scenario imports and `drawsOf` reads. */
export interface Fit {
  readonly schema: 'decaylab/fit@1';
  readonly model: string;
  readonly process: string;
  readonly method: string;
  readonly options: Readonly<Record<string, Quantity>>;
  readonly facts: Readonly<Record<string, Quantity>>;
  readonly parameters: readonly { readonly name: string; readonly value: number; readonly isAtBound: boolean }[];
  /** Of the parameters on their scales, in that order. */
  readonly covariance: Matrix;
  readonly logLikelihood: number | null;
  readonly aic: number | null;
  readonly bic: number | null;
  readonly observations: number;
  readonly stepDays: number;
  readonly from: string;
  readonly to: string;
  readonly gaps: readonly { readonly after: string; readonly before: string; readonly missing: number }[];
  readonly source: SeriesSource | null;
  readonly warnings: readonly string[];
}
