import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rebalanceRule } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { twoFactorFunding } from '../../src/markets/funding/two-factor-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { pinned } from '../support/arbitraries.ts';
import type { Columns } from '../support/run.ts';
import { runPaths } from '../support/run.ts';
import { token } from '../support/tokens.ts';

/** Trades or not by a coin of its own: a holding whose numbers are drawn for it alone. */
const whim = rebalanceRule({
  name: 'whim',
  options: {},
  draws: { coin: 'uniform' },
  constants: (_options, { targetLeverage }) => ({ target: targetLeverage }),
  step: (s, k, draw) => {
    s.isFiring = draw.coin < 0.5;
    s.wantedLeverage = k.target;
  },
});

const makers: Readonly<Record<string, () => Model<'holding'>>> = {
  token: () => token(3, { tradingFee: 0.001 }, daily()),
  whim: () => token(-2, { tradingFee: 0.002 }, whim()),
  perp: () => perpetual({ exposure: 4 }),
  spot: () => spot(),
};
const names = Object.keys(makers);
const twins = { ...makers, twin: makers.token!, otherWhim: makers.whim! };

/** Fifteen steps: an odd number, so that a normal number is left over at the end of every path. */
function open(names: readonly string[], seed = 'random') {
  const holdings = Object.fromEntries(names.map((name) => [name, (twins as typeof makers)[name]!()]));
  const setting = () => ({
    days: 5,
    stepMinutes: 480,
    price: gbm({ volatilityPerYear: 1 }),
    funding: twoFactorFunding(),
    holdings,
  });
  return openScenario(scenario({ question: 'Do numbers depend on company?', setting }).resolve({ seed }));
}

const everyColumn = (columns: Columns, names: readonly string[], listed: ReturnType<typeof open>) =>
  listed.columns
    .filter(({ holding }) => holding === null || names.includes(holding))
    .map(({ holding, name }) => [holding, name, [...columns(holding, name)]] as const);

const seeds = fc.string({ unit: 'grapheme', maxLength: 30 });
const whole = runPaths(open(names), 12);

// Kills: a generator that runs on from one path to the next; a cached sine half that survives startPath.
test('a path is the same whatever was simulated before it, in blocks of any size and order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...new Array(12).keys()], { minLength: 1 }), (order) => {
      const simulation = open(names);
      for (const path of order) {
        const alone = runPaths(simulation, 1, path);
        for (const { holding, name } of simulation.columns) {
          expect(alone(holding, name)[0]).toBe(whole(holding, name)[path]);
        }
      }
    }),
    { seed: pinned('I-73'), numRuns: 15 },
  );
});

test('the first paths of a longer run are those of the shorter one', () => {
  const simulation = open(names);
  const shorter = runPaths(simulation, 5);
  for (const { holding, name } of simulation.columns) {
    expect([...shorter(holding, name)]).toEqual([...whole(holding, name).slice(0, 5)]);
  }
});

// Kills: a stream keyed by the index of the holding; one generator for all draws.
test('adding, removing or reordering holdings changes no other column', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: 1 }), (kept) => {
      const simulation = open(kept);
      for (const [holding, name, values] of everyColumn(runPaths(simulation, 12), kept, simulation)) {
        expect(values).toEqual([...whole(holding, name)]);
      }
    }),
    { seed: pinned('I-78'), numRuns: 12 },
  );
});

test('all holdings see the same market, and two of one kind under two names differ only in what is drawn for them', () => {
  const columns = runPaths(open(['token', 'twin', 'whim', 'otherWhim']), 12);
  expect(columns('twin', 'finalValue')).toEqual(columns('token', 'finalValue'));
  expect(columns('otherWhim', 'rebalances')).not.toEqual(columns('whim', 'rebalances'));
  expect(columns(null, 'fundingSum')).toEqual(whole(null, 'fundingSum'));
});

// Kills: streams that begin every path where path 0 does.
test('no two paths of a run are alike, in the market or in what is drawn for a holding alone', () => {
  const paths = runPaths(open(['whim']), 200);
  for (const [holding, name] of [
    [null, 'spotReturn'],
    [null, 'fundingSum'],
    ['whim', 'turnover'],
  ] as const) {
    expect(new Set(paths(holding, name)).size, name).toBe(200);
  }
});

// Kills: a seed cut to a number of bits; a seed that reaches one stream only.
test('another seed is another run, in path 0 and in every stream, however little it differs', () => {
  fc.assert(
    fc.property(seeds, seeds, (one, other) => {
      fc.pre(one !== other);
      const [a, b] = [runPaths(open(['whim', 'spot'], one), 2), runPaths(open(['whim', 'spot'], other), 2)];
      for (const name of ['spotReturn', 'fundingSum']) expect(a(null, name)[0]).not.toBe(b(null, name)[0]);
    }),
    {
      seed: pinned('I-80'),
      numRuns: 25,
      examples: [
        ['1', '11'],
        ['1', '1 '],
        ['a', 'A'],
        ['', '0'],
      ],
    },
  );
  expect(everyColumn(runPaths(open(names), 12), names, open(names))).toEqual(everyColumn(whole, names, open(names)));
});

test('a path that is traced is the path that was run', () => {
  const simulation = open(names);
  for (const path of [0, 7]) {
    const last: Record<string, number> = {};
    simulation.trace(path, (_step, _phase, place, state) => {
      if ('value' in state) last[place] = state.value as number;
    });
    for (const name of names) expect(last[`holding/${name}`]).toBe(whole(name, 'finalValue')[path]);
  }
});
