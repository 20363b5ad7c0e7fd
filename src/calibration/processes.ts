import type { Model } from '../engine/model.ts';
import { meanRevertingFunding } from '../markets/funding/mean-reverting-funding.ts';
import { twoFactorFunding } from '../markets/funding/two-factor-funding.ts';
import { autoregressive } from '../markets/price/autoregressive.ts';
import { egarch } from '../markets/price/egarch.ts';
import { garch } from '../markets/price/garch.ts';
import { gbm } from '../markets/price/gbm.ts';
import { gjrGarch } from '../markets/price/gjr-garch.ts';
import { kou } from '../markets/price/kou.ts';
import { markovRegimes } from '../markets/price/markov-regimes.ts';
import { meanReverting } from '../markets/price/mean-reverting.ts';
import { merton } from '../markets/price/merton.ts';
import { studentT } from '../markets/price/student-t.ts';
import { CalibrationError } from './calibration-error.ts';
import type { NamedNumbers } from './contracts.ts';

/** A constructor with the types of its options forgotten; the options are checked as those of any scenario. */
type Loose<Kind extends 'price' | 'funding'> = (options: NamedNumbers) => Model<Kind>;

const prices = {
  autoregressive,
  egarch,
  garch,
  gbm,
  gjrGarch,
  kou,
  markovRegimes,
  meanReverting,
  merton,
  studentT,
} as unknown as Readonly<Record<string, Loose<'price'>>>;
const fundings = { meanRevertingFunding, twoFactorFunding } as unknown as Readonly<Record<string, Loose<'funding'>>>;

/** The price process that a fit names, with its options. @throws CalibrationError where it refuses them */
export const priceOf = (process: string, options: NamedNumbers): Model<'price'> => made(prices, process, options);

/** The funding process that a fit names, with its options. @throws CalibrationError where it refuses them */
export const fundingOf = (process: string, options: NamedNumbers): Model<'funding'> => made(fundings, process, options);

function made<Kind extends 'price' | 'funding'>(
  constructors: Readonly<Record<string, Loose<Kind>>>,
  process: string,
  options: NamedNumbers,
): Model<Kind> {
  const model = constructors[process]?.(options);
  if (model === undefined) throw new CalibrationError(`no process ${JSON.stringify(process)} can be simulated`);
  if (model.problems.length > 0) throw new CalibrationError(model.problems.join('\n'));
  return model;
}
