import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finite, flag, oneOf, text, whole } from '../../src/engine/options.ts';
import { controlLabel, controlValue, liveCommand, setOf } from '../../src/report/live-words.ts';
import { controlsOf, sliderProblems } from '../../src/scenario/controls.ts';
import { settleParameters } from '../../src/scenario/parameters.ts';

const pinned = { seed: 20261129, numRuns: 300 };
const meaning = 'a number';

describe('a control', () => {
  test('stands on the default and on the value of the run, and stops only at what its option accepts', () => {
    const place = fc.tuple(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: 1e-4, max: 100, noNaN: true }),
    );
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(place, share, share, fc.boolean(), ([from, width], first, second, isWhole) => {
        const [low, high] = isWhole ? [Math.floor(from), Math.floor(from) + Math.ceil(width)] : [from, from + width];
        const at = (part: number) => {
          const value = Math.min(high, low + part * (high - low));
          return isWhole ? Math.round(value) : value;
        };
        const declare = isWhole ? whole : finite;
        const option = declare(low, high, { default: at(first), meaning });
        const problems: string[] = [];
        const parameters = settleParameters({ x: option }, undefined, { x: String(at(second)) }, problems);
        expect(problems).toEqual([]);
        const [control] = controlsOf({ x: option }, parameters);
        const stops = control!.values as readonly number[];
        expect(stops).toContain(at(first));
        expect(stops).toContain(at(second));
        expect(stops.every(option.accepts)).toBe(true);
        expect(stops).toEqual([...new Set(stops)].sort((a, b) => a - b));
        expect(stops.length).toBeLessThan(210);
      }),
      pinned,
    );
  });

  const declared = {
    volatilityPerYear: finite(0, 10, { default: 0.8, meaning, slider: { from: 0.1, to: 2, step: 0.05 } }),
    rule: oneOf(['daily', 'weekly'], { default: 'daily', meaning }),
    isClosed: flag({ default: true, meaning }),
    managementPerDay: finite(0, 0.05, { default: 0.0001, meaning }),
    label: text('a word', (word) => word !== '', { default: 'x', meaning }),
  };
  const controls = controlsOf(declared, settleParameters(declared, undefined, {}, []));

  test('of an author’s slider stops where he said; choices, flags and those with sliders come first; text has none', () => {
    expect(controls.map(({ name, kind, isLeading }) => [name, kind, isLeading])).toEqual([
      ['volatilityPerYear', 'number', true],
      ['rule', 'choice', true],
      ['isClosed', 'flag', true],
      ['managementPerDay', 'number', false],
    ]);
    expect(controls[0]!.values.slice(0, 4)).toEqual([0.1, 0.15, 0.2, 0.25]);
    expect(controls[0]!.values.at(-1)).toBe(2);
  });

  test('without one it runs from nothing to four times the default', () => {
    expect([controls[3]!.values[0], controls[3]!.values.at(-1)]).toEqual([0, 0.0004]);
  });

  test('where there is nothing to choose, or hardly anything, it has the few stops there are', () => {
    const stopsOf = (from: number, to: number) => {
      const option = { x: finite(from, to, { default: from, meaning }) };
      return controlsOf(option, settleParameters(option, undefined, {}, []))[0]!.values;
    };
    expect(stopsOf(1, 1)).toEqual([1]);
    expect(stopsOf(1e9, 1e9 + 1e-6).length).toBeLessThan(210);
  });

  test('a slider beyond the range of its option, or that does not run, is refused by name', () => {
    const wrong = (slider: { from: number; to: number; step?: number }) =>
      sliderProblems({ x: finite(0, 1, { default: 0.5, meaning, slider }) });
    expect(wrong({ from: 0, to: 1, step: 0.1 })).toEqual([]);
    for (const each of [
      { from: -1, to: 1 },
      { from: 0, to: 2 },
      { from: 0.5, to: 0.5 },
      { from: 0, to: 1, step: 0 },
    ]) {
      expect(wrong(each)).toEqual([expect.stringMatching(/^parameters: x: slider must be .* within 0 to 1/)]);
    }
    expect(wrong({ from: Number.NaN, to: 1 })).toHaveLength(1);
  });
});

test.each([
  ['volatilityPerYear', 0.8, 'Volatility', '80% a year'],
  ['fundingPerYear', -0.115, 'Funding', '−11.5% a year'],
  ['leverage', 2.5, 'Leverage', '2.5×'],
  ['perpLeverage', 3, 'Perp leverage', '3×'],
  ['tradingFee', 0.0005, 'Trading fee', '5 bp'],
  ['managementPerDay', 0.0001, 'Management', '1 bp a day'],
  ['halfLifeDays', 1, 'Half life', '1 day'],
  ['rebalanceHours', 24, 'Rebalance', '24 hours'],
  ['days', 90, 'Days', '90'],
  ['rule', 'every-8-hours', 'Rule', 'every 8 hours'],
  ['paysToClose', false, 'Pays to close', 'off'],
] as const)('%s of %s is called %s, and reads %s', (name, value, label, words) => {
  expect(controlLabel(name)).toBe(label);
  expect(controlValue(name, value)).toBe(words);
});

test('the line to type quotes what a shell would read otherwise, and sets only what is not as it would be', () => {
  const values = { a: 2, b: "it's", c: 1 };
  expect(setOf(values, { a: 2, b: 'x', c: 3 })).toEqual({ b: "it's", c: 1 });
  expect(liveCommand({ file: 'my scenarios/a.ts', seed: 'two coins' }, 500, { b: "it's", c: 1 })).toBe(
    "npx tsx run 'my scenarios/a.ts' --paths 500 --seed 'two coins' --set 'b=it'\\''s' --set c=1",
  );
});
