import { expect, test } from 'vitest';
import { primaryMarket } from '../../src/access/primary-market.ts';
import { secondaryMarket } from '../../src/access/secondary-market.ts';
import { untilExit } from '../../src/investors/until-exit.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { lifeCycle } from '../../src/tokens/life/life-cycle.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { play } from '../support/tape.ts';

const fund = (haltHours: number) =>
  leveragedToken({
    leverage: 1,
    rebalance: every({ hours: 876_000 }),
    managementPerDay: 0,
    life: lifeCycle({ initialUnitPrice: 1, splitBelow: 0.5, splitRatio: 10, haltHours }),
  });

// The price more than halves in the second hour; he wants out two hours later.
const hours = [0, -0.51, ...Array<number>(14).fill(0)].map((close) => ({ close }));

// Kills: a fund that keeps its halts to itself.
test.each([
  ['the issuer', primaryMarket],
  ['the exchange', secondaryMarket],
] as const)('while a split halts a token, %s sells it for nobody', (_name, market) => {
  const access = market === secondaryMarket ? secondaryMarket({ deviation: 0, closedDeviation: 0 }) : primaryMarket();
  const waited = (haltHours: number) => {
    const ends = play(untilExit({ of: fund(haltHours), access, leaveOnDay: 4 / 24 }), hours, { stepMinutes: 60 });
    return ends.at(-1)!.waitedDays!;
  };
  expect(waited(0)).toBe(0);
  // The eight hours after the second are halted, so the eleventh is the first in which he can sell; he asked in the fourth.
  expect(waited(8)).toBeCloseTo(7 / 24, 9);
});
