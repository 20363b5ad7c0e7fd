import { describe, expect, test } from 'vitest';
import { ScenarioError } from '../../src/engine/errors.ts';
import { constantFunding } from '../../src/markets/funding/constant-funding.ts';
import { resampledFunding } from '../../src/markets/funding/resampled-funding.ts';
import { blockBootstrap, blockBootstrapBars } from '../../src/markets/price/block-bootstrap.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { recordedCloses } from '../../src/markets/price/recorded.ts';
import { rollingWindows } from '../../src/markets/price/rolling-windows.ts';
import { spot } from '../../src/rivals/spot.ts';
import { describeScenario } from '../../src/scenario/describe.ts';
import type { History, TypedHistory } from '../../src/scenario/history.ts';
import { clockOf, historyRequestsOf, inHistory, openScenario, requestsOf } from '../../src/scenario/open-scenario.ts';
import type { Recordings } from '../../src/scenario/recording-tables.ts';
import { requestKey } from '../../src/scenario/recording-tables.ts';
import type { ResolvedScenario } from '../../src/scenario/scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import type { Setting } from '../../src/scenario/setting.ts';
import { scenarioWarnings } from '../../src/scenario/warnings.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { ask, barsOf, ratesOf, recordingsOf, without } from '../support/resampled.ts';
import { runPaths } from '../support/run.ts';
import { token } from '../support/tokens.ts';

const history: History = { price: { file: 'past.csv' }, funding: { file: 'rates.csv' }, everyDays: 2 };
const market = {
  price: gbm({ volatilityPerYear: 0.8 }),
  funding: constantFunding({ fundingPerYear: 0.1 }),
  holdings: { it: token(3, { tradingFee: 0.001 }), spot: spot() },
  days: 3,
  stepMinutes: 60,
};
const waves = barsOf(
  Array.from({ length: 240 }, (_, i) => ({ close: 0.004 * Math.sin(i * i), low: -0.01, high: 0.01 })),
  60,
);
const rates = ratesOf(Array.from({ length: 30 }, (_, i) => 0.0001 * (i % 5)));

const historyRecordings = (question: ResolvedScenario): Recordings =>
  new Map(historyRequestsOf(question).map((request) => [requestKey(request), request.kind === 'bars' ? waves : rates]));

// Kills: a history of other holdings, of another length, of the simulated funding.
test('history is the run of the same holdings over rolling windows, and nothing of the simulated market is in it', () => {
  const question = ask({ ...market, history, paths: 7 });
  const held = inHistory(question, historyRecordings(question))!;
  const direct = ask({
    ...market,
    price: rollingWindows({ file: 'past.csv', everyDays: 2 }),
    funding: resampledFunding({ file: 'rates.csv' }),
    paths: 4,
    seed: 'another',
  });
  expect(held.paths).toBe(4);
  const [one, other] = [
    openScenario(held, historyRecordings(question)),
    openScenario(direct, recordingsOf(direct, waves, rates)),
  ];
  const [found, expected] = [runPaths(one, 4), runPaths(other, 4)];
  expect(one.columns).toEqual(other.columns);
  for (const { holding, name } of one.columns) expect(found(holding, name)).toEqual(expected(holding, name));
});

test('asking history changes neither the run nor what it asks for', () => {
  const [without_, with_] = [ask({ ...market, paths: 3 }), ask({ ...market, history, paths: 3 })];
  expect(requestsOf(with_)).toEqual(requestsOf(without_));
  const [one, other] = [without_, with_].map((question) => runPaths(openScenario(question), 3)('it', 'finalValue'));
  expect(other).toEqual(one);
  expect(historyRequestsOf(without_)).toEqual([]);
  expect(inHistory(without_, new Map())).toBe(null);
  expect(inHistory(with_, new Map())).toBe(null);
});

test('without a file for funding nobody pays any, and where the price shows its range history does too', () => {
  const closes = ask({ ...market, history: { price: history.price } });
  expect(historyRequestsOf(closes).map(({ kind }) => kind)).toEqual(['bars']);
  expect(closes.history!.funding.name).toBe('noFunding');
  expect(closes.history!.price.hasRange).toBe(false);
  const bars = ask({ ...market, price: blockBootstrapBars({ file: 'past.csv' }), history });
  expect(bars.history!.price.hasRange).toBe(true);
});

test('a recording without a window as long as the run is refused, by name', () => {
  const question = ask({ ...market, days: 11, history });
  expect(() => inHistory(question, historyRecordings(question))).toThrow(
    new ScenarioError(['past.csv: has no window of 11 days without a gap']),
  );
});

describe('what is wrong with a history is said with everything else', () => {
  const problemsOf = (given: Partial<Setting>, typed?: TypedHistory): readonly string[] => {
    const setting = () => ({ ...market, ...given });
    try {
      scenario({ question: 'Is it right?', setting }).resolve(typed === undefined ? {} : { history: typed });
    } catch (thrown) {
      return (thrown as ScenarioError).problems;
    }
    return [];
  };
  test('a name that there is not, a file that is not named, an option that is not one', () => {
    expect(problemsOf({ history: { price: { fil: 'x' }, everyDay: 3 } as never })).toEqual([
      'history: has no "everyDay"; did you mean "everyDays"?',
      'history: rollingWindows: has no option "fil"; did you mean "file"?',
      'history: rollingWindows: file must be the name of a file in the data folder; got undefined',
    ]);
    expect(problemsOf({ history: 'past.csv' as never })).toEqual([
      'setting: history must be an object { price: { file, … }, funding, everyDays }; got "past.csv"',
    ]);
    expect(problemsOf({ history: { ...history, everyDays: 0.5 } })).toEqual([
      'history: rollingWindows: everyDays must be a whole number from 1 to 36500; got 0.5',
    ]);
  });
  test('bars that are longer than a step', () => {
    expect(problemsOf({ stepMinutes: 30, history })).toEqual([
      'history: setting: stepMinutes must be a whole multiple of barMinutes and divide a day, so that rows of past.csv keep their time of day; got 30, and bars of 60',
    ]);
  });
  test('a market that is recorded history already', () => {
    const { days: _days, stepMinutes: _stepMinutes, ...rest } = market;
    const setting = () => ({ ...rest, price: recordedCloses({ file: 'past.csv' }), history });
    expect(() => scenario({ question: 'Is it right?', setting }).resolve()).toThrow(
      'history: needs a generated market beside it; this one is recorded history already',
    );
  });
  test('from the command line: options of the models, as typed, in place of those of the scenario', () => {
    const typed = { price: { file: 'days.csv', barMinutes: '60', everyDays: '7', timeIsOpen: 'false' } };
    const question = scenario({ question: 'Is it right?', setting: () => ({ ...market, history }) }).resolve({
      history: typed,
    });
    expect(question.history!.price.recording).toMatchObject({
      ...{ file: 'days.csv', windowEveryDays: 7, timeMeaning: 'close', barMinutes: 60 },
    });
    expect(question.history!.funding.recording).toMatchObject({ file: 'rates.csv' });
    expect(problemsOf({}, { price: { file: 'x.csv', everyDay: '1' } })).toEqual([
      'history: rollingWindows: has no option "everyDay"; did you mean "everyDays"?',
    ]);
    expect(problemsOf({}, { funding: { file: 'x.csv' } })).toEqual([
      '--history-funding: must stand beside --history, the prices of the same time',
    ]);
  });
});

describe('a description says what the past was', () => {
  const described = (question: ResolvedScenario, bars = waves) => {
    const recordings = recordingsOf(question, bars, rates);
    return describeScenario('x', question, clockOf(question, recordings), [], recordings);
  };

  // Kills: days counted once for each window that holds them; windows beyond those that are run.
  test('windows that share days are as many as their days would fill side by side', () => {
    const windows = (everyDays: number, paths: number, bars = waves) =>
      described(ask({ ...market, price: rollingWindows({ file: 'past.csv', everyDays }), paths }), bars).windows;
    expect(windows(2, 4)).toEqual({
      ...{ file: 'past.csv', windows: 4, leftOut: 0, everyDays: 2, from: '2020-01-01', to: '2020-01-09' },
      independent: 3,
    });
    expect(windows(1, 8)!.independent).toBe(10 / 3);
    expect(windows(1, 2)!.independent).toBe(4 / 3);
    expect(windows(3, 3)!.independent).toBe(3);
    expect(windows(4, 2)!.independent).toBe(2);
    const gap = without(waves, (bar) => bar === 100);
    expect(windows(2, 2, gap)).toMatchObject({ windows: 2, leftOut: 2, independent: 2, to: '2020-01-09' });
  });

  test('a bootstrap says how long a block the data would choose, and what hangs on it', () => {
    const notes = described(ask({ ...market, price: blockBootstrap({ file: 'past.csv', meanBlockDays: 2 }) })).notes!;
    expect(notes[0]).toMatch(
      /^past\.csv: its 10 whole days from 2020-01-01 to 2020-01-10 are lived through again; 0 bars beside gaps or at the ends are left out\. Its mean log return is -?[\d.]+ % a year, and is kept\.$/,
    );
    expect(notes[1]).toMatch(/^Blocks of 2 days in the mean\. Politis & White \(2004\) would take [\d.]+ for the mean/);
    expect(notes[2]).toMatch(
      /^With geometric blocks of 2, 5 and 100 days the log return over 3 days has a standard deviation of [\d.]+ %, [\d.]+ % and [\d.]+ %, and the sum of squared daily returns one of/,
    );
  });

  test('a market that is not resampled says nothing of the kind', () => {
    expect('notes' in described(ask(market)) || 'windows' in described(ask(market))).toBe(false);
  });
});

test('a step of the recording that is coarse for a trigger is warned of, as one of a model is', () => {
  const wild = barsOf(
    Array.from({ length: 10 }, (_, i) => ({ close: i % 2 === 0 ? 0.1 : -0.1 })),
    1440,
  );
  const holdings = { band: token(3, {}, band({ low: 2, high: 4 })) };
  const price = blockBootstrap({ file: 'past.csv', barMinutes: 1440 });
  const question = ask({ price, holdings, days: 3, stepMinutes: 1440 });
  const recordings = recordingsOf(question, wild);
  expect(scenarioWarnings(question, clockOf(question, recordings), recordings)[0]).toMatch(
    /^“band” acts when the price has moved [\d.]+ %, and one step moves it 10\.0 %/,
  );
});
