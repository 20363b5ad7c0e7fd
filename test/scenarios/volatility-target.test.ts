import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openQuestion } from '../../bench/measure.ts';
import copies from '../../bench/scenarios/own-models.ts';
import volatilityTargets, {
  clusteredVolatility,
  longestWait,
  volatilityTarget,
} from '../../scenarios/volatility-target.ts';
import { runScenario as runBatch } from '../../src/batch/node/run-scenario.ts';
import { gbm, leveragedToken, rebalanceRule } from '../../src/index.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import type { ResolvedScenario } from '../../src/scenario/scenario.ts';
import { mean } from '../../src/statistics/mean.ts';
import { MOST_STANDARD_ERRORS } from '../support/monte-carlo.ts';
import { runPaths, runScenario } from '../support/run.ts';
import { outsideSubset } from '../support/try-models.ts';

const LEVERAGE_HELD = '3x, leverage held';
const VOLATILITY_HELD = '3x, volatility held';
const placeOf = (holding: string) => `holding/${encodeURIComponent(holding)}`;

const resolve = (set: Readonly<Record<string, number>> = {}, paths = 8, seed = 'models of one’s own') =>
  volatilityTargets.resolve({
    paths,
    seed,
    set: Object.fromEntries(Object.entries(set).map(([name, value]) => [name, String(value)])),
  });

/** Every column of a run, as bits: zeros of either sign are told apart. */
function bitsOf(resolved: ResolvedScenario, kernels: 'plain' | 'wasm'): readonly BigUint64Array[] {
  const simulation = openScenario(resolved, new Map(), kernels);
  const columns = runPaths(simulation, resolved.paths);
  return simulation.columns.map(({ holding, name }) => new BigUint64Array(columns(holding, name).buffer));
}

/** What one field of a model is after each step of a path, as the plain functions leave it. */
function seriesOf(resolved: ResolvedScenario, path: number, phase: string, place: string, field: string): number[] {
  const series: number[] = [];
  openScenario(resolved).trace(path, (step, at, where, state) => {
    if (step >= 0 && at === phase && where === place) series.push(state[field] as number);
  });
  return series;
}

describe('a price, a rule and a metric of a scenario’s own', () => {
  test('stay within the kernel subset, and the scenario that holds them is compiled as a whole', () => {
    for (const model of [clusteredVolatility(), volatilityTarget(), longestWait()]) {
      expect(model.problems).toEqual([]);
      expect(outsideSubset(model)).toEqual([]);
    }
    const { metrics, price } = resolve();
    expect(price.name).toBe('clusteredVolatility');
    expect(metrics.map(({ name }) => name)).toContain('longestWait');
    expect(openScenario(resolve()).kernel).not.toBeNull();
  });

  test('give the same bits plain and compiled, whatever is set and however many paths there are', () => {
    const settings = fc.record({
      volatilityPerYear: fc.double({ min: 0.01, max: 5, noNaN: true }),
      logVolatilityDeviation: fc.double({ min: 0, max: 1, noNaN: true }),
      clusterDays: fc.double({ min: 0.1, max: 100, noNaN: true }),
      usualVolatilityPerYear: fc.double({ min: 0.01, max: 5, noNaN: true }),
      memoryDays: fc.double({ min: 0.1, max: 100, noNaN: true }),
      mostOfTarget: fc.double({ min: 1, max: 3, noNaN: true }),
      leverage: fc.double({ min: -5, max: 5, noNaN: true }),
      horizonDays: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(settings, fc.string(), fc.integer({ min: 1, max: 19 }), (set, seed, paths) => {
        const resolved = resolve(set, paths, seed);
        expect(bitsOf(resolved, 'wasm')).toEqual(bitsOf(resolved, 'plain'));
      }),
      { seed: 20_261_203, numRuns: 15 },
    );
  });

  test('give the same digest in threads, from the minified bundle that threads run', async () => {
    const settled = await openQuestion('../scenarios/volatility-target.ts', { paths: 24, set: { horizonDays: '10' } });
    const alone = await runBatch(settled, { workers: 1, where: 'inline' });
    const shared = await runBatch(settled, { workers: 2, where: 'threads' });
    expect(shared.result.digest).toBe(alone.result.digest);
  });

  test('take their parameters from --set, and none of those is idle', () => {
    const base = { horizonDays: 4 };
    const changed = {
      volatilityPerYear: 0.71,
      logVolatilityDeviation: 0.51,
      clusterDays: 15.1,
      usualVolatilityPerYear: 0.71,
      memoryDays: 11.1,
      mostOfTarget: 1.01,
      leverage: 3.01,
      horizonDays: 5,
    };
    expect(Object.keys(changed).sort()).toEqual(
      resolve()
        .parameters.map(({ name }) => name)
        .sort(),
    );
    const settings = [base, ...Object.entries(changed).map(([name, value]) => ({ ...base, [name]: value }))];
    const digests = settings.map((set) => bitsOf(resolve(set), 'wasm').map(String).join());
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('are named when they leave the subset, with what they said and what to write instead', () => {
    const careless = rebalanceRule({
      name: 'careless',
      options: {},
      constants: () => ({}),
      step: (s, _k, _draw, _at, ports) => {
        s.isFiring = true;
        s.wantedLeverage = 3 * Math.exp(-ports.price.logReturn);
      },
    });
    const token = leveragedToken({ leverage: 3, rebalance: careless() });
    const simulation = openScenario({ ...resolve(), holdings: [{ name: 'token', model: token }] });
    expect(simulation.kernel).toBeNull();
    expect(simulation.plainBecause).toHaveLength(1);
    expect(simulation.plainBecause[0]).toMatch(/careless.*Math\.exp.*math\.exp/);
  });

  // The bench compares their times: it means something only while both sides compute the same.
  test('that repeat the arithmetic of built-in ones give their numbers, bit for bit', () => {
    const [builtIn, own] = ['built-in', 'own'].map((models) => copies.resolve({ paths: 16, set: { models } }));
    expect(own!.price.name).not.toBe(builtIn!.price.name);
    expect(bitsOf(own!, 'wasm')).toEqual(bitsOf(builtIn!, 'wasm'));
  });
});

describe('clustered volatility', () => {
  test('is geometric Brownian motion without drift where volatility has no deviation', () => {
    const resolved = resolve({ logVolatilityDeviation: 0, horizonDays: 30 });
    const reference = { ...resolved, price: gbm({ volatilityPerYear: 0.7 }) };
    const [ours, theirs] = [resolved, reference].map((each) => runScenario(each)(null, 'sumLogReturn'));
    for (const [path, sum] of ours!.entries()) expect(Math.abs(sum - theirs![path]!)).toBeLessThan(1e-13);
  });

  // Kills: a push that is not stationary, a half-life of another unit, a volatility of the step before.
  test('has the mean of squared returns that its law gives, and leaves the mean price where it was', () => {
    const [volatility, deviation, clusterDays, days] = [0.9, 0.4, 3, 10];
    const set = { volatilityPerYear: volatility, logVolatilityDeviation: deviation, clusterDays, horizonDays: days };
    const columns = runScenario(resolve(set, 8_000), { only: ['spot'] });
    const variance = (volatility * volatility) / (365 * 24);
    let expected = 0;
    for (let step = 0; step < days * 24; step++) {
      const spread2 = deviation * deviation * (1 - 2 ** ((-2 * step) / (24 * clusterDays)));
      expected += variance * Math.exp(2 * spread2) + 0.25 * variance * variance * Math.exp(8 * spread2);
    }
    const squares = mean(columns(null, 'sumSquaredLogReturn'));
    expect(Math.abs(squares.value - expected) / squares.standardError!).toBeLessThan(MOST_STANDARD_ERRORS);
    expect(squares.standardError! / expected).toBeLessThan(0.01);
    const growth = mean(columns(null, 'spotReturn'));
    expect(Math.abs(growth.value) / growth.standardError!).toBeLessThan(MOST_STANDARD_ERRORS);
  });
});

describe('a volatility target', () => {
  test('that never sees volatility above the usual, and may not exceed the target, is the daily rule', () => {
    const resolved = resolve({ usualVolatilityPerYear: 5, mostOfTarget: 1, horizonDays: 20 });
    const columns = runScenario(resolved);
    expect(columns(VOLATILITY_HELD, 'finalValue')).toEqual(columns(LEVERAGE_HELD, 'finalValue'));
  });

  test('asks at each midnight for the leverage that its own weighted mean of squared returns gives', () => {
    const resolved = resolve({ memoryDays: 2, horizonDays: 12, logVolatilityDeviation: 1 });
    const place = `${placeOf(VOLATILITY_HELD)}/rebalance`;
    const returns = seriesOf(resolved, 3, 'step', 'price', 'logReturn');
    const wanted = seriesOf(resolved, 3, 'step', place, 'wantedLeverage');
    const isFiring = seriesOf(resolved, 3, 'step', place, 'isFiring');
    expect(wanted.length).toBe(12 * 24);
    const kept = 2 ** (-1 / 48);
    const usual2 = (0.7 * 0.7) / (365 * 24);
    const seen = new Set<boolean>();
    for (const step of wanted.keys()) {
      let estimate = kept ** (step + 1) * usual2;
      for (let past = 0; past <= step; past++) estimate += (1 - kept) * kept ** (step - past) * returns[past]! ** 2;
      const ratio = Math.sqrt(usual2 / estimate);
      seen.add(ratio > 1.5);
      expect(wanted[step]).toBeCloseTo(3 * Math.min(ratio, 1.5), 10);
      expect(Boolean(isFiring[step])).toBe((step + 1) % 24 === 0);
    }
    expect(seen.size).toBe(2);
  });
});

describe('the longest wait', () => {
  // Kills: a wait that ends at its last step, a peak that forgets the 1 unit put in, steps for days.
  test('is the longest time from a peak to the last step that ends below it', () => {
    const resolved = resolve({ horizonDays: 15 }, 60);
    const columns = runScenario(resolved);
    for (let path = 0; path < resolved.paths; path++) {
      const values = [1, ...seriesOf(resolved, path, 'trade', placeOf(LEVERAGE_HELD), 'value')];
      expect(values.length).toBe(15 * 24 + 1);
      let longest = 0;
      for (let from = 0; from < values.length; from++) {
        if (values.slice(0, from).some((earlier) => earlier > values[from]!)) continue;
        const next = values.findIndex((value, index) => index > from && value >= values[from]!);
        longest = Math.max(longest, (next < 0 ? values.length : next) - 1 - from);
      }
      expect(longest).toBeGreaterThan(24);
      expect(columns(LEVERAGE_HELD, 'longestWaitDays')[path]).toBeCloseTo(longest / 24, 12);
    }
  });
});
