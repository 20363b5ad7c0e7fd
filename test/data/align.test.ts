import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  freshOnClock,
  fundingOnClock,
  gaps,
  levelsOnClock,
  missingStamps,
  stampOffsetMinutes,
} from '../../src/data/align.ts';

const HOUR = 3_600_000;
const start = Date.UTC(2020, 0, 1);
const f64 = (...values: number[]) => Float64Array.from(values);
const hours = (count: number, first = start) => Float64Array.from({ length: count + 1 }, (_, i) => first + i * HOUR);

test('funding falls in the step that ends at its stamp, and not in the one that begins there', () => {
  const rates = { timeMs: f64(start, start + 2 * HOUR), rate: f64(0.5, 0.25) };
  expect([...fundingOnClock(rates, hours(4))]).toEqual([0, 0.25, 0, 0]);
});

test('a stamp some milliseconds off its hour, and a close one millisecond early, belong to the step of that hour', () => {
  const rates = { timeMs: f64(start + 8 * HOUR + 3, start + 16 * HOUR - 4), rate: f64(1, 2) };
  const early = hours(24).map((instant) => instant - 1);
  for (const clock of [hours(24), early]) {
    const funding = fundingOnClock(rates, clock);
    expect([funding[7], funding[8], funding[15], funding[16]]).toEqual([1, 0, 2, 0]);
  }
});

test('a step that holds several stamps pays their sum', () => {
  const rates = { timeMs: f64(start + 8 * HOUR, start + 16 * HOUR, start + 24 * HOUR), rate: f64(1, 2, 4) };
  expect([...fundingOnClock(rates, f64(start, start + 24 * HOUR))]).toEqual([7]);
});

test('however a stretch is cut into steps, the same funding is paid over it', () => {
  // Kills: < for <= at either end of a step, a stamp lost or paid twice at a cut.
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { minLength: 2, maxLength: 60 });
  const ordered = (list: number[]) =>
    Float64Array.from(
      [...list].sort((a, b) => a - b),
      (m) => start + m * 60_000,
    );
  fc.assert(
    fc.property(minutes, minutes, (stampMinutes, clockMinutes) => {
      const timeMs = ordered(stampMinutes);
      const rates = { timeMs, rate: timeMs.map((_, i) => i + 1) };
      const clock = ordered(clockMinutes);
      const ends = f64(clock[0]!, clock.at(-1)!);
      const paid = fundingOnClock(rates, clock).reduce((sum, rate) => sum + rate, 0);
      expect(paid).toBe(fundingOnClock(rates, ends)[0]);
      const inside = rates.rate.filter((_, i) => timeMs[i]! > ends[0]! && timeMs[i]! <= ends[1]!);
      expect(paid).toBe(inside.reduce((sum, rate) => sum + rate, 0));
    }),
    { seed: 14, numRuns: 300 },
  );
});

test('a clock without a step has no funding, and a recording without a stamp none to give', () => {
  expect(fundingOnClock({ timeMs: f64(start), rate: f64(1) }, f64()).length).toBe(0);
  expect(fundingOnClock({ timeMs: f64(start), rate: f64(1) }, f64(start)).length).toBe(0);
  expect([...fundingOnClock({ timeMs: f64(), rate: f64() }, hours(2))]).toEqual([0, 0]);
});

test('a level holds from its instant until the next one, and before the first nothing is known', () => {
  const levels = { timeMs: f64(start + HOUR, start + 3 * HOUR + 2), level: f64(10, 20) };
  expect([...levelsOnClock(levels, hours(4))]).toEqual([Number.NaN, 10, 10, 20, 20]);
});

test('a level is never known before it was made', () => {
  // Kills: taking the next level instead of the last.
  const seconds = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 40 });
  const ordered = (list: number[]) =>
    Float64Array.from(
      [...list].sort((a, b) => a - b),
      (s) => start + s * 1000,
    );
  fc.assert(
    fc.property(seconds, seconds, (madeAt, clockAt) => {
      const timeMs = ordered(madeAt);
      const clock = ordered(clockAt);
      // Each level is its own time, so that what is known can be dated.
      levelsOnClock({ timeMs, level: timeMs }, clock).forEach((known, i) => {
        const past = timeMs.filter((time) => time <= clock[i]!);
        expect(known).toBe(past.at(-1) ?? Number.NaN);
      });
    }),
    { seed: 15, numRuns: 300 },
  );
});

// Kills: what was quoted before the start counted as new, a quote counted in two steps.
test('a level is fresh at the first instant at or after it, once, and one from before the start never is', () => {
  const seconds = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 40 });
  const ordered = (list: number[]) =>
    Float64Array.from(
      [...list].sort((a, b) => a - b),
      (s) => start + s * 1000,
    );
  fc.assert(
    fc.property(seconds, seconds, (madeAt, clockAt) => {
      const timeMs = ordered(madeAt);
      const clock = ordered(clockAt);
      freshOnClock({ timeMs, level: timeMs }, clock).forEach((fresh, i) => {
        const after = i === 0 ? clock[0]! - 1 : clock[i - 1]!;
        expect(fresh).toBe(timeMs.some((time) => time > after && time <= clock[i]!) ? 1 : 0);
      });
    }),
    { seed: 16, numRuns: 300 },
  );
});

test('gaps are named by the closes around them and the bars they lack', () => {
  const closeTimeMs = f64(start, start + HOUR, start + 2 * HOUR + 3, start + 5 * HOUR, start + 6 * HOUR);
  expect(gaps({ closeTimeMs }, 60)).toEqual([
    { afterMs: start + 2 * HOUR + 3, beforeMs: start + 5 * HOUR, missingBars: 2 },
  ]);
  expect(gaps({ closeTimeMs: f64() }, 60)).toEqual([]);
});

test('stamps that a clock should have met are counted where the recording lacks them, at both ends too', () => {
  const stamps = (...eights: number[]) => ({
    timeMs: Float64Array.from(eights, (n) => start + n * 8 * HOUR + 2),
    rate: new Float64Array(eights.length),
  });
  const schedule = { fromMs: start, toMs: start + 48 * HOUR, stampMinutes: 480 };
  expect(missingStamps(stamps(0, 1, 2, 3, 4, 5, 6, 7), schedule)).toBe(0);
  expect(missingStamps(stamps(1, 2, 4, 5), schedule)).toBe(2);
  expect(missingStamps(stamps(3, 4), schedule)).toBe(4);
  expect(missingStamps(stamps(), schedule)).toBe(6);
  expect(missingStamps(stamps(0, 1, 2, 3, 4, 5, 6), { ...schedule, offsetMinutes: 240 })).toBe(6);
});

// Kills: the phase of the first stamp for that of most; a tie that goes to a later hour; milliseconds that make a phase.
test('the phase of a recording is that of most of its stamps, the earliest of several, and 0 of none', () => {
  const phaseOf = (...hours: readonly number[]) =>
    stampOffsetMinutes({ timeMs: Float64Array.from(hours, (hour) => hour * 3_600_000 + 3) }, 480);
  expect(phaseOf(4, 12, 20, 28)).toBe(240);
  expect(phaseOf(8, 12, 20, 28)).toBe(240);
  expect(phaseOf(8, 16, 24)).toBe(0);
  expect(phaseOf(3, 4, 5, 6, 7, 8, 9, 10)).toBe(0);
  expect(phaseOf()).toBe(0);
});
