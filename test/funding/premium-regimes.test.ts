import { expect, test } from 'vitest';
import { premiumRegimes } from '../../src/markets/funding/premium-regimes.ts';
import { twoFactorFunding } from '../../src/markets/funding/two-factor-funding.ts';
import { CHI_SQUARE_99_1E4, chiSquareOf100, KOLMOGOROV_1E4, kolmogorov, normalCdf } from '../support/exact.ts';
import { countOf, expectSampleOf, expectShareOf } from '../support/monte-carlo.ts';
import { expectCovarianceOf, sample, standardNormal } from './support.ts';

/** Two regimes well apart, per 8 hours, neither of them that of any market. */
const law = {
  quietMeanPer8h: -0.0005,
  quietDeviationPer8h: 0.0002,
  bullMeanPer8h: 0.0008,
  bullDeviationPer8h: 0.0006,
  bullShare: 0.3,
  bullDays: 7,
  fastShare: 0.4,
  fastHalfLifeHours: 6,
  slowHalfLifeDays: 4,
};
const bare = { throughPremium: false, capPer8h: 1 } as const;
const b = law.bullShare;

/** Of the premium: a mixture of two normal laws. */
const mixed = (cdf: (z: number) => number) => (x: number) =>
  (1 - b) * cdf((x - law.quietMeanPer8h) / law.quietDeviationPer8h) +
  b * cdf((x - law.bullMeanPer8h) / law.bullDeviationPer8h);
const mean = (1 - b) * law.quietMeanPer8h + b * law.bullMeanPer8h;

/** The covariance of premiums so many days apart, as the model states it. */
function covariance(days: number): number {
  const chain = Math.exp(-days / ((1 - b) * law.bullDays));
  const [jump, spread] = [
    law.bullMeanPer8h - law.quietMeanPer8h,
    law.bullDeviationPer8h - law.quietDeviationPer8h,
  ] as const;
  const deviation = (1 - b) * law.quietDeviationPer8h + b * law.bullDeviationPer8h;
  const factors =
    law.fastShare * 0.5 ** ((24 * days) / law.fastHalfLifeHours) +
    (1 - law.fastShare) * 0.5 ** (days / law.slowHalfLifeDays);
  return b * (1 - b) * jump ** 2 * chain + factors * (deviation ** 2 + b * (1 - b) * spread ** 2 * chain);
}

// Kills: a chain that starts in one regime; factors that start at their means; shares of variance taken for deviations.
test('the premium has the law of the mixture at the first stamp and at the last: Kolmogorov and chi-square at 1e-4', () => {
  const found = sample({
    ...{ funding: premiumRegimes({ ...law, ...bare }), days: 20, stepMinutes: 480, lag: 1 },
    ...{ paths: 30_000, seed: 'premium regimes' },
  });
  for (const values of [found.first, found.last]) {
    expect(kolmogorov(values, mixed(normalCdf))).toBeLessThan(KOLMOGOROV_1E4);
    expect(chiSquareOf100(values, mixed(normalCdf))).toBeLessThan(CHI_SQUARE_99_1E4);
  }
  expectSampleOf(found.last, { mean, sd: Math.sqrt(covariance(0)) }, 'premium');
});

// Kills: half-lives taken for rates; a mean spell of either regime; transitions to first order in the step.
test('premiums some hours, a day and ten days apart covary as the chain and the factors remember, whatever the step', () => {
  for (const [stepMinutes, lag] of [
    [480, 1],
    [1440, 1],
    [480, 30],
    [2880, 5],
  ] as const) {
    const stamps = stepMinutes / 480;
    const found = sample({
      ...{ funding: premiumRegimes({ ...law, ...bare }), days: 20, stepMinutes, lag },
      ...{ paths: 20_000, seed: `regimes ${stepMinutes} ${lag}` },
    });
    const days = (lag * stepMinutes) / 1440;
    const exact = { means: [mean, mean], covariance: covariance(days) } as const;
    const [earlier, last] = [found.earlier, found.last].map((rates) => rates.map((rate) => rate / stamps));
    expectCovarianceOf(earlier!, last!, exact, `${days} days apart, steps of ${stepMinutes} minutes`);
  }
});

// Kills: the atom of another venue; a dead zone on one side; the settlement left out.
test('exactly the interest is charged with the probability that the dead zone has, above and below it with the rest', () => {
  for (const [interest, deadZone] of [
    [0.0001, 0.0005],
    [-0.0002, 0.0003],
  ] as const) {
    const settlement = { interestPer8h: interest, deadZonePer8h: deadZone, capPer8h: 0.5 };
    const { last } = sample({
      ...{ funding: premiumRegimes({ ...law, ...settlement }), days: 4, stepMinutes: 480, lag: 1 },
      ...{ paths: 40_000, seed: `atom ${interest}` },
    });
    const isAt = (rate: number) => Math.abs(rate - interest) < 1e-15;
    const cdf = mixed(standardNormal);
    const [low, high] = [cdf(interest - deadZone), cdf(interest + deadZone)];
    expectShareOf(countOf(last, isAt), last.length, high - low, 'at the interest');
    expectShareOf(
      countOf(last, (rate) => rate < interest && !isAt(rate)),
      last.length,
      low,
      'below',
    );
  }
});

// Kills: the mean length of a spell taken for the time that the chain remembers; start in the other regime.
test('what began in one regime is found there after t days with the probability of a chain in continuous time', () => {
  const still = { ...law, quietDeviationPer8h: 0, bullDeviationPer8h: 0, ...bare };
  for (const [start, days, stepMinutes] of [
    ['bull', 3, 480],
    ['quiet', 3, 60],
    ['quiet', 30, 1440],
    ['drawn', 5, 480],
  ] as const) {
    const { last } = sample({
      ...{ funding: premiumRegimes({ ...still, start }), days, stepMinutes, lag: 1 },
      ...{ paths: 20_000, seed: `${start} ${days}` },
    });
    const remembered = start === 'drawn' ? 0 : Math.exp(-days / ((1 - b) * law.bullDays));
    const probability = b + ((start === 'bull' ? 1 : 0) - b) * remembered;
    const bulls = countOf(last, (rate) => rate > 0);
    expectShareOf(bulls, last.length, probability, `${start}, ${days} days`);
  }
});

// Kills: factors that differ by regime; a settlement of its own; a start with the deviations of another law.
test('one regime, or two that are the same, are a premium with two factors; without the fast one it returns to its mean', () => {
  const settled = { throughPremium: true, deadZonePer8h: 0.0002, capPer8h: 0.003, stampHours: 4 } as const;
  const market = { days: 10, stepMinutes: 240, lag: 1, paths: 40, seed: 'nesting' };
  const deviation = 0.0004;
  for (const fastShare of [0.4, 0]) {
    const factors = {
      fastDeviationPerYear: 1095 * deviation * Math.sqrt(fastShare),
      slowDeviationPerYear: 1095 * deviation * Math.sqrt(1 - fastShare),
      ...{ fastHalfLifeHours: 6, slowHalfLifeDays: 4, fastCorrelation: 0, slowCorrelation: 0 },
    };
    const expected = sample({
      ...market,
      funding: twoFactorFunding({ meanPerYear: 0.2, ...factors, ...settled }),
    }).last;
    const regime = { quietMeanPer8h: 0.2 / 1095, quietDeviationPer8h: deviation, start: 'quiet' } as const;
    const twice = { bullMeanPer8h: 0.2 / 1095, bullDeviationPer8h: deviation };
    for (const shape of [
      { ...regime, bullShare: 0 },
      { ...regime, ...twice, bullShare: 0.5 },
    ]) {
      const shared = { fastShare, fastHalfLifeHours: 6, slowHalfLifeDays: 4, ...settled };
      const { last } = sample({ ...market, funding: premiumRegimes({ ...shape, ...shared }) });
      for (const [path, rate] of last.entries()) expect(Math.abs(rate - expected[path]!)).toBeLessThan(1e-17);
    }
  }
});

test('a mean of either regime beyond the cap is refused by name', () => {
  expect(premiumRegimes({ bullMeanPer8h: 0.004, quietMeanPer8h: -0.0031 }).problems).toEqual([
    'premiumRegimes: |quietMeanPer8h| must be at most capPer8h; got -0.0031 and 0.003',
    'premiumRegimes: |bullMeanPer8h| must be at most capPer8h; got 0.004 and 0.003',
  ]);
});
