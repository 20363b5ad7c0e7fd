import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alike, compileAlike } from '../../src/kernel/alike.ts';
import { CannotCompile } from '../../src/kernel/cannot-compile.ts';
import type { KernelProgram } from '../../src/kernel/program.ts';
import { pinned } from '../support/arbitraries.ts';
import { programDifferences, programOf, seatOf } from '../support/kernels.ts';
import { type Draft, doubles, draftedProgram, drafts } from './random-programs.ts';
import { stepOf } from './samples.ts';

/** A campaign of an hour is FUZZ_RUNS=100000, with FUZZ_SEED to begin elsewhere. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 120);
const seed = process.env.FUZZ_SEED === undefined ? pinned('alike') : Number(process.env.FUZZ_SEED);

type Numbers = Readonly<Record<'x' | 'y' | 'w' | 'a' | 'b', number>>;
const numbers: fc.Arbitrary<Numbers> = fc.record({ x: doubles, y: doubles, w: doubles, a: doubles, b: doubles });

/** The same program with other names and other numbers. */
function variant(program: KernelProgram, prefix: string, { x, y, w, a, b }: Numbers): KernelProgram {
  const named = (name: string) => `${prefix}.${name}`;
  return {
    ...program,
    seats: program.seats.map(({ name, state, constants, draws, at, ports, helpers }) => ({
      name: named(name),
      state: { ...state, x, y, w },
      constants: { ...constants, a, b },
      draws: Object.fromEntries(Object.entries(draws).map(([draw, stream]) => [draw, named(stream)])),
      at: Object.fromEntries(Object.entries(at).map(([fact, calendar]) => [fact, named(calendar)])),
      ports: Object.fromEntries(
        Object.entries(ports).map(([port, of]) => [port, typeof of === 'string' ? named(of) : of]),
      ),
      helpers,
    })),
    phases: program.phases.map((operations) => operations.map(({ seat, step }) => ({ seat: named(seat), step }))),
    streams: program.streams.map(({ name, kind }) => ({ name: named(name), kind })),
    calendars: Object.fromEntries(Object.entries(program.calendars).map(([name, values]) => [named(name), values])),
    results: program.results.map(named),
    watched: program.watched.map(named),
  };
}

describe('programs that are the same but for names and numbers', () => {
  // Kills: a number that one of them is folded with, a name that leads to another's place.
  test('share a kernel that leaves in every field the very bits that the functions of each leave', () => {
    fc.assert(
      fc.property(drafts, numbers, numbers, (draft: Draft, first, second) => {
        const { program } = draftedProgram(draft);
        const programs = [program, variant(program, 'first', first), variant(program, 'second', second)];
        expect(alike(programs)).toEqual([[0, 1, 2]]);
        const kernels = compileAlike(programs);
        expect(new Set(kernels.map(({ bytes }) => bytes)).size).toBe(1);
        programs.forEach((each, i) => {
          expect(programDifferences(each, 7, () => kernels[i]!)).toEqual([]);
        });
      }),
      { seed, numRuns },
    );
  }, 3_600_000);

  const body = stepOf('s.x = s.x * k.a + math.at(k.table, at.due); s.f = k.on;');
  const program = (of: {
    readonly x?: number;
    readonly f?: boolean;
    readonly a?: number;
    readonly on?: boolean;
    readonly table?: readonly number[];
    readonly due?: readonly number[];
    readonly steps?: number;
    readonly step?: typeof body;
    readonly port?: number;
  }) =>
    programOf({
      steps: of.steps ?? 2,
      seats: [
        seatOf('it', {
          state: { x: of.x ?? 1, f: of.f ?? false },
          constants: { a: of.a ?? 2, on: of.on ?? true, table: Float64Array.from(of.table ?? [1, 2]) },
          at: { due: 'due' },
          ports: { other: { x: of.port ?? 0 } },
        }),
      ],
      phases: [[{ seat: 'it', step: of.step ?? body }]],
      calendars: { due: Float64Array.from(of.due ?? [0, 1]) },
      results: ['it.x', 'it.f'],
    });

  test('are told from those that differ in anything else', () => {
    const others = [
      { f: true },
      { on: false },
      { table: [1, 3] },
      { table: [1, -0] },
      { table: [1, 0] },
      { due: [1, 1] },
      { steps: 3 },
      { step: stepOf('s.x = s.x * k.a; s.f = k.on;') },
      { port: -0 },
    ];
    expect(alike([program({}), ...others.map(program), program({ a: 3, x: 5 })])).toEqual([
      [0, others.length + 1],
      ...others.map((_, i) => [i + 1]),
    ]);
  });

  test('keep folded what they agree on: a program alone gets the kernel that it gets anyway', () => {
    const [first, same, other] = [program({}), program({}), program({ a: 3 })];
    const bytesOf = (...programs: readonly KernelProgram[]) => compileAlike(programs)[0]!.bytes;
    expect(bytesOf(first)).toEqual(bytesOf(first, same));
    expect(bytesOf(first)).not.toEqual(bytesOf(first, other));
  });

  test('cannot share one where they repeat something a different number of times', () => {
    const step = stepOf('for (let i = 0; i < k.a; i++) s.x += i;');
    expect(() => compileAlike([program({ step, a: 2 }), program({ step, a: 3 })])).toThrow(CannotCompile);
  });
});
