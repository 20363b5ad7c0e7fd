import { describe, expect, test } from 'vitest';
import { marketMetric } from '../../src/engine/define.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { heston } from '../../src/markets/price/heston.ts';
import { merton } from '../../src/markets/price/merton.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { normalCdf } from '../support/exact.ts';
import { poissonShares, runJumps } from '../support/jumps.ts';
import { countOf, expectSampleOf, expectShareOf, MOST_STANDARD_ERRORS, meanOf, sdOf } from '../support/monte-carlo.ts';
import { runScenario } from '../support/run.ts';
import { token } from '../support/tokens.ts';
import heavy from './heston.json' with { type: 'json' };
import oracles from './jumps.json' with { type: 'json' };

/**
 * Means and deviations of tokens whose sample mean is too skewed to be held to anything: they come from paths that
 * hardly ever happen. So such paths are made common, and weighed by how much too common they are.
 *
 * Esscher (1932), Gerber & Shiu (1994): under dQ/dP = exp(theta X - psi(theta) T), X the log return of a Merton price,
 * X is that of another Merton price, and for a token of leverage L
 *
 *   E_P N^p = E_Q [N^p exp(-theta X)] exp(psi(theta) T),   theta = p L
 *
 * A step multiplies N by max(0, 1 + L (exp x - 1)), which is at most exp(L x) for L >= 1 and L <= 0 (Bernoulli). What
 * is averaged on the right lies therefore between 0 and 1, however often the token is re-levered, and has no tail.
 */
interface Jumps {
  readonly drift: number;
  readonly rate: number;
  readonly mean: number;
  readonly deviation: number;
}

const VOLATILITY = 0.5;
const HOURS = 8760;
const momentOfJump = ({ mean, deviation }: Jumps, k: number) =>
  Math.exp(k * mean + (k * k * deviation * deviation) / 2);
/** Drift of the log price between jumps. */
const between = (law: Jumps) => law.drift - VOLATILITY ** 2 / 2 - law.rate * (momentOfJump(law, 1) - 1);
const psi = (law: Jumps, k: number) =>
  k * between(law) + (k * k * VOLATILITY ** 2) / 2 + law.rate * (momentOfJump(law, k) - 1);

/** The Merton law under Q: its drift is what leaves the log price between jumps theta volatility² more. */
function tilted(law: Jumps, theta: number): Jumps {
  const jumps = {
    drift: 0,
    rate: law.rate * momentOfJump(law, theta),
    mean: law.mean + theta * law.deviation ** 2,
    deviation: law.deviation,
  };
  return { ...jumps, drift: between(law) + theta * VOLATILITY ** 2 - between(jumps) };
}

const priceOf = ({ drift, rate, mean, deviation }: Jumps) =>
  merton({
    driftPerYear: drift,
    volatilityPerYear: VOLATILITY,
    jumpsPerYear: rate,
    jumpMean: mean,
    jumpDeviation: deviation,
  });

/** E[max(0, 1 + L (exp x - 1))^p exp(-c x)] of one step, summed over how many jumps it meets: a normal law for each. */
function stepMoment(law: Jumps, years: number, L: number, p: number, c = 0): number {
  const edge = Math.log(1 - 1 / L);
  const binomials = Array.from({ length: p }).reduce<number[]>(
    (row) => [...row, 0].map((each, k) => each + (row[k - 1] ?? 0)),
    [1],
  );
  return poissonShares(law.rate * years, 12).reduce((sum, share, n) => {
    const mean = between(law) * years + n * law.mean;
    const variance = VOLATILITY ** 2 * years + n * law.deviation ** 2;
    const alive = (k: number) =>
      Math.exp(k * mean + (k * k * variance) / 2) *
      normalCdf((Math.sign(L) * (mean + k * variance - edge)) / Math.sqrt(variance));
    return sum + share * binomials.reduce((all, b, k) => all + b * (1 - L) ** (p - k) * L ** k * alive(k - c), 0);
  }, 0);
}

/** Chance that a step leaves nothing. */
function stepRuin(law: Jumps, years: number, L: number): number {
  const edge = Math.log(1 - 1 / L);
  return poissonShares(law.rate * years, 12).reduce((sum, share, n) => {
    const variance = VOLATILITY ** 2 * years + n * law.deviation ** 2;
    return sum + share * normalCdf((Math.sign(L) * (edge - between(law) * years - n * law.mean)) / Math.sqrt(variance));
  }, 0);
}

const rows = oracles.tokensOfAYear.map((row) => ({
  ...row,
  name: `${row.leverage}x, ${row.rate} jumps a year`,
  law: { drift: 0.4, rate: row.rate, mean: row.jumpMean, deviation: row.jumpDeviation },
}));

describe.each(rows)('$name', ({ law, name, leverage: L, ...row }) => {
  const ofAYear = (p: number, c = 0) => stepMoment(law, 1 / HOURS, L, p, c) ** HOURS;
  const run = (price: Jumps, paths: number, seed: string) =>
    runJumps({
      price: priceOf(price),
      days: 365,
      steps: HOURS,
      paths,
      seed: `${name}, ${seed}`,
      holdings: { token: token(L, {}, every({ hours: 1 })) },
    });

  // The table is of tokens re-levered all the time: an hourly one is off by as much as the tolerance.
  test.each([
    { p: 1, tabled: row.mean, tolerance: 0.0002 },
    { p: 2, tabled: row.mean ** 2 + row.sd ** 2, tolerance: 0.007 },
  ])('moment $p of a year of hours is the tabled one, and what shows it has no tail', ({ p, tabled, tolerance }) => {
    const exact = ofAYear(p);
    expect(Math.abs(exact / tabled - 1), `exact ${exact}, table ${tabled}`).toBeLessThan(tolerance);

    const theta = p * L;
    const found = run(tilted(law, theta), 1000, `moment ${p}`);
    const logs = found(null, 'sumLogReturn');
    // A drift that is wrong cancels below, and is seen here: psi' and psi'' at theta.
    const { rate, mean, deviation } = tilted(law, theta);
    expectSampleOf(logs, {
      mean: between(law) + theta * VOLATILITY ** 2 + rate * mean,
      sd: Math.sqrt(VOLATILITY ** 2 + rate * (mean ** 2 + deviation ** 2)),
    });
    const weighed = found('token', 'finalValue').map((value, i) => value ** p * Math.exp(-theta * logs[i]!));
    expect(Math.max(...weighed)).toBeLessThanOrEqual(1 + 1e-9);
    const scale = Math.exp(psi(law, theta));
    const [m1, m2, m3, m4] = [1, 2, 3, 4].map((j) => ofAYear(p * j, (j - 1) * theta) / scale) as [
      number,
      number,
      number,
      number,
    ];
    const variance = m2 - m1 * m1;
    const kurtosis = (m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 ** 4) / variance ** 2;
    expect(kurtosis).toBeLessThan(12);
    expectSampleOf(weighed, { mean: m1, sd: Math.sqrt(variance), kurtosis }, `${name}, moment ${p}`);
  });

  // Rarer ruin is met by importance, on one step, below: plain paths would never see it.
  if (row.ruinOfYear >= 1e-3) {
    test('it is ruined within a year as often as the table says', () => {
      const ruin = 1 - (1 - stepRuin(law, 1 / HOURS, L)) ** HOURS;
      expect(Math.abs(ruin / row.ruinOfYear - 1), `exact ${ruin}`).toBeLessThan(0.006);
      const values = run(law, 1500, 'ruin')('token', 'finalValue');
      expectShareOf(
        countOf(values, (value) => value === 0),
        values.length,
        ruin,
        `${name} ruined`,
      );
    });
  }
});

/**
 * A ruin of four in a million years is looked for where it happens: in two minutes, with 300 jumps a year around -42 %, each
 * path weighed by the likelihood of its jumps and of the rest, whose drift compensates them. Steps are alike and
 * independent, so that one of them gives the year. Two jumps in one step ruin as well, hence the tolerance.
 */
test('3x, 10 jumps a year: ruin once in 260,000 years, by the likelihood of what ruins', () => {
  const { law, leverage, ruinOfYear } = rows[0]!;
  const years = 1 / (30 * HOURS);
  const ruin = stepRuin(law, years, leverage);
  expect(Math.abs(ruin / years / ruinOfYear - 1)).toBeLessThan(0.025);

  const common = { ...law, drift: 0, rate: 300, mean: -0.42 };
  const shares = (rate: number) => poissonShares(rate * years, 6);
  const likelihood = (of: Jumps, jump: number, rest: number) => {
    const z = (rest - between(of) * years) / (VOLATILITY * Math.sqrt(years));
    const sizes = shares(of.rate).map((share, n) => {
      const deviation = of.deviation * Math.sqrt(n);
      return n === 0 ? 0 : (share / deviation) * Math.exp(-(((jump - n * of.mean) / deviation) ** 2) / 2);
    });
    return Math.exp((-z * z) / 2) * sizes.reduce((sum, each) => sum + each, 0);
  };
  const holdings = { token: token(leverage, {}, every({ hours: 1 })) };
  const found = runJumps({ price: priceOf(common), days: 1 / 720, paths: 500_000, seed: 'rare ruin', holdings });
  const [jumps, logs] = [found(null, 'jumps'), found(null, 'sumLogReturn')];
  const weighed = found('token', 'finalValue').map((value, i) => {
    const [jump, rest] = [jumps[i]!, logs[i]! - jumps[i]!];
    return value > 0 ? 0 : likelihood(law, jump, rest) / likelihood(common, jump, rest);
  });
  expectMean(weighed, ruin, 0.13);
});

/** A sample mean by the sample's own error, which must be at most such a part of the mean. */
function expectMean(values: Float64Array, exact: number, largestError: number, atMost = 0): void {
  const error = sdOf(values) / Math.sqrt(values.length);
  expect(error / exact).toBeLessThan(largestError);
  expect(Math.abs(meanOf(values) - exact), `${meanOf(values)}, exact ${exact}`).toBeLessThan(
    MOST_STANDARD_ERRORS * error + atMost * exact,
  );
}

/**
 * The square of a token on a Heston price. With W the noise of the price, B that of variance, IV the integral of variance,
 *
 *   N = exp(L ∫ sqrt(v) dW - L² IV / 2),   dQ/dP = exp(2 L ∫ sqrt(v) dW - 2 L² IV)
 *
 * Under Q variance reverts at kappa' = kappa - 2 L rho xi to the level where kappa theta stays what it was: Heston's again.
 * There N² is weighed down to exp(L² IV), whose own tail goes with a second change, of B by b sqrt(v) dt, to Q'':
 *
 *   kappa'' = kappa' - b xi,   dQ/dQ'' = exp(-b (v(T) - v(0) - kappa theta T + kappa'' IV) / xi - b² IV / 2)
 *
 * What the engine simulates at kappa'' lacks the drifts that both changes give X and N; they cancel:
 *
 *   E_P [N²] = E_Q'' [N² exp(-2 L X) exp((2 L² - L) IV) dQ/dQ'']
 *
 * of which N² exp(-2 L X) is at most 1 for the simulated token as well. b = L² xi T / 2 is the mean of the best one.
 */
const { v0, theta, kappa, xi, rho, T } = heavy.tokens.law;

const varianceOfPath = marketMetric({
  name: 'varianceOfPath',
  options: {},
  state: { last: 0, sum: 0 },
  results: ['last', 'sum'],
  constants: (_options, { clock }) => ({ overHalfStep: 2 / clock.stepYears, start: v0 }),
  step: (s, k, _draw, at, ports) => {
    s.last = k.overHalfStep * ports.price.variance - (at.step === 0 ? k.start : s.last);
    s.sum += ports.price.variance;
  },
});

const squares = heavy.tokens.rows.filter(({ square }) => square !== undefined);

test.each(squares)('Heston: the square of a token of $L is on average the tabled one', ({ L, square }) => {
  const b = (L * L * xi * T) / 2;
  const reversion = kappa - 2 * L * rho * xi - b * xi;
  const price = heston({
    volatilityPerYear: Math.sqrt(v0),
    longRunVolatilityPerYear: Math.sqrt((kappa * theta) / reversion),
    reversionPerYear: reversion,
    volatilityOfVariance: xi,
    correlation: rho,
  });
  const setting = () => ({
    days: T * 365,
    stepMinutes: 90,
    price,
    funding: noFunding(),
    holdings: { token: token(L, {}, every({ hours: 1.5 })) },
    metrics: [varianceOfPath()],
  });
  const found = runScenario(
    scenario({ question: 'What is the square of a token?', setting }).resolve({ paths: 4000, seed: `square ${L}` }),
  );
  const [logs, ends, sums] = [found(null, 'sumLogReturn'), found(null, 'last'), found(null, 'sum')];
  // A drift that is wrong cancels below, and is seen here.
  const noises = logs.map((log, i) => log + sums[i]! / 2);
  expect(Math.abs(meanOf(noises) / sdOf(noises)) * Math.sqrt(noises.length)).toBeLessThan(MOST_STANDARD_ERRORS);
  const weighed = found('token', 'finalValue').map((value, i) => {
    const noise = (ends[i]! - v0 - kappa * theta * T + reversion * sums[i]!) / xi;
    return value ** 2 * Math.exp(-2 * L * logs[i]! + (2 * L * L - L - (b * b) / 2) * sums[i]! - b * noise);
  });
  const [mean, sd] = [meanOf(weighed), sdOf(weighed)];
  expect(meanOf(weighed.map((each) => ((each - mean) / sd) ** 4))).toBeLessThan(8);
  // Re-levered every hour and a half, not all the time.
  expectMean(weighed, square!, 0.005, 0.002);
});
