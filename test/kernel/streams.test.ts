import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pinned } from '../support/arbitraries.ts';
import { compiled, programDifferences, programOf, seatOf } from '../support/kernels.ts';
import { stepOf } from './samples.ts';

const streams = [
  { name: 'price/z', kind: 'normal' },
  { name: 'price/jump', kind: 'uniform' },
  { name: 'funding/z', kind: 'normal' },
  { name: 'funding/w', kind: 'normal' },
  { name: 'whim', kind: 'uniform' },
  { name: 'number', kind: 'path' },
] as const;

/** A seat that hands on what it is dealt; its sum needs every number of a path in its place. */
function dealing(kept: readonly number[], steps: number) {
  const draws = Object.fromEntries(kept.map((i) => [`d${i}`, streams[i]!.name]));
  const state = { ...Object.fromEntries(kept.map((i) => [`d${i}`, 0])), sum: 0 };
  const body = kept.map((i) => `s.d${i} = draw.d${i}; s.sum += draw.d${i} * (at.step + 1);`).join('\n');
  return programOf({
    steps,
    seats: [seatOf('it', { state, draws })],
    phases: [[{ seat: 'it', step: stepOf(body) }]],
    streams: kept.map((i) => streams[i]!),
    results: ['it.sum'],
    watched: kept.map((i) => `it.d${i}`),
  });
}

// Kills: a shift count of the generator; the half angle; the sign; a word too many for a uniform; lanes that change places.
test('a kernel deals every path the numbers of its streams, each in its place, whatever else is dealt', () => {
  fc.assert(
    fc.property(
      fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1 }),
      fc.integer({ min: 1, max: 130 }),
      fc.oneof(fc.nat(100), fc.integer({ min: 2 ** 31, max: 2 ** 33 }), fc.constant(2 ** 52)),
      (kept, steps, firstPath) => {
        expect(programDifferences(dealing(kept, steps), firstPath)).toEqual([]);
      },
    ),
    { seed: pinned('kernel streams'), numRuns: 60 },
  );
});

// Kills: a sine half that a chunk ends with and the next one forgets.
test('chunks hold an even number of steps, for normal numbers come in pairs', () => {
  for (let steps = 1; steps < 300; steps++) {
    const { layout } = compiled(dealing([0, 1, 2], steps));
    expect(layout.chunk % 2).toBe(0);
    expect(layout.chunk).toBeGreaterThan(0);
  }
  expect(programDifferences(dealing([0, 3], 1001))).toEqual([]);
});
