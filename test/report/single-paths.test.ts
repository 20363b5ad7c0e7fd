/// <reference lib="dom" />
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storyboard } from '../../src/report/charts/storyboard.ts';
import { loadReportAssets } from '../../src/report/node/assets.ts';
import { compileChart } from '../../src/report/page/compile-chart.ts';
import { textOf } from '../../src/report/page/html.ts';
import { renderPath } from '../../src/report/render-path.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { seriesOf } from '../../src/report/series.ts';
import { storyFigure } from '../../src/report/story-figure.ts';
import { drawnMarks } from '../../src/report/story-lines.ts';
import { eventInWords, marksOf } from '../../src/report/story-words.ts';
import type { PathStory, StoryEvent } from '../../src/result/story.ts';
import { summarise } from '../../src/result/summarise.ts';
import { toldFile, toldRecord } from '../../src/result/told-record.ts';
import { pinned } from '../support/arbitraries.ts';
import { chromiumFlags, chromiumPath } from './chromium.ts';
import { allHoldings, type FixtureHolding, fixture, hostileName, manifest } from './fixture.ts';
import { expectGolden } from './golden.ts';

const hostile = { ...(allHoldings[0] as FixtureHolding), name: hostileName };
const run = fixture({ paths: 120, days: 2, points: 3, scenarioName: hostileName, holdings: [hostile] });
const summary = summarise(run);
const assets = await loadReportAssets();

const event = (instant: number, more: Partial<StoryEvent> = {}): StoryEvent => ({
  instant,
  phase: 'at the step',
  postings: [],
  outcomes: [],
  value: 0.9,
  leverage: 3,
  leverageBefore: 3,
  ...more,
});
const events: readonly StoryEvent[] = [
  event(0, { phase: 'enters', postings: [{ account: 'entry', amount: -0.001 }], value: 0.999, leverageBefore: null }),
  event(1, { postings: [{ account: 'funding', amount: 0.0003 }] }),
  event(2, {
    phase: 'trades',
    postings: [
      { account: 'trading', amount: -0.0004 },
      { account: 'slippage', amount: -0.0001 },
    ],
    outcomes: [{ what: 'rebalance', count: 1 }],
    leverageBefore: 3.3333,
  }),
  event(3, { outcomes: [{ what: 'closed', count: 1 }] }),
  event(4, { outcomes: [{ what: 'split', count: 1 }], leverage: null, leverageBefore: null }),
  event(4, { outcomes: [{ what: 'ruin', count: 1 }], value: 0, leverage: 0 }),
];
const story: PathStory = {
  path: 17,
  instantsMs: Float64Array.from([0, 0.5, 1, 1.5, 2], (days) => days * 86_400_000),
  coin: Float64Array.of(1, 1.1, 0.95, 0.9, 0.7),
  holdings: [
    {
      name: hostileName,
      values: Float64Array.of(0.999, 1.2993, 0.9, 0.75, 0),
      events,
      totals: [
        { account: 'profit', amount: -0.9988 },
        { account: 'entry', amount: -0.001 },
      ],
    },
  ],
};

test('an event reads as a sentence; a rebalance tells its turn and what it cost, and that cost is told once', () => {
  expect(events.map((each) => textOf(eventInWords(each)))).toEqual([
    'begins; entry cost −0.001000',
    'funding received, 0.000300',
    'rebalance 1, from 3.33× to 3.00×, costs 0.000500',
    'dealing closed',
    'split 1',
    'the fund is ruined',
  ]);
  expect(marksOf(events[2]!)).toHaveLength(1);
});

test('of very many events the first and the last are told, with how many there were; a page of one path has all', () => {
  const many = Array.from({ length: 251 }, (_, i) => ({ ...events[1]!, value: i }));
  const long = { ...story, holdings: [{ ...story.holdings[0]!, events: many }] };
  const told = { why: 'worst' as const, story: long };
  const values = (most?: number) => {
    const record = toldRecord(told, run.scenario.clock, [hostileName], most).holdings[hostileName]!;
    expect(record.eventCount).toBe(251);
    return record.events.map(({ value }) => value);
  };
  expect(values()).toEqual([...Array(100).keys(), ...Array.from({ length: 100 }, (_, i) => 151 + i)]);
  expect(values(251)).toHaveLength(251);
  expect(toldFile({ ...run.scenario }, told, [hostileName]).told[0]!.holdings[hostileName]!.events).toHaveLength(251);
});

test('marks that would cover each other are drawn once where there are many, and none of another kind is lost', () => {
  const mark = fc.record({
    lane: fc.constantFrom('Funding', 'Ends', 'Rebalances'),
    tone: fc.constantFrom('gain', 'loss'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 60 }), (marks) => {
      expect(drawnMarks(marks, 3000, ({ at }) => at)).toEqual(marks);
      const drawn = drawnMarks(marks, 3001, ({ at }) => at);
      const isNear = (a: (typeof marks)[0], b: (typeof marks)[0]) =>
        a.lane === b.lane && a.tone === b.tone && Math.abs(a.at - b.at) <= 1 / 1500;
      for (const each of marks) expect(drawn.some((other) => isNear(each, other))).toBe(true);
      expect(marks.filter((each) => drawn.includes(each))).toEqual(drawn);
    }),
    { seed: pinned('marks that cover each other') },
  );
});

test('the storyboard is as it was accepted, and compiles without a warning', () => {
  const chart = storyboard([storyFigure({ why: 'worst', story }, seriesOf(run, summary)[0]!)], run.scenario.clock);
  const heard: string[] = [];
  compileChart(chart, assets.compile, (message) => heard.push(message));
  expect(heard).toEqual([]);
  expectGolden('storyboard', chart);
});

describe.skipIf(chromiumPath === undefined)('in a browser', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'decaylab-story-'));
    const told = [
      { why: 'worst' as const, story },
      { why: 'best' as const, story },
    ];
    writeFileSync(join(folder, 'run.html'), renderReport({ result: run, summary, manifest, told, assets }));
    const command = `npx tsx run scenarios/x.ts --set 'a=${hostileName}' --path 17`;
    writeFileSync(
      join(folder, 'path.html'),
      renderPath({ scenario: run.scenario, story, command, version: manifest.version, assets }),
    );
    browser = await chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args: chromiumFlags });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(['run', 'path'])(
    'the storyboard of %s.html is drawn, its ledger is under it, and hostile names run nothing',
    async (name) => {
      const page = await browser.newPage({ viewport: { width: 375, height: 800 } });
      const noticed: string[] = [];
      page.on('console', (message) => noticed.push(message.text()));
      page.on('pageerror', (error) => noticed.push(error.message));
      page.on('dialog', (dialog) => noticed.push(dialog.message()));
      await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
      await page.waitForSelector('html[data-ready=yes]', { timeout: 20_000 });
      expect(await page.locator('#storyboard .picture svg').count()).toBe(1);
      const ledger = page.locator('details', { hasText: 'the ledger of' }).first();
      await ledger.locator('summary').click();
      const rows = await ledger.locator('tbody tr').allInnerTexts();
      expect(rows).toHaveLength(events.length);
      expect(rows[2]).toMatch(/^1\t0\.9500\trebalance 1, from 3\.33× to 3\.00×, costs 0\.000500\t0\.9000\t3\.00×$/);
      expect(await page.locator('h3', { hasText: hostileName }).count()).toBeGreaterThan(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
      expect(noticed).toEqual([]);
      await page.close();
    },
  );
});
