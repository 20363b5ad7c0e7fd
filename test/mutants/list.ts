import { bridgeMutants } from './bridge.ts';
import { calibrationMutants } from './calibration.ts';
import { claimMutants } from './claims.ts';
import { coinMutants } from './coins.ts';
import { columnMutants } from './columns.ts';
import { comparisonMutants } from './comparison.ts';
import { exportMutants } from './exports.ts';
import { finderMutants } from './finder.ts';
import { fundingMutants } from './funding.ts';
import { jumpMutants } from './jumps.ts';
import { kernelMutants } from './kernel.ts';
import { liveMutants } from './live.ts';
import { batchMutants, engineMutants, randomMutants } from './machinery.ts';
import { mechanismMutants } from './mechanisms.ts';
import { holdingMutants, marketMutants } from './models.ts';
import type { Mutant } from './mutant.ts';
import { numberMutants } from './numbers.ts';
import { periodMutants } from './periods.ts';
import { realityMutants } from './reality.ts';
import { resamplingMutants } from './resampling.ts';
import { dataMutants, resultMutants } from './results.ts';
import { shelfMutants } from './shelf.ts';
import { stochasticVolatilityMutants } from './stochastic-volatility.ts';
import { sweepMutants } from './sweeps.ts';

/**
 * Every fault, by room.
 *
 * 2026-11-28: over 900 in all. Each was killed when last run, or has its reason beside it; they were never all run on one tree.
 */
export const mutants: readonly Mutant[] = [
  ...holdingMutants,
  ...marketMutants,
  ...jumpMutants,
  ...stochasticVolatilityMutants,
  ...periodMutants,
  ...numberMutants,
  ...bridgeMutants,
  ...coinMutants,
  ...resamplingMutants,
  ...fundingMutants,
  ...calibrationMutants,
  ...realityMutants,
  ...mechanismMutants,
  ...engineMutants,
  ...randomMutants,
  ...kernelMutants,
  ...liveMutants,
  ...batchMutants,
  ...claimMutants,
  ...comparisonMutants,
  ...columnMutants,
  ...exportMutants,
  ...shelfMutants,
  ...sweepMutants,
  ...finderMutants,
  ...resultMutants,
  ...dataMutants,
];
