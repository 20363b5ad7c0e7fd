import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readRecording } from '../../src/data/node/read-recording.ts';
import * as words from '../../src/index.ts';
import { meanRevertingFunding } from '../../src/markets/funding/mean-reverting-funding.ts';
import { premiumRegimes } from '../../src/markets/funding/premium-regimes.ts';
import { returnDriven } from '../../src/markets/funding/return-driven.ts';
import { settledPer8h, settlementConstants } from '../../src/markets/funding/settlement.ts';
import { twoFactorFunding } from '../../src/markets/funding/two-factor-funding.ts';
import { binanceFunding } from '../../src/markets/funding/venues/binance.ts';
import { bitmexFunding } from '../../src/markets/funding/venues/bitmex.ts';
import { bybitFunding } from '../../src/markets/funding/venues/bybit.ts';
import { dydxFunding } from '../../src/markets/funding/venues/dydx.ts';
import { hyperliquidFunding } from '../../src/markets/funding/venues/hyperliquid.ts';
import { okxFunding, okxFundingUntil2026 } from '../../src/markets/funding/venues/okx.ts';
import type { FundingRule, FundingVenue } from '../../src/markets/funding/venues/venue.ts';
import { dataFolder, hasData, needsData } from '../support/data.ts';
import { root } from '../support/models.ts';
import { history, openTape } from '../support/tape.ts';
import { untouched } from '../support/tokens.ts';

const folder = `${root}src/markets/funding/venues/`;
const modules = await Promise.all(
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => import(/* @vite-ignore */ folder + file) as Promise<Readonly<Record<string, FundingVenue>>>),
);
const venues = modules.flatMap((module) => Object.entries(module));
const HOUR_MS = 3_600_000;

const rulesOf = (venue: FundingVenue): readonly FundingRule[] => [
  ...(Object.keys(venue.settlement) as (keyof FundingVenue['settlement'])[]).filter(
    (rule) => rule !== 'throughPremium',
  ),
  'averaging',
];

/** What a premium that never moves is charged in each hour of a day. */
function chargedBy(venue: FundingVenue, premiumPer8h: number, stampHours = venue.settlement.stampHours) {
  const still = { meanPerYear: premiumPer8h * 1095, deviationPerYear: 0, halfLifeDays: 1 };
  const funding = meanRevertingFunding({ ...still, ...venue.settlement, stampHours });
  expect(funding.problems).toEqual([]);
  const { simulation } = openTape({ holdings: { it: untouched(0) }, steps: 24, stepMinutes: 60, funding });
  return history(simulation, 'funding')
    .slice(1)
    .map(({ state }) => state.rate as number);
}

/** What a premium beyond what a process may be given is charged at a stamp. */
function settledAt({ settlement }: FundingVenue, premiumPer8h: number): number {
  const { interest, deadZone, cap, stampShare } = settlementConstants(settlement);
  return stampShare * settledPer8h(premiumPer8h, interest, deadZone, cap);
}

/** Hours of the day at which something is charged, and what, where that is the same each time. */
function stampsOf(charged: readonly number[]) {
  const hours = charged.flatMap((rate, hour) => (rate === 0 ? [] : [hour + 1]));
  const rates = new Set(hours.map((hour) => charged[hour - 1]!));
  expect(rates.size).toBeLessThanOrEqual(1);
  return { hours, rate: [...rates][0] ?? 0 };
}

test('there are the venues that the sources tell of, each exported under its own name', () => {
  expect(venues.map(([name]) => name).sort()).toEqual([
    ...['binanceFunding', 'bitmexFunding', 'bybitFunding', 'dydxFunding'],
    ...['hyperliquidFunding', 'okxFunding', 'okxFundingUntil2026'],
  ]);
  const exported = new Map<string, unknown>(Object.entries(words));
  for (const [name, venue] of venues) expect(exported.get(name)).toBe(venue);
});

describe.each(venues)('%s', (_name, venue) => {
  // Kills: a number that is out of the range of the option it is meant for.
  test('settles every process that has a premium', () => {
    for (const funding of [
      meanRevertingFunding({ meanPerYear: 0.1, deviationPerYear: 0.3, halfLifeDays: 5, ...venue.settlement }),
      twoFactorFunding({ ...venue.settlement }),
      premiumRegimes({ ...venue.settlement }),
      returnDriven({ ...venue.settlement }),
    ]) {
      expect(funding.problems).toEqual([]);
    }
  });

  test('is dated, and every rule has one source or one sentence that says what was assumed', () => {
    const date = /^\d{4}(-\d{2}(-\d{2})?)?$/;
    expect(venue.asOf).toMatch(date);
    for (const source of venue.sources) expect(source.date === 'undated' || date.test(source.date)).toBe(true);
    for (const rule of rulesOf(venue)) {
      const stated = venue.sources.filter(({ states }) => states.includes(rule)).length;
      expect(stated + (venue.assumptions[rule] === undefined ? 0 : 1), rule).toBe(1);
    }
  });
});

describe('examples that can be worked out by hand', () => {
  const tenth = 0.001;

  test('OKX, 2026: a premium of 0.10 % is charged 0.05 % every 8 hours, or 0.00625 % every hour', () => {
    expect(stampsOf(chargedBy(okxFunding, tenth))).toEqual({ hours: [8, 16, 24], rate: 0.0005 });
    const hourly = stampsOf(chargedBy(okxFunding, tenth, 1));
    expect(hourly.hours).toHaveLength(24);
    expect(hourly.rate).toBeCloseTo(0.000_062_5, 18);
    expect(stampsOf(chargedBy(okxFunding, tenth, 2)).rate).toBeCloseTo(0.000_125, 18);
  });

  test('OKX, before: the premium itself, at most 0.375 %', () => {
    expect(stampsOf(chargedBy(okxFundingUntil2026, tenth)).rate).toBe(tenth);
    expect(stampsOf(chargedBy(okxFundingUntil2026, -0.0037)).rate).toBeCloseTo(-0.0037, 18);
  });

  test('Binance, Bybit, BitMEX: 0.01 % for every premium from -0.04 % to 0.06 %, and 0.05 % for 0.10 %', () => {
    for (const venue of [binanceFunding, bybitFunding, bitmexFunding]) {
      for (const premium of [-0.0004, 0, 0.0006]) {
        expect(stampsOf(chargedBy(venue, premium)).rate).toBeCloseTo(0.0001, 18);
      }
      expect(stampsOf(chargedBy(venue, tenth)).rate).toBeCloseTo(0.0005, 18);
      expect(stampsOf(chargedBy(venue, -tenth)).rate).toBeCloseTo(-0.0005, 18);
    }
  });

  // Kills: every venue's stamps at midnight; a phase in minutes.
  test('BitMEX charges at 04:00, 12:00 and 20:00, the others with stamps of 8 hours at 08:00, 16:00 and midnight', () => {
    expect(stampsOf(chargedBy(bitmexFunding, 0)).hours).toEqual([4, 12, 20]);
    for (const venue of [binanceFunding, bybitFunding]) {
      expect(stampsOf(chargedBy(venue, 0)).hours).toEqual([8, 16, 24]);
    }
  });

  test('Hyperliquid: every hour an eighth of 0.01 % inside the dead zone, of 0.95 % for a premium of 1 %', () => {
    const quiet = stampsOf(chargedBy(hyperliquidFunding, 0.0003));
    expect(quiet.hours).toHaveLength(24);
    expect(quiet.rate).toBeCloseTo(0.000_012_5, 18);
    expect(settledAt(hyperliquidFunding, 0.01)).toBeCloseTo(0.0095 / 8, 15);
  });

  test('dYdX: every hour an eighth of the premium, without interest and without a dead zone', () => {
    const { hours, rate } = stampsOf(chargedBy(dydxFunding, 0.0008));
    expect(hours).toHaveLength(24);
    expect(rate).toBeCloseTo(0.0001, 18);
    expect(stampsOf(chargedBy(dydxFunding, 0))).toEqual({ hours: [], rate: 0 });
  });

  // Kills: a cap per stamp taken for one per 8 hours; the floor of another venue.
  test.each<[string, FundingVenue, number]>([
    ['Binance, 0.3 %', binanceFunding, 0.003],
    ['Bybit, 0.375 %', bybitFunding, 0.00375],
    ['BitMEX, 0.375 %', bitmexFunding, 0.00375],
    ['OKX, 0.375 %', okxFunding, 0.00375],
    ['OKX before 2026, 0.375 %', okxFundingUntil2026, 0.00375],
    ['Hyperliquid, 4 % an hour', hyperliquidFunding, 0.04],
    ['dYdX, an eighth of 6 (5 % - 3 %) an hour', dydxFunding, 0.015],
  ])('no stamp is charged more than the cap, either way: %s', (_title, venue, most) => {
    expect(settledAt(venue, 1)).toBeCloseTo(most, 15);
    expect(settledAt(venue, -1)).toBeCloseTo(-most, 15);
  });

  test('a first stamp beyond the first interval is refused, for the day would begin without stamps', () => {
    expect(premiumRegimes({ ...bitmexFunding.settlement, stampHours: 4 }).problems).toEqual([
      'premiumRegimes: firstStampHour must be below stampHours; got 4 and 4',
    ]);
    expect(twoFactorFunding({ stampHours: 1, firstStampHour: 1 }).problems).toHaveLength(1);
  });
});

test.skipIf(!hasData).each([
  ['Binance', binanceFunding, 'binance_BTCUSDT_8h.csv'],
  ['Bybit', bybitFunding, 'bybit_BTCUSDT_8h.csv'],
  ['BitMEX', bitmexFunding, 'bitmex_XBTUSD_8h.csv'],
] as const)(
  `%s has charged at these hours, within this cap, and most often this interest${needsData}`,
  (_title, venue, file) => {
    const { firstStampHour, stampHours, capPer8h, interestPer8h } = venue.settlement;
    const { rates } = readRecording(dataFolder, {
      kind: 'rates',
      file: `funding/${file}`,
      time: 'ts_ms',
      rate: 'rate',
    });
    const end = Date.parse(`${venue.asOf}T24:00:00Z`);
    const charged = rates.rate.filter((_, i) => rates.timeMs[i]! <= end);
    expect(charged.length).toBeGreaterThan(3000);
    expect(Math.max(...charged.map(Math.abs))).toBeLessThanOrEqual(capPer8h);
    for (const ms of rates.timeMs) expect(Math.round(ms / HOUR_MS) % stampHours).toBe(firstStampHour);
    const counts = new Map<number, number>();
    for (const rate of charged) counts.set(rate, (counts.get(rate) ?? 0) + 1);
    expect([...counts].sort(([, a], [, b]) => b - a)[0]![0]).toBe(interestPer8h);
  },
);

test('the README of venues has the table that their rules come to', () => {
  const readme = readFileSync(`${folder}README.md`, 'utf8');
  const table = tableOf(venues.map(([, venue]) => venue));
  const start = readme.indexOf('| Venue |');
  const accept = 'ACCEPT=1 npx vitest run test/funding/venues.test.ts';
  expect(readme).toContain(accept);
  if (process.env.ACCEPT === '1' && !process.env.CI) {
    writeFileSync(`${folder}README.md`, `${readme.slice(0, start)}${table}`);
    return;
  }
  expect(readme.slice(start), `look at the difference, then run "${accept}"`).toBe(table);
});

/** Rule by rule, who states it, or what was assumed. */
function tableOf(list: readonly FundingVenue[]): string {
  const rows = list.flatMap((venue) =>
    rulesOf(venue).map((rule) => {
      const source = venue.sources.find(({ states }) => states.includes(rule));
      const value = rule === 'averaging' ? venue.averaging : venue.settlement[rule];
      return [venue.title, rule, value, source?.title ?? '', source?.date ?? '', venue.assumptions[rule] ?? ''];
    }),
  );
  const head = ['Venue', 'rule', 'value', 'source', 'date', 'assumed'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
