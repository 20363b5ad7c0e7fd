import type { Column, HoldingResult, ModelDescription, RunResult } from '../../src/result/run-result.ts';

const model: ModelDescription = { kind: 'holding', name: 'any', options: [], parts: {}, sources: [], assumptions: [] };

export function holding(name: string, columns: Record<string, readonly number[]>): HoldingResult {
  return {
    description: { name, model, family: 'token', targetLeverage: 3 },
    columns: asColumns(columns),
    fan: new Uint32Array(0),
    samples: [],
  };
}

/** A run over 73 days, a fifth of a year, with as many paths as its columns are long. */
export function run(
  holdings: readonly HoldingResult[],
  market: Record<string, readonly number[]>,
  changes: Partial<RunResult> = {},
): RunResult {
  const columns = asColumns(market);
  return {
    scenario: {
      name: 'four-paths',
      question: 'Can it be checked by hand?',
      seed: 'one',
      paths: 4,
      clock: { kind: 'generated', steps: 73, stepMinutes: 1440, days: 73, from: null, to: null },
      parameters: [],
      price: { ...model, kind: 'price' },
      funding: { ...model, kind: 'funding' },
      holdings: holdings.map(({ description }) => description),
      data: [],
    },
    paths: columns.spotReturn?.length ?? 0,
    isPartial: false,
    market: columns,
    holdings,
    fanAxes: { days: [], bins: 1, lowest: 0.1, highest: 10 },
    spotSamples: [],
    digest: '0123456789abcdef',
    warnings: ['The trigger is finer than the step.'],
    ...changes,
  };
}

function asColumns(columns: Record<string, readonly number[]>): Record<string, Column> {
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)]));
}

export const market = {
  spotReturn: [1, -0.5, -0.5, 0],
  sumLogReturn: [Math.log(2), -Math.log(2), -Math.log(2), 0],
  sumSquaredLogReturn: [0.05, 0.05, 0.2, 0],
  fundingSum: [0.02, 0, -0.02, 0.04],
};

export const token = holding('3x', {
  finalValue: [4, 0.25, 0, 1],
  maxDrawdown: [0.2, 0.8, 1, 0.4],
  underWaterShare: [0.5, 1, 1, 0.5],
  rebalances: [3, 1, 2, 2],
  turnover: [1.5, 0.5, 1, 1],
  ruinDays: [-1, -1, 0, -1],
  liquidationDays: [-1, -1, -1, -1],
  stopDays: [-1, -1, -1, -1],
  'book/profit': [3.5, -0.5, -1, 0.5],
  'book/funding': [-0.5, -0.25, 0, -0.5],
  'log/direction': [2, -1, Number.NaN, 1],
  'log/residual': [0, 0, Number.NaN, 0],
  'log/bonus': [1, 2, Number.NaN, 3],
});

export const spot = holding('spot', { finalValue: [2, 0.5, 0.5, 1] });

export const perpetual = holding('__proto__', { finalValue: [3, 0, 0, 1], liquidationDays: [-1, 2, 0, -1] });
