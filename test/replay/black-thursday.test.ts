import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import blackThursday from '../../scenarios/black-thursday.ts';
import { readRecording } from '../../src/data/node/read-recording.ts';
import { openScenario, requestsOf } from '../../src/scenario/open-scenario.ts';
import type { Recording } from '../../src/scenario/recording-tables.ts';
import { requestKey } from '../../src/scenario/recording-tables.ts';
import { dataFolder, hasData, needsData } from '../support/data.ts';

const HOURS_PER_DAY = 24;

/** Values of the scenario's tokens at the end of every UTC day, the start first. */
function replayDays(): Map<string, number[]> {
  const scenario = blackThursday.resolve();
  const recordings = new Map<string, Recording>();
  for (const request of requestsOf(scenario)) {
    const read = readRecording(dataFolder, request);
    recordings.set(requestKey(request), 'bars' in read ? read.bars : 'rates' in read ? read.rates : read.levels);
  }
  const days = new Map(scenario.holdings.map(({ name }) => [`holding/${encodeURIComponent(name)}`, [1]]));
  openScenario(scenario, recordings).trace(0, (step, phase, place, state) => {
    if (phase === 'trade' && (step + 1) % HOURS_PER_DAY === 0) days.get(place)?.push(state.value as number);
  });
  return new Map(scenario.holdings.map(({ name }) => [name, days.get(`holding/${encodeURIComponent(name)}`)!]));
}

/** Closes of BULL or BEAR as they traded, NaN where the quote was frozen. */
function tradedCloses(token: 'BULL' | 'BEAR'): number[] {
  const [header, ...rows] = readFileSync(join(dataFolder, 'joined/ftx_btc_1d_2020.csv'), 'utf8').trim().split('\n');
  const column = header!.split(',').indexOf(token);
  return rows.map((row) => (row.split(',')[column] === '' ? Number.NaN : Number(row.split(',')[column])));
}

/** Returns of both between quotes that were live. */
function liveReturns(simulated: readonly number[], traded: readonly number[]): [number[], number[]] {
  const ours: number[] = [];
  const theirs: number[] = [];
  let last = 0;
  for (let day = 1; day < traded.length; day++) {
    if (Number.isNaN(traded[day]!)) continue;
    ours.push(simulated[day]! / simulated[last]! - 1);
    theirs.push(traded[day]! / traded[last]! - 1);
    last = day;
  }
  return [ours, theirs];
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = mean(a.map((value, i) => (value - meanA) * (b[i]! - meanB)));
  return (
    covariance / Math.sqrt(mean(a.map((value) => (value - meanA) ** 2)) * mean(b.map((value) => (value - meanB) ** 2)))
  );
}

const growth = (values: readonly number[]) => values[values.length - 1]! / values[0]!;
/** Closes run from 2020-01-21; 12 March is the 51st day after it. */
const TWELFTH_OF_MARCH = 51;

describe.skipIf(!hasData)(`the replay of 2020${needsData}`, () => {
  let days: Map<string, number[]>;
  beforeAll(() => {
    days = replayDays();
  });

  test('has a simulated close for each of the 331 recorded ones', () => {
    expect(days.get('BULL, simulated')).toHaveLength(331);
    expect(tradedCloses('BULL')).toHaveLength(331);
  });

  test('BULL moves with the real token: daily correlation of at least 0.995', () => {
    const [ours, theirs] = liveReturns(days.get('BULL, simulated')!, tradedCloses('BULL'));
    expect(ours.length).toBeGreaterThan(320);
    expect(correlation(ours, theirs)).toBeGreaterThanOrEqual(0.995);
  });

  test('BULL grows as the real token did, within 5 %', () => {
    const ratio = growth(days.get('BULL, simulated')!) / growth(tradedCloses('BULL'));
    expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
  });

  test('on 12 March BULL falls as the real one did, 84.8 %, within 2 percentage points', () => {
    const simulated = days.get('BULL, simulated')!;
    const traded = tradedCloses('BULL');
    const real = traded[TWELFTH_OF_MARCH]! / traded[TWELFTH_OF_MARCH - 1]! - 1;
    const ours = simulated[TWELFTH_OF_MARCH]! / simulated[TWELFTH_OF_MARCH - 1]! - 1;
    expect(real).toBeCloseTo(-0.848, 3);
    expect(Math.abs(ours - real)).toBeLessThan(0.02);
  });

  test('without the emergency rule BULL is ruined on that night, as it must be', () => {
    const plain = days.get('BULL without the emergency rule')!;
    expect(plain[TWELFTH_OF_MARCH - 2]).toBeGreaterThan(0);
    expect(plain[TWELFTH_OF_MARCH + 1]).toBe(0);
    expect(growth(plain)).toBe(0);
  });

  test('BEAR moves with the real token too; its growth is too good, by costs that no source states', () => {
    const [ours, theirs] = liveReturns(days.get('BEAR, simulated')!, tradedCloses('BEAR'));
    expect(correlation(ours, theirs)).toBeGreaterThanOrEqual(0.995);
    const ratio = growth(days.get('BEAR, simulated')!) / growth(tradedCloses('BEAR'));
    expect(ratio).toBeGreaterThan(1.4);
    expect(ratio).toBeLessThan(1.8);
  });
});
