import { kernelMutants } from './kernel.ts';
import { batchMutants, engineMutants, randomMutants } from './machinery.ts';
import { mechanismMutants } from './mechanisms.ts';
import { holdingMutants, marketMutants } from './models.ts';
import type { Mutant } from './mutant.ts';
import { dataMutants, resultMutants } from './results.ts';

/**
 * Every fault, by room.
 *
 * 2026-11-22: all 182 killed in one run, 108 of them by two tests or more of those named beside them; none survived.
 * 2026-11-22: of the kernel compiler's, by then, 74 killed, 2 without a difference that a test could see, each said beside it.
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
