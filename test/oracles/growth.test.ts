import { expect, test } from 'vitest';
import { dailyLogGrowth } from '../support/exact.ts';
import { runLab } from '../support/lab.ts';
import { MOST_STANDARD_ERRORS, meanOf, sdOf } from '../support/monte-carlo.ts';
import { openTape, stepEnds } from '../support/tape.ts';
import { token } from '../support/tokens.ts';
import oracles from './lognormal.json' with { type: 'json' };

const { params, expect: expected } = oracles['GBM-12'];

test('GBM-12: on a two-point bet played a hundred times, growth is greatest at p / d - q / u, and is the stated one (1e-13)', () => {
  const stated = [
    { best: expected.twopoint1, growth: 0.55 * Math.log(1.1) + 0.45 * Math.log(0.9) },
    { best: expected.twopoint2, growth: expected.twopoint2_growth },
  ];
  for (const [i, { p, u, d }] of params.twoPoint.entries()) {
    const { best, growth } = stated[i]!;
    const steps = 100;
    const ups = Math.round(p * steps);
    const shifts = [-1, -0.1, -0.01, 0, 0.01, 0.1, 1];
    const holdings = Object.fromEntries(shifts.map((shift) => [`${shift}`, token(best + shift)]));
    const { simulation, record } = openTape({ holdings, steps });
    record(Array.from({ length: steps }, (_, step) => ({ close: step < ups ? u : -d })));
    const found = shifts.map((shift) => Math.log(stepEnds(simulation, `${shift}`).at(-1)!.value!) / steps);
    const middle = found[shifts.indexOf(0)]!;
    expect(Math.abs(middle - growth)).toBeLessThan(1e-13);
    for (const [j, other] of found.entries()) if (shifts[j] !== 0) expect(other).toBeLessThan(middle);
  }
});

const continuous = [
  { ...params.continuous[0]!, best: expected.L1, growth: expected.g1 },
  { ...params.continuous[1]!, best: expected.L2, growth: expected.g2 },
];

for (const { mu, b, sigma, fee, best, growth } of continuous) {
  test(`GBM-12: at ${sigma} a year, with funding of ${b} and a fee of ${fee}, growth is greatest at ${best.toFixed(4)} and falls as stated`, () => {
    const common = { driftPerYear: mu, volatilityPerYear: sigma, fundingPerYear: b, managementPerDay: fee / 365 };
    const grown = [-0.3, 0, 0.3].map((shift) => {
      const leverage = best + shift;
      const set = { ...common, leverage, horizonDays: 365 };
      const run = runLab({ paths: 800, seed: 'GBM-12', only: ['token'], set });
      // Less L times what the coin's log return is above its mean: that is most of the noise, and zero on average.
      const coin = run(null, 'sumLogReturn');
      const values = run('token', 'finalValue');
      const logs = values.map((value, path) => Math.log(value) - leverage * (coin[path]! - (mu - sigma ** 2 / 2)));
      const error = sdOf(logs) / Math.sqrt(logs.length);
      const parabola = growth - 0.5 * sigma * sigma * shift * shift;
      // What a day's pause between two rebalances costs, at most a fifth of a per cent a year here.
      const pause = 365 * dailyLogGrowth({ L: leverage, mu, sigma }).mean - leverage * mu + (leverage * sigma) ** 2 / 2;
      expect(Math.abs(pause)).toBeLessThan(0.002);
      const off = meanOf(logs) - parabola;
      expect(Math.abs(off), `at ${leverage}: ${meanOf(logs)}, stated ${parabola}`).toBeLessThan(
        MOST_STANDARD_ERRORS * error + Math.abs(pause) + 3e-5,
      );
      return meanOf(logs);
    });
    expect(grown[1]).toBeGreaterThan(grown[0]!);
    expect(grown[1]).toBeGreaterThan(grown[2]!);
  });
}
