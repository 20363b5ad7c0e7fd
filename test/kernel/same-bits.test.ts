import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkHelper, checkStep, formatSubsetProblems } from '../../src/kernel/check-step.ts';
import { pinned } from '../support/arbitraries.ts';
import { programDifferences } from '../support/kernels.ts';
import { draftedProgram, drafts } from './random-programs.ts';

/** A campaign of an hour is FUZZ_RUNS=100000, with FUZZ_SEED to begin elsewhere. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 250);
const seed = process.env.FUZZ_SEED === undefined ? pinned('kernels') : Number(process.env.FUZZ_SEED);

// Kills: most of what can be wrong between a source text and a register.
test('a kernel leaves in every field of every path, step after step, the very bits that the functions leave', () => {
  fc.assert(
    fc.property(drafts, fc.nat(1000), (draft, firstPath) => {
      const { program, steps, helpers, signature } = draftedProgram(draft);
      const problems = [
        ...steps.flatMap((step) => checkStep(step, signature)),
        ...helpers.flatMap((helper) => checkHelper(helper, ['number', 'number'], signature.math).problems),
      ];
      expect(formatSubsetProblems('made up', problems)).toBe('');
      expect(programDifferences(program, firstPath)).toEqual([]);
    }),
    { seed, numRuns },
  );
}, 3_600_000);
