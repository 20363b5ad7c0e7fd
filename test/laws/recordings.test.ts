import { expect, test } from 'vitest';
import { recordedFunding } from '../../src/markets/funding/recorded-funding.ts';
import { recordedBars } from '../../src/markets/price/recorded.ts';
import { recordedValue } from '../../src/rivals/recorded-value.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario, requestsOf } from '../../src/scenario/open-scenario.ts';
import type { Recording } from '../../src/scenario/recording-tables.ts';
import { requestKey } from '../../src/scenario/recording-tables.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { history, stepEnds } from '../support/tape.ts';

const HOUR_MS = 3_600_000;
const hours = (...list: readonly number[]) => Float64Array.from(list, (hour) => hour * HOUR_MS);

/** Four hourly bars after the first close, one stamp of funding, and a rival first quoted after two hours. */
const recordings: Readonly<Record<string, Recording>> = {
  bars: {
    closeTimeMs: hours(5, 6, 7, 8, 9),
    open: Float64Array.of(100, 100, 112, 99, 120),
    high: Float64Array.of(100, 115, 112, 121, 132),
    low: Float64Array.of(100, 99, 88, 96, 120),
    close: Float64Array.of(100, 110, 99, 120, 132),
  },
  rates: { timeMs: hours(0, 8), rate: Float64Array.of(0.5, 0.001) },
  levels: { timeMs: hours(7, 8, 9), level: Float64Array.of(40, 44, 20) },
};

function open() {
  const setting = () => ({
    price: recordedBars({ file: 'bars.csv' }),
    funding: recordedFunding({ file: 'funding.csv' }),
    holdings: { coin: spot(), rival: recordedValue({ file: 'rival.csv', barMinutes: 60 }) },
  });
  const resolved = scenario({ question: 'Is what was recorded what is played back?', setting }).resolve({ paths: 1 });
  const given = requestsOf(resolved).map((request) => [requestKey(request), recordings[request.kind]!] as const);
  return openScenario(resolved, new Map(given));
}

const close = (found: readonly (number | undefined)[], expected: readonly number[]) => {
  expect(found.length).toBe(expected.length);
  found.forEach((value, i) => {
    expect(Math.abs(value! - expected[i]!), `entry ${i}: ${value}`).toBeLessThan(1e-14);
  });
};

test('the coin of a recording is worth each close over the first', () => {
  close(
    stepEnds(open(), 'coin').map(({ value }) => value),
    [1, 1.1, 0.99, 1.2, 1.32],
  );
});

test('open, high and low are returns over the close before', () => {
  const bars = history(open(), 'price').filter(({ phase }) => phase === 'step');
  const column = (name: string) => bars.map(({ state }) => state[name] as number);
  close(column('openReturn'), [0, 112 / 110 - 1, 0, 0]);
  close(column('highReturn'), [0.15, 112 / 110 - 1, 121 / 99 - 1, 0.1]);
  close(column('lowReturn'), [-0.01, -0.2, 96 / 99 - 1, 0]);
  close(column('logReturn'), [Math.log(1.1), Math.log(0.9), Math.log(120 / 99), Math.log(1.1)]);
});

// Kills: a value known a step late, or before it was quoted; a rival that is worth nothing until it is quoted.
test('a recorded rival is worth 1 until it is quoted, then its level over the first, and between quotes the last one', () => {
  close(
    stepEnds(open(), 'rival').map(({ value }) => value),
    [1, 1, 1, 1.1, 0.5],
  );
});

test('recorded funding is charged in the step that holds its stamp; what fell due before the run is not', () => {
  const steps = history(open(), 'funding').filter(({ phase }) => phase === 'step');
  close(
    steps.map(({ state }) => state.rate as number),
    [0, 0, 0.001, 0],
  );
});
