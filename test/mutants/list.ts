import { kernelMutants } from './kernel.ts';
import { batchMutants, engineMutants, randomMutants } from './machinery.ts';
import { mechanismMutants } from './mechanisms.ts';
import { holdingMutants, marketMutants } from './models.ts';
import type { Mutant } from './mutant.ts';
import { dataMutants, resultMutants } from './results.ts';

/**
 * Every fault, by room.
 *
 * 2026-11-23: 540 in all. Those of the mechanisms, 180, were each killed when last run; of the others, 340 were run as one on
 * 2026-11-22 and what survived was killed one by one after that, or has its reason beside it.
 */
export const mutants: readonly Mutant[] = [
  ...holdingMutants,
  ...marketMutants,
  ...mechanismMutants,
  ...engineMutants,
  ...randomMutants,
  ...kernelMutants,
  ...batchMutants,
  ...resultMutants,
  ...dataMutants,
];
