import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fundLife } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { finite } from '../../src/engine/options.ts';
import { frontRun } from '../../src/tokens/execution/front-run.ts';
import { marketImpact } from '../../src/tokens/execution/market-impact.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { dailyWithEmergency } from '../../src/tokens/rebalance/daily-with-emergency.ts';
import { valueAfterTrade } from '../../src/tokens/trade.ts';
import { evenly, fundingRates, gentleReturns, near, pinned } from '../support/arbitraries.ts';
import { bars } from '../support/bars.ts';
import { expectShareOf } from '../support/monte-carlo.ts';
import type { Bar, Numbers } from '../support/tape.ts';
import { history, openTape, play } from '../support/tape.ts';
import { costs } from '../support/tokens.ts';

const deep = { dailyVolume: 20e9, volatilityPerDay: 0.03 };
const free = { tradingFee: 0, managementPerDay: 0, subscriptionFee: 0, redemptionFee: 0 };

const total = (state: Numbers, prefix: string) =>
  Object.entries(state).reduce((sum, [name, value]) => (name.startsWith(prefix) ? sum + value : sum), 0);
const size = (state: Numbers, prefix: string) =>
  Object.entries(state).reduce((sum, [name, value]) => (name.startsWith(prefix) ? sum + Math.abs(value) : sum), 1);

/** Executions that cost anything from nothing to some hundredths of what is traded. */
const executions = fc
  .record({
    share: fc.oneof(fc.constant(0), evenly(0, 0.05)),
    volatilityPerDay: evenly(0, 0.1),
    volatilityHalfLifeDays: fc.constantFrom(0, 3, 30),
    halfSpread: fc.oneof(fc.constant(0), evenly(0, 0.005)),
    probability: fc.constantFrom(0, 0.5, 1),
    multiple: fc.constantFrom(0, 1.5, 3),
    isFrontRun: fc.boolean(),
  })
  .map(({ share, probability, multiple, isFrontRun, ...market }) => {
    const impact = (factor = 1) => ({ ...market, fundSize: factor * share * 1e9, dailyVolume: 1e9 });
    return (factor?: number): Model<'execution'> =>
      isFrontRun ? frontRun({ probability, multiple, ...impact(factor) }) : marketImpact(impact(factor));
  });

/** A life that halts and winds up on given days. */
const endsOn = fundLife({
  name: 'endsOn',
  options: { day: finite(0, 1000, { meaning: 'days from the start to the winding up; halted on the day before' }) },
  constants: ({ day }) => ({ day }),
  step: (s, k, _draw, at) => {
    s.isHalted = at.days === k.day - 1;
    s.isWoundUp = at.days >= k.day;
  },
});

const rules = (leverage: number) => {
  const [low, high] = [(2 / 3) * Math.abs(leverage), (4 / 3) * Math.abs(leverage)];
  return fc.constantFrom<() => Model<'rule'>>(
    () => daily(),
    () => band({ low, high }),
    () => dailyWithEmergency(),
  );
};

const funds = fc.constantFrom(3, -3, 2, -1, 0.5, 5).chain((leverage) =>
  fc
    .record({ costs, rule: rules(leverage), execution: executions, endDay: fc.constantFrom(3, 12, 900) })
    .map(({ costs: fees, rule, execution, endDay }) => ({
      leverage,
      with: (factor?: number) =>
        leveragedToken({
          leverage,
          ...fees,
          rebalance: rule(),
          execution: execution(factor),
          ...(endDay < 900 ? { life: endsOn({ day: endDay }) } : {}),
        }),
    })),
);

const closes = fc.array(fc.record({ close: gentleReturns, funding: fundingRates }), { minLength: 1, maxLength: 25 });
const markets = fc.oneof(
  closes.map((list) => ({ list: list as readonly Bar[], hasRange: false })),
  bars.map((list) => ({ list: list as readonly Bar[], hasRange: true })),
);
const options = (name: string) => ({ seed: pinned(name), numRuns: 250 });

describe('what a fund’s own trades cost', () => {
  test('a 3x fund of 50 million that buys 0.3 of its size after a day of 5 % pays 5.5 bp of that, and half a spread', () => {
    const holding = leveragedToken({
      leverage: 3,
      ...free,
      rebalance: daily(),
      execution: marketImpact({ fundSize: 50e6, ...deep }),
    });
    const end = play(holding, [{ close: 0.05 }]).at(-1)!;
    // 1.15 held at 3.15; to 3x it must buy 0.3, that is 15 million: 2/3 · 3 % · sqrt(15 / 20 000), and half a basis point.
    const perUnit = (2 / 3) * 0.03 * Math.sqrt(15e6 / 20e9) + 0.00005;
    expect(perUnit).toBeCloseTo(0.000598, 6);
    const after = (1.15 + perUnit * 3.15) / (1 + 3 * perUnit);
    expect(end.value).toBeCloseTo(after, 14);
    expect(end.bookSlippage).toBeCloseTo(-perUnit * (3 * after - 3.15), 14);
    expect(end.bookTrading).toBeCloseTo(0, 14);
    expect(end.logSlippage).toBeCloseTo(Math.log(after / 1.15), 14);
  });

  // Kills: a fund that pays for the size that it began with; volume that grows with the fund.
  test('a fund that has doubled trades twice the money, and pays sqrt(2) times as much of it', () => {
    const execution = marketImpact({ fundSize: 1e6, dailyVolume: 1e9, volatilityPerDay: 0.03, halfSpread: 0 });
    const holding = leveragedToken({ leverage: 2, ...free, rebalance: daily(), execution });
    const ends = play(holding, [{ close: 0.5 }, { close: 0.01 }, { close: 0 }, { close: 0.01 }]);
    const early = play(holding, [{ close: 0.01 }]).at(-1)!;
    const share = (state: Numbers, before: Numbers) => state.logSlippage! - before.logSlippage!;
    expect(share(ends[2]!, ends[1]!) / early.logSlippage!).toBeCloseTo(Math.sqrt(2), 3);
  });

  // Kills: a cost of the wrong sign; a cost posted to nobody, or twice; a fund left off its target by what it paid.
  test('costs are never gains, are posted once, and leave the fund on its target; also where it halts, ends or is wound up', () => {
    let [dear, traded] = [0, 0];
    fc.assert(
      fc.property(funds, markets, ({ leverage, with: holding }, { list, hasRange }) => {
        const tape = openTape({ holdings: { it: holding() }, steps: list.length, hasRange });
        tape.record(list);
        let before: Numbers | undefined;
        for (const { step, phase, state } of history(tape.simulation, 'holding/it')) {
          const now = state as Numbers;
          expect(Math.abs(now.value! - 1 - total(now, 'book'))).toBeLessThanOrEqual(1e-12 * size(now, 'book'));
          if (phase === 'trade' && now.value! > 0) {
            const gap = Math.log(now.value!) - total(now, 'log');
            expect(Math.abs(gap)).toBeLessThanOrEqual(1e-11 * size(now, 'log'));
          }
          if (before !== undefined) {
            expect(now.bookSlippage).toBeLessThanOrEqual(before.bookSlippage!);
            if (now.bookSlippage! < before.bookSlippage!) dear += 1;
          }
          // At the last step the redemption fee is taken from the value after the trade.
          const hasTraded = phase === 'trade' && before!.rebalances !== now.rebalances && step < list.length - 1;
          if (hasTraded && now.value! > 0) {
            traded += 1;
            const target = now.notional === 0 ? 0 : leverage;
            expect(Math.abs(now.notional! / now.value! - target)).toBeLessThanOrEqual(1e-12 * Math.abs(leverage));
          }
          before = now;
        }
      }),
      options('execution books'),
    );
    expect(dear).toBeGreaterThan(500);
    expect(traded).toBeGreaterThan(500);
  });

  // Kills: two signs that cancel, so that ruin by costs looks like a gain.
  test('a sale that costs more than it brings leaves nothing, while a purchase at the same cost leaves a part', () => {
    // To sell 1 of 4 at 0.4 a unit: every unit sold lowers the target of 3x by 1.2 units more.
    expect(valueAfterTrade(1, 4, 3, 0.4)).toBe(0);
    expect(valueAfterTrade(1, 4, 3, 0.2)).toBeCloseTo((1 - 0.2 * 4) / (1 - 0.2 * 3), 14);
    expect(valueAfterTrade(1, 1, 3, 0.4)).toBeCloseTo((1 + 0.4 * 1) / (1 + 0.4 * 3), 14);
  });

  // Kills: `impact` that falls with the size of the fund; a front-runner who pays the fund.
  test('a larger fund makes the same trades at the same times, and never ends with more', () => {
    let fell = 0;
    fc.assert(
      fc.property(funds, markets, evenly(1, 4), ({ with: holding }, { list, hasRange }, factor) => {
        const [small, large] = [play(holding(), list, { hasRange }), play(holding(factor), list, { hasRange })];
        small.forEach((one, i) => {
          const other = large[i]!;
          if (one.value === 0 || other.value === 0) return;
          expect(other.rebalances).toBe(one.rebalances);
          expect(near(other.leverage!, one.leverage!, 1e-11)).toBe(true);
          expect(other.value).toBeLessThanOrEqual(one.value! * (1 + 1e-13));
          if (other.value! < one.value!) fell += 1;
        });
        expect(large.at(-1)!.value).toBeLessThanOrEqual(small.at(-1)!.value! * (1 + 1e-13));
      }),
      options('execution monotone'),
    );
    expect(fell).toBeGreaterThan(500);
  });

  test('a fund of no size in a market without a spread is the fund without execution, to the bit', () => {
    fc.assert(
      fc.property(fc.constantFrom(3, -2), costs, markets, (leverage, fees, { list, hasRange }) => {
        const execution = marketImpact({ fundSize: 0, ...deep, halfSpread: 0 });
        const common = { leverage, ...fees, rebalance: dailyWithEmergency() };
        const [with_, without] = [leveragedToken({ ...common, execution }), leveragedToken(common)];
        expect(play(with_, list, { hasRange })).toEqual(play(without, list, { hasRange }));
      }),
      options('execution nests'),
    );
  });

  test('a fund that is its market’s volume many times over is refused, with what must hold', () => {
    const { problems } = marketImpact({ fundSize: 1e12, dailyVolume: 1e9, volatilityPerDay: 0.05 });
    expect(problems).toEqual([
      expect.stringMatching(
        /^marketImpact: fundSize must be such that trading all of it costs less than all of it, .*; got 1\.05/,
      ),
    ]);
    expect(
      frontRun({ probability: 0, multiple: 2, fundSize: 2e11, dailyVolume: 1e9, volatilityPerDay: 0.05 }).problems,
    ).toHaveLength(1);
  });
});

/** What an execution leaves step by step on a market. */
function seen(execution: Model<'execution'>, list: readonly Bar[], path = 0, stepMinutes = 1440): readonly Numbers[] {
  const holding = leveragedToken({ leverage: 3, ...free, rebalance: daily(), execution });
  const tape = openTape({ holdings: { it: holding }, steps: list.length, stepMinutes });
  tape.record(list);
  return history(tape.simulation, 'holding/it/execution', path).map(({ state }) => state as Numbers);
}

describe('volatility from the path’s own returns', () => {
  const market = { fundSize: 1e8, dailyVolume: 1e8, volatilityPerDay: 0.04, impactCoefficient: 0.5 };

  // Kills: the weight of a day on a shorter step; an estimate that begins at nothing.
  test('is the weighted mean of squared daily returns, half of the weight in the last half-life, whatever the step', () => {
    const list = [0.1, -0.02, 0, 0.05, -0.08].map((close) => ({ close }));
    for (const stepMinutes of [1440, 240]) {
      const found = seen(marketImpact({ ...market, volatilityHalfLifeDays: 2 }), list, 0, stepMinutes);
      const kept = 2 ** (-stepMinutes / 1440 / 2);
      let variance = 0.04 ** 2;
      expect(found[0]!.impact).toBeCloseTo((2 / 3) * 0.5 * 0.04, 14);
      list.forEach(({ close }, i) => {
        variance = kept * variance + (1 - kept) * Math.log1p(close) ** 2 * (1440 / stepMinutes);
        expect(found[i + 1]!.impact).toBeCloseTo((2 / 3) * 0.5 * Math.sqrt(variance), 14);
      });
    }
  });

  test('stays what it was told to be where no half-life is given', () => {
    const found = seen(marketImpact(market), [{ close: 0.5 }, { close: -0.4 }]);
    for (const { impact } of found) expect(impact).toBeCloseTo((2 / 3) * 0.5 * 0.04, 14);
  });
});

describe('front-running', () => {
  const market = { fundSize: 1e7, dailyVolume: 1e9, volatilityPerDay: 0.05, halfSpread: 0 };
  const list = Array.from({ length: 400 }, (_, i) => ({ close: i % 2 === 0 ? 0.02 : -0.02 }));

  // Kills: the multiple in place of the fund’s own impact, not on top of it.
  test('of no trade is the fund’s own impact; of every trade, with multiple k, that of a coefficient 1 + 3 k / 2 times as large', () => {
    for (const half of [0, 5]) {
      const common = { ...market, volatilityHalfLifeDays: half };
      const impacts = (execution: Model<'execution'>) => seen(execution, list).map(({ impact }) => impact!);
      const alone = impacts(marketImpact(common));
      expect(impacts(frontRun({ probability: 0, ...common }))).toEqual(alone);
      const met = impacts(frontRun({ probability: 1, multiple: 2, ...common }));
      for (const [i, impact] of met.entries()) expect(impact / alone[i]!).toBeCloseTo(4, 12);
    }
  });

  // Kills: one draw a path; a draw that decides the other way round.
  test('meets each rebalance by itself, with the stated probability, and every fund on its own', () => {
    const execution = frontRun({ probability: 0.3, ...market });
    let [met, after, again] = [0, 0, 0];
    for (let path = 0; path < 20; path++) {
      const steps = seen(execution, list, path).slice(1);
      const low = Math.min(...steps.map(({ impact }) => impact!));
      const hits = steps.map(({ impact }) => impact! > 2 * low);
      met += hits.filter(Boolean).length;
      after += hits.slice(0, -1).filter(Boolean).length;
      again += hits.filter((hit, i) => hit && hits[i - 1] === true).length;
    }
    expectShareOf(met, 20 * list.length, 0.3, 'rebalances that were met');
    expectShareOf(again, after, 0.3, 'met again at the next');
    const twins = openTape({
      holdings: Object.fromEntries(
        ['a', 'b'].map((name) => [name, leveragedToken({ leverage: 3, ...free, rebalance: daily(), execution })]),
      ),
      steps: list.length,
    });
    twins.record(list);
    const impactsOf = (name: string) =>
      history(twins.simulation, `holding/${name}/execution`)
        .slice(1)
        .map(({ state }) => state.impact as number);
    const [a, b] = [impactsOf('a'), impactsOf('b')];
    const both = a.filter((impact, i) => impact === b[i]).length;
    // Alike where both are met or neither is: 0.3² + 0.7².
    expectShareOf(both, list.length, 0.58, 'alike');
  });
});
