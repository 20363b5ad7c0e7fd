/// <reference lib="dom" />
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathOfValue } from '../../src/report/charts/path-of-value.ts';
import { loadReportAssets } from '../../src/report/node/assets.ts';
import { html, named } from '../../src/report/page/html.ts';
import { renderReport } from '../../src/report/render-report.ts';
import type { ReportAssets } from '../../src/report/report-assets.ts';
import type { RunResult } from '../../src/result/run-result.ts';
import { summarise } from '../../src/result/summarise.ts';
import { chromiumFlags, chromiumPath } from './chromium.ts';
import { allHoldings, type FixtureHolding, fixture, hostileName, manifest, replayAgainstReality } from './fixture.ts';
import { type Files, isTrue, numbersOf, valueAt } from './numbers-of-a-page.ts';

const warning = 'The step is too coarse for a trigger: <b>what happens inside it</b> is seen late.';
const full = fixture({
  paths: 400,
  days: 60,
  points: 61,
  scenarioName: hostileName,
  question: hostileName,
  warnings: [warning],
});
const duels = [
  { name: hostileName, on: hostileName, pairs: [['3x daily', 'perp 3x']], weights: [1], sides: null },
  {
    name: 'tokens or coin',
    on: 'equal money',
    pairs: [
      ['3x daily', 'spot'],
      ['3x band', 'spot'],
    ],
    weights: [0.5, 0.5],
    sides: ['the token', hostileName],
  },
] as const;
const duelling: RunResult = { ...full, scenario: { ...full.scenario, duels } };
const replay = fixture({ paths: 1, isRecorded: true, holdings: allHoldings.slice(0, 5) });
const beside = replayAgainstReality(hostileName);
const partial = fixture({
  paths: 150,
  days: 10,
  points: 11,
  isPartial: true,
  holdings: [allHoldings[0] as FixtureHolding],
});

interface Opened {
  readonly page: Page;
  readonly messages: readonly string[];
  readonly requests: readonly string[];
}

let assets: ReportAssets;
const render = (result: RunResult) => renderReport({ result, summary: summarise(result), manifest, assets });

beforeAll(async () => {
  assets = await loadReportAssets();
});

test('the same run gives the same page, and its policy names the script and the stylesheet by hash', () => {
  const page = render(full);
  // Comparisons are made first: a failure should not print a megabyte.
  expect(render(full) === page).toBe(true);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
  expect(policy).toBe(
    `default-src 'none'; script-src 'sha256-${assets.scriptHash}'; style-src 'sha256-${assets.stylesHash}'; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'`,
  );
  expect(page.includes(hostileName)).toBe(false);
});

test('a page of eight holdings and two thousand paths is smaller than 1.4 MB', () => {
  expect(Buffer.byteLength(render(fixture()))).toBeLessThan(1_400_000);
});

test('a summary without one of the holdings is refused', () => {
  expect(() => renderReport({ result: full, summary: summarise(replay), manifest, assets })).toThrow(
    /summary has no holding/,
  );
});

describe.skipIf(chromiumPath === undefined)('in a browser', () => {
  let browser: Browser;
  let folder: string;
  const opened = new Map<string, Promise<Opened>>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'decaylab-report-'));
    for (const [name, result] of Object.entries({ full, replay, partial, duelling, beside }))
      writeFileSync(join(folder, `${name}.html`), render(result));
    browser = await chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args: chromiumFlags });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A page, opened once for all tests that look at it in the same way; every message and request of it is on record. */
  function open(name: string, options: BrowserContextOptions = {}): Promise<Opened> {
    const key = name + JSON.stringify(options);
    const known = opened.get(key) ?? load(name, options);
    opened.set(key, known);
    return known;
  }

  async function load(name: string, options: BrowserContextOptions): Promise<Opened> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const messages: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    page.on('dialog', (dialog) => {
      messages.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    if (options.javaScriptEnabled !== false) await page.waitForSelector('html[data-ready=yes]', { timeout: 20_000 });
    return { page, messages, requests };
  }

  test('it draws every chart without a message, asks for nothing but itself, and leaves nothing on window', async () => {
    const { page, messages, requests } = await open('full');
    expect(await page.locator('figure .picture svg').count()).toBe(6);
    expect(messages).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(join(folder, 'full.html')).href]);
    expect(await page.evaluate(() => ['vega', 'view', 'VEGA_DEBUG'].filter((name) => name in window))).toEqual([]);
  });

  // Kills: a number of another holding or of another statistic than its key says, per cent of a per cent, a wrong rounding.
  test.each([
    ['full', full],
    ['replay', replay],
    ['partial', partial],
    ['duelling', duelling],
    ['beside', beside],
  ])('every number of %s equals the summary to the digits shown, with scripts off', async (name, result) => {
    const { page } = await open(name, { javaScriptEnabled: false });
    const { keyed } = await numbersOf(page, []);
    expect(keyed.length).toBeGreaterThan(60);
    const files = filesOf(result);
    expect(keyed.filter((one) => !isTrue(one, valueAt(files, one.key)))).toEqual([]);
  });

  // Kills: a chance of ruin printed under "Chance of a loss", two columns changed about.
  test('every number stands under the name of what it is', async () => {
    const { page } = await open('full', { javaScriptEnabled: false });
    const strip = await page
      .locator('.key-figures > div')
      .evaluateAll((cells) =>
        cells.map((cell) => [
          cell.querySelector('dt')?.textContent,
          cell.querySelector('.value [data-key]')?.getAttribute('data-key'),
        ]),
      );
    expect(strip).toEqual([
      ['Median, 3x daily', 'h0.finalValue.median'],
      ['Chance of a loss', 'h0.probability.loss.value'],
      ['Ends below spot', 'h0.probability.belowSpot.value'],
      ['Variance drag', 'h0.attribution.varianceDrag.mean'],
      ['perp 5x margin, 10 % stop liquidated', 'h5.probability.liquidated.value'],
    ]);
    const table = await page.locator('#ends table').evaluate((one) => ({
      head: [...one.querySelectorAll('thead th')].map((th) => th.textContent),
      rows: [...one.querySelectorAll('tbody tr')].map((tr) =>
        [...tr.querySelectorAll('td')].map((td) => td.querySelector('[data-key]')?.getAttribute('data-key')),
      ),
    }));
    expect(table.head).toEqual([
      'Holding',
      '5th pct',
      '25th',
      'Median',
      '75th',
      '95th',
      'Mean',
      'Best 1% hold',
      'P(loss)',
      'Worst 5%, mean',
    ]);
    const keys = ['q05', 'q25', 'median', 'q75', 'q95', 'mean', 'topOnePercentShare'].map((key) => `finalValue.${key}`);
    const wanted = [...keys, 'probability.loss.value', 'finalValue.expectedShortfall05.value'];
    expect(table.rows).toEqual(allHoldings.map((_, i) => wanted.map((key) => `h${i}.${key}`)));
    const lines = await page
      .locator('.everything tbody tr:not(.group)')
      .evaluateAll((rows) =>
        rows.map(
          (row) =>
            `${row.querySelector('th')?.textContent}: ${row.querySelector('[data-key]')?.getAttribute('data-key')}`,
        ),
      );
    for (const line of [
      '95th percentile: h0.maxDrawdown.q95',
      'Ends below half of it: h0.probability.halved.value',
      'Funding: h0.attribution.funding.mean',
      'Funding: h0.books.funding.mean',
      's.d.: h0.logGrowth.standardDeviation',
    ]) {
      expect(lines).toContain(line);
    }
  });

  test('duels come first, with a figure, who dominates and what decides, and hostile names run nothing', async () => {
    const { page, messages } = await open('duelling');
    expect(messages).toEqual([]);
    expect(await page.locator('main section').first().getAttribute('id')).toBe('duel');
    expect(await page.locator('#who-wins-where svg').count()).toBe(1);
    expect(await page.locator('.duel tbody tr').count()).toBe(2);
    expect(await page.locator('.duel .words').first().textContent()).toMatch(
      /dominates$|^neither is shown to dominate$/,
    );
    expect(await page.locator('.lead [data-key]').first().getAttribute('data-key')).toBe(
      'd0.probabilityFirstBeats.value',
    );
    expect(await page.locator('.lead').textContent()).toMatch(
      / of paths \(± .* points\); the median of log 3x daily − log perp 3x is /,
    );
    expect(await page.locator('caption').allTextContents()).toEqual(
      (await page.locator('caption').allTextContents()).map((_, i) => expect.stringContaining(`Table ${i + 1}.`)),
    );
    await page.locator('#who-wins-where [data-choice=d1]').click();
    expect(await page.locator('#who-wins-where-title').textContent()).toMatch(
      /^The token beats .* in \d+(\.\d)?% of duels where |tells when the token beats /,
    );
    expect(await page.evaluate(() => [document.scripts.length, document.images.length])).toEqual([2, 0]);
  });

  test('what really traded comes first, with its picture, three tables and the days missed most; hostile names run nothing', async () => {
    const { page, messages } = await open('beside');
    expect(messages).toEqual([]);
    expect(await page.locator('main section').first().getAttribute('id')).toBe('reality');
    expect(await page.locator('#simulated-against-real svg').count()).toBe(1);
    expect(await page.locator('#reality table').count()).toBe(3);
    expect(await page.locator('#reality .misses tbody tr:not(.group)').count()).toBe(8);
    expect(await page.locator('#reality .misses .words').allTextContents()).toContain('nothing: it stays');
    expect(await page.locator('caption').allTextContents()).toEqual(
      (await page.locator('caption').allTextContents()).map((_, i) => expect.stringContaining(`Table ${i + 1}.`)),
    );
    expect(await page.evaluate(() => [document.scripts.length, document.images.length])).toEqual([2, 0]);
  });

  test('hostile names are shown as they are, run nothing and make nothing', async () => {
    const { page, messages } = await open('full');
    expect(await page.locator('#scenario-name').textContent()).toBe(hostileName);
    expect(await page.locator('.question bdi').textContent()).toBe(hostileName);
    expect(await page.locator('tbody .name').allTextContents()).toContain(hostileName);
    expect(await page.locator('#where-paths-end svg').textContent()).toContain('</script><img');
    expect(await page.title()).toContain('</script><img');
    expect(await page.evaluate(() => [document.scripts.length, document.images.length])).toEqual([2, 0]);
    await page.locator('#path-of-value [data-choice=h6]').click();
    expect(await page.locator('#path-of-value-title').textContent()).toContain(hostileName);
    expect(messages).toEqual([]);
  });

  test('whatever its characters, a text in the page is the text that was put there', async () => {
    const texts = fc.sample(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.string({ unit: fc.constantFrom(...'<>&"\'/!-`=\r\n\u202e\u2028'), maxLength: 12 }),
      ),
      { seed: 91, numRuns: 400 },
    );
    const file = join(folder, 'texts.html');
    writeFileSync(
      file,
      html`<!doctype html><meta charset="utf-8"><body>${texts.map((text) => html`<p title="${text}">${named(text)}</p>`)}`
        .markup,
    );
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const read = await page
      .locator('p')
      .evaluateAll((all) => all.map((p) => [p.textContent, p.getAttribute('title'), p.querySelectorAll('*').length]));
    expect(read).toEqual(texts.map((text) => text.replaceAll('\u0000', '\ufffd')).map((text) => [text, text, 1]));
    await page.close();
  });

  test('warnings of the run are near the top, as text', async () => {
    const { page } = await open('full');
    expect(await page.locator('header .warnings li').first().textContent()).toBe(warning);
  });

  test.each(['full', 'replay', 'duelling', 'beside'])(
    'nothing of %s is wider than a screen of 375 pixels',
    async (name) => {
      const { page } = await open(name, { viewport: { width: 375, height: 800 } });
      const wide = await page.evaluate(() => {
        const scrolls = (element: Element) => element.closest('.scroll, .command, svg') !== null;
        const over = [...document.querySelectorAll('body *')].filter(
          (e) => !scrolls(e) && e.getBoundingClientRect().right > innerWidth + 0.5,
        );
        return { page: document.documentElement.scrollWidth, over: over.map((e) => e.outerHTML.slice(0, 80)) };
      });
      expect(wide).toEqual({ page: 375, over: [] });
    },
  );

  test('the switch changes picture and sentence, and says which button is pressed', async () => {
    const { page } = await open('full');
    const figure = page.locator('#what-ate-the-return');
    const before = [await figure.locator('h3').textContent(), await figure.locator('svg').innerHTML()];
    await figure.locator('[data-choice=h4]').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => figure.locator('svg').innerHTML()).not.toBe(before[1]);
    expect(await figure.locator('h3').textContent()).not.toBe(before[0]);
    expect(await figure.locator('[aria-pressed=true]').allTextContents()).toEqual(['perp 3x']);
  });

  test('a holding chosen in one figure is chosen in every figure that has it', async () => {
    const { page } = await open('full', { reducedMotion: 'reduce' });
    const pressed = (figure: string) =>
      page.locator(`#${figure} [aria-pressed=true]`).evaluateAll((all) => all.map((each) => each.textContent));
    await page.locator('#path-of-value [data-choice=h1]').click();
    const [chosen] = await pressed('path-of-value');
    await page.waitForFunction(
      (name) => document.querySelector('#what-ate-the-return [aria-pressed=true]')?.textContent === name,
      chosen,
    );
    expect([await pressed('volatility-and-decay'), await pressed('straightness-and-decay')]).toEqual([
      [chosen],
      [chosen],
    ]);
  });

  test('the pointer is answered with a sentence, and a click on a dot with the line that tells its path', async () => {
    const { page } = await open('full', { reducedMotion: 'reduce' });
    const dot = page.locator('#volatility-and-decay .mark-symbol path').first();
    await dot.scrollIntoViewIfNeeded();
    await dot.hover({ force: true });
    await expect
      .poll(() => page.locator('.tip').textContent())
      .toMatch(/^Path \d+: volatility [\d.]+%, decay .* log points/);
    await dot.click({ force: true });
    const path = /^Path (\d+)/.exec((await page.locator('.tip').textContent()) ?? '')?.[1];
    await expect
      .poll(() => page.locator('#volatility-and-decay .lead-on').textContent())
      .toBe(`Path ${path}, event by event: ${manifest.command} --path ${path}`);
  });

  test('data, specification and picture can be taken, without a variable of the page in them', async () => {
    const { page } = await open('full');
    const taken = async (figure: string, kind: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(`#${figure} [data-take=${kind}]`).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^[A-Za-z0-9_-]+\.(csv|svg|vl\.json)$/);
      return readFileSync(await download.path(), 'utf8');
    };
    const lines = (await taken('where-paths-end', 'csv')).split('\r\n');
    expect(lines[0]).toBe('holding,multiple of the money put in,density per unit of log value');
    expect(lines.some((line) => line.includes('</script><img src=x onerror=alert(1)> {{7*7}}'))).toBe(true);
    expect(await taken('path-of-value', 'svg')).toMatch(/^<svg(?![\s\S]*var\()/);
    const spec = JSON.parse(await taken('path-of-value', 'spec'));
    expect(spec.$schema).toContain('vega-lite');
    expect(spec.datasets.bands.length).toBeGreaterThan(100);
    expect(spec.datasets).toEqual(pathOfValue(full, summarise(full)).spec.datasets);
    expect(JSON.stringify(spec)).not.toContain('var(');
  });

  test('dark and light need no second drawing, and paper is always light', async () => {
    const { page } = await open('full', { colorScheme: 'dark' });
    const look = () =>
      page.evaluate(() => {
        const fills = [...document.querySelectorAll('#path-of-value svg path[fill]')].map(
          (path) => getComputedStyle(path).fill,
        );
        return {
          paper: getComputedStyle(document.body).backgroundColor,
          fills: fills.join(),
          markup: document.querySelector('#path-of-value svg')?.outerHTML,
        };
      });
    const dark = await look();
    await page.locator('#theme').click();
    const light = await look();
    expect([dark.paper, light.paper]).toEqual(['rgb(15, 18, 22)', 'rgb(255, 255, 255)']);
    expect(light.markup).toBe(dark.markup);
    expect(light.fills).not.toBe(dark.fills);
    await page.locator('#theme').click();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect((await look()).paper).toBe('rgb(255, 255, 255)');
    expect(await page.locator('.switch').first().isVisible()).toBe(false);
  });

  test('a partial run says so first, with both numbers of paths', async () => {
    const { page } = await open('partial');
    const stamp = page.locator('main header > .stamp');
    expect(await stamp.textContent()).toBe(
      'PARTIAL RUN. Stopped after 150 of 300 paths. The numbers below are those of the finished paths alone.',
    );
    const above = await page.evaluate(
      () =>
        (document.querySelector('.stamp')?.getBoundingClientRect().top ?? 0) <
        (document.querySelector('h1')?.getBoundingClientRect().top ?? 0),
    );
    expect(above).toBe(true);
  });

  test('a replay pretends no error: one line a holding, and not one ± on the page', async () => {
    const { page, messages } = await open('replay');
    expect(messages).toEqual([]);
    expect(await page.locator('#path-of-value .mark-line path').count()).toBe(5);
    expect(await page.locator('main').textContent()).not.toContain('±');
    expect(await page.locator('main').textContent()).not.toMatch(/NaN|undefined|null(?!\.|,| )|\[object/);
  });

  test('every control has a name, every figure a caption, every picture a description, and the first stop is past the rail', async () => {
    const { page } = await open('full');
    const bare = await page.evaluate(() => {
      const nameless = [...document.querySelectorAll('button, a, input')].filter(
        (e) => !(e.textContent || e.closest('label')?.textContent || e.getAttribute('aria-label')),
      );
      const pictures = [...document.querySelectorAll('figure svg[class=marks], figure [role="graphics-document"]')];
      return {
        nameless: nameless.length,
        captions: document.querySelectorAll('figure > figcaption').length,
        described: pictures.filter(
          (e) =>
            (e.getAttribute('aria-label') ?? e.querySelector('[aria-label]')?.getAttribute('aria-label') ?? '') !== '',
        ).length,
        labelled: Math.max(...pictures.map((e) => e.querySelectorAll('[aria-label]').length)),
      };
    });
    expect(bare.nameless).toBe(0);
    expect(bare.captions).toBe(6);
    expect(bare.described).toBeGreaterThanOrEqual(6);
    expect(bare.labelled).toBeLessThan(40);
    const { page: fresh } = await open('partial');
    await fresh.keyboard.press('Tab');
    expect(await fresh.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the report');
  });
});

/** The summary of a run, and what the ids of its page stand for, in the order of declaration. */
const filesOf = (result: RunResult): Files => ({
  summary: JSON.parse(JSON.stringify(summarise(result))),
  holdings: result.holdings.map(({ description }) => description.name),
  duels: result.scenario.duels?.map(({ name }) => name) ?? [],
  manifest,
});
