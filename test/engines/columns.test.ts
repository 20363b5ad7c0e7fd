import { expect, test } from 'vitest';
import { holding } from '../../src/engine/define.ts';
import { daily, drawdown, gbm, leveragedToken, marketPath, noFunding, scenario } from '../../src/index.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';

const counting = holding({
  name: 'counting',
  options: {},
  family: 'token',
  targetLeverage: () => 1,
  state: { value: 1, steps: 0, turnover: 0, logLate: 0, bookEarly: 0 },
  results: ['steps'],
  constants: () => ({}),
  step: (s) => {
    s.steps += 1;
  },
});

// Kills: an order that changes, and with it the digest of every run; columns of what nobody keeps.
test('columns stand in one order: the market, then of each holding value, own results, metrics, outcomes, accounts, residual', () => {
  const setting = {
    days: 1,
    stepMinutes: 720,
    price: gbm({ volatilityPerYear: 0.8 }),
    funding: noFunding(),
    holdings: { counting: counting(), token: leveragedToken({ leverage: 2, rebalance: daily() }) },
    metrics: [drawdown(), marketPath()],
  };
  const { columns } = openScenario(scenario({ question: 'In which order?', setting: () => setting }).resolve());
  const of = (holding: string | null) => columns.filter((each) => each.holding === holding).map(({ name }) => name);
  expect([...new Set(columns.map(({ holding }) => holding))]).toEqual([null, 'counting', 'token']);
  const metrics = ['maxDrawdown', 'underWaterShare'];
  expect(of('counting')).toEqual([
    ...[
      'finalValue',
      'steps',
      ...metrics,
      'turnover',
      'liquidationDays',
      'stopDays',
      'book/early',
      'log/late',
      'log/residual',
    ],
  ]);
  const outcomes = ['rebalances', 'turnover', 'ruinDays', 'liquidationDays', 'stopDays'];
  expect(of('token').slice(0, 9)).toEqual(['finalValue', ...metrics, ...outcomes, 'book/profit']);
  expect(of('token').at(-1)).toBe('log/residual');
});
