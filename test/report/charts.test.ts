import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Chart, inPlainText } from '../../src/report/charts/chart.ts';
import { logTicks, valueAxis } from '../../src/report/charts/log-axis.ts';
import { featurePrinter } from '../../src/report/charts/market-feature-words.ts';
import { onePath } from '../../src/report/charts/one-path.ts';
import { pathOfValue } from '../../src/report/charts/path-of-value.ts';
import { simulatedAgainstReal } from '../../src/report/charts/simulated-against-real.ts';
import { spreadLabels } from '../../src/report/charts/spread-labels.ts';
import { straightnessAndDecay } from '../../src/report/charts/straightness-and-decay.ts';
import { underWater } from '../../src/report/charts/under-water.ts';
import { volatilityAndDecay } from '../../src/report/charts/volatility-and-decay.ts';
import { whatAteTheReturn } from '../../src/report/charts/what-ate-the-return.ts';
import { wherePathsEnd } from '../../src/report/charts/where-paths-end.ts';
import { whoWinsWhere } from '../../src/report/charts/who-wins-where.ts';
import { loadReportAssets } from '../../src/report/node/assets.ts';
import { compileChart } from '../../src/report/page/compile-chart.ts';
import { decidingTable } from '../../src/report/page/duel.ts';
import { textOf } from '../../src/report/page/html.ts';
import type { RunResult } from '../../src/result/run-result.ts';
import { summarise } from '../../src/result/summarise.ts';
import { allHoldings, type FixtureHolding, fixture, replayAgainstReality } from './fixture.ts';
import { expectGolden } from './golden.ts';

const { compile } = await loadReportAssets();

const three = [allHoldings[0], allHoldings[4], allHoldings[7]] as readonly FixtureHolding[];
const small = fixture({ paths: 120, days: 30, points: 7, holdings: three });
const replay = fixture({ paths: 1, days: 30, points: 7, holdings: three, isRecorded: true });

const duelling: RunResult = {
  ...small,
  scenario: {
    ...small.scenario,
    duels: [
      { name: 'token or perpetual', on: 'equal exposure', pairs: [['3x daily', 'perp 3x']], weights: [1], sides: null },
    ],
  },
};

const chartsOf = (result: RunResult): readonly Chart[] => {
  const summary = summarise(result);
  const drawn =
    result.paths === 1
      ? [simulatedAgainstReal(result, summary), onePath(result, summary), whatAteTheReturn(result, summary)]
      : [
          whoWinsWhere,
          pathOfValue,
          wherePathsEnd,
          whatAteTheReturn,
          volatilityAndDecay,
          straightnessAndDecay,
          underWater,
        ].map((chart) => chart(result, summary));
  return drawn.filter((chart) => chart !== null);
};

test.each(chartsOf(duelling).map((chart) => [chart.id, chart] as const))(
  'the chart %s is as it was accepted',
  (id, chart) => {
    expectGolden(id, chart);
  },
);

test.each(chartsOf(replay).map((chart) => [chart.id, chart] as const))(
  'the chart %s of a replay is as it was accepted',
  (id, chart) => {
    expectGolden(`replay-${id}`, chart);
  },
);

test('the chart simulated-against-real is as it was accepted', () => {
  const chart = simulatedAgainstReal(replayAgainstReality(), summarise(replayAgainstReality()));
  expectGolden('simulated-against-real', chart);
});

// Kills: a ratio the wrong way round, values over the money put in instead of over the first quote, stale days drawn.
test('the chart simulated-against-real has the live quotes, both as multiples of the first, and their ratio', () => {
  const result = replayAgainstReality();
  const [track] = result.reality!;
  const chart = simulatedAgainstReal(result, summarise(result)) as Chart;
  const { quotes } = chart.spec.datasets as { quotes: { simulated: number; real: number; ratio: number; t: number }[] };
  // No quote comes at the start, and none on the ninetieth day.
  expect(quotes).toHaveLength(201 - 2);
  expect(quotes[0]).toMatchObject({ simulated: 1, real: 1, ratio: 1 });
  const last = track!.simulated.at(-1)! / track!.simulated[1]! / (track!.real.at(-1)! / track!.real[1]!);
  expect(quotes.at(-1)!.ratio).toBeCloseTo(last, 3);
  expect(quotes.map(({ t }) => t)).not.toContain(track!.instantsMs[90]);
  expect(textOf(chart.caption.note)).toContain('2 of 201 days have no live quote and are left out.');
});

test.each([
  ['a run of every kind of holding', fixture({ paths: 150, days: 40, points: 11 })],
  ['a replay', replay],
  ['a run with duels', duelling],
  ['a replay beside what really traded', replayAgainstReality()],
  [
    'a market so calm that a logarithm would be useless',
    fixture({ paths: 120, days: 2, points: 5, volatilityPerYear: 0.01, holdings: three }),
  ],
  ['a market in which everything is lost', fixture({ paths: 120, days: 300, points: 31, volatilityPerYear: 4 })],
])('every chart of %s compiles without a warning', (_, result) => {
  const heard: string[] = [];
  for (const chart of chartsOf(result))
    compileChart(chart, compile, (message) => heard.push(`${chart.id}: ${message}`));
  expect(heard).toEqual([]);
});

test('names of holdings are data: no expression, field or title of a specification holds one', () => {
  for (const chart of chartsOf(fixture({ paths: 120, days: 30, points: 7 }))) {
    const { datasets, ...spec } = chart.spec;
    expect(JSON.stringify(datasets).length).toBeGreaterThan(0);
    for (const { name } of allHoldings) {
      if (name !== 'spot') expect(JSON.stringify(spec)).not.toContain(JSON.stringify(name).slice(1, -1));
    }
    expect(JSON.stringify(compileChart(chart, compile).vega)).not.toContain('onerror');
  }
});

test('every colour of a chart is a variable of the page, so that no picture is drawn twice for the dark', () => {
  for (const chart of chartsOf(small)) expect(JSON.stringify(chart.spec)).not.toMatch(/#[0-9a-f]{3,8}"/i);
});

test('every chart has a description, and every column of its table is in its data', () => {
  for (const chart of chartsOf(fixture({ paths: 120, days: 30, points: 7 }))) {
    expect(chart.spec.description).toMatch(/\.$/);
    const rows = (chart.spec.datasets as Record<string, Record<string, unknown>[]>)[chart.table.dataset] ?? [];
    expect(rows.length).toBeGreaterThan(0);
    for (const { field } of chart.table.columns) expect(rows.every((row) => field in row)).toBe(true);
  }
});

// Kills: a tick drawn on the edge of a clamped axis under a label that is false there.
test('no tick lies outside its axis, and an axis of more than a factor of ten has at least two', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e3, noNaN: true }),
      fc.double({ min: 1.8, max: 1e9, noNaN: true }),
      (low, ratio) => {
        const ticks = logTicks(low, low * ratio);
        expect(ticks.every((tick) => tick >= low && tick <= low * ratio)).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(9);
        if (ratio > 10) expect(ticks.length).toBeGreaterThanOrEqual(ratio > 100 ? 2 : 1);
      },
    ),
    { seed: 11 },
  );
});

test('a value axis holds 1 and every positive value down to a hundred-thousandth of the largest', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 1e-3, max: 1e2, noNaN: true }), { minLength: 1, maxLength: 20 }),
      (values) => {
        const axis = valueAxis([...values, 0, Number.NaN]);
        for (const value of [...values, 1]) expect(value >= axis.low && value <= axis.high).toBe(true);
      },
    ),
    { seed: 12 },
  );
});

test('labels keep their order and their distance, stay inside, and do not move where they do not touch', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 12 }), (wanted) => {
      const placed = spreadLabels(wanted, 13, 0, 300);
      const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] as number) - (wanted[b] as number) || a - b);
      const sorted = order.map((i) => placed[i] as number);
      for (const [i, place] of sorted.entries()) {
        expect(place).toBeGreaterThanOrEqual(-1e-9);
        expect(place).toBeLessThanOrEqual(300 + 1e-9);
        if (i > 0) expect(place - (sorted[i - 1] as number)).toBeGreaterThanOrEqual(13 - 1e-9);
      }
      const apart = order.every(
        (i, rank) => rank === 0 || (wanted[i] as number) - (wanted[order[rank - 1] as number] as number) >= 13,
      );
      if (apart) for (const [i, place] of placed.entries()) expect(place).toBeCloseTo(wanted[i] as number, 9);
    }),
    { seed: 13 },
  );
});

test('the bars of the waterfall follow on each other and end at the total', () => {
  const chart = whatAteTheReturn(small, summarise(small));
  const rows = (
    (chart as Chart).spec.datasets as { steps: { h: string; from: number; to: number; kind: string }[] }
  ).steps.filter((row) => row.h === 'h0');
  for (const [i, row] of rows.entries()) {
    if (row.kind === 'total') expect(row.to).toBeCloseTo(rows[i - 1]?.to ?? Number.NaN, 2);
    else expect(row.from).toBeCloseTo(i === 0 ? 0 : (rows[i - 1]?.to ?? Number.NaN), 6);
  }
});

test('a share at zero is stated beside its curve, never dropped', () => {
  const result = fixture({ paths: 200, days: 120, points: 61, volatilityPerYear: 1.2 });
  const chart = wherePathsEnd(result, summarise(result));
  const { labels } = (chart as Chart).spec.datasets as { labels: { h: string; zero: string }[] };
  for (const { h, zero } of labels) {
    const final = result.holdings[Number(h.slice(1))]?.columns.finalValue ?? new Float64Array(0);
    const zeros = final.filter((v) => v === 0).length;
    expect(zero === '').toBe(zeros === 0);
    if (zeros > 0) expect(zero).toContain(`${Math.round((100 * zeros) / final.length)}`);
  }
  expect(labels.some(({ zero }) => zero !== '')).toBe(true);
});

test('of more holdings than a screen can show, the first twelve are drawn, and the note says so', () => {
  const many = Array.from(
    { length: 30 },
    (_, i): FixtureHolding => ({ name: `token ${i}`, family: 'token', leverage: 2 }),
  );
  const result = fixture({ paths: 120, days: 10, points: 3, holdings: many });
  const chart = wherePathsEnd(result, summarise(result)) as Chart;
  expect((chart.spec.datasets as { labels: unknown[] }).labels).toHaveLength(12);
  expect(textOf(chart.caption.note)).toContain('Only the first holdings are drawn, as declared');
});

test('where nothing of the market decides a duel, the sentence says that', () => {
  const even = new Float64Array(120).fill(1);
  const [token, perpetual, ...rest] = duelling.holdings;
  const drawn = [token, perpetual].map((each) => ({ ...each!, columns: { ...each!.columns, finalValue: even } }));
  const result = { ...duelling, holdings: [...drawn, ...rest] };
  expect(inPlainText(whoWinsWhere(result, summarise(result))!.caption)).toMatchObject({
    title: 'Nothing measured of the market tells when 3x daily beats perp 3x',
    note: expect.stringContaining('No feature of the market explains more'),
  });
});

describe('fifths of a feature', () => {
  const fifth = (from: number, to: number, paths: number, p: number) => ({
    from,
    to,
    paths,
    probabilityFirstBeats: p,
    standardError: 0.01,
  });
  /** The summary of the duel, told that funding decides it, by these fifths. */
  const decidedBy = (result: RunResult, byQuintile: readonly ReturnType<typeof fifth>[]) => {
    const summary = summarise(result);
    const deciding = [{ feature: 'fundingPerYear', explained: 0.4, byQuintile }] as const;
    const duels = Object.entries(summary.duels ?? {}).map(([name, duel]) => [name, { ...duel, deciding }] as const);
    return { ...summary, duels: Object.fromEntries(duels) };
  };
  const pooled: RunResult = {
    ...duelling,
    scenario: {
      ...duelling.scenario,
      duels: [
        {
          name: 'tokens or coin',
          on: 'equal money',
          pairs: [
            ['3x daily', 'spot'],
            ['perp 3x', 'spot'],
          ],
          weights: [0.5, 0.5],
          sides: ['the token', 'the coin'],
        },
      ],
    },
  };

  test('are printed so that the ends of the narrowest differ, single values and roundings aside', () => {
    const print = featurePrinter('fundingPerYear', [
      { from: -5, to: 0.1 },
      { from: 0.1, to: 0.1 },
      { from: 0.101, to: 0.104 },
      { from: 0.105, to: 0.105 + 1e-12 },
      { from: 0.2, to: 9 },
    ]);
    expect([0.101, 0.104].map(print)).toEqual(['10.1%', '10.4%']);
    const single = featurePrinter('straightness', [
      { from: 0.5, to: 0.5 },
      { from: 0.52, to: 0.52 },
    ]);
    expect([0.5, 0.52].map(single)).toEqual(['0.500', '0.520']);
    expect(featurePrinter('spotReturn', [{ from: 0, to: 0 }])(0)).toBe('0.00%');
  });

  // Kills: an axis keyed by what is printed, which draws two fifths on top of each other.
  test('that read the same have a place each', () => {
    const alike = [0, 1, 2, 3, 4].map((i) => fifth(0.1 + i * 1e-9, 0.1 + i * 1e-9, 24, 0.1 * i));
    const chart = whoWinsWhere(duelling, decidedBy(duelling, alike)) as Chart;
    const { quintiles } = chart.spec.datasets as { quintiles: { place: string }[] };
    expect(new Set(quintiles.map(({ place }) => place)).size).toBe(5);
    expect(new Set(quintiles.map(({ place }) => place.split('|').slice(1).join(' '))).size).toBe(1);
    const heard: string[] = [];
    compileChart(chart, compile, (message) => heard.push(message));
    expect(heard).toEqual([]);
  });

  // Kills: words that call duels of several pairs paths.
  test('say whether shares are of paths, or of pairs and paths', () => {
    const fifths = [fifth(0, 0.1, 60, 0.2), fifth(0.1, 0.3, 60, 0.8)];
    const ofPairs = whoWinsWhere(pooled, decidedBy(pooled, fifths)) as Chart;
    expect(textOf(ofPairs.caption.title)).toBe(
      'The token beats the coin in 80% of duels where funding is 10% to 30%, in 20% where it is 0% to 10%',
    );
    expect(textOf(ofPairs.caption.subtitle)).toContain(
      'Share of all pairs and paths on which the token ends above the coin',
    );
    expect(textOf(ofPairs.caption.subtitle)).toContain('over the whole run');
    expect(textOf(ofPairs.caption.note)).toContain(
      'Of the variance between paths in the share of pairs that the first wins, funding explains 40%',
    );
    expect(ofPairs.table.columns.at(-2)?.label).toBe(
      'share of pairs and paths on which the first ends above the second',
    );
    const ofPaths = whoWinsWhere(duelling, decidedBy(duelling, fifths)) as Chart;
    expect(textOf(ofPaths.caption.title)).toMatch(/^3x daily beats perp 3x on 80% of paths where /);
    expect(textOf(ofPaths.caption.note)).toContain('Of the variance of who wins, funding explains 40%');
    expect(ofPaths.table.columns.at(-2)?.label).toBe('share of paths on which the first ends above the second');
    expect(decidingTable(pooled, decidedBy(pooled, fifths), 2)?.markup).toContain(
      'the share of all pairs and paths on',
    );
  });

  // Kills: the highest of three groups under the head "3rd".
  test('that ties have made fewer stand with the highest last, and say how many paths they have', () => {
    const three = [fifth(0, 0, 70, 0.2), fifth(0.1, 0.2, 26, 0.5), fifth(0.3, 0.4, 24, 0.8)];
    const markup = decidingTable(duelling, decidedBy(duelling, three), 2)?.markup ?? '';
    const cells = [...markup.matchAll(/<td>(.*?)<\/td>/g)].slice(1).map(([, cell]) => cell ?? '');
    expect(cells.map((cell) => /byQuintile\.(\d)\.paths">(\d+)</.exec(cell)?.slice(1) ?? [])).toEqual([
      ['0', '70'],
      ['1', '26'],
      [],
      [],
      ['2', '24'],
    ]);
    const five = [0, 1, 2, 3, 4].map((i) => fifth(i, i + 0.5, 24, 0.2 * i));
    const even = decidingTable(duelling, decidedBy(duelling, five), 2)?.markup ?? '';
    expect(even).not.toContain('.paths"');
    expect(even.match(/byQuintile\.\d\.probabilityFirstBeats/g)).toHaveLength(5);
  });
});
