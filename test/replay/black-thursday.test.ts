import { beforeAll, describe, expect, test } from 'vitest';
import blackThursday from '../../scenarios/black-thursday.ts';
import type { RealitySummary } from '../../src/result/summary.ts';
import { hasData, needsData } from '../support/data.ts';
import { againstReality, valuesOf } from '../support/reality.ts';

const HOURS_PER_DAY = 24;
/** Closes run from 2020-01-21; 12 March is the 51st day after it. */
const TWELFTH_OF_MARCH = 51;

describe.skipIf(!hasData)(`the replay of 2020${needsData}`, () => {
  let bull: RealitySummary;
  let bear: RealitySummary;
  /** Values at the end of each UTC day, the start first. */
  let daysOf: (name: string) => Float64Array;
  beforeAll(() => {
    const reality = againstReality(blackThursday);
    [bull, bear] = [reality.get('BULL, traded')!, reality.get('BEAR, traded')!];
    const { of } = valuesOf(blackThursday);
    daysOf = (name) => of(name).filter((_, hour) => hour % HOURS_PER_DAY === 0);
  });
  const over = (days: Float64Array) => days[TWELFTH_OF_MARCH]! / days[TWELFTH_OF_MARCH - 1]! - 1;
  const growth = (days: Float64Array) => days.at(-1)! / days[0]!;

  test('has a simulated close for each of the 331 recorded ones, of which three were frozen', () => {
    expect(
      [bull, bear].map(({ marketDays, daysWithoutQuote, returns }) => [marketDays, daysWithoutQuote, returns]),
    ).toEqual([
      [331, 3, 327],
      [331, 3, 327],
    ]);
  });

  test('BULL moves with the real token: daily correlation of at least 0.995, tracking error below 20.2 % a year', () => {
    expect(bull.correlation.value).toBeGreaterThanOrEqual(0.995);
    expect(bull.trackingErrorPerYear).toBeLessThan(0.202);
  });

  test('BULL grows as the real token did, within 3 %', () => {
    expect(Math.abs(bull.growthRatio! - 1)).toBeLessThan(0.03);
  });

  test('on 12 March BULL falls as the real one did, 84.8 %, within 2 percentage points', () => {
    expect(over(daysOf('BULL, traded'))).toBeCloseTo(-0.848, 3);
    expect(Math.abs(over(daysOf('BULL, simulated')) - over(daysOf('BULL, traded')))).toBeLessThan(0.02);
  });

  test('without the emergency rule BULL is ruined on that night, as it must be', () => {
    const plain = daysOf('BULL without the emergency rule');
    expect(plain[TWELFTH_OF_MARCH - 2]).toBeGreaterThan(0);
    expect(plain[TWELFTH_OF_MARCH + 1]).toBe(0);
    expect(growth(plain)).toBe(0);
  });

  test('BEAR moves with the real token too; that it grows by three fifths more is the funding of another exchange', () => {
    expect(bear.correlation.value).toBeGreaterThanOrEqual(0.995);
    expect(bear.growthRatio).toBeGreaterThan(1.4);
    expect(bear.growthRatio).toBeLessThan(1.8);
    const unpaid = growth(daysOf('BEAR, paid no funding')) / growth(daysOf('BEAR, traded'));
    expect(Math.abs(unpaid - 1)).toBeLessThan(0.06);
  });
});
