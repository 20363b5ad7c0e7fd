import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Fit } from '../../src/calibration/contracts.ts';
import { gbmModel } from '../../src/calibration/models/gbm.ts';
import { randomOf } from '../../src/calibration/shocks.ts';
import { constantName } from '../../src/calibration/typescript-module.ts';
import { run, scratch } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);

/** Some days of a price, with funding at its eight hours where `step` is one of them. */
function history(days: number, hoursApart = 24, without: readonly number[] = []): string {
  const rows = (days * 24) / hoursApart;
  const returns = gbmModel.simulate([0, 0.01 * Math.sqrt(hoursApart)], rows, randomOf('history', 0), 1);
  let level = Math.log(30_000);
  const lines = ['time,close,funding_rate'];
  returns.forEach((x, i) => {
    level += x;
    const time = new Date(Date.UTC(2021, 0, 1) + i * hoursApart * 3_600_000).toISOString();
    const rate = (1e-4 * (1 + Math.sin(i / 7))).toFixed(8);
    if (!without.includes(i)) lines.push(`${time},${Math.exp(level).toFixed(4)},${rate}`);
  });
  return `${lines.join('\n')}\n`;
}
const folder = disk.fresh();
const daily = join(folder, 'daily.csv');
writeFileSync(daily, history(400, 24, [50]));

describe('tsx run calibrate', () => {
  test('prints the options with their errors, the criteria, and what it was fitted to', async () => {
    const { code, stdout, stderr } = await run(['calibrate', daily, '--model', 'gbm']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^gbm: options of gbm, by maximum likelihood\n397 values of 24 h, 2021-01-02T00:00:00Z to 2022-02-05T/,
    );
    expect(stdout).toMatch(/; 1 ruled out by gaps \(1 after 2021-02-20T00:00:00Z\)/);
    expect(stdout).toMatch(/volatilityPerYear +0\.9\d{4} +0\.0\d+ +0\.0\d+/);
    expect(stdout).toMatch(/log-likelihood [\d.]+ +AIC .[\d,.]+ +BIC /);
    expect(stderr).toMatch(/1 bar is missing in 1 gap/);
  });

  test('--json is the fit and nothing else, with its source', async () => {
    const { stdout } = await run(['calibrate', daily, '--model', 'student-t', '--json']);
    const fit = JSON.parse(stdout) as Fit;
    expect(fit).toMatchObject({ schema: 'decaylab/fit@1', process: 'studentT', observations: 397 });
    expect(fit.source).toMatchObject({ column: 'close', rows: 399, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(fit.covariance).toHaveLength(fit.parameters.length);
  });

  test('looks in the data folder where there is no such file here', async () => {
    writeFileSync(join(folder, 'packed.csv.gz'), gzipSync(readFileSync(daily)));
    const given = ['calibrate', 'packed.csv.gz', '--model', 'gbm', '--json', '--quiet'];
    const [typed, known] = [await run([...given, '--data', folder]), await run(given, { DECAYLAB_DATA: folder })];
    expect(typed.code).toBe(0);
    expect(known.stdout).toBe(typed.stdout);
  });

  test('--quiet prints nothing', async () => {
    expect(await run(['calibrate', daily, '--model', 'gbm', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('--from and --to are the first and the last close, --period the length of a return', async () => {
    const window = [
      '--from',
      '2021-03-01',
      '--to',
      '2021-12-01',
      '--period',
      '2d',
      '--model',
      'gbm',
      '--json',
      '--quiet',
    ];
    const fit = JSON.parse((await run(['calibrate', daily, ...window])).stdout) as Fit;
    expect(fit).toMatchObject({ stepDays: 2, from: '2021-03-02T00:00:00Z', to: '2021-12-01T00:00:00Z', gaps: [] });
  });

  test('the file it writes is the same each time, and a scenario runs with it', async () => {
    const out = join(disk.fresh(), 'my-coin.ts');
    expect((await run(['calibrate', daily, '--model', 'gbm', '--out', out])).code).toBe(0);
    const written = readFileSync(out, 'utf8');
    expect(written).toMatch(/^import \{ gbm \} from 'decaylab';\n/);
    expect(written).toMatch(/export const myCoin = gbm\(\{\n {2}driftPerYear: -?[\d.]+, \/\/ ± [\d.]+\n/);
    expect(written).toMatch(/SHA-256 [0-9a-f]{64}/);
    await run(['calibrate', daily, '--model', 'gbm', '--out', out]);
    expect(readFileSync(out, 'utf8')).toBe(written);

    const scenario = join(out, '..', 'question.ts');
    writeFileSync(
      scenario,
      `import { drawsOf, gbm, noFunding, scenario, spot, whole } from 'decaylab';
import { fit, myCoin } from './my-coin.ts';
const draws = drawsOf(fit, 50, 'unsure');
export default scenario({
  question: 'What?',
  paths: 40,
  parameters: { draw: whole(-1, 49, { default: -1, meaning: 'which draw of the parameters; -1: the estimates' }) },
  setting: ({ draw }) => ({
    days: 2, stepMinutes: 1440, funding: noFunding(), holdings: { spot: spot() },
    price: draw < 0 ? myCoin : gbm(draws[draw]),
  }),
});
`,
    );
    const settled = await run([scenario, '--dry-run', '--json']);
    expect(settled.stderr).toBe('');
    expect(settled.stdout).toContain('"gbm"');
    const drawn = await run([scenario, '--dry-run', '--json', '--set', 'draw=7']);
    expect(drawn.code).toBe(0);
    expect(drawn.stdout).not.toBe(settled.stdout);
  });

  test('--score holds simulated markets to the record, funding included', async () => {
    const file = join(folder, 'eight-hours.csv');
    writeFileSync(file, history(150, 8));
    const given = ['calibrate', file, '--model', 'gbm', '--rate', 'funding_rate', '--score', '--paths', '200'];
    const { code, stdout } = await run(given);
    expect(code).toBe(0);
    expect(stdout).toMatch(/recorded against simulated +recorded +median +5% to 95% +chance/);
    expect(stdout).toMatch(/volatility a year .* PASS/);
    expect(stdout).toMatch(/funding: correlation at lag 1 /);
    expect(stdout).toMatch(/200 simulated markets of the same length; \d+ FAIL, \d+ WARN of 25/);
    expect(stdout).toMatch(/Given beside the fit: funding: premiumRegimes with its defaults, fitted neither to/);
  });
});

describe('what cannot be meant ends with 2', () => {
  test.each([
    [[daily], /--model: must be given; there are gbm, student-t, /],
    [[daily, '--model', 'garch-tt'], /--model: no model "garch-tt"; did you mean "garch-t"\?/],
    [
      [daily, '--model', 'gbm', '--period', '90s'],
      /--period: must be a length such as 15m, 4h or 24h, up to 31d; got "90s"/,
    ],
    [
      [daily, '--model', 'gbm', '--period', '1h'],
      /--period: must be a multiple of the 1440 minutes between rows of daily\.csv; got 60 minutes/,
    ],
    [[daily, '--model', 'gbm', '--out', 'fit.json'], /--out: must be a file that ends in \.ts; got "fit\.json"/],
    [
      [daily, '--model', 'gbm', '--paths', '20', '--time-is', 'noon'],
      /--paths: .*from 200 to 10000; got "20"\n--time-is: must be open or close; got "noon"/,
    ],
    [
      [daily, '--model', 'two-factor-funding', '--close', 'close'],
      /--close: two-factor-funding is fitted to funding; name its column with --rate/,
    ],
    [[daily, '--modle', 'gbm'], /unknown option '--modle'\n\(Did you mean --model\?\)/],
    [['--model', 'gbm'], /missing required argument 'file'/],
  ])('%j', async (argv, message) => {
    const { code, stdout, stderr } = await run(['calibrate', ...argv]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('--help is no mistake', async () => {
    const { code, stdout } = await run(['calibrate', '--help']);
    expect(code).toBe(0);
    for (const option of [
      '--model',
      '--close',
      '--time',
      '--from',
      '--period',
      '--score',
      '--out',
      '--json',
      '--data',
    ]) {
      expect(stdout).toContain(option);
    }
    expect((await run(['--help'])).stdout).toContain('tsx run calibrate');
  });
});

describe('data that are missing or bad end with 3, and nothing is written', () => {
  test.each([
    ['missing', null, /missing\.csv: no such file\n/],
    ['short', history(20), /gbm: at least 100 values are required; got 19/],
    [
      'negative',
      history(200).replace(/,30\d\d\d\.\d+/, ',-1'),
      /row \d+, column "close": a positive price is required; got "-1"/,
    ],
    ['unknown', 'when,worth\n1,2\n', /has no column that is surely its time/],
  ])('%s', async (name, text, message) => {
    const file = join(folder, `${name}.csv`);
    if (text !== null) writeFileSync(file, text);
    const out = join(folder, `${name}-fit.ts`);
    const { code, stdout, stderr } = await run(['calibrate', file, '--model', 'gbm', '--out', out, '--data', folder]);
    expect(stderr).toMatch(message);
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(existsSync(out)).toBe(false);
  });
});

test('a place that cannot be written ends with 5', async () => {
  const out = join(folder, 'nowhere', 'fit.ts');
  const { code, stderr } = await run(['calibrate', daily, '--model', 'gbm', '--out', out]);
  expect(code).toBe(5);
  expect(stderr).toMatch(/fit\.ts: cannot be written: it cannot be created there/);
});

test.each([
  ['btc.ts', 'btc'],
  ['btc-2020.ts', 'btc2020'],
  ['BTC_spot.ts', 'bTCSpot'],
  ['2020.ts', 'market2020'],
  ['fit.ts', 'marketFit'],
  ['garch.ts', 'marketGarch'],
  ['default.ts', 'marketDefault'],
])('the constant in %s is %s', (file, name) => {
  expect(constantName(file, 'garch')).toBe(name);
});
