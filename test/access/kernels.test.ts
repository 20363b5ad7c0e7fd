import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as either from '../../src/access/either-market.ts';
import * as flows from '../../src/access/holder-flows.ts';
import { chasingFlow } from '../../src/access/holder-flows.ts';
import * as primary from '../../src/access/primary-market.ts';
import { primaryMarket } from '../../src/access/primary-market.ts';
import * as secondary from '../../src/access/secondary-market.ts';
import { secondaryMarket } from '../../src/access/secondary-market.ts';
import type { Model } from '../../src/engine/model.ts';
import type { Option } from '../../src/engine/options.ts';
import * as saving from '../../src/investors/regular-saving.ts';
import * as share from '../../src/investors/share-of-token.ts';
import * as exit from '../../src/investors/until-exit.ts';
import { constantFunding } from '../../src/markets/funding/constant-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { recordedBars } from '../../src/markets/price/recorded.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import * as life from '../../src/tokens/life/life-cycle.ts';
import { dailyWithEmergency } from '../../src/tokens/rebalance/daily-with-emergency.ts';
import { evenly, pinned } from '../support/arbitraries.ts';
import { expectSameBits } from '../support/kernels.ts';
import { madeUpRecordings } from '../support/recordings.ts';
import { constructorsOf, examplesOf } from '../support/try-models.ts';

const modules = { flows, either, primary, secondary, saving, share, exit, life };
const rebalance = dailyWithEmergency();

/** A model at its place: what lives is a fund's, what gives access is a plan's. */
function placed(model: Model): Model<'holding'> {
  const token = { leverage: 3, rebalance };
  switch (model.kind) {
    case 'life':
      return exit.untilExit({
        of: leveragedToken({ ...token, life: model as Model<'life'> }),
        access: primaryMarket(),
      });
    case 'access':
      return exit.untilExit({ of: leveragedToken(token), access: model as Model<'access'>, trailingStop: 0.1 });
    case 'flow': {
      const access = primaryMarket({ totalLimitPerDay: 0.02, holderShare: 0.1, flow: model as Model<'flow'> });
      return exit.untilExit({ of: leveragedToken(token), access, leaveOnDay: 1 });
    }
    default:
      return model as Model<'holding'>;
  }
}

function sameBits(it: Model<'holding'>, isRecorded: boolean, seed: string): void {
  const market = isRecorded
    ? { price: recordedBars({ file: 'made-up.csv' }) }
    : { price: gbm({ volatilityPerYear: 2 }), days: 3, stepMinutes: 60 };
  const setting = () => ({ ...market, funding: constantFunding({ fundingPerYear: 0.3 }), holdings: { it } });
  const question = scenario({ question: 'Are the bits the same?', setting }).resolve({ seed });
  const recordings = madeUpRecordings(question);
  const blocks: [number, number][] = isRecorded
    ? [[0, 2]]
    : [
        [0, 5],
        [5, 20],
      ];
  for (const { error } of expectSameBits((kernels) => openScenario(question, recordings, kernels), blocks)) {
    expect(error).toBe(undefined);
  }
}

describe('every example gives the bits of the plain functions, and its books balance on every path', () => {
  test.each(examplesOf(modules).map(({ file, index, model }) => [`${file} ${index}`, model] as const))(
    '%s',
    (_, model) => {
      expect(model.problems).toEqual([]);
      for (const isRecorded of [false, true]) sameBits(placed(model), isRecorded, 'examples');
    },
  );
});

/** Any value that an option takes, near nothing as often as anywhere. */
function drawOf({ kind, requirement, accepts }: Option<unknown>): fc.Arbitrary<unknown> {
  const [low, high] = (requirement.match(/-?\d[\d.e+-]*/g) ?? []).map(Number) as [number, number];
  if (kind === 'flag') return fc.boolean();
  return fc
    .oneof(evenly(low, high), evenly(Math.max(low, -2), Math.min(high, 2)), evenly(low, Math.min(high, low + 0.1)))
    .map((value) => (requirement.startsWith('a whole number') ? Math.round(value) : value))
    .filter(accepts);
}

const parts = {
  of: leveragedToken({ leverage: -2, rebalance }),
  access: secondaryMarket({ deviation: 0.02, closedDeviation: 0.1 }),
  primary: primaryMarket({ holderLimitPerDay: 0.3 }),
  secondary: secondaryMarket(),
  flow: chasingFlow({ memoryDays: 1 }),
};

describe('so does every model of options that nobody chose', () => {
  test.each(constructorsOf(modules).map((each) => [each.modelName, each] as const))('%s', (name, model) => {
    const make = model as unknown as (options: object) => Model;
    const taken = Object.entries(parts).filter(
      ([part]) =>
        !make({ [part]: 1 })
          .problems.join()
          .includes(`no option "${part}"`),
    );
    const drawn = fc.record(
      Object.fromEntries(Object.entries(model.declaredOptions).map(([option, each]) => [option, drawOf(each)])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        drawn
          .map((options) => make({ ...options, ...Object.fromEntries(taken) }))
          .filter((model) => model.problems.length === 0),
        fc.string({ maxLength: 3 }),
        (it, seed) => sameBits(placed(it), false, seed),
      ),
      { seed: pinned(`options ${name}`), numRuns: 8 },
    );
  });
});
