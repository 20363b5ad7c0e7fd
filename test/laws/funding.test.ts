import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, generatedClock, recordedClock } from '../../src/engine/clock.ts';
import { everyHoursFromStart, everyHoursUtc, stampsPerStep } from '../../src/engine/schedule.ts';
import { constantFunding } from '../../src/markets/funding/constant-funding.ts';
import { meanRevertingFunding } from '../../src/markets/funding/mean-reverting-funding.ts';
import { premiumRegimes } from '../../src/markets/funding/premium-regimes.ts';
import { returnDriven } from '../../src/markets/funding/return-driven.ts';
import { settledPer8h } from '../../src/markets/funding/settlement.ts';
import { twoFactorFunding } from '../../src/markets/funding/two-factor-funding.ts';
import { perpetual } from '../../src/rivals/perpetual.ts';
import { evenly, gentleReturns, leverages, near, pinned } from '../support/arbitraries.ts';
import type { Numbers } from '../support/tape.ts';
import { history, openTape, play } from '../support/tape.ts';
import { token, untouched } from '../support/tokens.ts';

const options = (name: string, numRuns = 300) => ({ seed: pinned(name), numRuns });
const rates = evenly(-0.03, 0.03);

/** Where one is after each of these stretches. */
function summed(first: number, stretches: readonly number[]): readonly number[] {
  const reached = [first];
  for (const stretch of stretches) reached.push(reached.at(-1)! + stretch);
  return reached;
}

// Kills: funding after the rebalance; on yesterday's notional; on the value; with the other sign.
test('with a positive rate the long pays what the short receives: the rate on the notional at this price, before the rebalance', () => {
  fc.assert(
    fc.property(evenly(0.1, 10), gentleReturns, rates, (size, close, funding) => {
      const paid = (leverage: number) => -play(token(leverage), [{ close, funding }])[1]!.bookFunding!;
      expect(near(paid(size), size * (1 + close) * funding)).toBe(true);
      expect(paid(-size)).toBe(-paid(size));
      const perp = play(perpetual({ exposure: size, tradingFee: 0, maintenanceMargin: 0 }), [{ close, funding }])[1]!;
      if (perp.liquidationDays! < 0) expect(near(-perp.bookFunding!, paid(size))).toBe(true);
    }),
    options('I-33'),
  );
});

// Kills: |rate| anywhere.
test('the opposite rate is the opposite payment, and no rate is no payment', () => {
  fc.assert(
    fc.property(leverages, gentleReturns, rates, (leverage, close, funding) => {
      const paid = (rate: number) => play(untouched(leverage), [{ close, funding: rate }])[1]!.bookFunding!;
      expect(paid(funding) + paid(-funding)).toBe(0);
      expect(Math.abs(paid(0))).toBe(0);
    }),
    options('I-34'),
  );
});

// Kills: 252 days, or an annual rate charged as if it were that of a stamp.
test('constant funding adds up to its rate of a year over a year of 365 days, whatever the stamps and the steps', () => {
  const clocks = fc.constantFrom(60, 240, 480, 1440, 2160);
  fc.assert(
    fc.property(clocks, fc.constantFrom(8, 4, 1), evenly(-5, 5), (stepMinutes, stampHours, fundingPerYear) => {
      const funding = constantFunding({ fundingPerYear, stampHours });
      const days = 72;
      const tape = openTape({
        holdings: { it: untouched(0) },
        steps: (days * 1440) / stepMinutes,
        stepMinutes,
        funding,
      });
      const seen = history(tape.simulation, 'funding').slice(1);
      const sum = seen.reduce((total, { state }) => total + (state.rate as number), 0);
      expect(Math.abs(sum - (fundingPerYear * Math.floor((days * 24) / stampHours) * stampHours) / 8760)).toBeLessThan(
        1e-12,
      );
    }),
    options('I-36', 60),
  );
});

// Kills: stamps counted in [begin, end); a stamp doubled or lost where two steps meet; phase forgotten.
test('no stamp is missed or counted twice, wherever the steps begin and end', () => {
  const instants = fc
    .array(fc.integer({ min: 1, max: 3 * 96 }), { minLength: 1, maxLength: 60 })
    .chain((quarters) => fc.integer({ min: 0, max: 4 * 365 * 96 }).map((first) => summed(first, quarters)))
    .map((quarters) => Float64Array.from(quarters, (quarter) => quarter * 900_000));
  fc.assert(
    fc.property(instants, fc.constantFrom(1, 4, 8, 24), fc.boolean(), (instantsMs, hours, isUtc) => {
      const clock = recordedClock(instantsMs);
      const counts = stampsPerStep(isUtc ? everyHoursUtc(hours) : everyHoursFromStart(hours), clock);
      const origin = isUtc ? 0 : instantsMs[0]!;
      const period = hours * 3_600_000;
      for (let step = 0; step < clock.steps; step++) {
        let stamps = 0;
        for (
          let at = Math.ceil((instantsMs[step]! - origin) / period) * period + origin;
          at <= instantsMs[step + 1]!;
          at += period
        ) {
          stamps += at > instantsMs[step]! ? 1 : 0;
        }
        expect(counts[step]).toBe(stamps);
      }
    }),
    options('I-38'),
  );
});

// Kills: a step that charges one stamp however many it holds; a fee of two days taken as two fees of the first day.
test('on a constant price the funding and the fee of a month do not depend on the length of the steps', () => {
  fc.assert(
    fc.property(leverages, evenly(-0.5, 0.5), evenly(0, 0.01), (leverage, fundingPerYear, managementPerDay) => {
      const end = (stepMinutes: number) => {
        const tape = openTape({
          holdings: { it: untouched(leverage), cash: token(0, { managementPerDay }) },
          steps: (30 * 1440) / stepMinutes,
          stepMinutes,
          funding: constantFunding({ fundingPerYear }),
        });
        const last = (name: string) => history(tape.simulation, `holding/${name}`).at(-1)!.state as Numbers;
        return [last('it').bookFunding!, last('cash').value!];
      };
      const fine = end(60);
      for (const stepMinutes of [480, 1440, 2880]) {
        for (const [i, value] of end(stepMinutes).entries()) expect(near(value, fine[i]!, 1e-11)).toBe(true);
      }
    }),
    options('I-39', 40),
  );
});

// Kills: the clamp taken on the wrong difference (P + clamp(P - I)); a dead zone of half its width.
test('every premium from -0.04 % to 0.06 % is charged exactly 0.01 %, and one of 0.10 % is charged 0.05 %', () => {
  const settled = (premium: number) => settledPer8h(premium, 0.0001, 0.0005, 0.003);
  fc.assert(
    fc.property(evenly(-0.0004 + 1e-12, 0.0006 - 1e-12), (premium) => {
      expect(Math.abs(settled(premium) - 0.0001)).toBeLessThan(1e-19);
    }),
    options('dead zone'),
  );
  expect(settled(0.001)).toBeCloseTo(0.0005, 15);
  expect(settled(-0.001)).toBeCloseTo(-0.0005, 15);
  expect(settled(0.1)).toBe(0.003);
  expect(settled(-0.1)).toBe(-0.003);
});

// Kills: the cap on one side only; the cap per stamp in place of per 8 hours.
test('no stamp is charged more than the cap, the cap is reached, and clamping twice is clamping once', () => {
  const stampHours = fc.constantFrom<8 | 4 | 2 | 1>(8, 4, 2, 1);
  fc.assert(
    fc.property(stampHours, fc.constantFrom(0.0005, 0.003), fc.boolean(), (hours, capPer8h, throughPremium) => {
      const given = { stampHours: hours, capPer8h, throughPremium };
      const processes = [
        meanRevertingFunding({ meanPerYear: 0, deviationPerYear: 4, halfLifeDays: 1, ...given }),
        premiumRegimes({ bullDeviationPer8h: 0.02, bullShare: 1, slowHalfLifeDays: 0.5, ...given }),
        returnDriven({ fastDeviationPerYear: 4, ...given }),
        twoFactorFunding({ fastDeviationPerYear: 4, ...given }),
      ];
      for (const funding of processes) {
        const tape = openTape({ holdings: { it: untouched(0) }, steps: 200, stepMinutes: 60 * hours, funding });
        const charged = history(tape.simulation, 'funding')
          .slice(1)
          .map(({ state }) => state.rate as number);
        const cap = (capPer8h * hours) / 8;
        expect(Math.max(...charged)).toBe(cap);
        expect(Math.min(...charged)).toBe(-cap);
        for (const rate of charged) expect(settledPer8h(rate * (8 / hours), 0, 0, capPer8h)).toBe(rate * (8 / hours));
      }
    }),
    options('I-37', 12),
  );
});

// Kills: a stamp's rate charged at every step.
test('steps without a stamp are free of funding', () => {
  for (const funding of [
    constantFunding({ fundingPerYear: 1 }),
    premiumRegimes(),
    returnDriven(),
    twoFactorFunding(),
    meanRevertingFunding({ meanPerYear: 1, deviationPerYear: 0.1, halfLifeDays: 3 }),
  ]) {
    const tape = openTape({ holdings: { it: untouched(0) }, steps: 48, stepMinutes: 60, funding });
    history(tape.simulation, 'funding')
      .slice(1)
      .forEach(({ state }, step) => {
        expect(state.rate !== 0).toBe((step + 1) % 8 === 0);
      });
  }
});

test('a generated clock begins at midnight of day 0 and ends after the whole horizon', () => {
  const clock = generatedClock(2.5, 60);
  expect([clock.steps, clock.instantsMs[0], clock.instantsMs.at(-1)]).toEqual([60, 0, 2.5 * DAY_MS]);
});
