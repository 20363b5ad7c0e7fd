import { expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import { neumaierSum } from '../../src/math/sum.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { runPaths } from '../support/run.ts';
import { openTape } from '../support/tape.ts';
import { token } from '../support/tokens.ts';
import oracles from './trees.json' with { type: 'json' };

/** Every path of a binary tree through the engine, in the order of its bits. */
function tree({ n, u, d, L, f, m, c }: (typeof oracles)['TRE-01']['params'], rule: Model<'rule'>) {
  const tape = openTape({ holdings: { it: token(L, { tradingFee: c, managementPerDay: m }, rule) }, steps: n });
  const columns = new Map<string, Float64Array>();
  const names = tape.simulation.columns.flatMap(({ holding, name }) => (holding === 'it' ? [name] : []));
  for (const name of names) columns.set(name, new Float64Array(2 ** n));
  for (let path = 0; path < 2 ** n; path++) {
    tape.record(Array.from({ length: n }, (_, i) => ({ close: (path >> i) & 1 ? u : d, funding: f })));
    const found = runPaths(tape.simulation, 1);
    for (const name of names) columns.get(name)![path] = found('it', name)[0]!;
  }
  return (name: string) => columns.get(name)!;
}

const mean = (values: Float64Array) => neumaierSum(values) / values.length;

for (const id of ['TRE-01', 'TRE-02', 'TRE-03', 'TRE-04'] as const) {
  test(`${id}: all 256 paths of a tree, summed without a random number (1e-12)`, () => {
    const { params, expect: expected } = oracles[id];
    const rule = params.lo === params.hi ? every({ hours: 24 }) : band({ low: params.lo, high: params.hi });
    const column = tree(params, rule);
    const value = column('finalValue');
    const deficits = column('book/deficit');
    const found = {
      mean_E: mean(value),
      second_E: mean(value.map((x) => x * x)),
      p_terminated: mean(column('ruinDays').map((days) => (days >= 0 ? 1 : 0))),
      mean_deficit: mean(deficits),
      mean_rebalances: mean(column('rebalances')),
      mean_cost: -mean(column('book/trading')),
      mean_funding: -mean(column('book/funding')),
      mean_fee: -mean(column('book/management')),
      mean_turnover: mean(column('turnover')),
      mean_mdd: mean(column('maxDrawdown')),
      min_E: Math.min(...value),
      max_E: Math.max(...value),
      terminated_paths: column('ruinDays').filter((days) => days >= 0).length,
      paths: value.length,
    };
    for (const [name, reference] of Object.entries(expected)) {
      const got = found[name as keyof typeof found];
      expect(Math.abs(got - reference), `${name}: ${got}, reference ${reference}`).toBeLessThanOrEqual(
        1e-12 * Math.max(1, Math.abs(reference)),
      );
    }
    expect(Object.keys(expected).length).toBeGreaterThanOrEqual(11);
  });
}
