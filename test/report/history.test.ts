import { expect, test } from 'vitest';
import { inSimulationAndHistory } from '../../src/report/charts/in-history.ts';
import { loadReportAssets } from '../../src/report/node/assets.ts';
import { compileChart } from '../../src/report/page/compile-chart.ts';
import { numberAt } from '../../src/report/page/figures.ts';
import { textOf } from '../../src/report/page/html.ts';
import { historyTable } from '../../src/report/page/in-history.ts';
import { renderReport } from '../../src/report/render-report.ts';
import type { RunResult } from '../../src/result/run-result.ts';
import { summarise } from '../../src/result/summarise.ts';
import { summariseHistory, withHistory } from '../../src/result/summarise-history.ts';
import { allHoldings, type FixtureHolding, fixture, hostileName, manifest } from './fixture.ts';
import { expectGolden } from './golden.ts';

const windows = {
  ...{ file: 'past.csv', windows: 120, leftOut: 3, everyDays: 5, from: '2020-01-01', to: '2021-10-06' },
  independent: 30,
};
const inWindows = (run: RunResult): RunResult => ({ ...run, scenario: { ...run.scenario, windows } });
const three = [allHoldings[0], allHoldings[4], allHoldings[7]] as readonly FixtureHolding[];
const small = fixture({ paths: 150, days: 30, points: 7, holdings: three });
const past = inWindows(fixture({ paths: 120, days: 30, points: 7, holdings: three, driftPerYear: 1, seed: 8 }));
const summary = withHistory(summarise(small), past);

test('errors of windows that overlap are those of as many as would lie apart, and figures are the same', () => {
  const [history, apart] = [summariseHistory(past), summarise({ ...past, scenario: small.scenario })];
  for (const [name, found] of Object.entries(history.holdings)) {
    const expected = apart.holdings[name]!;
    expect(found.finalValue.median).toBe(expected.finalValue.median);
    expect(found.finalValue.q05).toBe(expected.finalValue.q05);
    expect(found.finalValue.standardDeviation).toBe(expected.finalValue.standardDeviation);
    for (const path of [
      ...['finalValue', 'logGrowth', 'maxDrawdown', 'probability.loss', 'finalValue.expectedShortfall05'],
      ...['attribution.varianceDrag', 'attribution.total', 'books.profit'],
    ]) {
      const [wide, narrow] = [found, expected].map((each) => numberAt(each, `${path}.standardError`)!);
      expect(Math.abs(wide! - 2 * narrow!), `${name} ${path}`).toBeLessThan(1e-12 * (1 + narrow!));
    }
    const [low, high] = found.finalValue.medianInterval;
    expect(low!).toBeLessThan(expected.finalValue.medianInterval[0]!);
    expect(high!).toBeGreaterThan(expected.finalValue.medianInterval[1]!);
  }
  expect(history).toMatchObject({ ...windows, windowDays: 30, digest: past.digest });
});

test('a run whose paths are no windows is no history', () => {
  expect(() => summariseHistory(small)).toThrow('history must be a run over windows');
  expect(withHistory(summarise(small), null)).toEqual(summarise(small));
});

test('the chart of simulation and history is as it was accepted, and compiles without a warning', async () => {
  const chart = inSimulationAndHistory(small, summary, summary.history!);
  expectGolden('in-simulation-and-history', chart);
  const heard: string[] = [];
  compileChart(chart, (await loadReportAssets()).compile, (message) => heard.push(message));
  expect(heard).toEqual([]);
});

test('a title says that history contradicts only where its interval leaves the simulation out', () => {
  const titleFor = (independent: number) => {
    const few = { ...past, scenario: { ...past.scenario, windows: { ...windows, independent } } };
    return textOf(inSimulationAndHistory(small, summary, summariseHistory(few)).caption.title);
  };
  expect(titleFor(120)).toMatch(
    /^The middle of 3x daily is [\d.]+× in simulation; history, with [\d.]+×, contradicts it$/,
  );
  expect(titleFor(8)).toMatch(/which cannot tell the two apart$/);
  expect(titleFor(3)).toMatch(/in simulation, [\d.]+× in history$/);
});

// Kills: a figure of the simulation under history; a number with another key.
test('every number of the table is that of its holding, in simulation and in history', () => {
  const table = historyTable(small, summary, summary.history!, 2);
  const figures = [...table.markup.matchAll(/data-key="((?:history\.)?h\d[^"]+)"( data-scale="100")?>([^<]*)</g)];
  // That the coin ends below itself has no error: it happens on no path.
  expect(figures.length).toBe(2 * (3 * 11 - 1));
  for (const [, key, scale, text] of figures) {
    const [, where, place, path] = /^(history\.)?h(\d)\.(.+)$/.exec(key!)!;
    const { name } = three[Number(place)]!;
    const value = numberAt(where === undefined ? summary.holdings[name] : summary.history!.holdings[name], path!);
    const interval = /^finalValue\.medianInterval\.([01])$/.exec(path!);
    const of = where === undefined ? summary.holdings[name] : summary.history!.holdings[name];
    const expected = interval === null ? value : of!.finalValue.medianInterval[Number(interval[1]) as 0 | 1];
    const shown = Number(text!.replace(/[×%]/g, '')) / (scale === undefined ? 1 : 100);
    expect(Math.abs(shown - expected!), `${key}: ${text}`).toBeLessThan(0.0051 * Math.max(1, expected!));
  }
  expect(textOf(table)).toContain('errors and intervals are those of 30.0 windows');
  expect(textOf(table)).toContain('3 more meet a gap');
});

test('the page has a section for it, and none where there is no history; names and files are only ever text', async () => {
  const assets = await loadReportAssets();
  const page = (of: typeof summary, result = small) => renderReport({ result, summary: of, manifest, assets });
  expect(page(summarise(small))).not.toContain('In simulation and in history');
  const hostile = fixture({ paths: 60, days: 30, points: 7 });
  const run = inWindows(hostile);
  const nasty = { ...run, scenario: { ...run.scenario, windows: { ...windows, file: hostileName } } };
  const written = page(withHistory(summarise(hostile), nasty), hostile);
  expect(written).toContain('<h2 id="history-heading"><span>4</span>In simulation and in history</h2>');
  expect(written.includes(hostileName)).toBe(false);
  const captions = [...written.matchAll(/Table (\d+)/g)].map(([, n]) => Number(n));
  expect([...new Set(captions)]).toEqual([...new Set(captions)].map((_, i) => i + 1));
});
