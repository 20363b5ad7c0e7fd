import { expect, test } from 'vitest';
import { constantFunding } from '../../src/markets/funding/constant-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { recordedBars } from '../../src/markets/price/recorded.ts';
import { examples as loops } from '../../src/rivals/lending-loop.ts';
import { tradedPerpetual, examples as traders } from '../../src/rivals/traded-perpetual.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { expectSameBits } from '../support/kernels.ts';
import { madeUpRecordings } from '../support/recordings.ts';

const everything = tradedPerpetual({
  exposure: -5,
  marginLeverage: 12,
  tiers: 'binance ETHUSDT 2024-10',
  capital: 4_000_000,
  partialLiquidation: true,
  recoversRest: true,
  stopLoss: 0.09,
  takeProfit: 0.06,
  trailingStop: 0.08,
  mostReentries: 100,
  reentryHours: 3,
  topUpBelow: 0.07,
  rebalanceHours: 12,
  halfSpread: 0.0002,
  gapDeviation: 0.002,
});
const holdings = Object.fromEntries([...traders, ...loops, everything].map((model, i) => [`number ${i}`, model]));
const models = Object.values(holdings);

test('every example gives the same bits plain and compiled, where steps see closes only', () => {
  const question = scenario({
    question: 'Are the bits the same?',
    setting: () => ({
      days: 12,
      stepMinutes: 60,
      price: gbm({ volatilityPerYear: 1.5 }),
      funding: constantFunding({ fundingPerYear: 0.4 }),
      holdings,
    }),
  }).resolve({ seed: 'traders' });
  expectSameBits((kernels) => openScenario(question, new Map(), kernels), [[0, 35]]);
  expect(models.flatMap(({ problems }) => problems)).toEqual([]);
});

test('and where they live through bars', () => {
  const question = scenario({
    question: 'Are the bits the same?',
    setting: () => ({
      price: recordedBars({ file: 'made-up.csv' }),
      funding: constantFunding({ fundingPerYear: 0.4 }),
      holdings,
    }),
  }).resolve({ seed: 'traders' });
  const recordings = madeUpRecordings(question);
  expectSameBits((kernels) => openScenario(question, recordings, kernels), [[0, 3]]);
});
