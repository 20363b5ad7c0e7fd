import { readFileSync, writeFileSync } from 'node:fs';
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
    `import { always, constantFunding, daily, gbm, leveragedToken, probability, quantile, scenario, spot } from 'decaylab';
     export default scenario({ question: 'Is it so?', paths: 200, setting: () => ({ days: 3, stepMinutes: 240,
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
    expect(stdout).toMatch(/\nfails: it never loses \(share of paths against it \d+%/);
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
    const { code, stderr } = await run([
      claiming(
        `{ a: 7, b: quantile('tokn', 0.5, { above: 1 }), c: probability(() => true, { below: 1, above: 0 }), d: quantile('spot', 2, { below: 1 }) }`,
      ),
    ]);
    expect(code).toBe(2);
    for (const part of [
      '"a": must be made by',
      'did you mean "token"',
      '"c": needs one limit',
      '"d": height must be',
    ]) {
      expect(stderr).toContain(part);
    }
  });

  test('that throw cost their ruling and the exit code, and no result', async () => {
    const out = disk.fresh();
    const { code, stderr } = await run([
      claiming(`{ 'odd': always(({ nobody }) => nobody.finalValue > 0) }`),
      '--quiet',
      '--out',
      out,
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /the run is whole, but its claims are not ruled on:\n.*claims: "odd": there is no holding "nobody"/,
    );
    expect(JSON.parse(readFileSync(join(out, 'claiming/summary.json'), 'utf8')).paths).toBe(200);
  });
});
