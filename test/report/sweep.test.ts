import { describe, expect, test } from 'vitest';
import { html, textOf } from '../../src/report/page/html.ts';
import { regimesChart } from '../../src/report/sweep/regimes-chart.ts';
import { surfaceChart } from '../../src/report/sweep/surface-chart.ts';
import { gridTable } from '../../src/report/sweep/sweep-tables.ts';
import { breakEvenInWords, cellCount, parameterInWords } from '../../src/report/sweep/sweep-words.ts';
import type { CellHolding, SweepResult } from '../../src/result/sweep-result.ts';
import { gridOf } from '../../src/result/sweep-result.ts';
import { withOverall } from '../../src/sweep/overall.ts';
import { isTrue, valueAt } from './numbers-of-a-page.ts';

const share = (value: number) => ({ value, standardError: 0.01, interval: [0, 1] as const });
const estimate = (value: number) => ({ value, standardError: 0.02 });

function holding(median: number): CellHolding {
  const flat = [1, median].map((value) => value);
  return {
    name: 'token',
    finalValue: {
      q05: estimate(median / 2),
      q25: estimate(median / 1.2),
      median: estimate(median),
      q75: estimate(median * 1.2),
      q95: estimate(median * 2),
      mean: estimate(median),
      meanIsResolved: true,
    },
    probability: { loss: share(median < 1 ? 0.7 : 0.3), belowSpot: share(0.6), ruin: share(0), liquidated: share(0) },
    logGrowth: { mean: estimate(Math.log(median)), paths: 100 },
    logGapToSpot: estimate(-0.1),
    fan: { q05: flat, q25: flat, q50: flat, q75: flat, q95: flat },
  };
}

/** Medians that fall with leverage times volatility: one at leverage · volatility = 2. */
function sweepOf(partial = false): SweepResult {
  const axes = [
    { name: 'leverage', values: [1, 2, 3] },
    { name: 'volatilityPerYear', values: [0.5, 1, 1.5, 2.5] },
  ];
  const cells = gridOf(axes).map((settings, index) =>
    partial && index === 5
      ? null
      : {
          settings,
          days: 90,
          fanDays: [0, 90],
          digest: '0',
          holdings: [
            holding(Math.exp((2 - (settings.leverage as number) * (settings.volatilityPerYear as number)) / 3)),
          ],
        },
  );
  return {
    schema: 'decaylab/sweep@1',
    scenario: 's',
    seed: '1',
    stream: 2,
    paths: 100,
    axes,
    holdings: ['token'],
    cells,
  };
}

type Datasets = Readonly<Record<string, readonly Readonly<Record<string, number | string>>[]>>;
const datasetsOf = (sweep: SweepResult) => surfaceChart(sweep, 0, 'surface-0')!.spec.datasets as Datasets;

describe('the surface', () => {
  test('draws the break-even between cells of either side, and tints each cell by the side it is on', () => {
    const { cells, contour } = datasetsOf(sweepOf());
    const medians = cells!.filter(({ m }) => m === 'median');
    expect(medians).toHaveLength(12);
    for (const { up, value } of medians) expect(up === 1).toBe((value as number) >= 1);
    const pieces = contour!.filter(({ m }) => m === 'median');
    expect(pieces.length).toBeGreaterThan(2);
    // On each row with both sides the line passes between the last cell above and the first below.
    for (const row of ['2', '3', '1']) {
      const inRow = medians.filter((cell) => cell.row === row);
      const last = inRow.filter(({ up }) => up === 1).at(-1)!;
      const first = inRow.find(({ up }) => up === 0)!;
      const ends = pieces.flatMap(
        ({ x, y, x2, y2 }) =>
          [
            [x, y],
            [x2, y2],
          ] as [number, number][],
      );
      expect(
        ends.some(([x, y]) => y === last.ym && x >= (last.xm as number) - 1e-3 && x <= (first.xm as number) + 1e-3),
        row,
      ).toBe(true);
    }
  });

  test('has no line through a cell that is missing', () => {
    const { cells, contour } = datasetsOf(sweepOf(true));
    expect(cells!.filter(({ m }) => m === 'median')).toHaveLength(11);
    expect(contour!.length).toBeLessThan(datasetsOf(sweepOf()).contour!.length);
  });

  test('says in how many cells the holder is better off, for each of its figures', () => {
    const { caption, choices } = surfaceChart(sweepOf(), 0, 'surface-0')!;
    expect(textOf(caption.title)).toBe('In 6 of 12 cells token has a median of at least the money put in');
    expect(choices.map(({ id }) => id)).toEqual(['median', 'loss', 'below-spot']);
    expect(textOf(choices[2]!.caption.title)).toBe(
      'There is no cell in which token ends above the coin on no fewer than half of all paths',
    );
  });
});

test('every number that is told of a sweep that was stopped is what its key names', () => {
  const cut = sweepOf();
  const sweep = withOverall({ ...cut, partial: true, finishedCells: 11, cells: [null, ...cut.cells.slice(1)] });
  const { caption } = surfaceChart(sweep, 0, 'surface-0')!;
  const { markup } =
    html`${caption.title} ${caption.subtitle} ${caption.note} ${gridTable(sweep, 0, 1)} ${cellCount('sweep', sweep)}`;
  const figures = [...markup.matchAll(/data-key="([^"]+)"(?: data-scale="([^"]+)")?>([^<]*)</g)];
  expect(figures.length).toBeGreaterThan(30);
  const wrong = figures.filter(
    ([, key, scale = '1', text]) =>
      !isTrue(
        { text: text!, scale: Number(scale), isComplement: false },
        valueAt({ summary: { sweep }, holdings: [] }, key!),
      ),
  );
  expect(wrong.map(([figure]) => figure)).toEqual([]);
  expect(textOf(caption.title)).toMatch(/^In \d of 11 cells/);
  expect(textOf(cellCount('sweep', sweep))).toBe('11');
});

test('regimes are drawn on one axis, a row each', () => {
  const cells = ['Calm', 'Wild'].map((name, i) => ({
    ...{ name, settings: {}, days: 90, fanDays: [0, 90], digest: '0' },
    holdings: [holding(1.5 - i)],
  }));
  const chart = regimesChart({ ...sweepOf(), axes: [], cells })!;
  expect(textOf(chart.caption.title)).toBe('token has its highest median in Calm, 1.50×, its lowest in Wild, 0.50×');
  const { fans, names } = chart.spec.datasets as Datasets;
  expect(names!.map(({ text }) => text)).toEqual(['Calm', 'Wild']);
  const ends = fans!.filter(({ x }) => x === 1).map(({ middle, p }) => [p, middle]);
  // Start of both panels: the same height in its own row.
  const starts = fans!.filter(({ x }) => x === 0).map(({ middle }) => middle as number);
  expect(starts[1]! - starts[0]!).toBeCloseTo(108, 6);
  expect(ends).toHaveLength(2);
});

test('a break-even has the digits that its error allows, or says where it was looked for', () => {
  const base = { settings: {}, holding: 't', parameter: 'v', target: 'median', slope: -1, low: 0.2, high: 2 } as const;
  expect(breakEvenInWords({ ...base, value: 0.48234, standardError: 0.0113, atLow: 1, atHigh: -1 })).toBe(
    '0.482 ± 0.011',
  );
  expect(breakEvenInWords({ ...base, value: null, standardError: null, atLow: -1, atHigh: -2 })).toMatch(
    /^none from 0\.2\d* to 2: below it at both ends$/,
  );
  expect(parameterInWords('volatilityPerYear')).toBe('volatility');
  expect(parameterInWords('halfLifeDays')).toBe('half life');
});
