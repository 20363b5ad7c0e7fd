import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { autoregressive } from '../../src/markets/price/autoregressive.ts';
import { egarch } from '../../src/markets/price/egarch.ts';
import { garch } from '../../src/markets/price/garch.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { gjrGarch } from '../../src/markets/price/gjr-garch.ts';
import { markovRegimes } from '../../src/markets/price/markov-regimes.ts';
import { studentT } from '../../src/markets/price/student-t.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { pinned } from '../support/arbitraries.ts';
import { dealtPrice } from '../support/dealt-price.ts';
import { expectSampleOf, meanOf, sdOf } from '../support/monte-carlo.ts';
import { runScenario } from '../support/run.ts';
import { token } from '../support/tokens.ts';

const driftPerYear = 0.7;
const regimes = { calmVolatilityPerYear: 0.335, calmDays: 6.6, wildVolatilityPerYear: 1.07, wildDays: 3.7 };
/** Of which the expected return of a day is the same whatever went before. */
const compensated = {
  garch: garch({ driftPerYear, omega: 0.465, alpha: 0.0973, beta: 0.8744 }),
  'garch of 4 hours': garch({ driftPerYear, omega: 0.1, alpha: 0.1, beta: 0.8, periodHours: 4 }),
  gjrGarch: gjrGarch({ driftPerYear, omega: 0.4, alpha: 0.03, gamma: 0.1, beta: 0.87 }),
  egarch: egarch({ driftPerYear, omega: 0.05, alpha: 0.15, gamma: -0.05, beta: 0.98 }),
  markovRegimes: markovRegimes({ ...regimes, calmDriftPerYear: driftPerYear, wildDriftPerYear: driftPerYear }),
};
const others = {
  'garch with t shocks': garch({ omega: 0.2, alpha: 0.07, beta: 0.92, degreesOfFreedom: 3.19 }),
  'egarch with t shocks': egarch({ omega: 0.0537, alpha: 0.177, gamma: 0.004, beta: 0.992, degreesOfFreedom: 2.89 }),
  studentT: studentT({ driftPerYear, volatilityPerYear: 0.8, degreesOfFreedom: 2.6 }),
  chop: autoregressive({ driftPerYear, volatilityPerYear: 0.7, phi: -0.3 }),
  trend: autoregressive({ driftPerYear, volatilityPerYear: 0.7, phi: 0.5 }),
};

const normals = (length: number) =>
  fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: length, maxLength: length });
const DAYS = 4;

for (const [name, model] of Object.entries({ ...compensated, ...others })) {
  const { periodHours = 24 } = Object.fromEntries(model.options.map((each) => [each.name, each.value as number]));

  const open = (m: number) => dealtPrice(model, DAYS * m, (60 * periodHours) / m);
  const [inOne, inMany] = [open(1), new Map([2, 3, 8].map((m) => [m, open(m)]))];

  // Kills: a variance that moves inside a period, a new mixing variable a step, shares that do not add up.
  test(`${name}: a period of m steps is the period of one step that was dealt their sum over sqrt(m)`, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...inMany.keys()),
        normals(8 * DAYS),
        normals(DAYS),
        fc.array(fc.double({ min: 0.001, max: 0.999, noNaN: true }), { minLength: DAYS, maxLength: DAYS }),
        (m, zs, mixings, turns) => {
          const own = (n: number) => ({ mixing: mixings[n]!, turn: turns[n]! });
          // What is dealt inside a period beside z must not matter.
          const later = { mixing: 1.5, turn: 0.5 };
          const many = zs.slice(0, DAYS * m).map((z, i) => ({ ...(i % m === 0 ? own(i / m) : later), z }));
          const summed = mixings.map((_, n) => {
            const sum = zs.slice(n * m, (n + 1) * m).reduce((total, z) => total + z, 0);
            return { ...own(n), z: sum / Math.sqrt(m) };
          });
          const fine = inMany.get(m)!(many);
          const coarse = inOne(summed);
          for (const [n, whole] of coarse.entries()) {
            const steps = fine.slice(n * m, (n + 1) * m);
            const size = 1e-12 * (1 + Math.abs(whole.logReturn));
            const sum = (of: (step: (typeof steps)[number]) => number) =>
              steps.reduce((total, each) => total + of(each), 0);
            expect(Math.abs(sum((step) => step.logReturn) - whole.logReturn)).toBeLessThan(size);
            expect(Math.abs(sum((step) => step.variance) / whole.variance - 1)).toBeLessThan(1e-11);
          }
        },
      ),
      { seed: pinned(`periods ${name}`), numRuns: 25 },
    );
  });

  test(`${name}: returns are normal given what went before, around a mean that their shock does not move`, () => {
    fc.assert(
      fc.property(normals(DAYS), normals(DAYS), (zs, mixings) => {
        const last = (z: number) =>
          inOne(zs.map((each, n) => ({ z: n === DAYS - 1 ? z : each, mixing: mixings[n]!, turn: 0.7 })))[DAYS - 1]!;
        const [still, moved] = [last(0), last(1.7)];
        expect(moved.shock).toBe(1.7);
        const moves = moved.logReturn - still.logReturn;
        expect(Math.abs(moves / (1.7 * Math.sqrt(still.variance)) - 1)).toBeLessThan(1e-9);
        expect(moved.simpleReturn).toBeCloseTo(Math.expm1(moved.logReturn), 12);
      }),
      { seed: pinned(`normal ${name}`), numRuns: 25 },
    );
  });
}

// Kills: a compensator of the wrong period, half of a t's variance taken off, none.
test('where shocks are normal, E[S] grows by the drift whatever went before, and where they are t the median does', () => {
  const opened = (models: readonly Model<'price'>[]) => models.map((model) => dealtPrice(model, 12, 240));
  const growthOf = (price: ReturnType<typeof dealtPrice>, zs: readonly number[], share: number) => {
    const { logReturn, variance } = price([...zs, 0].map((z, n) => ({ z, mixing: z, turn: (n + 0.5) / 12 })))[11]!;
    return ((logReturn + share * variance) * 365 * 6) / driftPerYear;
  };
  const shocks = { driftPerYear, omega: 0.2, alpha: 0.07, beta: 0.92, degreesOfFreedom: 3 };
  const normal = opened(Object.values(compensated));
  const student = opened([
    others.studentT,
    garch(shocks),
    gjrGarch({ ...shocks, gamma: 0 }),
    egarch({ ...shocks, gamma: 0 }),
  ]);
  fc.assert(
    fc.property(normals(11), (zs) => {
      for (const price of normal) expect(growthOf(price, zs, 0.5)).toBeCloseTo(1, 9);
      for (const price of student) expect(growthOf(price, zs, 0)).toBeCloseTo(1, 9);
    }),
    { seed: pinned('compensators'), numRuns: 20 },
  );
});

// The log price is linear in what is dealt: its coefficients are its law.
test('chop and trend: E[S] has grown by the drift at every step, and periods have the autocovariance of AR(1)', () => {
  for (const phi of [-0.9, -0.3, 0, 0.5, 0.95]) {
    const [days, m, volatilityPerYear] = [7, 3, 0.7];
    const price = dealtPrice(autoregressive({ driftPerYear, volatilityPerYear, phi }), days * m, 480);
    const unit = (i: number) => Array.from({ length: days * m }, (_, n) => ({ z: n === i ? 1 : 0 }));
    const still = price(unit(-1)).map(({ logReturn }) => logReturn);
    const effects = still.map((_, i) => price(unit(i)).map(({ logReturn }, n) => logReturn - still[n]!));
    const sumTo = (row: readonly number[], end: number, begin = 0) =>
      row.slice(begin, end).reduce((sum, x) => sum + x, 0);
    for (let end = 1; end <= days * m; end++) {
      const variance = effects.reduce((sum, row) => sum + sumTo(row, end) ** 2, 0);
      expect(sumTo(still, end) + variance / 2).toBeCloseTo((driftPerYear * end) / 1095, 13);
    }
    const ofDay = (n: number) => effects.map((row) => sumTo(row, (n + 1) * m, n * m));
    for (const [a, b] of [
      [0, 0],
      [3, 3],
      [0, 1],
      [2, 6],
    ] as const) {
      const covariance = ofDay(a).reduce((sum, x, i) => sum + x * ofDay(b)[i]!, 0);
      expect(covariance).toBeCloseTo((volatilityPerYear ** 2 / 365) * phi ** (b - a), 14);
    }
  }
});

const PATHS = 6000;
function run(price: Model<'price'>, holdings: Parameters<typeof token>[0][], days: number, stepMinutes = 1440) {
  const tokens = Object.fromEntries(holdings.map((leverage) => [`${leverage}x`, token(leverage, {}, daily())]));
  const setting = () => ({ days, stepMinutes, price, funding: noFunding(), holdings: { ...tokens, spot: spot() } });
  return runScenario(scenario({ question: 'What does it grow by?', setting }).resolve({ paths: PATHS, seed: 'I-58' }));
}

// Kills: returns that the token sees otherwise than they are, variance that leaks into the mean.
test('a token that is rebalanced daily grows by (1 + L mu)^n on average, whatever the variance does', () => {
  const days = 15;
  for (const [name, model] of Object.entries(compensated)) {
    const found = run(model, [3, -2], days, name === 'garch of 4 hours' ? 240 : 1440);
    for (const leverage of [3, -2]) {
      const values = found(`${leverage}x`, 'finalValue');
      const exact = (1 + leverage * Math.expm1(driftPerYear / 365)) ** days;
      const z = (meanOf(values) - exact) / (sdOf(values) / Math.sqrt(PATHS));
      expect(Math.abs(z), `${name} ${leverage}x: mean ${meanOf(values)}, exact ${exact}`).toBeLessThan(4.5);
      expect(Math.min(...values)).toBeGreaterThan(0);
    }
  }
});

test('in a run, chop of 8-hour steps has the mean and the variance that its days add up to', () => {
  const [phi, days, volatilityPerYear] = [-0.4, 10, 0.7];
  const logs = run(autoregressive({ driftPerYear, volatilityPerYear, phi }), [], days, 480)(null, 'sumLogReturn');
  let variance = 0;
  for (let a = 0; a < days; a++) for (let b = 0; b < days; b++) variance += phi ** Math.abs(a - b) / 365;
  variance *= volatilityPerYear ** 2;
  const mean = (driftPerYear * days) / 365 - variance / 2;
  expectSampleOf(logs, { mean, sd: Math.sqrt(variance), kurtosis: 3 });
});

// Kills: a part that should vanish with its parameter.
test('without memory, alike in all regimes, or of endless degrees of freedom, each is geometric Brownian motion', () => {
  const volatilityPerYear = 0.8;
  const omega = (1e4 * 0.64) / 365;
  const regime = { calmVolatilityPerYear: 0.8, wildVolatilityPerYear: 0.8, calmDays: 2, wildDays: 5 };
  const nested: Readonly<Record<string, readonly [Model<'price'>, tolerance: number]>> = {
    garch: [garch({ driftPerYear, omega, alpha: 0, beta: 0 }), 1e-13],
    gjrGarch: [gjrGarch({ driftPerYear, omega, alpha: 0, gamma: 0, beta: 0 }), 1e-13],
    egarch: [egarch({ driftPerYear, omega: Math.log(omega), alpha: 0, gamma: 0, beta: 0 }), 1e-13],
    regimes: [markovRegimes({ ...regime, calmDriftPerYear: driftPerYear, wildDriftPerYear: driftPerYear }), 1e-13],
    autoregressive: [autoregressive({ driftPerYear, volatilityPerYear, phi: 0 }), 1e-13],
    // The log drift of a t is not compensated.
    studentT: [studentT({ driftPerYear: driftPerYear - 0.32, volatilityPerYear, degreesOfFreedom: 1000 }), 0.02],
  };
  const brownian = run(gbm({ driftPerYear, volatilityPerYear }), [], 4, 480)('spot', 'finalValue');
  for (const [name, [model, tolerance]] of Object.entries(nested)) {
    const found = run(model, [], 4, 480)('spot', 'finalValue');
    const worst = brownian.reduce((most, value, path) => Math.max(most, Math.abs(found[path]! / value - 1)), 0);
    expect(worst, name).toBeLessThan(tolerance);
  }
  const [one, other] = [
    garch({ omega: 0.15, alpha: 0.05, beta: 0.9, degreesOfFreedom: 4 }),
    gjrGarch({ omega: 0.15, alpha: 0.05, gamma: 0, beta: 0.9, degreesOfFreedom: 4 }),
  ].map((model) => run(model, [], 4, 480)('spot', 'finalValue'));
  expect(other).toEqual(one);
});

// Kills: a variance below its constant part.
test('I-63: a variance is never below omega, and explosive or non-stationary parameters are refused by name', () => {
  const zs = Array.from({ length: 60 }, () => ({ z: 0 }));
  const model = garch({ omega: 0.2, alpha: 0.08, beta: 0.9 });
  for (const { variance } of dealtPrice(model, 60)(zs)) expect(variance).toBeGreaterThanOrEqual(2e-5);

  const problemsOf = (of: Model<'price'>) => of.problems.join('\n');
  const bitcoin = { omega: 0.131, alpha: 0.0706, beta: 0.9294, degreesOfFreedom: 3.19 };
  expect(problemsOf(garch(bitcoin))).toMatch(
    /^garch: not stationary: alpha \+ beta must be below 1 .* got 1 \(allowNonStationary: true with a start/,
  );
  expect(problemsOf(garch({ ...bitcoin, allowNonStationary: true }))).toMatch(/not stationary/);
  const runs = garch({ ...bitcoin, allowNonStationary: true, startVolatilityPerYear: 0.5 });
  expect(runs.problems).toEqual([]);
  expect(runs.assumptions.join('\n')).toMatch(/mean of the price does not exist[\s\S]*never forgotten/);
  expect(dealtPrice(runs, 2)([{ z: 1 }, {}])[0]!.logReturn).toBeGreaterThan(0);
  const explosive = { allowNonStationary: true, startVolatilityPerYear: 0.5 };
  expect(problemsOf(garch({ ...bitcoin, ...explosive, beta: 0.95 }))).toMatch(/explosive: alpha \+ beta .* got 1.02/);
  expect(problemsOf(gjrGarch({ omega: 1, alpha: 0.1, gamma: 0.2, beta: 0.85 }))).toMatch(/explosive: .*gamma \/ 2/);
  expect(problemsOf(gjrGarch({ omega: 1, alpha: 0.1, gamma: -0.2, beta: 0.5 }))).toMatch(/alpha \+ gamma must not/);
  expect(problemsOf(garch({ omega: 0, alpha: 0.1, beta: 0.8 }))).toMatch(/omega must be a number from 1e-9/);
  expect(problemsOf(garch({ omega: 1, alpha: -0.1, beta: 0.8 }))).toMatch(/alpha must be a number from 0 to 1/);
  expect(problemsOf(egarch({ omega: 0, alpha: 0.1, gamma: 0, beta: 1 }))).toMatch(/not stationary: \|beta\|/);
  expect(
    problemsOf(egarch({ omega: 0, alpha: 0, gamma: 0, beta: 0, startVolatilityPerYear: 2, mostVolatilityPerYear: 1 })),
  ).toMatch(/startVolatilityPerYear must be at most/);
  for (const degreesOfFreedom of [0.5, 2]) {
    expect(problemsOf(garch({ ...bitcoin, beta: 0.9, degreesOfFreedom }))).toMatch(/degreesOfFreedom must be above 2/);
  }
  expect(problemsOf(studentT({ volatilityPerYear: 1, degreesOfFreedom: 2 }))).toMatch(/must be above 2/);
  expect(problemsOf(autoregressive({ volatilityPerYear: 1, phi: -1 }))).toMatch(/not stationary: \|phi\|/);
});

test('spells shorter than a period, and crises that never come, are refused where they would be meant', () => {
  const problemsOf = (options: object) => markovRegimes({ ...regimes, ...options }).problems.join('\n');
  expect(problemsOf({ calmDays: 0.9 })).toMatch(/calmDays must be at least a period, 1 days; got 0.9/);
  expect(problemsOf({ calmDays: 0.9, wildDays: 0.5, periodHours: 12 })).toBe('');
  expect(problemsOf({ crisisDays: 0.5 })).toMatch(/crisisDays must be at least/);
  expect(problemsOf({ start: 'crisis' })).toMatch(/start "crisis" needs crisisDays/);
  expect(problemsOf({ calmToWild: 0.5 })).toMatch(/calmToWild must be 1 unless/);
  expect(problemsOf({ calmToWild: 0.5, crisisDays: 20 })).toBe('');
});

test('I-68: a regime that is never left is never left', () => {
  const days = Array.from({ length: 400 }, (_, n) => ({ turn: (n + 0.5) / 400 }));
  for (const [start, volatility] of [
    ['calm', 0.335],
    ['wild', 1.07],
  ] as const) {
    const endless = markovRegimes({ ...regimes, calmDays: 1e9, wildDays: 1e9, start });
    for (const { variance } of dealtPrice(endless, 400)(days)) expect(variance).toBeCloseTo(volatility ** 2 / 365, 12);
  }
});

test('steps that do not divide a period, or are longer, are refused with both lengths', () => {
  const open = (stepMinutes: number, price: Model<'price'>) => {
    const setting = () => ({ days: 5, stepMinutes, price, funding: noFunding(), holdings: { spot: spot() } });
    return () => openScenario(scenario({ question: 'Does it fit?', setting }).resolve(), new Map(), 'plain');
  };
  for (const model of [...Object.values(others), compensated.gjrGarch, compensated.markovRegimes]) {
    expect(open(1440, model)).not.toThrow();
    expect(open(2400, model)).toThrow(
      `${model.name}: stepMinutes must divide the period of 24 h (periodHours) evenly; got 2400`,
    );
    expect(open(900, model)).toThrow(/evenly; got 900/);
  }
  expect(open(480, compensated['garch of 4 hours'])).toThrow(/the period of 4 h/);
});
