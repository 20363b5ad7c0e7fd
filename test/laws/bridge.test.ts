import { describe, expect, test } from 'vitest';
import { priceProcess } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { blockBootstrap, blockBootstrapBars } from '../../src/markets/price/block-bootstrap.ts';
import { bridged } from '../../src/markets/price/bridged.ts';
import { crowded } from '../../src/markets/price/crowded.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { gbmWithGap } from '../../src/markets/price/gbm-with-gap.ts';
import { meanReverting } from '../../src/markets/price/mean-reverting.ts';
import { recordedBars, recordedCloses } from '../../src/markets/price/recorded.ts';
import { rollingWindowBars, rollingWindows } from '../../src/markets/price/rolling-windows.ts';
import { math } from '../../src/math/math.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { spot } from '../../src/rivals/spot.ts';
import { clockOf, openScenario } from '../../src/scenario/open-scenario.ts';
import { overshootNotes } from '../../src/scenario/overshoot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import type { Setting } from '../../src/scenario/setting.ts';
import { scenarioWarnings } from '../../src/scenario/warnings.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { CHI_SQUARE_99_1E4, chiSquareOf100, KOLMOGOROV_1E4, kolmogorov } from '../support/exact.ts';
import { expectSampleOf, MOST_STANDARD_ERRORS } from '../support/monte-carlo.ts';
import { runPaths } from '../support/run.ts';
import { token } from '../support/tokens.ts';

interface Question {
  readonly price: Model<'price'>;
  readonly days?: number;
  readonly stepMinutes?: number;
  readonly holdings?: Setting['holdings'];
}

const ask = ({ price, days = 30, stepMinutes = 60, holdings = { spot: spot() } }: Question) =>
  scenario({
    question: 'What goes on inside a step?',
    setting: () => ({ days, stepMinutes, price, funding: noFunding(), holdings }),
  }).resolve({ seed: 'bridge', paths: 20 });

/** All that the price leaves, step by step, on the first path. */
function stepsOf(question: Question): readonly Readonly<Record<string, number>>[] {
  const steps: Record<string, number>[] = [];
  openScenario(ask(question), new Map(), 'plain').trace(0, (step, phase, place, state) => {
    if (place === 'price' && phase === 'step' && step >= 0) steps.push({ ...(state as Record<string, number>) });
  });
  return steps;
}

const others = [
  gbm({ driftPerYear: 0.3, volatilityPerYear: 0.8 }),
  meanReverting({ volatilityPerYear: 0.8, halfLifeDays: 5 }),
  gbmWithGap({ volatilityPerYear: 0.6, gapReturn: -0.4, gapDay: 3 }),
  crowded({ of: gbm({ volatilityPerYear: 0.8 }), feedback: 0.3, temporaryShare: 0.5 }),
  crowded({ of: gbmWithGap({ volatilityPerYear: 0.8, gapReturn: 0.2, gapDay: 2 }), feedback: 0.3 }),
];

describe('a price with bridges inside its steps', () => {
  // Kills: draws that disturb those of the other price; a return worked out again.
  test('closes where the other price closes, to the bit, and so does all that acts at step ends', () => {
    const holdings = { spot: spot(), token: token(3, { tradingFee: 0.001 }, daily()) };
    for (const of of others) {
      const [with_, without] = [bridged({ of }), of].map((price) => openScenario(ask({ price, holdings })));
      const [inside, outside] = [runPaths(with_!, 20), runPaths(without!, 20)];
      for (const { holding, name } of without!.columns) expect(inside(holding, name)).toEqual(outside(holding, name));
      expect(with_!.columns.length).toBe(without!.columns.length + 2);
    }
  });

  // Kills: a fact of the other price that is not passed on.
  test('passes on what the other price leaves, and asks for no more than that', () => {
    const of = priceProcess({
      name: 'told',
      options: {},
      constants: () => ({}),
      step: (s, _k, _draw, at) => {
        s.logReturn = 0.5;
        s.simpleReturn = 0.7;
        s.shock = at.step;
        s.variance = 0.01;
        s.jump = 0.25;
        s.row = 7 + at.step;
      },
    });
    stepsOf({ price: bridged({ of: of() }) }).forEach((seen, step) => {
      const told = { logReturn: 0.5, simpleReturn: 0.7, variance: 0.01, jump: 0.25 };
      expect(seen).toMatchObject({ ...told, shock: step, row: 7 + step, openReturn: 0 });
    });
  });

  // Kills: an extreme that rounding has left inside the step; a jump that is taken for a part of the bridge.
  test('has a range that holds the step’s start and the end of its continuous part, and knows nothing of its jump', () => {
    for (const of of others) {
      let jumps = 0;
      for (const { highReturn, lowReturn, simpleReturn, logReturn, jump } of stepsOf({ price: bridged({ of }) })) {
        const reached = jump === 0 ? simpleReturn! : Math.expm1(logReturn! - jump!);
        expect(highReturn).toBeGreaterThanOrEqual(Math.max(0, reached - 1e-15));
        expect(lowReturn).toBeLessThanOrEqual(Math.min(0, reached + 1e-15));
        // Ten deviations of an hour: less than the gap, and less than what a crowd adds to a day after it.
        expect(highReturn! - lowReturn!).toBeLessThan(10 * 0.8 * Math.sqrt(1 / 8760));
        jumps += jump === 0 ? 0 : 1;
      }
      expect(jumps > 0).toBe(of.name !== 'gbm' && of.name !== 'meanReverting');
    }
  });

  test('without variance has the two ends for its range, and with a variance that is not known too', () => {
    const unknown = priceProcess({
      name: 'unknown',
      options: {},
      draws: { z: 'normal' },
      constants: () => ({}),
      step: (s, _k, draw, _at, _ports, math) => {
        s.logReturn = 0.01 * draw.z;
        s.simpleReturn = math.expm1(s.logReturn);
      },
    });
    for (const of of [unknown(), gbm({ driftPerYear: 0.4, volatilityPerYear: 0 })]) {
      for (const { highReturn, lowReturn, simpleReturn } of stepsOf({ price: bridged({ of }) })) {
        expect([lowReturn, highReturn]).toEqual([Math.min(0, simpleReturn!), Math.max(0, simpleReturn!)]);
      }
    }
  });

  test('with a drift that dwarfs its volatility still has a finite range beside it', () => {
    for (const volatilityPerYear of [1e-9, 1e-5, 0.01]) {
      for (const driftPerYear of [10, -10]) {
        const price = bridged({ of: gbm({ driftPerYear, volatilityPerYear }) });
        for (const { highReturn, lowReturn, simpleReturn } of stepsOf({ price, days: 10, stepMinutes: 1440 })) {
          const most = 12 * volatilityPerYear * Math.sqrt(1 / 365);
          expect(Math.abs(highReturn! - Math.max(0, simpleReturn!))).toBeLessThan(most);
          expect(Math.abs(lowReturn! - Math.min(0, simpleReturn!))).toBeLessThan(most);
        }
      }
    }
  });

  // Kills: a jump that triggers are filled inside of.
  test('shows a jump to nobody before its step’s end: a position is liquidated beyond its level, at somebody’s cost', () => {
    const of = gbmWithGap({ volatilityPerYear: 0, gapReturn: -0.4, gapDay: 3 });
    const holdings = { perp: perpetual({ exposure: 5, tradingFee: 0 }) };
    const columns = runPaths(openScenario(ask({ price: bridged({ of }), holdings })), 1);
    expect(columns('perp', 'liquidationDays')[0]).toBe(3);
    expect(columns('perp', 'book/deficit')[0]).toBeCloseTo(5 * 0.4 - 1, 12);
  });

  // Kills: a bridge over what was recorded, or drawn from it, whose inside is known or is nobody’s to make up.
  test('is refused over a recording, over pieces of one, and over another bridge, by name', () => {
    for (const of of [
      recordedBars({ file: 'bars.csv' }),
      recordedCloses({ file: 'closes.csv' }),
      blockBootstrap({ file: 'closes.csv' }),
      blockBootstrapBars({ file: 'bars.csv' }),
      rollingWindows({ file: 'closes.csv' }),
      rollingWindowBars({ file: 'bars.csv' }),
      bridged({ of: gbm({ volatilityPerYear: 0.8 }) }),
    ]) {
      expect(bridged({ of }).problems).toEqual([
        `bridged: of must be a generated price that has no range yet: a bridge is no record of what happened; got ${of.name}`,
      ]);
    }
  });

  // Kills: a record that is hidden in what it is crowded by.
  test('is refused over what is made of one of them too, with the names of both', () => {
    const refusal = 'of must be a generated price that has no range yet: a bridge is no record of what happened';
    for (const inner of [
      blockBootstrap({ file: 'closes.csv' }),
      rollingWindowBars({ file: 'bars.csv' }),
      bridged({ of: gbm({ volatilityPerYear: 0.8 }) }),
    ]) {
      const once = crowded({ of: inner, feedback: 0.3 });
      expect(bridged({ of: once }).problems).toEqual([`bridged: ${refusal}; got crowded made of ${inner.name}`]);
      expect(bridged({ of: crowded({ of: once, feedback: 0.1 }) }).problems).toEqual([
        `bridged: ${refusal}; got crowded made of ${inner.name}`,
      ]);
    }
  });

  test('is watched without pause: nothing is said of triggers that are seen late', () => {
    const holdings = { band: token(3, {}, band({ low: 2, high: 4 })), perp: perpetual({ exposure: 5 }) };
    const notesOn = (price: Model<'price'>) => {
      const resolved = ask({ price, holdings, stepMinutes: 1440 });
      const clock = clockOf(resolved, new Map());
      return [...overshootNotes(resolved, clock), ...scenarioWarnings(resolved, clock)];
    };
    expect(notesOn(others[0]!).length).toBeGreaterThan(1);
    expect(notesOn(bridged({ of: others[0]! }))).toEqual([]);
  });
});

/** End, highest and lowest of a bridge, in standard deviations of its step. */
interface Bridge {
  readonly c: number;
  readonly high: number;
  readonly low: number;
}

interface Steps {
  readonly stepMinutes: number;
  readonly driftPerYear: number;
  readonly volatilityPerYear: number;
}

/** The bridges of fifty thousand steps. */
const bridges = ({ stepMinutes, ...of }: Steps): readonly Bridge[] =>
  stepsOf({ price: bridged({ of: gbm(of) }), days: (50_000 * stepMinutes) / 1440, stepMinutes }).map(
    ({ logReturn, highReturn, lowReturn, variance }) => {
      const spread = Math.sqrt(variance!);
      return { c: logReturn! / spread, high: Math.log1p(highReturn!) / spread, low: Math.log1p(lowReturn!) / spread };
    },
  );

const still = bridges({ stepMinutes: 60, driftPerYear: 0.32, volatilityPerYear: 0.8 });
const rising = bridges({ stepMinutes: 720, driftPerYear: 8, volatilityPerYear: 0.3 });
const falling = bridges({ stepMinutes: 720, driftPerYear: -8, volatilityPerYear: 0.3 });

/** That a bridge from 0 to c in unit variance stays between two barriers, by the images of its end in both. */
function staysWithin(low: number, high: number, c: number): number {
  if (Math.min(0, c) <= low || Math.max(0, c) >= high) return 0;
  const w = high - low;
  let sum = 0;
  for (let k = -10; k <= 10; k++) {
    sum += Math.exp(-2 * k * w * (k * w + c)) - Math.exp(-2 * (high - k * w) * (high - k * w - c));
  }
  return sum;
}

describe.each([
  ['hours that go nowhere', still],
  ['half days that rise by a deviation', rising],
  ['half days that fall by a deviation', falling],
] as const)('the bridges of %s', (_name, found) => {
  // Kills: the logarithm of u once, not twice; extremes of a motion that is not tied to its end; a low that forgets its share.
  test('have the exact law of the highest, and of the lowest: Kolmogorov and chi-square at 1e-4', () => {
    const shares = {
      high: found.map(({ c, high }) => Math.exp(-2 * high * (high - c))),
      low: found.map(({ c, low }) => Math.exp(-2 * low * (low - c))),
    };
    for (const [name, share] of Object.entries(shares)) {
      const values = Float64Array.from(share);
      expect(
        kolmogorov(values, (p) => p),
        name,
      ).toBeLessThan(KOLMOGOROV_1E4);
      expect(
        chiSquareOf100(values, (p) => p),
        name,
      ).toBeLessThan(CHI_SQUARE_99_1E4);
    }
  });

  // Kills: a highest and a lowest that do not know of each other.
  test('stay between two barriers as often as the theta series says, near ones and far ones', () => {
    for (const [low, high] of [
      [-0.5, 0.5],
      [-0.4, 1],
      [-1, 0.4],
      [-0.7, 0.7],
      [-1, 1],
      [-1.5, 1.5],
      [-0.8, 2],
      [-2, 0.8],
    ] as const) {
      let [stayed, expected, variance, apart] = [0, 0, 0, 0];
      for (const { c, high: highest, low: lowest } of found) {
        const p = staysWithin(low, high, c);
        const isInside = Math.min(0, c) > low && Math.max(0, c) < high;
        stayed += highest < high && lowest > low ? 1 : 0;
        expected += p;
        variance += p * (1 - p);
        apart += isInside ? -Math.expm1(-2 * high * (high - c)) * -Math.expm1(-2 * low * (low - c)) : 0;
      }
      const deviation = Math.sqrt(variance);
      const label = `[${low}, ${high}]: ${stayed} of ${expected}`;
      expect(Math.abs(stayed - expected), label).toBeLessThan(MOST_STANDARD_ERRORS * deviation);
      // Independent extremes would be seen, where both are near enough to be met in one step.
      if (high - low < 1.5)
        expect(Math.abs(apart - expected), label).toBeGreaterThan(2 * MOST_STANDARD_ERRORS * deviation);
    }
  });
});

// Kills: Newton’s method that stops too early, or goes down another slope than that of the law.
test('of all bridges with a given highest, the share that is drawn falls further: to 6e-6 on average, to 7e-3 at worst', () => {
  const { step } = bridged({ of: gbm({ volatilityPerYear: 0.8 }) });
  const middles = Array.from({ length: 30 }, (_, i) => (i + 0.5) / 30);
  // Small enough for simple returns to be logs.
  const spread = 1e-6;
  let [sum, worst] = [0, 0];
  for (const end of middles.map(math.normalQuantile)) {
    const of = { logReturn: end * spread, simpleReturn: Math.expm1(end * spread), jump: 0, variance: spread * spread };
    for (const peak of middles) {
      for (const trough of middles) {
        const s = { highReturn: 0, lowReturn: 0 };
        step(s, {}, { peak, trough }, {}, { of }, math);
        const [high, low] = [Math.log1p(s.highReturn) / spread, Math.log1p(s.lowReturn) / spread];
        // The density of the highest on the paths that stay above the lowest, over its density on all.
        const h = 1e-5;
        const above = (staysWithin(low, high + h, end) - staysWithin(low, high - h, end)) / (2 * h);
        const density = 2 * (2 * high - end) * Math.exp(-2 * high * (high - end));
        const error = Math.abs(1 - above / density - trough);
        sum += error / 27_000;
        worst = Math.max(worst, error);
      }
    }
  }
  expect(sum).toBeLessThan(6e-6);
  expect(worst).toBeLessThan(7e-3);
});

// Feller, W. (1951), The asymptotic distribution of the range of sums of independent random variables.
test('the range of a motion without drift has the mean and the second moment that Feller found', () => {
  const ranges = Float64Array.from(still, ({ high, low }) => high - low);
  expectSampleOf(ranges, { mean: Math.sqrt(8 / Math.PI), sd: Math.sqrt(4 * Math.LN2 - 8 / Math.PI), kurtosis: 4 });
});

/**
 * The bridge of a log price that is pulled back is not Brownian. At the level that it is pulled to the exact law is known, by a
 * change of time: it is met between x and y on one side of it with probability exp(-2 x y exp(-k dt) / v).
 */
test('of the steps in which a pulled price touches a level and turns back, its bridges miss two thirds of k dt, and no more', () => {
  for (const [halfLifeDays, stepMinutes] of [
    [5, 1440],
    [5, 60],
    [1, 480],
  ] as const) {
    const pull = (Math.LN2 * stepMinutes) / (1440 * halfLifeDays);
    const of = meanReverting({ volatilityPerYear: 0.8, halfLifeDays });
    const steps = stepsOf({ price: bridged({ of }), days: (30_000 * stepMinutes) / 1440, stepMinutes });
    let gap = 0;
    let [met, expected, variance, exact] = [0, 0, 0, 0];
    for (const { logReturn, lowReturn, highReturn, variance: v } of steps) {
      const [x, y] = [gap, gap + logReturn!];
      if (x * y > 0) {
        const p = Math.exp((-2 * x * y) / v!);
        const reach = x + Math.log1p(x > 0 ? lowReturn! : highReturn!);
        met += reach * x <= 0 ? 1 : 0;
        expected += p;
        variance += p * (1 - p);
        exact += Math.exp((-2 * x * y * Math.exp(-pull)) / v!);
      }
      gap = y;
    }
    expect(Math.abs(met - expected)).toBeLessThan(MOST_STANDARD_ERRORS * Math.sqrt(variance));
    const missing = 1 - expected / exact;
    expect(missing / ((2 / 3) * pull)).toBeGreaterThan(0.8);
    expect(missing / ((2 / 3) * pull)).toBeLessThan(1.1);
  }
});
