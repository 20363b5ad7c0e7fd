import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { textOf } from '../../src/report/page/html.ts';
import { filesIn, run, scratch, writeScenario } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);

const DAYS = 20;
const START = Date.UTC(2022, 4, 1);

/** Hourly bars by their opening, and funding every eight hours. */
function recordings(): string {
  const folder = disk.fresh();
  const bars = Array.from(
    { length: 24 * DAYS + 1 },
    (_, i) => `${START + (i - 1) * 3_600_000},${100 + 5 * Math.sin(i)}`,
  );
  const rates = Array.from({ length: 3 * DAYS }, (_, i) => `${START + (i + 1) * 28_800_000},${0.0001 * (i % 4)}`);
  writeFileSync(join(folder, 'past.csv'), `ts_ms,close\n${bars.join('\n')}\n`);
  writeFileSync(join(folder, 'rates.csv'), `ts_ms,rate\n${rates.join('\n')}\n`);
  return folder;
}

/** Paths that are the windows of those days, one a day: 19 of them. */
const windows = () =>
  writeScenario(disk.fresh(), 'windows', {
    file: `import { rollingWindows } from 'decaylab';
      export default scenario({ question: 'What?', paths: 5, setting: () => ({ days: 2, stepMinutes: 120,
        price: rollingWindows({ file: 'past.csv', everyDays: 1 }), funding: noFunding(), holdings: { spot: spot() } }) });`,
  });

// Kills: the last window in place of one that there is not; a limit at the paths of a run.
test('--path replays any window that there is, and refuses one that there is not, with how many there are', async () => {
  const [data, file] = [recordings(), windows()];
  const replay = (path: string) => run([file, '--data', data, '--no-report', '--path', path]);
  const last = await replay('18');
  expect(last).toMatchObject({ code: 0, stderr: '' });
  expect(last.stdout).toMatch(/^path 18 of seed/);
  for (const path of ['19', '400']) {
    expect(await replay(path)).toEqual({
      code: 2,
      stdout: '',
      stderr: `--path: must be below 19, the number of windows of past.csv, counted from 0; got ${path}\n`,
    });
  }
});

const holdings = '{ it: leveragedToken({ leverage: 3, rebalance: daily() }), spot: spot() }';
const question = () => writeScenario(disk.fresh(), 'question', { holdings });
const summaryIn = (out: string) => JSON.parse(readFileSync(join(out, 'question/summary.json'), 'utf8'));

// Kills: a history that changes the run; errors of as many paths as there are windows; figures of the simulation in its place.
test('--history holds the same in recorded history: beside the run, which stays what it was', async () => {
  const [data, out, file] = [recordings(), disk.fresh(), question()];
  const plain = JSON.parse((await run([file, '--json', '--no-report', '--out', disk.fresh()])).stdout);
  const argv = [
    file,
    '--history',
    'past.csv,everyDays=1',
    '--history-funding',
    'rates.csv',
    '--data',
    data,
    '--out',
    out,
  ];
  const got = await run(argv);
  expect(got).toMatchObject({ code: 0, stderr: '' });
  expect(got.stdout).toMatch(
    /^In 19 windows of history, 2022-05-01 to 2022-05-20 \(10\.0 independent\), median and P\(loss\): it [\d.]+×, [\d.]+%; spot /m,
  );
  const { history, ...summary } = summaryIn(out);
  // The files that were read are those of both.
  expect(summary).toEqual({ ...plain, setting: { ...plain.setting, data: summary.setting.data } });
  expect(history).toMatchObject({
    ...{ file: 'past.csv', funding: 'rates.csv', windows: 19, leftOut: 0, everyDays: 1, windowDays: 2 },
    ...{ from: '2022-05-01', to: '2022-05-20', independent: 10 },
  });
  const { loss } = history.holdings.spot.probability;
  expect(loss.standardError).toBeCloseTo(Math.sqrt((loss.value * (1 - loss.value)) / 10), 12);
  const { standardError, standardDeviation } = history.holdings.it.finalValue;
  expect(standardError).toBeCloseTo(standardDeviation / Math.sqrt(10), 12);
  expect(history.market.fundingPerYear.mean).toBeGreaterThan(0);
  const page = readFileSync(join(out, 'question/report.html'), 'utf8');
  expect(page).toContain('In simulation and in history');
  expect(textOf({ markup: page.slice(page.indexOf('History: '), page.indexOf('History happened once')) })).toContain(
    '19 windows of 2 days, one every 1, from 2022-05-01 to 2022-05-20 in past.csv',
  );
  const { command, data: files } = JSON.parse(readFileSync(join(out, 'question/manifest.json'), 'utf8'));
  expect(command).toContain('--history past.csv,everyDays=1 --history-funding rates.csv --data ');
  expect(files.map((each: { file: string }) => each.file)).toEqual(['past.csv', 'rates.csv']);
});

test('a scenario asks it by itself, and its answer may speak of it', async () => {
  const [data, out] = [recordings(), disk.fresh()];
  const file = writeScenario(disk.fresh(), 'question', {
    file: `export default scenario({ question: 'What?', paths: 40,
      answer: (summary, say) => 'In history ' + say.multiple(summary.history.holdings.it.finalValue) + '.',
      setting: () => ({ days: 2, stepMinutes: 120, price: gbm({ volatilityPerYear: 0.8 }), funding: noFunding(),
        holdings: ${holdings}, history: { price: { file: 'past.csv' } } }) });`,
  });
  const got = await run([file, '--data', data, '--out', out]);
  expect(got).toMatchObject({ code: 0, stderr: '' });
  expect(got.stdout).toMatch(/^In history [\d.]+×\. /);
  expect(summaryIn(out).history).toMatchObject({ windows: 4, everyDays: 5, independent: 4, funding: null });
  const described = await run([file, '--dry-run']);
  expect(described.stdout).toMatch(/^in history, price\n {2}rollingWindows\n/m);
});

test.each([
  ['a file that is not there', 'gone.csv', /^History is left out: gone\.csv: no such file in the data folder/],
  [
    'windows longer than the recording',
    'past.csv,from=2022-05-05,to=2022-05-06',
    /^History is left out: past\.csv: has no window of 2 days without a gap$/,
  ],
])('%s is one line, and the run goes on without history', async (_, typed, message) => {
  const [data, out, file] = [recordings(), disk.fresh(), question()];
  const got = await run([file, '--history', typed, '--data', data, '--out', out]);
  expect(got).toMatchObject({ code: 0, stderr: '' });
  expect(filesIn(out)).toContain('question/report.html');
  const summary = summaryIn(out);
  expect('history' in summary).toBe(false);
  expect(summary.warnings.filter((each: string) => message.test(each))).toHaveLength(1);
  expect(readFileSync(join(out, 'question/report.html'), 'utf8')).toContain('History is left out');
});

test('what is typed after --history and is no option of a model is refused, with what there is', async () => {
  const file = question();
  expect(await run([file, '--history', 'past.csv,every'])).toMatchObject({
    ...{ code: 2, stderr: '--history: must be a file, then any options as ,name=value; got "past.csv,every"\n' },
  });
  const { code, stderr } = await run([file, '--history', 'past.csv,everyDay=3']);
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('history: rollingWindows: has no option "everyDay"; did you mean "everyDays"?'),
  ]);
});
