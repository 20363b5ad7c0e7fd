import { expect, test } from 'vitest';
import { holding } from '../../src/engine/define.ts';
import { BooksError, StepError } from '../../src/engine/errors.ts';
import { runPaths } from '../support/run.ts';
import { openTape } from '../support/tape.ts';

/** Follows the price, and posts the funding of the last step as a profit that it never made. */
const odd = holding({
  name: 'odd',
  family: 'token',
  options: {},
  targetLeverage: () => 1,
  state: { value: 1, bookProfit: 0, logDirection: 0 },
  constants: () => ({}),
  step: (s, _k, _draw, at, ports, math) => {
    const gain = ports.price.simpleReturn;
    const after = s.value * (1 + gain);
    s.bookProfit += at.isLast ? gain * s.value + ports.funding.rate : gain * s.value;
    s.logDirection += after > 0 ? math.log(after / s.value) : 0;
    s.value = after;
  },
});

/** The same, with the funding posted to the log in place of the money. */
const oddLog = holding({
  name: 'oddLog',
  family: 'token',
  options: {},
  targetLeverage: () => 1,
  state: { value: 1, bookProfit: 0, logDirection: 0 },
  constants: () => ({}),
  step: (s, _k, _draw, _at, ports, math) => {
    const after = s.value * (1 + ports.price.simpleReturn);
    s.bookProfit += after - s.value;
    s.logDirection += math.log(after / s.value) + ports.funding.rate;
    s.value = after;
  },
});

function run(model: ReturnType<typeof odd>, close: number, astray: number) {
  const tape = openTape({ holdings: { it: model }, steps: 3, metrics: [] });
  tape.record([{ close: 0.1 }, { close: -0.05 }, { close, funding: astray }]);
  return runPaths(tape.simulation, 2)('it', 'finalValue')[1]!;
}

test('money or logs that were posted and do not add up end the run, by the name of the holding and the path', () => {
  for (const astray of [1, -0.01, 1e-9, -1e-10]) {
    const money = () => run(odd(), 0.02, astray);
    expect(money).toThrow(BooksError);
    expect(money).toThrow('holding "it": money does not balance on path 0');
    expect(() => run(oddLog(), 0.02, astray)).toThrow(BooksError);
    expect(() => run(oddLog(), 0.02, astray)).toThrow('log attribution does not balance on path 0');
  }
});

test('rounding of the last places is no imbalance', () => {
  expect(run(odd(), 0.02, 1e-15)).toBeCloseTo(1.1 * 0.95 * 1.02, 14);
  expect(run(oddLog(), 0.02, 1e-15)).toBeCloseTo(1.1 * 0.95 * 1.02, 14);
});

// Kills: money held to what is there at the end; profits of a million that came and went leave their rounding behind.
test('rounding of a fortune that came and went is no imbalance', () => {
  const tape = openTape({ holdings: { it: odd() }, steps: 4, metrics: [] });
  tape.record([{ close: 1234567.1 }, { close: 0.3 }, { close: -1 + 1 / 1604938.53 }, { close: 0 }]);
  expect(runPaths(tape.simulation, 2)('it', 'finalValue')[1]).toBeCloseTo(1, 6);
});

test('a value that is not a number ends the run, with the path, the step and the quantity', () => {
  for (const close of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => run(odd(), close, 0)).toThrow(StepError);
    expect(() => run(odd(), close, 0)).toThrow(
      /holding "it": \w+ is not a finite number on path 0; first seen in .*step 2/,
    );
  }
});

test('a value below zero ends the run, even where its books balance', () => {
  expect(() => run(odd(), -1.5, 0)).toThrow(StepError);
  expect(() => run(odd(), -1.5, 0)).toThrow('is below zero on path 0');
});
