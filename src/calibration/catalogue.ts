import { nearestName } from '../text/nearest-name.ts';
import { CalibrationError } from './calibration-error.ts';
import type { CalibrationModel } from './contracts.ts';
import { autoregressiveModel } from './models/autoregressive.ts';
import { egarchModel, egarchTModel } from './models/egarch.ts';
import { garchModel, garchTModel } from './models/garch.ts';
import { gbmModel } from './models/gbm.ts';
import { gjrModel, gjrTModel } from './models/gjr-garch.ts';
import { kouModel } from './models/kou.ts';
import { meanRevertingModel } from './models/mean-reverting.ts';
import { meanRevertingFundingModel } from './models/mean-reverting-funding.ts';
import { mertonModel } from './models/merton.ts';
import { rareJumpsModel } from './models/rare-jumps.ts';
import { threeRegimesModel, twoRegimesModel } from './models/regimes.ts';
import { studentTModel } from './models/student-t.ts';
import { twoFactorFundingModel } from './models/two-factor-funding.ts';

/** Every model that can be fitted. */
export const catalogue: readonly CalibrationModel[] = [
  gbmModel,
  studentTModel,
  garchModel,
  garchTModel,
  gjrModel,
  gjrTModel,
  egarchModel,
  egarchTModel,
  mertonModel,
  rareJumpsModel,
  kouModel,
  twoRegimesModel,
  threeRegimesModel,
  meanRevertingModel,
  autoregressiveModel,
  meanRevertingFundingModel,
  twoFactorFundingModel,
];

/** @throws CalibrationError with the name that was probably meant */
export function modelNamed(name: string): CalibrationModel {
  const found = catalogue.find((model) => model.name === name);
  if (found !== undefined) return found;
  const names = catalogue.map((model) => model.name);
  const near = nearestName(name, names);
  const hint = near === undefined ? `there are ${names.join(', ')}` : `did you mean ${JSON.stringify(near)}?`;
  throw new CalibrationError(`no model ${JSON.stringify(name)}; ${hint}`);
}
