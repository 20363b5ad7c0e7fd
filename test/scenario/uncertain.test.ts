import { describe, expect, test } from 'vitest';
import { program } from '../../src/batch/program.ts';
import { runDraws } from '../../src/batch/run-draws.ts';
import { finite } from '../../src/engine/options.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { summariseUncertainty } from '../../src/result/summarise-uncertainty.ts';
import { spot } from '../../src/rivals/spot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import type { Uncertain } from '../../src/scenario/uncertain.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';

interface Drift {
  readonly driftPerYear: number;
}

const VOLATILITY = 0.6;
const question = (uncertain?: unknown) =>
  scenario<{ readonly days: ReturnType<typeof days> }, Drift | undefined>({
    question: 'How much of it is luck?',
    parameters: { days: days() },
    ...(uncertain === undefined ? {} : { uncertain: uncertain as Uncertain<Drift | undefined> }),
    setting: ({ days }, drift) => ({
      days,
      stepMinutes: 1440,
      price: gbm({ volatilityPerYear: VOLATILITY, ...drift }),
      funding: noFunding(),
      holdings: { spot: spot(), token: leveragedToken({ leverage: 3, rebalance: daily() }) },
    }),
  });
const days = () => finite(1, 3650, { default: 365, meaning: 'how long they are held' });

const run = async (uncertain: Uncertain<Drift>, signal = new AbortController().signal) => {
  const { openDraw, prepare } = program({ default: question(uncertain) });
  const { draws, pathsPerDraw } = prepare({ paths: 4000, seed: 'luck' }).uncertain!;
  const open = (draw: number) => openDraw({ paths: 4000, seed: 'luck' }, draw, new Map());
  return runDraws(open, draws, pathsPerDraw, ['spot', 'token'], { signal, pause: async () => {} });
};

/** Drifts whose variance, with n - 1, is exactly `deviation` squared. */
const driftsOf = (deviation: number, n = 21): readonly Drift[] => {
  const raw = Array.from({ length: n }, (_, i) => i - (n - 1) / 2);
  const scale = deviation / Math.sqrt(raw.reduce((sum, x) => sum + x * x, 0) / (n - 1));
  return raw.map((x) => ({ driftPerYear: scale * x }));
};

describe('what is uncertain', () => {
  // Kills: draws that meet chance of their own; the share of the wrong variance; draws that all take the estimate.
  test('has the share of the variance of log growth that the law of total variance gives it', async () => {
    const deviation = 0.45;
    const drawn = await run({ estimate: { driftPerYear: 0 }, draws: driftsOf(deviation), pathsPerDraw: 4000 });
    const { draws, pathsPerDraw, holdings } = summariseUncertainty(drawn!);
    expect([draws, pathsPerDraw]).toEqual([21, 4000]);
    // A year's drift moves the log of the coin by itself, and chance by the volatility: the sample's own, to 1 in sqrt(2 · 4000).
    const exact = deviation ** 2 / (deviation ** 2 + VOLATILITY ** 2);
    const slack = 4.5 * exact * (1 - exact) * Math.sqrt(2 / 4000);
    expect(Math.abs(holdings.spot!.fromNotKnowing.value! - exact)).toBeLessThan(slack);
    expect(Math.abs(holdings.token!.fromNotKnowing.value! - exact)).toBeLessThan(0.02);
    const [low, high] = holdings.spot!.median;
    // The medians of draws differ as their drifts do, exactly: the same paths each time.
    const drifts = driftsOf(deviation).map(({ driftPerYear }) => driftPerYear);
    expect(Math.log(high! / low!)).toBeCloseTo(drifts[19]! - drifts[1]!, 9);
  });

  test('is nothing where all draws are the estimate, and its range is then that of the run itself', async () => {
    const drawn = await run({ estimate: { driftPerYear: 0.1 }, draws: Array(4).fill({ driftPerYear: 0.1 }) });
    const { spot: coin } = summariseUncertainty(drawn!).holdings;
    expect(coin!.fromNotKnowing.value).toBe(0);
    expect(coin!.median[0]).toBe(coin!.median[1]);
    expect(coin!.loss[0]).toBe(coin!.loss[1]);
  });

  test('leaves the run itself as it is, to the bit, and is left out where it is interrupted', async () => {
    const drift = { driftPerYear: 0.2 };
    const certain = question().resolve({ paths: 10 });
    const uncertain = question({ estimate: drift, draws: driftsOf(0.3) }).resolve({ paths: 10 });
    expect(uncertain.price.options.find(({ name }) => name === 'driftPerYear')!.value).toBe(0.2);
    expect(certain.uncertain).toBe(null);
    expect(uncertain.uncertain).toEqual({ draws: 21, pathsPerDraw: 10 });
    expect(await run({ estimate: drift, draws: driftsOf(0.3) }, AbortSignal.abort())).toBe(null);
  });

  test('is refused with what was given where it is no list of draws', () => {
    const refusal = (uncertain: unknown) => {
      try {
        question(uncertain).resolve();
        return '';
      } catch (thrown) {
        return (thrown as Error).message;
      }
    };
    const estimate = { driftPerYear: 0 };
    expect(refusal(3)).toContain('uncertain must be an object { estimate, draws }; got 3');
    expect(refusal({ draws: [] })).toContain('uncertain must be an object { estimate, draws }');
    expect(refusal({ estimate, draws: [estimate] })).toContain(
      'uncertain.draws must be a list of 3 to 1000; got 1 of them',
    );
    expect(refusal({ estimate, draws: driftsOf(1), pathsPerDraw: 3 })).toContain(
      'uncertain.pathsPerDraw must be a whole number from 40 to 1000000; got 3',
    );
    expect(refusal({ estimate, draws: driftsOf(1), paths: 100 })).toContain('uncertain has no "paths"');
  });
});
