import { batchMutants, engineMutants, randomMutants } from './machinery.ts';
import { holdingMutants, marketMutants } from './models.ts';
import type { Mutant } from './mutant.ts';
import { dataMutants, resultMutants } from './results.ts';

/** Every fault, by room. */
export const mutants: readonly Mutant[] = [
  ...holdingMutants,
  ...marketMutants,
  ...engineMutants,
  ...randomMutants,
  ...batchMutants,
  ...resultMutants,
  ...dataMutants,
];
