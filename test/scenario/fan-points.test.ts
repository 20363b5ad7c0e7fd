import { expect, test } from 'vitest';
import { constantFunding } from '../../src/markets/funding/constant-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { runPaths } from '../support/run.ts';

const watched = (fanPoints?: number) =>
  scenario({
    question: 'What does it change where a value is looked at on its way?',
    setting: () => ({
      days: 40,
      stepMinutes: 240,
      price: gbm({ volatilityPerYear: 0.8 }),
      funding: constantFunding({ fundingPerYear: 0.1 }),
      holdings: { token: leveragedToken({ leverage: 3, rebalance: daily() }) },
      ...(fanPoints === undefined ? {} : { fanPoints }),
    }),
  }).resolve({ paths: 40, seed: 'fan points' });

// Kills: an observation that is always of 120 points; a fan whose points have a say in what happens.
test('a fan has as many points as are asked for, and no more than there are steps, and no figure depends on them', () => {
  const simulations = [undefined, 1, 7, 1000].map((points) => openScenario(watched(points)));
  expect(simulations.map(({ observation }) => observation.days.length)).toEqual([121, 2, 8, 241]);
  for (const { observation } of simulations) expect([observation.days[0], observation.days.at(-1)]).toEqual([0, 40]);
  const [usual, ...others] = simulations.map((simulation) => runPaths(simulation, 40));
  for (const other of others) {
    for (const { holding, name } of simulations[0]!.columns) {
      expect(other(holding, name)).toEqual(usual!(holding, name));
    }
  }
});

test('a number of points that is none is refused with what was given', () => {
  for (const wrong of [0, 1.5, 1001, Number.NaN]) {
    expect(() => watched(wrong)).toThrow(`setting: fanPoints must be a whole number from 1 to 1000; got ${wrong}`);
  }
});
