import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run, scratch } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);

/** A question with these claims, as its author writes them. */
function claiming(claims: string): string {
  const file = join(disk.fresh(), 'claiming.ts');
  writeFileSync(
    file,
    `import { always, constantFunding, daily, gbm, leveragedToken, mean, probability, quantile, scenario, spot } from 'decaylab';
     export default scenario({ question: 'Is it so?', paths: 400, setting: () => ({ days: 3, stepMinutes: 240,
       price: gbm({ volatilityPerYear: 0.8 }), funding: constantFunding({ fundingPerYear: 0.1 }),
       holdings: { token: leveragedToken({ leverage: 3, rebalance: daily() }), spot: spot() }, claims: ${claims} }) });`,
  );
  return file;
}

const sound = `{ 'it is never liquidated': always(({ token }) => !token.isLiquidated) }`;
const unsound = `{ 'it never loses': always(({ token }) => token.finalValue >= 1), 'half lose': probability(({ token }) => token.finalValue < 1, { below: 0.6 }) }`;

describe('claims of a scenario', () => {
  test('are ruled on in summary, terminal and report, and decide nothing unless asked', async () => {
    const out = disk.fresh();
    const { code, stdout } = await run([claiming(unsound), '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\n {2}fails: it never loses \(on every path: \d+ of 400 paths against it; most against it: path \d+\)\n/,
    );
    expect(stdout).toMatch(
      /\nReplay what speaks most against "it never loses": npx tsx run .*claiming.ts --seed 1 --path \d+\n/,
    );
    const { claims } = JSON.parse(readFileSync(join(out, 'claiming/summary.json'), 'utf8'));
    expect(claims).toHaveLength(2);
    expect(claims[0]).toMatchObject({ claim: 'it never loses', ruling: 'fails', kind: 'always' });
    const page = readFileSync(join(out, 'claiming/report.html'), 'utf8');
    expect(page).toMatch(/<h2 id="claims-heading"><span>1<\/span>[^<]*claims/);
  });

  test('end a run with 1 where one fails and --claims asks for it, and without it where all hold', async () => {
    const quiet = ['--quiet', '--no-report', '--out'];
    expect((await run([claiming(unsound), '--claims', ...quiet, disk.fresh()])).code).toBe(1);
    expect((await run([claiming(sound), '--claims', ...quiet, disk.fresh()])).code).toBe(0);
    const open = `{ 'open': probability(({ token }) => token.finalValue < 1, { below: 0.6 }) }`;
    expect((await run([claiming(open), '--claims', ...quiet, disk.fresh()])).code).toBe(0);
    expect((await run([claiming(open), '--strict-claims', ...quiet, disk.fresh()])).code).toBe(1);
  });

  test('change no number of the run', async () => {
    const digest = async (claims: string) =>
      JSON.parse((await run([claiming(claims), '--json', '--no-report', '--out', disk.fresh()])).stdout).digest;
    expect(await digest(sound)).toBe(await digest('{}'));
  });

  test('that are mistaken are said all at once, before anything runs', async () => {
    const out = disk.fresh();
    const claims = [
      `a: 7`,
      `b: quantile('tokn', 0.5, { above: 1 })`,
      `c: probability(() => true, { below: 1, above: 0 })`,
      `d: quantile('spot', 2, { below: 1 })`,
      `e: always(({ tokn }) => tokn.finalValue > 0)`,
      `f: always(({ token }) => !token.isLiquidatd)`,
      `g: probability(({ token }) => token.finalValue, { below: 0.3 })`,
      `h: probability(() => true, { below: 30 })`,
      `i: mean('spot', { below: 1 }, 'finalvalue')`,
      `j: mean(7, { below: 1 })`,
      `' ': always(() => true)`,
    ];
    const { code, stderr } = await run([claiming(`{ ${claims.join(', ')} }`), '--out', out]);
    expect(code).toBe(2);
    for (const part of [
      '"a": must be made by always, probability, quantile or mean; got 7',
      '"b": there is no holding "tokn"; did you mean "token"?',
      '"c": needs one limit, { below: 0.3 } or { above: 0.3 }',
      '"d": height must be between 0 and 1',
      '"e": there is no holding "tokn"; did you mean "token"?',
      '"f": "token" has no "isLiquidatd"; did you mean "isLiquidated"?',
      '"g": must answer true or false; got 1',
      '"h": its limit must be a share from 0 to 1; got 30',
      '"i": there is no measure "finalvalue"; did you mean "finalValue"?',
      '"j": must be of a holding, or of a number of a path',
      'a claim must be said in 1 to 100 printable characters; got " "',
    ]) {
      expect(stderr).toContain(part);
    }
    expect(existsSync(join(out, 'claiming/summary.json'))).toBe(false);
  });

  test('that read the clock are refused; metrics of the scenario’s own and the market may be read', async () => {
    const impure = await run([claiming(`{ 'odd': always(() => Date.now() > 0) }`), '--out', disk.fresh()]);
    expect([impure.code, impure.stderr.includes('reads the clock')]).toEqual([2, true]);
    const sees = `{ 'all of it': always((paths, market) => Object.values(paths).every((path) => path.maxDrawdown < 1) && market.spotReturn > -1) }`;
    expect((await run([claiming(sees), '--claims', '--quiet', '--no-report', '--out', disk.fresh()])).code).toBe(0);
  });

  test('that throw on some path cost their ruling and the exit code, and no result', async () => {
    const out = disk.fresh();
    const odd = `'odd': always(({ token }) => { if (token.finalValue !== 1) throw new Error('too late'); return true; })`;
    const { code, stderr } = await run([claiming(`{ ${odd}, ${sound.slice(1)}`), '--quiet', '--out', out]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /the run is whole, but these claims are not ruled on:\nclaims: "odd": threw Error: too late/,
    );
    const summary = JSON.parse(readFileSync(join(out, 'claiming/summary.json'), 'utf8'));
    expect([summary.paths, summary.claims.length]).toEqual([400, 1]);
  });

  test('stand in the dry run, and that there are none to fail is said', async () => {
    const { stdout } = await run([claiming(unsound), '--dry-run']);
    expect(stdout).toContain('claim "it never loses": on every path\nclaim "half lose": chance below 60%\n');
    const none = claiming('{}');
    const { code, stderr } = await run([none, '--claims', '--quiet', '--no-report', '--out', disk.fresh()]);
    expect([code, stderr]).toEqual([0, `${none}: claims nothing that could fail\n`]);
  });
});
