import { expect, test } from 'vitest';
import w1 from '../../bench/w1.ts';
import w2 from '../../bench/w2.ts';
import { digestOf } from '../../src/batch/node/digest.ts';
import { seedKey } from '../../src/random/seed.ts';
import { openStream } from '../../src/random/stream.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import type { Overrides, Scenario } from '../../src/scenario/scenario.ts';
import { mean } from '../../src/statistics/mean.ts';
import { MOST_STANDARD_ERRORS } from '../support/monte-carlo.ts';
import { runScenario } from '../support/run.ts';
import { outsideSubset } from '../support/try-models.ts';

const SEED = 'workloads';

function digestOfRun(workload: Scenario, overrides: Overrides): string {
  const resolved = workload.resolve(overrides);
  const columns = runScenario(resolved);
  return digestOf(openScenario(resolved).columns.map(({ holding, name }) => columns(holding, name)));
}

for (const [name, workload] of Object.entries({ w1, w2 })) {
  const days = name === 'w1' ? '20' : '60';
  const brief = { paths: 8, seed: SEED };

  test(`${name}: every model stays within the kernel subset`, () => {
    const { price, funding, holdings, metrics } = workload.resolve();
    for (const model of [price, funding, ...holdings.map((each) => each.model), ...metrics]) {
      expect(model.problems).toEqual([]);
      expect(outsideSubset(model)).toEqual([]);
    }
  });

  test(`${name}: no constant is idle: a change of any one of them changes the digest`, () => {
    const changed = {
      days: '21',
      volatilityPerYear: '0.80001',
      driftPerYear: '1e-6',
      meanPerStamp: '1.0001e-4',
      deviationPerStamp: '3.0001e-4',
      pullPerYear: '60.001',
      correlation: '0.3001',
      leverage: '3.0001',
      tradingFee: '6.0001e-4',
      managementPerDay: '1.0001e-4',
      tokens: '2',
      // A year at 80 % never meets the cap, and weeks seldom the band's ends: these are moved to where they are met.
      capPerStamp: '2e-4',
      ...(name === 'w1' ? { low: '2.95', high: '3.05' } : {}),
    };
    const digests = new Set([digestOfRun(workload, { ...brief, set: { days } })]);
    for (const [constant, value] of Object.entries(changed)) {
      digests.add(digestOfRun(workload, { ...brief, set: { days, [constant]: value } }));
    }
    digests.add(digestOfRun(workload, { ...brief, seed: 'another', set: { days } }));
    expect(digests.size).toBe(Object.keys(changed).length + 2);
  });

  // Kills: a metric of the fund that is not what the peers print; a stamp, a fee or a day end too many.
  test(`${name}: a path is what the peers’ loop makes of the same shocks, in units and prices`, () => {
    const set = { days, capPerStamp: '2e-4', low: '2.8', high: '3.3' };
    const columns = runScenario(workload.resolve({ ...brief, set }));
    const token = (column: string) => columns('token', column);
    for (let path = 0; path < brief.paths; path++) {
      const expected = peersLoop(path, { days: Number(days), stepsPerDay: name === 'w1' ? 24 : 1 });
      expect(token('rebalances')[path]).toBe(expected.rebalances);
      const pairs = {
        finalValue: [token('finalValue')[path]!, expected.value],
        lowestValue: [token('lowestValue')[path]!, expected.lowest],
        maxDrawdown: [token('maxDrawdown')[path]!, expected.drawdown],
        fundingPaid: [token('fundingPaid')[path]!, expected.funding],
        feesPaid: [token('feesPaid')[path]!, expected.fees],
        squaredReturnSum: [token('squaredReturnSum')[path]!, expected.squares],
        logPrice: [columns(null, 'sumLogReturn')[path]!, Math.log(expected.price)],
      };
      for (const [quantity, [ours, theirs]] of Object.entries(pairs)) {
        expect(Math.abs(ours! - theirs!), `${quantity} of path ${path}`).toBeLessThan(1e-12);
      }
    }
  });

  test(`${name}: a fund that loses everything stays at zero, and its last return is -1`, () => {
    const set = { days: '90', leverage: '9', low: '1', high: '99', volatilityPerYear: name === 'w1' ? '9' : '4' };
    const columns = runScenario(workload.resolve({ paths: 64, seed: SEED, set }));
    const values = columns('token', 'finalValue');
    const ended = [...values.keys()].filter((path) => values[path] === 0);
    expect(ended.length).toBeGreaterThan(10);
    for (const path of ended) {
      expect(columns('token', 'maxDrawdown')[path]).toBe(1);
      expect(columns('token', 'lowestValue')[path]).toBe(0);
      expect(columns('token', 'squaredReturnSum')[path]).toBeGreaterThanOrEqual(1);
      expect(columns('token', 'rebalances')[path]).toBeLessThan(name === 'w1' ? 300 : 90);
    }
  });

  test(`${name}: a second token of the same kind is the first one again`, () => {
    const columns = runScenario(workload.resolve({ ...brief, set: { days, tokens: '2' } }));
    expect(columns('token 2', 'finalValue')).toEqual(columns('token', 'finalValue'));
    expect(columns('token 2', 'squaredReturnSum')).toEqual(columns('token', 'squaredReturnSum'));
  });
}

/** The scalar program's loop, with the same shocks: units times price, no notional carried, no inverse kept. */
function peersLoop(path: number, { days, stepsPerDay }: { days: number; stepsPerDay: number }) {
  const [priceShocks, fundingShocks] = ['price/z', 'funding/z'].map((name) => {
    const stream = openStream(seedKey(SEED), name);
    stream.startPath(path);
    return stream;
  });
  const dt = 1 / (365 * stepsPerDay);
  const keep = Math.exp(-60 * dt);
  const spread = 3e-4 * Math.sqrt(1 - keep * keep);
  const stampsAtOnce = stepsPerDay === 24 ? 1 : 3;
  let [price, units, value, rate, peak] = [1, 3, 1, 1e-4, 1];
  let [lowest, drawdown, funding, fees, squares, rebalances] = [1, 0, 0, 0, 0, 0];
  for (let day = 0; day < days; day++) {
    for (let hour = 1; hour <= stepsPerDay; hour++) {
      const z1 = priceShocks!.nextNormal();
      const z2 = fundingShocks!.nextNormal();
      rate = keep * rate + 1e-4 * (1 - keep) + spread * 0.3 * z1 + spread * Math.sqrt(1 - 0.09) * z2;
      const moved = price * Math.exp(-0.32 * dt + 0.8 * Math.sqrt(dt) * z1);
      const before = value;
      value += units * (moved - price);
      price = moved;
      if (stepsPerDay === 1 || hour % 8 === 0) {
        const paid = units * price * Math.min(2e-4, Math.max(-2e-4, rate)) * stampsAtOnce;
        value -= paid;
        funding += paid;
      }
      const isDayEnd = hour === stepsPerDay;
      if (isDayEnd) value *= 1 - 1e-4;
      const notional = units * price;
      if (isDayEnd || notional < 2.8 * value || notional > 3.3 * value) {
        const cost = Math.abs(3 * value - notional) * 6e-4;
        value -= cost;
        fees += cost;
        units = (3 * value) / price;
        rebalances++;
      }
      squares += (value / before - 1) ** 2;
      lowest = Math.min(lowest, value);
      peak = Math.max(peak, value);
      drawdown = Math.max(drawdown, 1 - value / peak);
    }
  }
  return { price, value, lowest, drawdown, funding, fees, squares, rebalances };
}

/** Means over paths with their standard errors: W1 as published with the peers, W2 from the scalar program's 400,000 paths. */
const published = {
  w1: {
    workload: w1,
    paths: 200,
    means: {
      lowestValue: [0.0755, 0.0014],
      maxDrawdown: [0.9739, 0.0004],
      rebalances: [366.14, 0.01],
      squaredReturnSum: [5.84, 0.001],
    },
  },
  w2: {
    workload: w2,
    paths: 3_000,
    means: {
      lowestValue: [0.0816, 0.0002],
      maxDrawdown: [0.9705, 0.0001],
      squaredReturnSum: [5.72459, 0.00067],
    },
  },
};

for (const [name, { workload, paths, means }] of Object.entries(published)) {
  test(`${name}: ${paths} paths have the means that the peers have, within error`, () => {
    const columns = runScenario(workload.resolve({ paths, seed: SEED }));
    for (const [column, [theirs, error]] of Object.entries(means)) {
      const { value, standardError } = mean(columns('token', column));
      const z = (value - theirs!) / Math.hypot(standardError, error!);
      expect(Math.abs(z), `${column}: ours ${value}, theirs ${theirs}`).toBeLessThan(MOST_STANDARD_ERRORS);
    }
  });
}
