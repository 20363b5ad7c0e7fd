import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metric } from '../../src/engine/define.ts';
import { ScenarioError } from '../../src/engine/errors.ts';
import type { Constructor, Model } from '../../src/engine/model.ts';
import type { Option, Options } from '../../src/engine/options.ts';
import type { Kernels, Simulation } from '../../src/engine/simulation.ts';
import { blockBootstrap } from '../../src/markets/price/block-bootstrap.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { recordedBars } from '../../src/markets/price/recorded.ts';
import { spot } from '../../src/rivals/spot.ts';
import { modelsOf as modelsOfScenario, openScenario } from '../../src/scenario/open-scenario.ts';
import type { Recording, Recordings } from '../../src/scenario/recording-tables.ts';
import type { ResolvedScenario, Scenario } from '../../src/scenario/scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import type { Setting } from '../../src/scenario/setting.ts';
import { evenly, fundingRates, pinned } from '../support/arbitraries.ts';
import { bar } from '../support/bars.ts';
import { expectSameBits, outcomeOf } from '../support/kernels.ts';
import { modulesOfModels, root } from '../support/models.ts';
import { madeUpRecordings } from '../support/recordings.ts';
import type { Bar } from '../support/tape.ts';
import { constructorsOf, examplesOf, hosted, isRecorded, isResampled, isWindowed } from '../support/try-models.ts';

const modules = await modulesOfModels();
const constructors = constructorsOf(modules);
const examples = examplesOf(modules).map(({ model }) => model);
const examplesOfKind = <K extends Model['kind']>(kind: K) =>
  examples.filter((model): model is Model<K> => model.kind === kind);

/** Any value that an option takes, near its default as often as anywhere. */
function valuesOf({ kind, requirement, hasDefault, defaultValue, accepts }: Option<unknown>): fc.Arbitrary<unknown> {
  const [low, high] = (requirement.match(/-?\d[\d.e+-]*/g) ?? []).map(Number) as [number, number];
  const isWhole = requirement.startsWith('a whole number');
  // What names a holding must name one that is there.
  const named = requirement.includes('another holding') ? 'spot' : 'made-up.csv';
  const rounded = (value: number) => (isWhole ? Math.round(value) : value);
  const anything: Readonly<Record<typeof kind, () => fc.Arbitrary<unknown>>> = {
    flag: () => fc.boolean(),
    choice: () => fc.constantFrom(...(JSON.parse(`[${requirement.slice('one of '.length)}]`) as unknown[])),
    number: () =>
      fc.oneof(
        evenly(low, high),
        evenly(Math.max(low, -2), Math.min(high, 2)),
        fc.constantFrom(low, high),
        ...(typeof defaultValue === 'number' ? [evenly(0, 2).map((factor) => factor * defaultValue)] : []),
      ),
    text: () => fc.constantFrom(named, ...(hasDefault ? [defaultValue] : [])),
  };
  const drawn = anything[kind]().map((value) => (typeof value === 'number' ? rounded(value) : value));
  return drawn.filter(accepts);
}

/** What must fit the market around a model: its bars are hourly, and its other holdings have these names. */
const fitting: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  barMinutes: fc.constant(60),
  comparedWith: fc.constantFrom('', 'rival'),
  returns: fc.constantFrom('5 %', '10 %; -20 %', '-0.5 %; 0 %; 3.25 %'),
};

/** Models that a constructor makes of options that nobody chose; some options, and parts that need not be there, are left out. */
function modelsOf({
  declaredOptions,
  modelName,
  takes,
  mayTake,
}: Constructor<Model['kind'], Options>): fc.Arbitrary<Model> {
  const make = constructors.find((each) => each.modelName === modelName) as unknown as (options: object) => Model;
  const needed = Object.entries(declaredOptions).filter(([, { hasDefault }]) => !hasDefault);
  const options = Object.entries(declaredOptions).map(([name, option]) => {
    return [name, fitting[name] ?? valuesOf(option)] as const;
  });
  const parts = Object.entries({ ...takes, ...mayTake }).map(([name, kind]) => [name, partsOf(kind)] as const);
  return fc
    .record(Object.fromEntries([...options, ...parts]), {
      requiredKeys: [...needed.map(([name]) => name), ...Object.keys(takes)],
    })
    .map((given) => make(given))
    .filter(({ problems }) => problems.length === 0);
}

/** Rules of any options; of other parts, the examples, which need no recording. */
function partsOf(kind: Model['kind']): fc.Arbitrary<Model> {
  const ofKind = examplesOfKind(kind).filter(({ recording }) => recording === undefined);
  if (kind !== 'rule') return fc.constantFrom(...ofKind);
  const names = new Set(ofKind.map(({ name }) => name));
  return fc.oneof(...constructors.filter(({ modelName }) => names.has(modelName)).map(modelsOf));
}

/** Steps from a minute to a day: one, an odd number, a chunk and a step more, several chunks. */
const clocks = fc
  .record({
    stepMinutes: fc.constantFrom(1, 5, 15, 60, 240, 480, 720, 1440),
    steps: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(1, 9, 95, 97, 193)),
  })
  .map(({ stepMinutes, steps }) => ({ stepMinutes, days: (steps * stepMinutes) / 1440 }));

const blocks = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 37 }), fc.integer({ min: 1, max: 3 }))
  .map(([first, count, more]): [number, number][] => [
    [first, count],
    [first + count, more],
  ]);

/** A market of these bars, hour by hour, with gaps where `gaps` says so. */
function recorded(resolved: ResolvedScenario, list: readonly Bar[], rates: readonly number[]): Recordings {
  const ends = list.map((_, i) => i + 1);
  const times = Float64Array.from([0, ...ends], (hour) => Date.UTC(2020, 2, 10) + hour * 3_600_000);
  const close = [8000];
  for (const each of list) close.push(close.at(-1)! * (1 + each.close));
  const of = (name: 'open' | 'low' | 'high') =>
    Float64Array.from(close, (price, i) => (i === 0 ? price : close[i - 1]! * (1 + list[i - 1]![name]!)));
  const made: Readonly<Record<string, Recording>> = {
    bars: {
      closeTimeMs: times,
      open: of('open'),
      low: of('low'),
      high: of('high'),
      close: Float64Array.from(close),
    },
    rates: {
      timeMs: times.filter((_, i) => i % 8 === 0),
      rate: times.filter((_, i) => i % 8 === 0).map((_, i) => rates[i % rates.length]!),
    },
    levels: { timeMs: times.slice(), level: times.map((_, i) => 10 + Math.sin(i)) },
  };
  const kinds = new Map<string, Recording>();
  for (const [key] of madeUpRecordings(resolved)) kinds.set(key, made[(JSON.parse(key) as { kind: string }).kind]!);
  return kinds;
}

/** What is resampled needs whole days: the bars again and again, until there are two. */
const twoDays = (list: readonly Bar[]) => Array.from({ length: 48 }, (_, hour) => list[hour % list.length]!);

/** A clock whose steps are whole bars of an hour. */
const inRows = ({ days, stepMinutes }: { days: number; stepMinutes: number }, isWindow: boolean) => ({
  days: isWindow ? 1 : Math.ceil(days),
  stepMinutes: Math.max(60, stepMinutes),
});

/** What stands around a model: others at random, so that every pair meets in the end. */
const settings = (model: fc.Arbitrary<Model>): fc.Arbitrary<Setting> =>
  fc
    .record({
      model,
      clock: clocks,
      price: fc.constantFrom(...examplesOfKind('price').filter(({ recording }) => recording === undefined)),
      funding: fc.constantFrom(...examplesOfKind('funding').filter(({ recording }) => recording === undefined)),
      token: modelsOf(constructors.find(({ modelName }) => modelName === 'leveragedToken')!),
      rival: fc.constantFrom(...examplesOfKind('holding').filter(({ recording }) => recording === undefined)),
    })
    .map(({ model: it, clock, price, funding, token, rival }) => ({
      ...(isRecorded(it) ? {} : isResampled(it) ? inRows(clock, isWindowed(it)) : clock),
      price:
        it.kind === 'price'
          ? (it as Model<'price'>)
          : isRecorded(it)
            ? recordedBars({ file: 'made-up.csv' })
            : isResampled(it)
              ? blockBootstrap({ file: 'made-up.csv' })
              : price,
      funding: it.kind === 'funding' ? (it as Model<'funding'>) : funding,
      holdings: {
        it: it.kind === 'holding' ? (it as Model<'holding'>) : (token as Model<'holding'>),
        rival,
        spot: spot(),
      },
      metrics: it.kind === 'metric' && !['drawdown', 'marketPath'].includes(it.name) ? [it as Model<'metric'>] : [],
    }));

const resolve = (setting: Setting, seed: string) =>
  scenario({ question: 'Are the bits the same?', setting: () => setting }).resolve({ seed, paths: 1 });

describe('a kernel gives the bits of the plain functions', () => {
  for (const each of constructors) {
    const model = modelsOf(each)
      .map(hosted)
      .filter(({ problems }) => problems.length === 0);
    test(`${each.modelName}: of any options, on any clock, in blocks of any size`, () => {
      let finished = 0;
      fc.assert(
        fc.property(
          settings(model),
          blocks,
          fc.string({ maxLength: 3 }),
          fc.array(bar, { minLength: 2, maxLength: 60 }),
          fc.array(fundingRates, { minLength: 1, maxLength: 5 }),
          (setting, runs, seed, bars, rates) => {
            const question = resolve(setting, seed);
            const recordings = recorded(
              question,
              modelsOfScenario(question).some(isResampled) ? twoDays(bars) : bars,
              rates,
            );
            const open = (kernels: Kernels) => openScenario(question, recordings, kernels);
            // Some models are refused on some clocks: a dealing window that never opens.
            const plain = openedPlain(open);
            fc.pre(plain !== undefined);
            for (const { error } of expectSameBits(open, runs, plain)) finished += error === undefined ? 1 : 0;
          },
        ),
        { seed: pinned(`kernel ${each.modelName}`), numRuns: 6 },
      );
      expect(finished).toBeGreaterThan(2);
    });
  }

  test('on recorded markets with a range, where funds act inside the bar', () => {
    fc.assert(
      fc.property(
        modelsOf(constructors.find(({ modelName }) => modelName === 'leveragedToken')!),
        fc.constantFrom(...examplesOfKind('holding').filter((model) => !isRecorded(model))),
        fc.array(bar, { minLength: 2, maxLength: 130 }),
        fc.array(fundingRates, { minLength: 1, maxLength: 5 }),
        (token, rival, bars, rates) => {
          const price = recordedBars({ file: 'made-up.csv' });
          const funding = examplesOfKind('funding').find(isRecorded)!;
          const holdings = { token: token as Model<'holding'>, rival, spot: spot() };
          const question = resolve({ price, funding, holdings }, 'ranges');
          const recordings = recorded(question, bars, rates);
          const open = (kernels: Kernels) => openScenario(question, recordings, kernels);
          const plain = openedPlain(open);
          fc.pre(plain !== undefined);
          expectSameBits(open, [[0, 2]], plain);
        },
      ),
      { seed: pinned('kernel ranges'), numRuns: 20 },
    );
  });
});

/** Undefined where the question is refused. */
function openedPlain(open: (kernels: Kernels) => Simulation): Simulation | undefined {
  try {
    return open('plain');
  } catch (thrown) {
    if (thrown instanceof ScenarioError) return undefined;
    throw thrown;
  }
}

const folder = join(root, 'scenarios');

describe('every committed scenario gives the same bits with kernels as without', () => {
  test.each(readdirSync(folder).filter((file) => file.endsWith('.ts')))('%s', async (file) => {
    const { default: asked } = (await import(join(folder, file))) as { default: Scenario };
    const question = asked.resolve({ paths: 3 });
    const recordings = madeUpRecordings(question);
    expectSameBits(
      (kernels) => openScenario(question, recordings, kernels),
      [[0, question.generated === null ? 2 : 3]],
    );
  });
});

// Kills: NaN that stays behind in a lane; the path of another lane in the message.
test('a step that gives NaN on some path is reported as with plain functions, and names the path', () => {
  const bad = metric({
    name: 'bad',
    options: {},
    state: { worst: 0 },
    results: ['worst'],
    constants: () => ({}),
    step: (s, _k, _draw, at, ports, math) => {
      s.worst += at.step > 20 ? math.sqrt(0.15 + ports.price.logReturn) : 0;
    },
  });
  const question = resolve(
    {
      days: 3,
      stepMinutes: 60,
      price: gbm({ volatilityPerYear: 5 }),
      funding: examplesOfKind('funding')[0]!,
      holdings: { spot: spot() },
      metrics: [bad()],
    },
    'sometimes',
  );
  const errors = (['plain', 'wasm'] as const).map(
    (kernels) => outcomeOf(openScenario(question, new Map(), kernels), 3, 40).error,
  );
  expect(errors[0]).toMatch(
    /^StepError: holding "spot": worst is not a finite number on path \d+; first seen in holding\/spot\/metric\/bad: worst is NaN after step of step \d+$/,
  );
  expect(errors[1]).toEqual(errors[0]);
});
