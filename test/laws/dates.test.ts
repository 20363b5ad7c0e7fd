import { expect, test } from 'vitest';
import { generatedClock, recordedClock } from '../../src/engine/clock.ts';
import { openSimulation } from '../../src/engine/simulation.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { gbmWithGap } from '../../src/markets/price/gbm-with-gap.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { spot } from '../../src/rivals/spot.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { dailyWithEmergency } from '../../src/tokens/rebalance/daily-with-emergency.ts';
import type { Bar } from '../support/tape.ts';
import { play, stepEnds } from '../support/tape.ts';
import { token, untouched } from '../support/tokens.ts';

const quiet: Bar = { close: 0 };

test('ruin, liquidation and a stop are dated by the end of the step they happen in, in days since the start', () => {
  for (const [stepMinutes, day] of [
    [1440, 3],
    [360, 0.75],
  ] as const) {
    const fall = [quiet, quiet, { close: -0.5 }, quiet];
    expect(play(untouched(3), fall, { stepMinutes }).at(-1)).toMatchObject({ ruinDays: day, value: 0 });
    expect(play(perpetual({ exposure: 3 }), fall, { stepMinutes }).at(-1)).toMatchObject({ liquidationDays: day });
    const stopped = play(perpetual({ exposure: 1, stopLoss: 0.2 }), fall, { stepMinutes }).at(-1);
    expect(stopped).toMatchObject({ stopDays: day, liquidationDays: -1 });
  }
});

test('a daily rebalance falls due in the step that holds its time of day, and in no other', () => {
  for (const [timeOfDay, hour] of [
    ['00:00', 24],
    ['17:00', 17],
    ['06:30', 7],
  ] as const) {
    const hours = Array.from({ length: 48 }, (): Bar => ({ close: 0.01 }));
    for (const rule of [daily({ timeOfDay }), dailyWithEmergency({ timeOfDay, emergencyMultiple: 50 })]) {
      const counts = play(token(3, {}, rule), hours, { stepMinutes: 60 }).map(({ rebalances }) => rebalances!);
      const fired = counts.flatMap((count, step) => (step > 0 && count > counts[step - 1]! ? [step] : []));
      expect(fired).toEqual([hour, hour + 24]);
    }
  }
});

// Kills: a token that remembers for ever that it has fired.
test('an emergency may come in every bar that calls for one, not once in a life', () => {
  const falls: readonly Bar[] = [
    { close: -0.14 },
    quiet,
    { close: -0.14 },
    { close: -0.14 },
    { close: 0, funding: 0.1 },
  ];
  const rule = dailyWithEmergency({ emergencyMultiple: 4 / 3, timeOfDay: '23:59' });
  const ends = play(token(3, {}, rule), falls, { hasRange: true, stepMinutes: 60 });
  // The last is called for by funding, which no range shows: it is seen at the end of the bar.
  expect(ends.map(({ rebalances }) => rebalances)).toEqual([0, 1, 1, 2, 3, 4]);
});

// In halves and quarters, so that equality is exact: 2 units lose 3/8, which leaves 1/4 of margin to 5/4 of notional.
test('a perpetual is liquidated at its maintenance margin, not only below it', () => {
  const end = (close: number) =>
    play(perpetual({ exposure: 2, maintenanceMargin: 0.2, tradingFee: 0 }), [{ close }]).at(-1);
  expect(end(-0.375)).toMatchObject({ margin: 0, liquidationDays: 1, bookLiquidation: -0.25 });
  expect(end(-0.375 + 2 ** -40)).toMatchObject({ liquidationDays: -1 });
});

test('a close beyond both stop and liquidation liquidates: there is nothing left to stop', () => {
  const options = { exposure: 3, marginLeverage: 5, stopLoss: 0.1 };
  const end = play(perpetual(options), [{ close: -0.5 }, quiet]).at(-1);
  expect(end).toMatchObject({ liquidationDays: 1, stopDays: -1, turnover: 0, value: 1 - 3 / 5 });
});

test('a stated gap falls in the step that holds its day, once, by its simple return', () => {
  for (const [gapDay, at] of [
    [2.5, 3],
    [3, 3],
    [0.25, 1],
  ] as const) {
    const simulation = openSimulation({
      key: [1, 2],
      clock: generatedClock(5, 1440),
      price: gbmWithGap({ volatilityPerYear: 0, gapReturn: -0.4, gapDay }),
      funding: noFunding(),
      holdings: [{ name: 'coin', model: spot() }],
      metrics: [],
      recordingOf: () => ({}),
    });
    const worth = stepEnds(simulation, 'coin').map(({ value }) => value!);
    worth.forEach((value, step) => {
      expect(Math.abs(value - (step < at ? 1 : 0.6)), `day ${step}`).toBeLessThan(1e-15);
    });
  }
});

test('a recording has the step that most of its steps have, and says whether all have it', () => {
  const hour = 3_600_000;
  const clockOf = (...hours: readonly number[]) => recordedClock(Float64Array.from(hours, (each) => each * hour));
  expect(clockOf(0, 1, 2, 5)).toMatchObject({ stepYears: 1 / 8760, isUniform: false, steps: 3 });
  expect(clockOf(0, 3, 4, 5)).toMatchObject({ stepYears: 1 / 8760, isUniform: false });
  expect(clockOf(10, 14, 18)).toMatchObject({ stepYears: 4 / 8760, isUniform: true });
});
