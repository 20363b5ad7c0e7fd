import { describe, expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { crowded, feedbackOf } from '../../src/markets/price/crowded.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { gbmWithGap } from '../../src/markets/price/gbm-with-gap.ts';
import { meanReverting } from '../../src/markets/price/mean-reverting.ts';
import { recordedBars, recordedCloses } from '../../src/markets/price/recorded.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { expectSampleOf, MOST_STANDARD_ERRORS, meanOf, sdOf } from '../support/monte-carlo.ts';
import { runPaths } from '../support/run.ts';

interface Market {
  readonly price: Model<'price'>;
  readonly days: number;
  readonly stepMinutes?: number;
  readonly paths?: number;
}

const open = ({ price, days, stepMinutes = 1440, paths = 1 }: Market) =>
  openScenario(
    scenario({
      question: 'What do leveraged tokens do to the market that they are in?',
      setting: () => ({
        days,
        stepMinutes,
        price,
        funding: noFunding(),
        holdings: { token: leveragedToken({ leverage: 3, rebalance: daily() }) },
      }),
    }).resolve({ seed: 'crowded', paths }),
  );

/** Returns of a path, step by step, as the price itself leaves them. */
function returnsOf(market: Market, path = 0) {
  const steps: { log: number; simple: number; shock: number }[] = [];
  open(market).trace(path, (step, phase, place, state) => {
    if (place !== 'price' || phase !== 'step' || step < 0) return;
    steps.push({
      log: state.logReturn as number,
      simple: state.simpleReturn as number,
      shock: state.shock as number,
    });
  });
  return steps;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const logs = (market: Market) => returnsOf(market).map(({ log }) => log);

describe('a price in a market full of leveraged tokens', () => {
  // Kills: a copy of the other price’s formula in place of its returns; streams of its own.
  test('without feedback is the other price, to the bit', () => {
    const others = [
      gbm({ driftPerYear: 0.3, volatilityPerYear: 0.8 }),
      meanReverting({ volatilityPerYear: 0.8, halfLifeDays: 5 }),
      gbmWithGap({ volatilityPerYear: 0.6, gapReturn: -0.4, gapDay: 3 }),
    ];
    for (const of of others) {
      const price = crowded({ of, feedback: 0, temporaryShare: 0.5 });
      for (const stepMinutes of [1440, 240]) {
        expect(returnsOf({ price, days: 6, stepMinutes })).toEqual(returnsOf({ price: of, days: 6, stepMinutes }));
        const [one, other] = [price, of].map((each) => open({ price: each, days: 6, stepMinutes }));
        const [with_, without] = [runPaths(one!, 20), runPaths(other!, 20)];
        for (const { holding, name } of other!.columns) expect(with_(holding, name)).toEqual(without(holding, name));
      }
    }
  });

  test('with a fifth of feedback moves a quarter more, all of it in the step that holds the rebalance', () => {
    const of = gbm({ volatilityPerYear: 0.8 });
    const day = logs({ price: of, days: 2, stepMinutes: 240 });
    const found = logs({ price: crowded({ of, feedback: 0.2, timeOfDay: '12:00' }), days: 2, stepMinutes: 240 });
    // Steps end at 4, 8, 12, …: the third, and the ninth, hold 12:00.
    found.forEach((move, i) => {
      const since = i === 2 ? day.slice(0, 3) : i === 8 ? day.slice(3, 9) : [];
      expect(move).toBeCloseTo(day[i]! + 0.25 * sum(since), 14);
    });
    for (const { log, simple } of returnsOf({ price: crowded({ of, feedback: 0.2 }), days: 9 })) {
      expect(simple).toBeCloseTo(Math.expm1(log), 14);
    }
  });

  // Kills: 1 - feedback for its square; a mean that is amplified and a variance that is not.
  test('has log returns that are normal, with mean over 1 - feedback and variance over its square', () => {
    for (const feedback of [0.4, 0.2, -0.3]) {
      const price = crowded({ of: gbm({ driftPerYear: 0.5, volatilityPerYear: 0.6 }), feedback });
      const years = 20 / 365;
      const columns = runPaths(open({ price, days: 20, stepMinutes: 480 }), 20_000);
      const kept = 1 - feedback;
      const law = { mean: ((0.5 - 0.18) * years) / kept, sd: (0.6 * Math.sqrt(years)) / kept };
      expectSampleOf(columns(null, 'sumLogReturn'), { ...law, skewness: 0, kurtosis: 3 }, `feedback ${feedback}`);
      // So the price is lognormal, and its mean is not that of the other price.
      const mean = Math.exp(law.mean + law.sd ** 2 / 2);
      const prices = columns(null, 'sumLogReturn').map((x) => Math.exp(x));
      expectSampleOf(prices, { mean, sd: mean * Math.sqrt(Math.expm1(law.sd ** 2)) }, `price at ${feedback}`);
    }
  });

  // Kills: what fades counted as no return; the temporary part added to what is there, not faded.
  test('when what is added fades, what fades is traded on too, and the variance of a day’s return is the stated one', () => {
    const feedback = 0.3;
    const added = feedback / (1 - feedback);
    for (const [temporaryShare, temporaryHalfLifeDays] of [
      [1, 0],
      [1, 0.25],
      [0.5, 1],
    ] as const) {
      const of = gbm({ driftPerYear: 0.18, volatilityPerYear: 0.6 });
      const price = crowded({ of, feedback, temporaryShare, temporaryHalfLifeDays });
      const found = logs({ price, days: 20_000 });
      // T' = k T + s A y, y = x - (1 - k) T: T is autoregressive; a day’s return is (1 + A) y.
      const k = temporaryHalfLifeDays === 0 ? 0 : 2 ** (-1 / temporaryHalfLifeDays);
      const gain = temporaryShare * added;
      const keeps = k - gain * (1 - k);
      const x = 0.36 / 365;
      const ofT = (gain * gain * x) / (1 - keeps * keeps);
      const variance = (1 + added) ** 2 * (x + (1 - k) ** 2 * ofT);
      const squares = found.map((move) => move * move);
      const error = sdOf(squares) / Math.sqrt(squares.length);
      expect(Math.abs(meanOf(squares) - variance) / error, `share ${temporaryShare}`).toBeLessThan(
        MOST_STANDARD_ERRORS,
      );
      const plain = logs({ price: of, days: 20_000 });
      let T = 0;
      for (const [i, move] of found.slice(0, 500).entries()) {
        const y = plain[i]! - (1 - k) * T;
        T = k * T + gain * y;
        expect(move).toBeCloseTo((1 + added) * y, 12);
      }
    }
  });

  test('a single move, in a market that then stands still, ends at the other price plus the lasting share', () => {
    const of = gbmWithGap({ volatilityPerYear: 0, gapReturn: -0.2, gapDay: 1 });
    const total = (temporaryShare: number) =>
      sum(logs({ price: crowded({ of, feedback: 0.2, temporaryShare }), days: 60, stepMinutes: 120 }));
    // What fades is itself traded on: y, then -g y, …, with g = share · A: in all y (1 + A) less what of it faded.
    const fall = Math.log(0.8);
    expect(total(0)).toBeCloseTo(1.25 * fall, 12);
    expect(total(1)).toBeCloseTo(fall, 12);
  });

  test('Λ of 1 and more is refused as unstable, and so is a fading part that makes the tokens trade back more than faded', () => {
    const of = gbm({ volatilityPerYear: 0.8 });
    expect(crowded({ of, feedback: 1 }).problems).toEqual([
      'crowded: unstable: feedback must be below 1, or every move calls for a larger one; got 1',
    ]);
    expect(crowded({ of, feedback: 0.999 }).problems).toEqual([]);
    const swinging = { of, feedback: 0.6, temporaryShare: 1, temporaryHalfLifeDays: 0 };
    expect(crowded(swinging).problems[0]).toMatch(
      /^crowded: unstable: what fades in a day .* must be below 1\.000; got 1\.500/,
    );
    expect(crowded({ ...swinging, feedback: 0.49 }).problems).toEqual([]);
    expect(crowded({ ...swinging, temporaryHalfLifeDays: 2 }).problems).toEqual([]);
  });
});

// Kills: a recording that is played, step for step, on a clock that it was not made for.
test('a recorded price is refused: it cannot be had without the tokens that were there', () => {
  for (const of of [recordedCloses({ file: 'made-up.csv' }), recordedBars({ file: 'made-up.csv' })]) {
    expect(crowded({ of, feedback: 0.2 }).problems).toEqual([
      'crowded: of must be a generated price: what its tokens did to a recorded one is in it already',
    ]);
  }
});

describe('feedback of funds', () => {
  test('is impact times the sum of L (L - 1) size: longs and shorts alike, and none of a fund without leverage', () => {
    const funds = [
      { leverage: 3, size: 50e6 },
      { leverage: -3, size: 20e6 },
      { leverage: 1, size: 9e9 },
    ];
    expect(feedbackOf(funds, 1e-10)).toBeCloseTo((6 * 50e6 + 12 * 20e6) * 1e-10, 15);
  });
});
