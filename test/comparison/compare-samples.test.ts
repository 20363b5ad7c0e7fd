import { describe, expect, test } from 'vitest';
import lab from '../../scenarios/lab.ts';
import { baselineText, parseBaseline } from '../../src/comparison/baseline.ts';
import { type Comparison, compareSamples } from '../../src/comparison/compare-samples.ts';
import type { Sample } from '../../src/comparison/sample.ts';
import { verdictOf } from '../../src/comparison/verdict.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { runPaths } from '../support/run.ts';

const HOLDINGS = ['token', 'band', 'perp', 'spot'] as const;
const METRICS = ['finalValue', 'maxDrawdown', 'rebalances', 'turnover'] as const;

interface Asked {
  readonly seed: string;
  readonly paths: number;
  readonly set?: Readonly<Record<string, string>>;
}

/** Runs the workbench, a day a step; `first` is where its paths begin. */
function samples({ seed, paths, set = {} }: Asked, of = 1): readonly Sample[] {
  const resolved = lab.resolve({ seed, set: { stepMinutes: '1440', ...set } });
  const columns = runPaths(openScenario(resolved), of * paths);
  return Array.from({ length: of }, (_, k) => ({
    label: `run ${k}`,
    scenario: 'lab',
    seed: `${seed} ${k}`,
    stream: 2,
    paths,
    digest: String(k).padStart(16, '0'),
    isRounded: false,
    question: set,
    holdings: new Map(
      HOLDINGS.map((name) => [
        name,
        new Map(METRICS.map((metric) => [metric, columns(name, metric).slice(k * paths, (k + 1) * paths)])),
      ]),
    ),
  }));
}

const one = (asked: Asked): Sample => samples(asked)[0]!;

describe('runs by other luck', () => {
  // Two in two hundred would be ten times the level: one in a thousand.
  test('of two hundred pairs in which nothing differs at most two raise an alarm', () => {
    const all = samples({ seed: 'unchanged', paths: 500 }, 400);
    let alarms = 0;
    for (let pair = 0; pair < 200; pair++) {
      const comparison = compareSamples(all[2 * pair]!, all[2 * pair + 1]!);
      expect(comparison.isPaired).toBe(false);
      alarms += comparison.hasMoved ? 1 : 0;
    }
    expect(alarms).toBeLessThanOrEqual(2);
  });

  test('at a level of one in two they do raise alarms, and not more often than that', () => {
    const all = samples({ seed: 'often', paths: 400 }, 200);
    let alarms = 0;
    for (let pair = 0; pair < 100; pair++) {
      alarms += compareSamples(all[2 * pair]!, all[2 * pair + 1]!, 0.5).hasMoved ? 1 : 0;
    }
    expect(alarms).toBeGreaterThan(2);
    expect(alarms).toBeLessThanOrEqual(65);
  });

  test('a tenth more volatility is found among ten thousand paths', () => {
    const [a, b] = [
      one({ seed: 'x', paths: 10_000 }),
      one({ seed: 'y', paths: 10_000, set: { volatilityPerYear: '0.88' } }),
    ];
    const { changes, hasMoved } = compareSamples(a, b);
    expect(hasMoved).toBe(true);
    expect(changes.filter((change) => change.hasMoved).map(({ holding }) => holding)).toContain('token');
  });

  test('the error of a difference of medians is that which many pairs show', () => {
    const all = samples({ seed: 'errors', paths: 400 }, 120);
    const medians = Array.from({ length: 60 }, (_, pair) => {
      const { changes } = compareSamples(all[2 * pair]!, all[2 * pair + 1]!);
      return changes.find(({ holding, metric }) => holding === 'token' && metric === 'finalValue')!.quantiles[2]!;
    });
    const spread = Math.sqrt(medians.reduce((sum, { a, b }) => sum + (b - a) ** 2, 0) / medians.length);
    const told = Math.sqrt(medians.reduce((sum, { standardError }) => sum + standardError ** 2, 0) / medians.length);
    expect(told / spread).toBeGreaterThan(0.75);
    expect(told / spread).toBeLessThan(1.35);
  });
});

describe('runs on the same paths', () => {
  const base = { seed: 'same', paths: 10_000, set: { tradingFee: '0.0005' } };

  test('half a per cent more trading fee is found at ten thousand paths, in the tokens and nowhere else', () => {
    const comparison = compareSamples(one(base), one({ ...base, set: { tradingFee: '0.0005025' } }));
    expect(comparison.isPaired).toBe(true);
    const moved = new Set(comparison.changes.filter((change) => change.hasMoved).map(({ holding }) => holding));
    expect([...moved]).toEqual(['token', 'band']);
    expect(verdictOf(comparison)).toMatch(
      /^token moved: its final value from 0\.(\d+) to 0\.(?!\1 )\d+ in the middle, and 1 more holding$/,
    );
    expect(comparison.question).toEqual([['tradingFee', '0.0005', '0.0005025']]);
  });

  test('where nothing was changed nothing differs on any path, and no test is made', () => {
    const comparison = compareSamples(one(base), one(base));
    expect(comparison).toMatchObject({ hasMoved: false, tests: 0 });
    expect(comparison.changes.every(({ differing }) => differing === 0)).toBe(true);
    expect(verdictOf(comparison)).toBe('Nothing differs: every outcome is the same on all 10000 paths');
  });

  test('a change in the tenth digit is a change: two runs are held to every bit', () => {
    const a = one({ seed: 'digits', paths: 200 });
    const nudged = new Map(
      [...a.holdings].map(([name, columns]) => [
        name,
        new Map([...columns].map(([metric, column]) => [metric, column.map((v) => v * (1 + 1e-10))])),
      ]),
    );
    const comparison = compareSamples(a, { ...a, holdings: nudged });
    expect(comparison.changes.find(({ metric }) => metric === 'finalValue')!.differing).toBe(200);
    expect(verdictOf(comparison)).toMatch(/ moved: its .* on 200 of 200 paths, and \d more holdings$/);
  });

  test('where a few paths differ, too few to tell, the verdict says how many and does not speak of chance', () => {
    const a = one({ seed: 'few', paths: 200 });
    const ruined = new Map(a.holdings.get('spot')!);
    ruined.set(
      'finalValue',
      a.holdings
        .get('spot')!
        .get('finalValue')!
        .map((v, path) => (path < 3 ? 0 : v)),
    );
    const comparison = compareSamples(a, { ...a, holdings: new Map([...a.holdings, ['spot', ruined]]) });
    expect(comparison.hasMoved).toBe(false);
    expect(verdictOf(comparison)).toBe('Nothing moved: at most 3 of 200 paths differ, too few or too evenly to tell');
  });

  test('a holding that is missing on either side is a difference, by name', () => {
    const a = one({ seed: 'missing', paths: 50 });
    const b: Sample = { ...a, holdings: new Map([...a.holdings].filter(([name]) => name !== 'band')) };
    const without = (comparison: Comparison) => [comparison.onlyInA, comparison.onlyInB, comparison.hasMoved];
    expect(without(compareSamples(a, b))).toEqual([['band'], [], true]);
    expect(without(compareSamples(b, a))).toEqual([[], ['band'], true]);
  });

  test('a fifth of all paths that move up and a fifth that move down leave the middle and are found at the edges', () => {
    const a = one({ seed: 'wider', paths: 1000 });
    const wider = new Map(
      [...a.holdings].map(([name, columns]) => [
        name,
        new Map([...columns].map(([metric, column]) => [metric, column.map((v) => (v > 1 ? v * 1.2 : v / 1.2))])),
      ]),
    );
    const { changes } = compareSamples(a, { ...a, holdings: wider });
    const spot = changes.find(({ holding, metric }) => holding === 'spot' && metric === 'finalValue')!;
    expect(spot.hasMoved).toBe(true);
    expect(spot.by).toMatch(/percentile/);
  });
});

describe('a baseline', () => {
  const sample = one({ seed: 'kept', paths: 128 });
  const text = baselineText(sample);

  test('is the same text each time, and small', () => {
    expect(baselineText(sample)).toBe(text);
    expect(text.length).toBeLessThan(10_000);
  });

  test('of an unchanged run differs from it on no path, for all its single precision', () => {
    const comparison = compareSamples(parseBaseline(text, 'baseline'), sample);
    expect(comparison.isPaired).toBe(true);
    expect(comparison.changes.map(({ differing }) => differing)).toEqual(comparison.changes.map(() => 0));
    expect(comparison.changes).toHaveLength(8);
  });

  test('that is none, or cut short, is refused with what is wrong', () => {
    expect(() => parseBaseline('{}', 'x')).toThrow('must be a baseline (decaylab/baseline@1); got undefined');
    const cut = JSON.stringify({ ...JSON.parse(text), paths: 200 });
    expect(() => parseBaseline(cut, 'x')).toThrow('must hold 200 values a column; got 128');
    expect(() => parseBaseline('null', 'x')).toThrow('must be a baseline');
  });

  test('is taken on trust in no field: all that are wrong are named at once', () => {
    const given = { ...JSON.parse(text), digest: '../../../../escaped', seed: 5, holdings: 5 };
    expect(() => parseBaseline(JSON.stringify(given), 'x')).toThrow(
      'seed: must be a text; got 5\ndigest: must be 16 hexadecimal digits; got "../../../../escaped"\n' +
        'holdings: must be pairs of a name and its columns; got 5',
    );
  });

  test('that holds what is no number is refused: it could not be ranked', () => {
    const columns = new Map([['finalValue', Float64Array.of(1, Number.NaN)]]);
    const broken = baselineText({ ...sample, paths: 2, holdings: new Map([['token', columns]]) });
    expect(() => parseBaseline(broken, 'x')).toThrow('must hold finite values; got one that is not');
  });
});
