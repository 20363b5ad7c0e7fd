import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { traceStory } from '../../src/batch/trace-story.ts';
import {
  constantFunding,
  dailyWithEmergency,
  gbm,
  leveragedToken,
  lifeCycle,
  perpetual,
  primaryMarket,
  scenario,
  spot,
  untilExit,
} from '../../src/index.ts';
import type { PathStory, StoryEvent } from '../../src/result/story.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { runPaths } from '../support/run.ts';

const token = leveragedToken({ leverage: 3, rebalance: dailyWithEmergency(), tradingFee: 0.001 });
const held = {
  token: leveragedToken({
    leverage: -3,
    rebalance: dailyWithEmergency(),
    managementPerDay: 0.001,
    life: lifeCycle({ initialUnitPrice: 1, splitBelow: 0.5, splitRatio: 10, haltHours: 4 }),
  }),
  plan: untilExit({ of: token, leaveOnDay: 2, access: primaryMarket({ blockedMinutes: 180 }) }),
  perp: perpetual({ exposure: 8, marginLeverage: 10, stopLoss: 0.08 }),
  '=cmd|<b>': spot(),
};

const resolved = scenario({
  question: 'What happened?',
  seed: 'story',
  setting: () => ({
    days: 6,
    stepMinutes: 60,
    price: gbm({ volatilityPerYear: 1.6 }),
    funding: constantFunding({ fundingPerYear: 0.4 }),
    holdings: held,
  }),
}).resolve();
const simulation = openScenario(resolved, undefined, 'plain');
const holdings = resolved.holdings.map(({ name }) => ({ name }));
const instantsMs = Float64Array.from({ length: 6 * 24 + 1 }, (_, instant) => instant * 3_600_000);
const PATHS = 48;
const run = runPaths(openScenario(resolved), PATHS);
const tell = (path: number) => traceStory({ simulation, holdings, instantsMs }, path);
const anyPath = fc.integer({ min: 0, max: PATHS - 1 });

const outcomesOf = (story: PathStory, name: string) =>
  story.holdings
    .find((each) => each.name === name)!
    .events.flatMap(({ outcomes, instant }) => outcomes.map((outcome) => ({ ...outcome, instant })));

describe('a told path', () => {
  test('ends for every holding, and for the coin, where the run has it, bit for bit', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        const story = tell(path);
        for (const { name, values } of story.holdings) expect(values.at(-1)).toBe(run(name, 'finalValue')[path]);
        expect(story.coin.at(-1)).toBe(run(null, 'spotReturn')[path]! + 1);
      }),
      { numRuns: 12, seed: 1 },
    );
  });

  test('adds up: what was told, and the profit of the market, is what a holding is worth less what was put in', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        for (const { values, totals, events } of tell(path).holdings) {
          const total = totals.reduce((sum, { amount }) => sum + amount, 0);
          expect(total).toBeCloseTo(values.at(-1)! - 1, 12);
          for (const { account, amount } of totals.filter((posting) => posting.account !== 'profit')) {
            expect(sumOf(events, account)).toBeCloseTo(amount, 12);
          }
          expect(sumOf(events, 'profit')).toBe(0);
          // Nothing that was told is missing in the totals.
          const told = new Set(events.flatMap(({ postings }) => postings.map((posting) => posting.account)));
          expect(totals.map(({ account }) => account)).toEqual(expect.arrayContaining([...told]));
        }
      }),
      { numRuns: 12, seed: 2 },
    );
  });

  test('counts as many rebalances as the run, one after the other, in the order of time', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        const found = outcomesOf(tell(path), 'token').filter(({ what }) => what === 'rebalance');
        expect(found.map(({ count }) => count)).toEqual(found.map((_, i) => i + 1));
        expect(found).toHaveLength(run('token', 'rebalances')[path]!);
        expect(found.map(({ instant }) => instant)).toEqual(
          found.map(({ instant }) => instant).toSorted((a, b) => a - b),
        );
      }),
      { numRuns: 12, seed: 3 },
    );
  });

  test('tells a split, a stop and a closed way out where there was one, and nowhere else', () => {
    let [splits, stops] = [0, 0];
    for (let path = 0; path < PATHS; path++) {
      const story = tell(path);
      const of = (name: string, what: string) => outcomesOf(story, name).filter((each) => each.what === what);
      expect(of('token', 'split')).toHaveLength(run('token', 'splits')[path]!);
      const stopDays = run('perp', 'stopDays')[path]!;
      expect(of('perp', 'stop').map(({ instant }) => instant / 24)).toEqual(stopDays < 0 ? [] : [stopDays]);
      splits += of('token', 'split').length;
      stops += of('perp', 'stop').length;
      // The way out closes with the first daily rebalance, and opens three hours later.
      const dealing = outcomesOf(story, 'plan').filter(({ what }) => what === 'closed' || what === 'open');
      expect(dealing[0]?.what).toBe('closed');
      expect(dealing[0]?.instant).toBeLessThanOrEqual(24);
      expect(of('=cmd|<b>', 'rebalance')).toEqual([]);
    }
    expect(Math.min(splits, stops)).toBeGreaterThan(0);
  });
});

const sumOf = (events: readonly StoryEvent[], account: string): number =>
  events
    .flatMap(({ postings }) => postings)
    .filter((posting) => posting.account === account)
    .reduce((sum, { amount }) => sum + amount, 0);
