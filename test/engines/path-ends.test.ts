import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Backend } from '../../src/engine/backend.ts';
import { checkBooks } from '../../src/engine/books.ts';
import type { Columns } from '../../src/engine/columns.ts';
import { holding, priceProcess } from '../../src/engine/define.ts';
import { StepError } from '../../src/engine/errors.ts';
import { openPathEnds } from '../../src/engine/path-ends.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { pinned } from '../support/arbitraries.ts';
import { outcomeOf } from '../support/kernels.ts';

const LANES = 16;
const faults = [
  'fine',
  'fine',
  'NaN of the market',
  'NaN',
  'Infinity',
  'below zero',
  'unbalanced',
  'off',
  'rich',
] as const;
type Fault = (typeof faults)[number];

/** What a path with each fault leaves: a market's column, then of two holdings the value and the money made. */
function left(fault: Fault, isSecond: boolean) {
  const value = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, 'below zero': -0.5 }[fault as string] ?? 1.5;
  // Rounding explains so much of a path that was rich once, and of no other.
  const profit = fault === 'unbalanced' ? 0.25 : value - 1 + (fault === 'off' || fault === 'rich' ? 1e-9 : 0);
  const own = isSecond ? [1.25, 0.25, value, profit] : [value, profit, 1.25, 0.25];
  return [fault === 'NaN of the market' ? Number.NaN : 3, ...own];
}

const names = [
  { holding: null, name: 'volatility' },
  ...['first', 'second'].flatMap((holding) =>
    ['finalValue', 'book/profit', 'log/residual'].map((name) => ({ holding, name })),
  ),
];
const message = (fault: Fault, holding: string, path: number) =>
  ({
    'NaN of the market': `the market volatility ${path}`,
    NaN: `${holding} finalValue ${path}`,
    Infinity: `${holding} finalValue ${path}`,
    'below zero': `holding "${holding}": value -0.5 is below zero on path ${path}`,
    off: `holding "${holding}": money does not balance on path ${path}: off by -`,
    unbalanced: `holding "${holding}": money does not balance on path ${path}: off by 0.25`,
  })[fault as string];

describe('of the paths that are over together', () => {
  // Kills: the first fault of each kind in place of the first path; a lane of an earlier group; a column too far.
  test('the first that breaks a law is the one that is reported, whatever it breaks and whatever others break', () => {
    const path = fc.record({ fault: fc.constantFrom(...faults), isSecond: fc.boolean() });
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: LANES }), fc.nat(1000), (paths, firstPath) => {
        const sources = names.map(({ name }, column) =>
          name === 'log/residual' ? null : { player: { column }, field: name },
        );
        const numbers = paths.map(({ fault, isSecond }) => left(fault, isSecond));
        const at = new Map(
          sources.flatMap((source) => (source === null ? [] : [source.player])).map((player, i) => [player, i]),
        );
        const backend = {
          lanes: LANES,
          resultOf: (player: { column: number }, field: string) => (into: Float64Array, count: number) => {
            for (let lane = 0; lane < count; lane++)
              into[lane] =
                field === 'largest' ? (paths[lane]!.fault === 'rich' ? 1e4 : 2) : numbers[lane]![at.get(player)!]!;
          },
        } as unknown as Backend;
        const books = checkBooks({ value: 1, bookProfit: 0 });
        const columns = {
          names,
          sources,
          holdings: ['first', 'second'].map((name, h) => ({
            name,
            books,
            finalValue: 1 + 3 * h,
            accounts: [2 + 3 * h],
            residual: 3 + 3 * h,
          })),
        } as unknown as Columns;
        const watchers = [{}, {}] as unknown as Parameters<typeof openPathEnds>[1];
        const finish = openPathEnds(
          columns,
          watchers,
          backend,
          (of, holding, quantity) => new StepError(`${holding ?? 'the market'} ${quantity} ${of}`, of),
        );
        const sink = { columns: names.map(() => new Float64Array(LANES + 3)), fans: [], samples: [] };
        const found = paths.findIndex(({ fault }) => fault !== 'fine' && fault !== 'rich');
        if (found < 0) {
          finish(sink, firstPath, 3, paths.length);
          expect(sink.columns[1]!.slice(3, 3 + paths.length).every((value) => value === 1.5 || value === 1.25)).toBe(
            true,
          );
          expect([...sink.columns[1]!.slice(0, 3)]).toEqual([0, 0, 0]);
          return;
        }
        const { fault, isSecond } = paths[found]!;
        expect(() => finish(sink, firstPath, 3, paths.length)).toThrow(
          message(fault, isSecond ? 'second' : 'first', firstPath + found),
        );
        expect(
          sink.columns[1]!.every((value) => value === 0),
          'nothing of a group that goes wrong is kept',
        ).toBe(true);
      }),
      { seed: pinned('path ends'), numRuns: 500 },
    );
  });
});

/** Returns say how a path ends: most are tiny and leave it well, few are the size of what goes wrong. */
const fateful = priceProcess({
  name: 'fateful',
  options: {},
  draws: { u: 'uniform' },
  constants: () => ({}),
  step: (s, _k, draw, at) => {
    s.simpleReturn = at.isLast ? draw.u : 0;
    s.logReturn = s.simpleReturn;
  },
});
const fragile = (name: string, from: number) =>
  holding({
    name,
    family: 'token',
    options: {},
    targetLeverage: () => 1,
    state: { value: 1, bookProfit: 0, logDirection: 0 },
    constants: () => ({ from }),
    step: (s, k, _draw, _at, ports, math) => {
      const fate = (ports.price.simpleReturn - k.from) * 100;
      const isUnder = fate > 0 && fate < 1;
      const isLost = fate > 1 && fate < 2;
      const isOff = fate > 2 && fate < 3;
      s.value = isUnder ? -0.5 : isLost ? math.log(-1) : 1 + ports.price.simpleReturn;
      s.bookProfit = s.value - 1 + (isOff ? 0.25 : 0);
      s.logDirection = s.value > 0 ? math.log(s.value) : 0;
    },
  })();

test('kernels and plain functions report the same path, and the same of it, where several go wrong in several ways', () => {
  const holdings = { one: fragile('one', 0.2), spot: spot(), other: fragile('other', 0.6) };
  const setting = { days: 1, stepMinutes: 480, price: fateful(), funding: noFunding(), holdings };
  const resolved = scenario({ question: 'Who is first?', setting: () => setting }).resolve({ seed: 'fates' });
  const [plain, wasm] = (['plain', 'wasm'] as const).map((kernels) => openScenario(resolved, new Map(), kernels));
  expect(wasm!.kernel).not.toBe(null);
  const kinds = new Set<string>();
  for (let first = 0; first < 600; first += 7) {
    const [one, other] = [plain!, wasm!].map((simulation) => outcomeOf(simulation, first, 40).error);
    expect(other).toBe(one);
    kinds.add(one?.replace(/path \d+.*/, '') ?? 'fine');
  }
  expect(kinds.size).toBeGreaterThanOrEqual(6);
});
