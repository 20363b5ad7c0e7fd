import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { textOf } from '../../src/report/page/html.ts';
import type { Summary } from '../../src/result/summary.ts';
import { fixture } from '../batch/small-run.ts';
import { run, scratch } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);
const file = fixture('two-coins');

// Kills: figures of draws by another order of names; another coin held against the first; a duel elsewhere explained by the first coin.
test('two coins, a name that is a number, draws and duels go through a run, its table and its report', async () => {
  const out = disk.fresh();
  const { code, stderr } = await run([file, '--out', out]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const folder = join(out, 'two-coins');
  const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as Summary;
  const { holdings, uncertainty, duels } = summary;
  expect(Object.keys(holdings).sort()).toEqual(['3', '3x BTC', 'ETH itself', 'short', 'spot']);
  expect(holdings['ETH itself']!.probability.belowSpot.value).toBe(0);
  expect(holdings['3']!.probability.belowSpot.value).toBeGreaterThan(0.3);
  expect(uncertainty).toMatchObject({ draws: 5, pathsPerDraw: 60 });
  // Draws are of the drift of the first coin alone.
  expect(uncertainty!.holdings['3']!.fromNotKnowing.value).toBe(0);
  expect(uncertainty!.holdings['3x BTC']!.fromNotKnowing.value).toBeGreaterThan(0.01);
  const [low, high] = uncertainty!.holdings['3']!.nineOfTen;
  expect(low!).toBeLessThan(0.6);
  expect(high!).toBeGreaterThan(1.5);
  expect(duels!['coin against coin']!.deciding.length).toBeGreaterThan(0);
  expect(duels!['within the other']!.deciding).toEqual([]);
  const report = readFileSync(join(folder, 'report.html'), 'utf8');
  const body = textOf({ markup: report.slice(report.indexOf('<main'), report.indexOf('</main>')) });
  for (const words of [
    'Luck, and not knowing',
    'Price of',
    'moved by 0.800 of the shocks before it and 0.600 of its own',
  ]) {
    expect(body).toContain(words);
  }
});

test('--dry-run names the other market, how it moves, and how much is drawn', async () => {
  const { stdout } = await run([file, '--dry-run']);
  expect(stdout).toMatch(/market "ETH", moved by shares 0\.8, 0\.6\d* of the shocks before it and its own/);
  expect(stdout).toContain('holding "3" in market "ETH"');
  expect(stdout).toContain('uncertain: 5 draws, the first 60 paths with each');
});

test('a draw that cannot be is refused before anything runs, with its number', async () => {
  for (const [draw, message] of [
    ['explosive', 'uncertain.draws[3]: gbm: volatilityPerYear must be a number from 0 to 10; got -1'],
    ['other holdings', 'uncertain.draws[3]: must not change the clock, the recordings or what is held'],
  ]) {
    const { code, stderr } = await run([file, '--set', `draw=${draw}`, '--out', disk.fresh(), '--quiet']);
    expect(code).toBe(2);
    expect(stderr).toContain(message!);
  }
});

test('a draw that goes wrong on the way costs the draws and not the run', async () => {
  const { code, stdout } = await run([
    file,
    '--set',
    'draw=overflowing',
    '--out',
    disk.fresh(),
    '--json',
    '--no-report',
  ]);
  const summary = JSON.parse(stdout) as Summary;
  expect(code).toBe(0);
  expect(summary.uncertainty).toBeUndefined();
  expect(summary.warnings.join('\n')).toMatch(/What is not known is left out: draw 3: .*not a finite number/);
});

test('another coin has no windows of history, and says so', async () => {
  const { code, stderr } = await run([file, '--history', 'past.csv', '--out', disk.fresh(), '--quiet']);
  expect(code).toBe(2);
  expect(stderr).toContain('history: knows one coin; a scenario with otherMarkets has no windows of history');
});
