import { describe, expect, test } from 'vitest';
import { generatedClock } from '../../src/engine/clock.ts';
import { hawkesJumps } from '../../src/markets/price/hawkes-jumps.ts';
import { kou } from '../../src/markets/price/kou.ts';
import { poissonShares } from '../support/jumps.ts';
import { stepper } from '../support/step-once.ts';

/** P(a sum of n exponentials of mean 1 <= x) = 1 - P(Poisson x < n). */
const erlangCdf = (n: number, x: number) => 1 - poissonShares(x, n - 1).reduce((sum, share) => sum + share, 0);

/** A uniform number to which n of a Poisson law belong: halfway between P(N < n) and P(N <= n). */
function uniformOf(n: number, mean: number): number {
  const shares = poissonShares(mean, n);
  return shares.slice(0, n).reduce((sum, share) => sum + share, 0) + shares[n]! / 2;
}

describe('sums of exponential jumps', () => {
  const market = { volatilityPerYear: 0, jumpsPerYear: 365, upShare: 0.5, upMean: 0.03, downMean: 0.06 };
  const step = stepper(kou(market), generatedClock(4, 1440));
  const jump = (ups: number, downs: number, upSize: number, downSize: number) =>
    step({}, { z: 0, ups: uniformOf(ups, 0.5), downs: uniformOf(downs, 0.5), upSize, downSize }).jump!;

  // Kills: Newton's method left out or stopped early.
  test('are quantiles of Erlang laws, to 1e-10 of probability', () => {
    for (let count = 1; count <= 12; count++) {
      for (const u of [1e-8, 1e-5, 0.01, 0.2, 0.5, 0.8, 0.99, 1 - 1e-5, 1 - 1e-8]) {
        expect(Math.abs(erlangCdf(count, jump(count, 0, u, 0.5) / 0.03) - u), `${count} ups`).toBeLessThan(2e-10);
        expect(Math.abs(erlangCdf(count, -jump(0, count, 0.5, u) / 0.06) - u), `${count} downs`).toBeLessThan(2e-10);
      }
    }
  });

  // Kills: one size for ups and downs of a step; sides exchanged.
  test('have sizes of their own upwards and downwards in the same step', () => {
    for (const [up, down] of [
      [0.2, 0.9],
      [0.7, 0.1],
    ] as const) {
      expect(jump(1, 1, up, down)).toBeCloseTo(-0.03 * Math.log(1 - up) + 0.06 * Math.log(1 - down), 11);
    }
  });
});

/**
 * E[integral of the rate] and E[x] after some years, from an excitement x: the equation of the mean, by the midpoint
 * rule.
 */
function meanOfHawkes(calm: number, alpha: number, beta: number, x: number, years: number) {
  const cells = 20_000;
  const dt = years / cells;
  let [excitement, count] = [x, 0];
  const change = (now: number) => alpha * (calm + now) - beta * now;
  for (let i = 0; i < cells; i++) {
    const middle = excitement + 0.5 * dt * change(excitement);
    count += dt * (calm + middle);
    excitement += dt * change(middle);
  }
  return { count, excitement };
}

// Kills: the rate at the beginning for the whole step; a half-life taken for a rate; a compensator of the calm rate;
// excitement that comes with time, stays or never comes.
test('a step expects as many self-exciting jumps, and leaves as much excitement, as the equation of the mean says', () => {
  const [calm, branching, halfLifeDays] = [20, 0.6, 3];
  const [beta, years] = [(Math.LN2 * 365) / halfLifeDays, 2 / 365];
  const size = { jumpMean: 0.1, jumpDeviation: 0 };
  const price = hawkesJumps({ volatilityPerYear: 0, jumpsPerYear: calm, branching, halfLifeDays, ...size });
  const step = stepper(price, generatedClock(8, 2880));
  for (const excitement of [0, 5, 400]) {
    const exact = meanOfHawkes(calm, branching * beta, beta, excitement, years);
    const none = step({ excitement }, { z: 0, jumps: 1e-9, size: 0.5 });
    const expected = -none.logReturn! / Math.expm1(0.1);
    expect(expected / exact.count).toBeCloseTo(1, 6);
    expect(none.excitement!).toBeCloseTo(excitement * Math.exp(-beta * years), 9);
    const one = step({ excitement }, { z: 0, jumps: uniformOf(1, expected), size: 0.5 });
    expect(one.jump).toBeCloseTo(0.1, 14);
    // The mean over counts, of what each jump leaves.
    const left = none.excitement! + (one.excitement! - none.excitement!) * expected;
    expect(left / exact.excitement).toBeCloseTo(1, 6);
  }
});
