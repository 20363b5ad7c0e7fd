import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { fixture } from '../batch/small-run.ts';
import { filesIn, run, scratch, writeScenario } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);

/** Runs, and holds every refusal to the same: its code, its message, no stack, nothing left behind. */
async function refused(argv: readonly string[], code: number, message: RegExp, environment = {}): Promise<void> {
  const out = join(disk.fresh(), 'never');
  const got = await run([...argv, ...(argv.includes('--out') ? [] : ['--out', out])], environment);
  expect(got.stderr).toMatch(message);
  expect(got.code).toBe(code);
  expect(got.stdout).toBe('');
  expect(got.stderr).not.toMatch(/^\s+at /m);
  expect(existsSync(out), 'a folder was left behind').toBe(false);
}

describe('a command line that cannot be meant ends with 2', () => {
  const small = fixture('small');
  test.each([
    [[small, '--pahts', '5'], /unknown option '--pahts'\n\(Did you mean --paths\?\)/],
    [[small, '--paths', '0'], /--paths: must be a whole number from 1 to 100000000; got "0"/],
    [[small, '--paths', '1e3'], /--paths: .*got "1e3"/],
    [[small, '--paths', '-5'], /--paths: .*got "-5"/],
    [[small, '--paths=2.5', '--workers=0'], /--paths: .*got "2.5"\n--workers: .*from 1 to 256; got "0"/],
    [[small, '--paths', '99999999999999999999'], /--paths: .*got "9+"/],
    [[small, '--path', 'first'], /--path: must be a whole number/],
    [[small, '--kernels', 'gpu'], /--kernels: must be plain or wasm; got "gpu"/],
    [[small, '--set', 'days'], /--set: must be name=value; got "days"/],
    [[small, '--set', 'days=2', '--set', 'days=3'], /--set days: must be given once/],
    [[small, '--set', 'dyas=2'], /--set: the scenario has no parameter "dyas"; did you mean "days"\?/],
    [[small, '--set', 'days=2.5'], /--set days: must be a whole number.*; got 2.5/],
    [[small, '--set', '__proto__=2'], /no parameter "__proto__"/],
    [[small, '--out', ''], /--out: must be a folder; got ""/],
    [[], /missing required argument 'scenario'/],
    [['scenarios/chopy.ts'], /"scenarios\/chopy.ts": no such file\nHint: did you mean scenarios\/choppy.ts\?/],
    [['compare', 'a', 'b'], /"a": no such file/],
    [['scenarios'], /"scenarios": must be a scenario file; got a folder/],
    [['package.json'], /"package.json": must be a scenario file, which ends in .ts/],
  ])('%j', async (argv, message) => {
    await refused(argv, 2, message);
  });

  test('--help and --version are no mistakes', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
    const help = await run(['--help']);
    expect(help.code).toBe(0);
    for (const option of ['--paths', '--seed', '--workers', '--set', '--out', '--json', '--no-report', '--quiet']) {
      expect(help.stdout).toContain(option);
    }
  });
});

describe('a scenario that is mistaken ends with 2, and says where', () => {
  test.each([
    [
      'volatility in per cent',
      { price: 'gbm({ driftPerYear: 0, volatilityPerYear: 80 })' },
      /gbm: volatilityPerYear must be a number from 0 to 10; got 80/,
    ],
    [
      'several at once',
      {
        price: 'gbm({ driftPerYear: 0, volatilitPerYear: 1 })',
        holdings: `{ t: leveragedToken({ leverage: '3x', rebalance: daily() }) }`,
      },
      /did you mean "volatilityPerYear"[\s\S]*leverage must be a number from -10 to 10; got "3x"/,
    ],
    ['throws', { before: `throw new Error('boom');` }, /throws\.ts:2:7: Error: boom/],
    ['throws null', { before: 'throw null;' }, /threw null/],
    ['throws inside', { price: 'null.price' }, /throws-inside\.ts:3:\d+: TypeError/],
    [
      'reads the clock',
      { before: 'const now = Date.now();' },
      /reads-the-clock\.ts:2:18: reads the clock \(Date\.now\); a scenario must describe the same thing every time/,
    ],
    [
      'reads the clock inside',
      { price: 'gbm({ driftPerYear: new Date().getDay(), volatilityPerYear: 1 })' },
      /reads the clock \(new Date\)/,
    ],
    ['times itself', { before: 'performance.now();' }, /reads the clock \(performance\)/],
    [
      'draws',
      { before: 'const z = Math.random();' },
      /draws\.ts:2:16: draws at random \(Math\.random\).*\nHint: draw inside a step/,
    ],
    ['draws well', { before: 'crypto.randomUUID();' }, /draws at random \(crypto\)/],
    ['reads the environment', { before: 'process.env.HOME;' }, /reaches for the machine \(process\.env\)/],
    ['leaves', { before: 'process.exit(0);' }, /reaches for the machine \(process\.exit\)/],
    [
      'counts',
      { before: 'let n = 0;', price: 'gbm({ driftPerYear: n++, volatilityPerYear: 1 })' },
      /must describe the same thing each time it is read; got …/,
    ],
    [
      'has no default',
      { file: 'export const a = 1;' },
      /must say export default scenario\(\{ … \}\); got no default export/,
    ],
    [
      'exports something else',
      { file: 'export default { question: 1 };' },
      /must say export default scenario.*got an object/,
    ],
    ['does not parse', { file: 'export default scenario({ question: ;' }, /does-not-parse\.ts:3:37: Unexpected ";"/],
    [
      'imports what is not there',
      { before: `import x from './nothing.ts'; x();` },
      /imports-what-is-not-there\.ts:2:15: Could not resolve/,
    ],
    [
      'imports Node',
      { before: `import fs from 'node:fs'; fs.rmSync('x');` },
      /Could not resolve "node:fs"\nHint: .*nothing of Node/,
    ],
    ['waits', { before: 'await 1;' }, /waits\.ts:2:1: Top-level await/],
  ])('%s', async (title, pieces, message) => {
    await refused([writeScenario(disk.path, title.replaceAll(' ', '-'), pieces)], 2, message);
  });

  test('traps are gone afterwards', async () => {
    expect(Date.now()).toBeGreaterThan(0);
    expect(Math.random()).toBeLessThan(1);
    expect(process.pid).toBeGreaterThan(0);
  });
});

describe('a step that goes wrong ends with 4, books that do not balance with 70; both say how to see it again', () => {
  test('not a number', async () => {
    const argv = [fixture('sometimes-nan'), '--seed', "it's"];
    await refused(
      argv,
      4,
      /first seen in price: simpleReturn.*\nReplay: npx tsx run test\/fixtures\/scenarios\/sometimes-nan\.ts --seed 'it'\\''s' --path \d+\n/,
    );
  });

  test('the replay line shows the path', async () => {
    const { stderr } = await run([fixture('sometimes-nan'), '--out', join(disk.path, 'never')]);
    const path = /--path (\d+)/.exec(stderr)![1]!;
    expect((await run([fixture('sometimes-nan'), '--path', path, '--no-report'])).stdout).toContain(
      `path ${path} of seed`,
    );
  });

  test('money from nowhere', async () => {
    const leaky = `const leaky = holding({ name: 'leaky', family: 'token', options: {}, targetLeverage: () => 1, state: { bookProfit: 0 }, constants: () => ({}), step: (s) => { s.value *= 1.01; } });`;
    const file = writeScenario(disk.path, 'leaky', { before: leaky, holdings: '{ leaky: leaky() }' });
    await refused(
      [file],
      70,
      /books must balance[\s\S]*holding "leaky": money does not balance on path 0.*\nReplay: npx tsx run \S+leaky\.ts --seed 1 --path 0/,
    );
  });
});

describe('data that is missing or bad ends with 3', () => {
  const good = 'time,close\n2024-01-01T00:00:00Z,100\n2024-01-01T01:00:00Z,101\n2024-01-01T02:00:00Z,99\n';
  const recorded = fixture('recorded');
  test.each([
    ['bad cell', good.replace('101', '1,234.5'), /closes\.csv/],
    ['no number', good.replace('101', 'n/a'), /closes\.csv.*row 3|closes\.csv.*line 3|closes\.csv[\s\S]*n\/a/],
    ['not sorted', good.replace('T01', 'T03'), /closes\.csv/],
    ['empty body', 'time,close\n', /closes\.csv/],
    ['empty file', '', /closes\.csv/],
    ['zero price', good.replace('101', '0'), /closes\.csv/],
  ])('%s', async (_title, csv, message) => {
    const data = disk.fresh();
    writeFileSync(join(data, 'closes.csv'), csv);
    await refused([recorded, '--data', data], 3, message);
  });

  test('a file that is not there', async () => {
    await refused([recorded, '--data', disk.fresh()], 3, /closes\.csv[\s\S]*Hint: .*--data DIR or DECAYLAB_DATA/);
  });

  test('a name that leads out of the folder', async () => {
    await refused([recorded, '--data', disk.fresh(), '--set', 'file=../secret.csv'], 3, /secret\.csv/);
  });

  test('a good file runs: named by --data, or by the environment, packed or not, and its hash is in the manifest', async () => {
    const data = disk.fresh();
    writeFileSync(join(data, 'closes.csv'), good);
    writeFileSync(join(data, 'closes.csv.gz'), gzipSync(good));
    const out = disk.fresh();
    const plain = await run([recorded, '--data', data, '--out', out, '--json', '--no-report']);
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(plain.stdout).holdings.spot.finalValue.mean).toBe(0.99);
    const manifest = JSON.parse(readFileSync(join(out, 'recorded/manifest.json'), 'utf8'));
    expect(manifest.data).toEqual([{ file: 'closes.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), rows: 3 }]);
    const packed = await run([recorded, '--set', 'file=closes.csv.gz', '--out', out, '--json', '--no-report'], {
      DECAYLAB_DATA: data,
    });
    expect(JSON.parse(packed.stdout).digest).toBe(JSON.parse(plain.stdout).digest);
  });
});

describe('output that cannot be written ends with 5, before anything is computed', () => {
  test('a file is in the way', async () => {
    const out = join(disk.fresh(), 'reports');
    writeFileSync(out, 'mine');
    await refused(
      [fixture('small'), '--out', out],
      5,
      /results cannot be written there: .*\nHint: name another folder with --out DIR/,
    );
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  test('a file is in the way of the scenario’s own folder', async () => {
    const out = disk.fresh();
    writeFileSync(join(out, 'small'), 'mine');
    await refused([fixture('small'), '--out', out], 5, /results cannot be written there/);
    expect(filesIn(out)).toEqual(['small']);
  });

  test.skipIf(process.platform !== 'linux')('a place where nothing can be created', async () => {
    await refused([fixture('small'), '--out', '/proc/self/reports'], 5, /cannot be written there/);
  });

  test('a live process writes there already', async () => {
    const out = disk.fresh();
    await run([fixture('small'), '--out', out, '--no-report']);
    const stat =
      process.platform === 'linux' ? readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)!.split(' ')[19] : '';
    writeFileSync(join(out, 'small/.lock'), JSON.stringify({ pid: process.pid, started: stat }));
    const before = readFileSync(join(out, 'small/summary.json'), 'utf8');
    await refused([fixture('small'), '--out', out], 5, new RegExp(`another run writes there, process ${process.pid}`));
    expect(readFileSync(join(out, 'small/summary.json'), 'utf8')).toBe(before);
  });
});

test('of several scenarios each is run, and the worst exit code wins', async () => {
  const broken = writeScenario(disk.path, 'broken', { price: 'gbm({})' });
  const out = disk.fresh();
  const got = await run([broken, fixture('small'), '--out', out, '--no-report', '--json']);
  expect(got.code).toBe(2);
  expect(got.stdout.trim().split('\n')).toHaveLength(1);
  expect(filesIn(out)).toEqual(['small/manifest.json', 'small/summary.json']);
});

test('a stack is shown to those who ask for it', async () => {
  const file = writeScenario(disk.path, 'debugged', { before: `throw new Error('boom');` });
  expect((await run([file, '--debug'])).stderr).toMatch(/^\s+at /m);
});
