import { primaryMarket } from '../../src/access/primary-market.ts';
import { generatedClock } from '../../src/engine/clock.ts';
import type { LeverageLimits } from '../../src/engine/contracts.ts';
import { subsetProblems } from '../../src/engine/kernel-subset.ts';
import type { Constructor, Model } from '../../src/engine/model.ts';
import { isModel } from '../../src/engine/model.ts';
import type { Options } from '../../src/engine/options.ts';
import { untilExit } from '../../src/investors/until-exit.ts';
import { constantFunding } from '../../src/markets/funding/constant-funding.ts';
import { blockBootstrap, blockBootstrapBars } from '../../src/markets/price/block-bootstrap.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { recordedBars, recordedCloses } from '../../src/markets/price/recorded.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { spot } from '../../src/rivals/spot.ts';
import { tradedPerpetual } from '../../src/rivals/traded-perpetual.ts';
import { modelsOf, openScenario } from '../../src/scenario/open-scenario.ts';
import { isResampled } from '../../src/scenario/resampling.ts';
import type { ResolvedScenario } from '../../src/scenario/scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { dailyWithEmergency } from '../../src/tokens/rebalance/daily-with-emergency.ts';
import { madeUpRecordings } from './recordings.ts';
import { runPaths } from './run.ts';

/** An example of a model, and where it was found. */
export interface Example {
  readonly file: string;
  readonly index: number;
  readonly model: Model;
}

export function examplesOf(modules: Readonly<Record<string, object>>): readonly Example[] {
  return Object.entries(modules).flatMap(([file, module]) =>
    'examples' in module ? (module.examples as readonly Model[]).map((model, index) => ({ file, index, model })) : [],
  );
}

export function constructorsOf(
  modules: Readonly<Record<string, object>>,
): readonly Constructor<Model['kind'], Options>[] {
  return Object.values(modules).flatMap((module) =>
    Object.values(module).filter((each) => typeof each === 'function' && 'declaredOptions' in each),
  );
}

/** A part within the simplest holding that takes it; any other model as it is. */
export function hosted(part: Model): Model {
  const options = { leverage: 3, rebalance: dailyWithEmergency() };
  switch (part.kind) {
    case 'rule':
      return leveragedToken({ ...options, rebalance: part as Model<'rule'> });
    case 'execution':
      return leveragedToken({ ...options, execution: part as Model<'execution'> });
    case 'life':
      return leveragedToken({ ...options, life: part as Model<'life'> });
    case 'access':
      return untilExit({ of: leveragedToken(options), leaveOnDay: 1, access: part as Model<'access'> });
    case 'flow':
      return hosted(primaryMarket({ flow: part as Model<'flow'>, totalLimitPerDay: 0.1 }));
    case 'sizing':
      return tradedPerpetual({ exposure: -3, stopLoss: 0.1, mostReentries: 5, sizing: part as Model<'sizing'> });
    default:
      return part;
  }
}

/** Its file is the clock of the run, or that of one of its parts. */
export const isRecorded = (model: Model): boolean =>
  (model.recording !== undefined && !isResampled(model)) || Object.values(model.parts).some(isRecorded);

/** A path is a window of its recording: a question has at most as many as there are. */
export const isWindowed = ({ recording }: Model): boolean =>
  recording?.kind === 'bars' && recording.windowEveryDays !== undefined;

/** Smallest questions that hold a model at its place: on a generated or a recorded market, and in bars with a range. */
export function questionsOf(model: Model): readonly ResolvedScenario[] {
  const closes = recordedCloses({ file: 'made-up.csv' });
  const bars = recordedBars({ file: 'made-up.csv' });
  const markets =
    model.kind === 'price'
      ? [model as Model<'price'>]
      : isResampled(model)
        ? [blockBootstrap({ file: 'made-up.csv' }), blockBootstrapBars({ file: 'made-up.csv' })]
        : isRecorded(model)
          ? [closes, bars]
          : model.kind === 'funding' || model.kind === 'metric'
            ? [gbm({ volatilityPerYear: 2 })]
            : [gbm({ volatilityPerYear: 2 }), bars];
  const funding = model.kind === 'funding' ? (model as Model<'funding'>) : constantFunding({ fundingPerYear: 0.3 });
  const it = hosted(model);
  const holdings =
    it.kind === 'holding'
      ? { it: it as Model<'holding'>, spot: spot() }
      : {
          it: leveragedToken({ leverage: 3, rebalance: dailyWithEmergency() }),
          perp: perpetual({ exposure: -2, stopLoss: 0.1 }),
          spot: spot(),
        };
  const metrics = model.kind === 'metric' ? [model as Model<'metric'>] : [];
  return markets.map((price) => {
    const clock = isRecorded(price) ? {} : { days: isWindowed(price) ? 1 : 3, stepMinutes: 60 };
    const setting = () => ({ ...clock, price, funding, holdings, metrics });
    return scenario({ question: 'Does it keep the laws of its kind?', setting }).resolve({
      paths: isWindowed(price) ? 1 : 6,
      seed: 'conformance',
    });
  });
}

/** Opened with plain functions: what kernels make of the same steps is the business of `test/kernel`. */
export function openQuestion(question: ResolvedScenario) {
  return openScenario(question, madeUpRecordings(question), 'plain');
}

/** Places outside the kernel subset, with constants as a run folds them. */
export function outsideSubset(model: Model): readonly string[] {
  const limits: LeverageLimits = { low: 2, high: 4 };
  const context = {
    clock: generatedClock(3, 60),
    hasRange: true,
    targetLeverage: 3,
    limits,
    isPart: false,
    recording: {},
  };
  return subsetProblems(model, model.constants(context));
}

export interface Verdict {
  readonly example: string;
  readonly problems: readonly string[];
  readonly outside: readonly string[];
  /** Every number that its questions leave behind, written so that each double is told from each other. */
  readonly numbers: string;
}

/** The same under any loader: vitest, a minified bundle, tsx. */
export function verdictsOn(modules: Readonly<Record<string, object>>): readonly Verdict[] {
  return examplesOf(modules).map(({ file, index, model }) => ({
    example: `${file} ${index} ${model.name}`,
    problems: model.problems,
    outside: [model, ...Object.values(model.parts)].flatMap(outsideSubset),
    // The last question has all that the others have, and a range where there may be one.
    numbers: questionsOf(model).slice(-1).map(numbersOf).join('\n'),
  }));
}

function numbersOf(question: ResolvedScenario): string {
  const simulation = openQuestion(question);
  const columns = runPaths(simulation, question.paths);
  const written = (value: number) => (Object.is(value, -0) ? '-0' : String(value));
  return simulation.columns
    .map(({ holding, name }) => `${holding} ${name} ${Array.from(columns(holding, name), written).join(' ')}`)
    .join('\n');
}

export { isModel, isResampled, modelsOf };
