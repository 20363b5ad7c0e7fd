import { describe, expect, test } from 'vitest';
import { priceProcess } from '../../src/engine/define.ts';
import { ScenarioError } from '../../src/engine/errors.ts';
import type { Model } from '../../src/engine/model.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { outcomeOf } from '../support/kernels.ts';

const opened = (price: Model<'price'>, kernels: 'plain' | 'wasm' = 'wasm') => {
  const setting = { days: 1, stepMinutes: 480, price, funding: noFunding(), holdings: { spot: spot() } };
  return openScenario(
    scenario({ question: 'Does it remember?', setting: () => setting }).resolve({}),
    new Map(),
    kernels,
  );
};

/** Counts all steps that were ever taken. */
function counting(): Model<'price'> {
  let count = 0;
  return priceProcess({
    name: 'counting',
    options: {},
    constants: () => ({}),
    step: (s) => {
      count += 1;
      s.simpleReturn = count / 1000;
      s.logReturn = s.simpleReturn;
    },
  })();
}

/** Remembers the last draw, from one path to the next; the first path of all finds nothing. */
function lagging(): Model<'price'> {
  let last = 0;
  return priceProcess({
    name: 'lagging',
    options: {},
    draws: { u: 'uniform' },
    constants: () => ({}),
    step: (s, _k, draw) => {
      s.simpleReturn = last;
      s.logReturn = s.simpleReturn;
      last = draw.u / 1000;
    },
  })();
}

/** Remembers the largest draw of all, and tells it where a path ends: path 0 finds its own again, until another is larger. */
function hoarding(): Model<'price'> {
  let top = 0;
  return priceProcess({
    name: 'hoarding',
    options: {},
    draws: { u: 'uniform' },
    constants: () => ({}),
    step: (s, _k, draw, at) => {
      top = draw.u > top ? draw.u : top;
      s.simpleReturn = at.isLast ? top : 0;
      s.logReturn = s.simpleReturn;
    },
  })();
}

/** A table in the state is one for all paths: what one path writes, the next one finds. */
const queueing = priceProcess({
  name: 'queueing',
  options: {},
  draws: { u: 'uniform' },
  state: { queue: new Float64Array(3) as never },
  constants: () => ({}),
  step: (s, _k, draw) => {
    const queue = s.queue as unknown as Float64Array;
    queue[0]! += draw.u / 1000;
    s.simpleReturn = queue[0]!;
    s.logReturn = s.simpleReturn;
  },
});

/** Outside the subset, and the same every time. */
const honest = priceProcess({
  name: 'honest',
  options: {},
  draws: { u: 'uniform' },
  constants: () => ({}),
  step: (s, _k, draw) => {
    s.simpleReturn = [draw.u / 1000].map((x) => x * 2)[0]!;
    s.logReturn = s.simpleReturn;
  },
});

describe('a step outside the kernel subset', () => {
  // Kills: paths that depend on which worker simulates them, and after which others.
  test.each([
    ['counts in a variable beside it', counting],
    ['keeps a draw for the next path', lagging],
    ['keeps the largest draw of all paths', hoarding],
    ['writes into a table of its state', () => queueing() as Model<'price'>],
  ])('is refused where it %s', (_, made) => {
    for (const kernels of ['wasm', 'plain'] as const) {
      expect(() => opened(made(), kernels)).toThrow(ScenarioError);
      expect(() => opened(made(), kernels)).toThrow(
        /a step must depend on nothing but what it is given; path 0 gave two results\nHint: keep what changes in fields of s; \w+: its step is outside the kernel subset/,
      );
    }
  });

  test('runs as it stands where it remembers nothing, and has taken no path from anybody', () => {
    const simulation = opened(honest());
    expect(simulation.kernel).toBe(null);
    expect(simulation.plainBecause[0]).toMatch(/^honest: its step is outside the kernel subset: /);
    const [one, other] = [outcomeOf(simulation, 0, 5), outcomeOf(opened(honest()), 0, 5)];
    expect(one.error).toBe(undefined);
    expect(one).toEqual(other);
  });

  test('that goes wrong is left to the run, which says on which path', () => {
    const wrong = priceProcess({
      name: 'wrong',
      options: {},
      constants: () => ({}),
      step: (s) => {
        s.simpleReturn = [Number.NaN][0]!;
        s.logReturn = 0;
      },
    });
    expect(outcomeOf(opened(wrong()), 0, 2).error).toMatch(
      /^StepError: .* on path 0; first seen in price: simpleReturn/,
    );
  });
});
