import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { executionCost } from '../../src/engine/define.ts';
import { finite } from '../../src/engine/options.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { dailyWithEmergency } from '../../src/tokens/rebalance/daily-with-emergency.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { evenly, gentleReturns, leverages, pinned } from '../support/arbitraries.ts';
import { play } from '../support/tape.ts';

/** What issuers charge beside a trading and a daily fee, each against an amount worked out by hand. */

const free = { tradingFee: 0, managementPerDay: 0, subscriptionFee: 0, redemptionFee: 0 };
const never = every({ hours: 876_000 });

const priced = executionCost({
  name: 'priced',
  options: {
    spread: finite(0, 0.01, { meaning: 'of the notional traded' }),
    impact: finite(0, 0.02, { meaning: 'of a trade of one unit' }),
  },
  constants: (options) => options,
  step: (s, k) => {
    s.spread = k.spread;
    s.impact = k.impact;
  },
});

describe('a fund without perpetuals', () => {
  // A 3x fund of 1 borrows 2 and owes 2 · (3.65 + 7.3) % / 365 = 6 bp a day; its position does not move.
  test('long, pays interest and spread on what it borrows, once a day', () => {
    const fund = leveragedToken({
      leverage: 3,
      rebalance: never,
      fundingPaidBy: 'nobody',
      financingPerYear: 0.0365,
      financingSpreadPerYear: 0.073,
      ...free,
    });
    const [, first, second] = play(fund, [{ close: 0, funding: 0.01 }, { close: 0 }]);
    expect(first!.value!).toBeCloseTo(1 - 0.0006, 13);
    expect(first!.bookFunding!).toBeCloseTo(-0.0006, 13);
    expect(second!.value!).toBeCloseTo(0.9994 - (0.0001 + 0.0002) * (3 - 0.9994), 13);
  });

  // A −3x fund of 1 has 4 in cash, which earns, and 3 sold short, which cost the spread.
  test('short, earns interest on its cash and on what it sold, and pays the spread on what it sold', () => {
    const fund = leveragedToken({
      leverage: -3,
      rebalance: never,
      fundingPaidBy: 'nobody',
      financingPerYear: 0.0365,
      financingSpreadPerYear: 0.073,
      ...free,
    });
    const [, first] = play(fund, [{ close: 0 }]);
    expect(first!.value!).toBeCloseTo(1 + 4 * 0.0001 - 3 * 0.0002, 13);
  });

  test('pays a fee on notional in daily parts, whatever it is worth', () => {
    const fund = leveragedToken({ leverage: -2, rebalance: never, managementOnNotionalPerYear: 0.0365, ...free });
    const [, first, second] = play(fund, [{ close: 0 }, { close: 0.1 }]);
    expect(first!.bookManagement!).toBeCloseTo(-0.0002, 13);
    expect(second!.bookManagement!).toBeCloseTo(-0.0002 - 0.00022, 13);
  });
});

describe('funding', () => {
  test.each([
    ['holders', 1 - 0.03],
    ['issuer', 1],
    ['nobody', 1],
  ] as const)('paid by %s leaves a 3x fund with %d of its value after 1 %% of funding', (fundingPaidBy, left) => {
    const fund = leveragedToken({ leverage: 3, rebalance: never, fundingPaidBy, ...free });
    expect(play(fund, [{ close: 0, funding: 0.01 }])[1]!.value!).toBeCloseTo(left, 13);
  });
});

describe('a rebalance', () => {
  // 1 of value at 3x, price up 10 %: 1.3 of value, 3.3 of exposure; 3.9 − 3.3 = 0.6 to buy, after 0.01 of keeper's fee 0.57.
  test('costs its flat fee before it is sized', () => {
    const fund = leveragedToken({ leverage: 3, rebalance: daily(), feePerRebalance: 0.01, ...free });
    const [, end] = play(fund, [{ close: 0.1 }]);
    expect(end!.value!).toBeCloseTo(1.29, 13);
    expect(end!.notional!).toBeCloseTo(3.87, 13);
    expect(end!.turnover!).toBeCloseTo(0.57, 13);
    expect(end!.bookTrading!).toBeCloseTo(-0.01, 13);
  });

  test('posts its fee to trading, and spread and impact to slippage', () => {
    const execution = priced({ spread: 0.002, impact: 0.01 });
    const fund = leveragedToken({ leverage: 3, rebalance: daily(), execution, ...free, tradingFee: 0.001 });
    const [, end] = play(fund, [{ close: 0.1 }]);
    const beyondFee = 0.002 + 0.01 * Math.sqrt(0.6);
    const traded = end!.turnover!;
    expect(end!.bookTrading!).toBeCloseTo(-0.001 * traded, 13);
    expect(end!.bookSlippage!).toBeCloseTo(-beyondFee * traded, 13);
    expect(end!.value!).toBeCloseTo(1.3 - (0.001 + beyondFee) * traded, 13);
  });

  // Kills: slippage left out of the target; impact on the wrong trade.
  test('lands on target, whatever it costs, on the right side of it too', () => {
    fc.assert(
      fc.property(
        leverages,
        fc.array(gentleReturns, { minLength: 1, maxLength: 12 }),
        evenly(0, 0.01),
        evenly(0, 0.02),
        (leverage, returns, spread, impact) => {
          const fund = leveragedToken({ leverage, rebalance: daily(), execution: priced({ spread, impact }) });
          const ends = play(
            fund,
            returns.map((close) => ({ close })),
          );
          for (const { value, notional } of ends.slice(1, -1)) {
            expect(Math.abs(notional! - leverage * value!)).toBeLessThanOrEqual(1e-12 * Math.abs(leverage));
          }
        },
      ),
      { seed: pinned('I-12 with execution') },
    );
  });

  // 3x reaches 4x at −1/9: value 2/3, exposure 8/3, so 2/3 to sell at no cost.
  test('inside a bar costs spread and impact like any other', () => {
    const execution = priced({ spread: 0.002, impact: 0.01 });
    const fund = leveragedToken({
      leverage: 3,
      rebalance: dailyWithEmergency({ timeOfDay: '12:00' }),
      execution,
      ...free,
    });
    const bars = [{ close: 0 }, { open: 0, low: -0.12, high: 0, close: -1 / 9 }];
    const [, , end] = play(fund, bars, { hasRange: true, stepMinutes: 60 });
    const beyondFee = 0.002 + 0.01 * Math.sqrt(2 / 3);
    expect(end!.bookSlippage!).toBeCloseTo(-beyondFee * end!.turnover!, 13);
    expect(end!.value!).toBeCloseTo(2 / 3 - beyondFee * end!.turnover!, 13);
    expect(end!.notional!).toBeCloseTo(3 * end!.value!, 13);
  });
});
