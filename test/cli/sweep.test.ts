import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { SweepResult } from '../../src/result/sweep-result.ts';
import { fixture } from '../batch/small-run.ts';
import { filesIn, run, scratch, writeScenario } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);

const small = fixture('small');
const lab = join(import.meta.dirname, '../../scenarios/lab.ts');
const quick = ['--set', 'stepMinutes=1440', '--set', 'horizonDays=10', '--paths', '60'];

const onlyFolder = (out: string, name: string) => {
  const sweeps = join(out, name, 'sweeps');
  return join(sweeps, readdirSync(sweeps).find((each) => !each.startsWith('.'))!);
};

describe('--sweep', () => {
  test('leaves figures of every cell, a table of them, and a page', async () => {
    const out = disk.fresh();
    const asked = ['--sweep', 'leverage=2,3', '--sweep', 'volatilityPerYear=0.5:1.5:0.5', ...quick];
    const { code, stdout, stderr } = await run([lab, ...asked, '--out', out]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^lab: 6 cells, 60 paths in each, the same luck in all/);
    expect(stdout).toMatch(/token: leverage \\ volatilityPerYear +0\.5 +1 +1\.5\n2 +[\d.]+× +[\d.]+× +[\d.]+×/);
    const folder = onlyFolder(out, 'lab');
    expect(filesIn(folder)).toEqual(['sweep.csv', 'sweep.html', 'sweep.json']);
    const sweep = JSON.parse(readFileSync(join(folder, 'sweep.json'), 'utf8')) as SweepResult;
    expect(sweep).toMatchObject({
      schema: 'decaylab/sweep@1',
      scenario: 'lab',
      paths: 60,
      axes: [
        { name: 'leverage', values: [2, 3] },
        { name: 'volatilityPerYear', values: [0.5, 1, 1.5] },
      ],
      holdings: ['token', 'band', 'perp', 'spot'],
    });
    expect(sweep.cells.map((cell) => Object.values(cell!.settings))).toEqual([
      [2, 0.5],
      [2, 1],
      [2, 1.5],
      [3, 0.5],
      [3, 1],
      [3, 1.5],
    ]);
    const lines = readFileSync(join(folder, 'sweep.csv'), 'utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 6 * 4);
    expect(lines[0]).toMatch(/^leverage,volatilityPerYear,holding,paths,q05,q05 standard error,/);
    // What the same parameters give by themselves.
    const alone = await run([
      lab,
      '--set',
      'leverage=3',
      '--set',
      'volatilityPerYear=1.5',
      ...quick,
      '--json',
      '--no-report',
      '--out',
      out,
    ]);
    const { finalValue } = JSON.parse(alone.stdout).holdings.token;
    expect(sweep.cells[5]!.holdings[0]!.finalValue.median.value).toBe(finalValue.median);
    expect(sweep.cells[5]!.holdings[0]!.finalValue.mean.value).toBe(finalValue.mean);
  });

  test('the same again runs no cell, and a wider grid only those that are new', async () => {
    const out = disk.fresh();
    const asked = (values: string) =>
      run([lab, '--sweep', `leverage=${values}`, ...quick, '--no-report', '--json', '--out', out]);
    const first = await asked('1,2');
    const journal = join(
      out,
      'lab/sweeps',
      readdirSync(join(out, 'lab/sweeps')).find((name) => name.startsWith('.cells'))!,
    );
    const linesNow = () => readFileSync(journal, 'utf8').trimEnd().split('\n').length;
    expect(linesNow()).toBe(2);
    expect((await asked('1,2')).stdout).toBe(first.stdout);
    expect(linesNow()).toBe(2);
    const wider = JSON.parse((await asked('3,2,1')).stdout) as SweepResult;
    expect(linesNow()).toBe(3);
    const narrow = JSON.parse(first.stdout) as SweepResult;
    expect(wider.cells.slice(1).toReversed()).toEqual(narrow.cells);
  });

  test('another seed, more paths or another parameter are other cells', async () => {
    const out = disk.fresh();
    const digestsOf = async (...more: readonly string[]) => {
      const { stdout } = await run([
        small,
        '--sweep',
        'days=2',
        '--paths',
        '40',
        ...more,
        '--no-report',
        '--json',
        '--out',
        out,
      ]);
      return (JSON.parse(stdout) as SweepResult).cells.map((cell) => cell!.digest);
    };
    const usual = await digestsOf();
    expect(await digestsOf('--seed', 'other')).not.toEqual(usual);
    expect(await digestsOf('--paths', '50')).not.toEqual(usual);
    expect(await digestsOf()).toEqual(usual);
  });

  test('one parameter is drawn as lines, and hostile names stay text', async () => {
    const hostile = '</script><img src=x onerror=alert(1)>';
    const file = writeScenario(disk.fresh(), 'hostile', {
      more: `parameters: { days: finite(1, 9, { default: 2, meaning: ${JSON.stringify(hostile)} }) },`,
      holdings: `{ ${JSON.stringify(hostile)}: spot() }`,
    });
    const out = disk.fresh();
    expect((await run([file, '--sweep', 'days=2,4', '--paths', '50', '--quiet', '--out', out])).code).toBe(0);
    const page = readFileSync(join(onlyFolder(out, 'hostile'), 'sweep.html'), 'utf8');
    expect(page).toContain('along-the-parameter');
    expect(page).not.toContain('<img src=x');
  });

  test('every mistake is told at once, with what was probably meant', async () => {
    const asked = [
      '--sweep',
      'leverage',
      '--sweep',
      'a=1:2',
      '--sweep',
      'b=2:1:1',
      '--sweep',
      'c=1,1',
      '--solve',
      'x=2:1',
      '--target',
      'mean',
      '--path',
      '3',
    ];
    const { code, stderr } = await run([lab, ...asked]);
    expect(code).toBe(2);
    for (const message of [
      '--sweep: must be name=a,b,c or name=from:to:step; got "leverage"',
      '--sweep a: needs a step, as in 1:2:0.1; got 1:2',
      '--sweep b: range: must lead from 2 to 1 in steps; got a step of 1',
      '--sweep c: must have each value once',
      '--sweep: must go over at most 2 parameters, as a picture can; got 4\nHint: leave b and c to --set, a sweep a value',
      '--solve: must be a parameter, or name=low:high with low below high; got "x=2:1"',
      '--target: must be one of median, growth, spot; got "mean"',
      '--path: is not for a sweep',
    ]) {
      expect(stderr).toContain(message);
    }
    const unknown = await run([lab, '--sweep', 'leverge=2,3', '--solve', 'intraStep']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('the scenario has no parameter "leverge"; did you mean "leverage"?');
    expect(unknown.stderr).toContain('--solve intraStep: must be a number in the scenario; it is string');
    const refused = await run([lab, '--sweep', 'leverage=3,50']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('the cell leverage=50: --set leverage: must be a number from -10 to 10; got 50');
  });

  test('--dry-run tells the cells and runs none', async () => {
    const out = disk.fresh();
    const { code, stdout } = await run([lab, '--sweep', 'leverage=1:2:0.5', '--dry-run', '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toBe('lab: 3 cells, 1000 paths in each, seed lab\n  leverage: 1, 1.5, 2\n');
    expect(filesIn(out)).toEqual([]);
  });
});

describe('--solve', () => {
  test('says where each holding breaks even, and how well that is known', async () => {
    const out = disk.fresh();
    const asked = [
      '--set',
      'stepMinutes=1440',
      '--set',
      'driftPerYear=0.4',
      '--paths',
      '400',
      '--solve',
      'volatilityPerYear=0.05:2',
    ];
    const { code, stdout } = await run([lab, ...asked, '--no-report', '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/volatilityPerYear at which the median is the money put in +break-even ± standard error\n/);
    expect(stdout).toMatch(/\ntoken +0\.\d+ ± 0\.\d+\n/);
    const sweep = JSON.parse(readFileSync(join(onlyFolder(out, 'lab'), 'sweep.json'), 'utf8')) as SweepResult;
    const token = sweep.breakEven![0]!;
    expect(token).toMatchObject({
      holding: 'token',
      parameter: 'volatilityPerYear',
      target: 'median',
      low: 0.05,
      high: 2,
    });
    // In continuous time: sqrt(2 drift / L).
    expect(Math.abs(token.value! - Math.sqrt(0.8 / 3)) / token.standardError!).toBeLessThan(4);
  });

  test('looks around the value that there is, and says where there is none', async () => {
    const asked = [
      '--set',
      'stepMinutes=1440',
      '--set',
      'tradingFee=0.05',
      '--paths',
      '60',
      '--solve',
      'volatilityPerYear',
    ];
    const { code, stdout } = await run([
      lab,
      ...asked,
      '--target',
      'spot',
      '--no-report',
      '--json',
      '--out',
      disk.fresh(),
    ]);
    expect(code).toBe(0);
    const { breakEven } = JSON.parse(stdout) as SweepResult;
    expect(breakEven!.map(({ holding }) => holding)).not.toContain('spot');
    expect(breakEven![0]).toMatchObject({ holding: 'token', value: null, standardError: null });
    expect(breakEven![0]!.high).toBeGreaterThan(breakEven![0]!.low);
  });
});

describe('a scenario that asks for a sweep and regimes of its own', () => {
  const file = writeScenario(disk.fresh(), 'own', {
    file: `export default scenario({ question: 'What?', paths: 1000,
      parameters: { leverage: finite(1, 5, { default: 3, meaning: 'x' }), volatilityPerYear: finite(0, 3, { default: 0.8, meaning: 'x' }) },
      sweep: { over: { leverage: [2, 3], volatilityPerYear: [0.5, 1.5] }, paths: 60 },
      regimes: { cases: { Calm: { volatilityPerYear: 0.3 }, 'As <b>it</b> is': {} }, paths: 60 },
      setting: (p) => ({ days: 4, stepMinutes: 240, price: gbm({ driftPerYear: 1, volatilityPerYear: p.volatilityPerYear }), funding: noFunding(),
        holdings: { spot: spot(), [p.leverage + 'x']: leveragedToken({ leverage: p.leverage, rebalance: daily() }) } }) });`,
  });

  test('has them in its summary and its report, and the same digest as without', async () => {
    const out = disk.fresh();
    const { code, stdout } = await run([file, '--json', '--out', out]);
    expect(code).toBe(0);
    const summary = JSON.parse(stdout);
    expect(summary.sweep).toMatchObject({ paths: 60, holdings: ['…x'] });
    expect(summary.sweep.cells.map((cell: { holdings: { name: string }[] }) => cell.holdings[0]!.name)).toEqual([
      '2x',
      '2x',
      '3x',
      '3x',
    ]);
    expect(summary.regimes.cells.map((cell: { name: string }) => cell.name)).toEqual(['Calm', 'As <b>it</b> is']);
    const page = readFileSync(join(out, 'own/report.html'), 'utf8');
    for (const id of ['surface-0', 'across-regimes']) expect(page).toContain(`id="${id}"`);
    expect(page).not.toContain('<b>it</b>');
    expect(page).toContain('Leverage and volatility</h2>');
    const plain = join(disk.fresh(), 'own.ts');
    writeFileSync(plain, readFileSync(file, 'utf8').replace(/ {6}(sweep|regimes): .*\n/g, ''));
    const without = JSON.parse((await run([plain, '--json', '--no-report', '--out', disk.fresh()])).stdout);
    expect(without.sweep).toBeUndefined();
    expect(without.digest).toBe(summary.digest);
    const cell = ['--set', 'leverage=2', '--set', 'volatilityPerYear=1.5', '--paths', '60'];
    const alone = JSON.parse((await run([plain, ...cell, '--json', '--no-report', '--out', disk.fresh()])).stdout);
    expect(summary.sweep.cells[1].holdings[0].finalValue.median.value).toBe(alone.holdings['2x'].finalValue.median);
  });

  test('leaves them out of a short run, and says so in the report', async () => {
    const out = disk.fresh();
    const { stdout } = await run([file, '--paths', '200', '--json', '--out', out]);
    expect(JSON.parse(stdout).sweep).toBeUndefined();
    expect(readFileSync(join(out, 'own/report.html'), 'utf8')).toContain('A run of so few paths leaves this out');
  });

  test('refuses to run where a cell cannot be', async () => {
    const wrong = join(disk.fresh(), 'wrong.ts');
    writeFileSync(
      wrong,
      readFileSync(file, 'utf8').replace('noFunding(),\n', 'p.leverage === 2 ? (null as never) : noFunding(),\n'),
    );
    const { code, stderr } = await run([wrong, '--out', disk.fresh()]);
    expect(code).toBe(2);
    expect(stderr).toContain('the cell leverage=2, volatilityPerYear=0.5: setting: funding must be a funding');
  });

  test('--dry-run shows both', async () => {
    const { stdout } = await run([file, '--dry-run']);
    expect(stdout).toContain('sweep: 4 cells, the first 60 paths in each: leverage 2, 3; volatilityPerYear 0.5, 1.5');
    expect(stdout).toContain('regimes: 2 cells, the first 60 paths in each: Calm, As <b>it</b> is');
  });
});
