import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run, scratch, writeScenario } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);
const where = ['--where', `coin >= 120 % and '3x daily' < 1`];
const choppy = 'scenarios/choppy.ts';

describe('tsx run find', () => {
  test('tells the simplest market day by day, with numbers that can be checked by hand', async () => {
    const { code, stdout } = await run(['find', choppy, ...where]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Found, of 2 days: \+50 %, -20 %\.\n/);
    expect(stdout).toContain('191 markets of 1 day in steps of 1 %: all there are, and none will do.');
    expect(stdout).toContain(
      'Day 1: the coin rises 50 % (100 -> 150) on 2.997 of the coin: gains 1.4985 (0.999 -> 2.4975)',
    );
    expect(stdout).toContain('rebalances from 1.8002x to 3x, buying 2.9918 -> 2.4958.');
    expect(stdout).toContain(
      'it comes to 2.5 · 0.4 = 1 before costs, in whatever order the days come; costs leave 0.9957 of that: 0.9957.',
    );
    expect(stdout).toContain(
      'The same days can come in 2 orders; it is so in 2 of them. Ends: 3x daily at 0.9957 in each.',
    );
  });

  test('--json is what was found and nothing else; --scenario writes it as a scenario that runs to the same', async () => {
    const file = join(disk.fresh(), 'found.ts');
    const { code, stdout } = await run(['find', choppy, ...where, '--json', '--quiet', '--scenario', file]);
    expect(code).toBe(0);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({ schema: 'decaylab/found@1', returnsPercent: [50, -20] });
    const replayed = await run([file, '--path', '0', '--no-report']);
    expect(replayed.stderr).toBe('');
    expect(replayed.stdout).toContain(`3x daily: finalValue ${found.holdings[0].values.at(-1)},`);
    const out = disk.fresh();
    expect(await run([file, '--quiet', '--out', out])).toMatchObject({ code: 0 });
  });

  test('parameters that were set are found again in the scenario that is written', async () => {
    const file = join(disk.fresh(), 'found.ts');
    const typed = ['--where', `spot > 1 and '2x daily' < 1`, '--set', 'leverage=2'];
    expect(await run(['find', choppy, ...typed, '--quiet', '--scenario', file])).toMatchObject({ code: 0 });
    expect((await run([file, '--path', '0', '--no-report'])).stdout).toContain('2x daily: finalValue 0.99');
  });

  test('a file is never replaced unless that is asked for, and the scenario that is asked never', async () => {
    const file = join(disk.fresh(), 'kept.ts');
    writeFileSync(file, 'kept');
    const refused = await run(['find', choppy, ...where, '--scenario', file]);
    expect(refused).toMatchObject({ code: 5, stdout: '' });
    expect(refused.stderr).toContain('there is a file of that name; --force replaces it');
    expect(readFileSync(file, 'utf8')).toBe('kept');
    expect(await run(['find', choppy, ...where, '--scenario', resolve(choppy), '--force'])).toMatchObject({ code: 2 });
    expect(await run(['find', choppy, ...where, '--quiet', '--scenario', file, '--force'])).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toContain('inWrittenMarket');
  });

  test('ends with 1 where none was found, and says that this proves nothing', async () => {
    const file = join(disk.fresh(), 'none.ts');
    const { code, stdout } = await run(['find', choppy, '--where', 'spot > 2', '--days', '1', '--scenario', file]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^None was found, which does not say that there is none\.\n191 markets of 1 day/);
    expect(existsSync(file)).toBe(false);
  });

  test('a market that speaks against a claim of the scenario is found by the name of the claim', async () => {
    const claim = 'the token loses money on fewer than three paths in ten';
    const { code, stdout } = await run(['find', choppy, '--against', claim, '--json']);
    expect(code).toBe(0);
    // A day without any move costs what getting in and out takes.
    expect(JSON.parse(stdout)).toMatchObject({ against: claim, returnsPercent: [0] });
    const mistyped = await run(['find', choppy, '--against', `${claim.slice(0, -1)}m`]);
    expect(mistyped.stderr).toContain(`Hint: was ${JSON.stringify(claim)} meant?`);
    const both = await run(['find', choppy, '--against', claim, '--where', 'coin > 1']);
    expect(both).toMatchObject({ code: 2, stdout: '' });
    expect(both.stderr).toContain('--against: must be left out beside --where');
  });

  test('holdings that read a recording are left out of what speaks against a claim, and named', async () => {
    const file = writeScenario(disk.fresh(), 'recorded', {
      before: `import { mean, recordedCloses, recordedValue } from 'decaylab';`,
      file: `export default scenario({ question: 'What?', paths: 1, setting: () => ({
        price: recordedCloses({ file: 'index.csv' }),
        funding: noFunding(),
        holdings: { held: spot(), 'the fund': recordedValue({ file: 'fund.csv' }) },
        claims: {
          'the coin keeps its worth': mean('held', { above: 0.93 }),
          'the fund keeps its worth': mean('the fund', { above: 0.93 }),
        },
      }) });`,
    });
    const { code, stdout } = await run(['find', file, '--against', 'the coin keeps its worth']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Found, of 1 day: -8 %\.\n/);
    expect(stdout).toContain('Left out, for it reads a recording, and a written market has none: "the fund".');
    const json = await run(['find', file, '--against', 'the coin keeps its worth', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ leftOut: ['the fund'], returnsPercent: [-8] });
    const refused = await run(['find', file, '--against', 'the fund keeps its worth']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('there is no holding "the fund"\nLeft out, for it reads a recording');
    const asked = await run(['find', file, '--where', `'the fund' < 1`]);
    expect(asked.stderr).toContain('holding "the fund": recordedValue reads a recording; a written market has none');
  });

  test('a day without a move is told as one, and what one day comes to is not explained by it once more', async () => {
    const { stdout } = await run(['find', choppy, '--where', 'coin > 0.5']);
    expect(stdout).toContain('1 market of 1 day in steps of 1 % was tried, the simplest, and this is it.');
    expect(stdout).toContain('Day 1: the coin stays where it is (100 -> 100) on 2.997 of the coin: gains nothing');
    expect(stdout).not.toContain('Why:');
  });

  test('a position that is only held is not said to begin every day at its leverage', async () => {
    const file = writeScenario(disk.fresh(), 'held', {
      before: `import { perpetual } from 'decaylab';`,
      holdings: `{ perp: perpetual({ exposure: 3 }) }`,
    });
    const { stdout } = await run(['find', file, '--where', 'perp > 1.2']);
    expect(stdout).toMatch(/^Found, of 1 day: /);
    expect(stdout).not.toContain('begins every day');
  });

  test('what is mistyped is answered at once, with what was meant', async () => {
    const { code, stderr } = await run(['find', choppy, '--days', '6', '--seconds', '0', '--scenario', 'x.js']);
    expect(code).toBe(2);
    expect(stderr).toContain('--days: must be a whole number from 1 to 5; got "6"');
    expect(stderr).toContain('--seconds: must be');
    expect(stderr).toContain('--where: must say what to find');
    expect(stderr).toContain('--scenario: must be a file that ends in .ts; got "x.js"');
    const unknown = await run(['find', choppy, '--where', `'3x dayly' < 1`]);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('--where: must name a holding at 1; got "3x dayly"; did you mean "3x daily"?');
  });
});
