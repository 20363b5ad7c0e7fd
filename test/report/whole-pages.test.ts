/// <reference lib="dom" />
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesIn, run } from '../cli/captured.ts';
import { axeOptions, chromiumFlags, chromiumPath } from './chromium.ts';

const [choppy, tokenVersusPerp, howOften, lab] = ['choppy', 'token-versus-perp', 'how-often', 'lab'].map((name) =>
  resolve(import.meta.dirname, `../../scenarios/${name}.ts`),
) as [string, string, string, string];
const few = ['--paths', '120', '--quiet'];

/** Runs in the page: what is drawn over something else, and what of a picture lies outside the screen. */
function overlapping(): readonly string[] {
  const box = (element: Element) => element.getBoundingClientRect();
  const within = (element: Element) => element.getClientRects().length > 0;
  const notes = [...document.querySelectorAll('p.quiet')].filter(within).flatMap((note) => {
    const before = note.previousElementSibling;
    return before && within(before) && box(before).bottom > box(note).top + 0.5 ? [`over ${note.textContent}`] : [];
  });
  const texts = [...document.querySelectorAll('.picture svg text')].filter(
    (text) => text.textContent !== '' && box(text).width > 0,
  );
  const cut = texts.filter((text) => box(text).left < -0.5 || box(text).right > innerWidth + 0.5);
  const panels = texts.filter(
    (text) => text.closest('#across-regimes .mark-text') && !/^[\d.]+×$/.test(text.textContent),
  );
  const covered = panels.flatMap((a, i) =>
    panels.slice(i + 1).flatMap((b) => {
      const [one, other] = [box(a), box(b)];
      const isApart =
        one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
      return isApart ? [] : [`${a.textContent} over ${b.textContent}`];
    }),
  );
  return [...notes, ...cut.map((text) => `cut: ${text.textContent}`), ...covered];
}

/** Pages as a reader gets them, engine, claims and stories included: every kind that the program writes. */
describe.skipIf(chromiumPath === undefined)('of the pages that a reader is left with', () => {
  let browser: Browser;
  let out: string;
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const pageOf = (kind: RegExp) => join(out, filesIn(out).find((file) => kind.test(file))!);
  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'decaylab-pages-'));
    for (const argv of [
      [choppy, ...few],
      [tokenVersusPerp, ...few],
      [howOften, ...few],
      [choppy, '--path', '7', '--quiet'],
      ['compare', choppy, choppy, '--set-b', 'tradingFee=0.002', ...few],
      [lab, ...few, '--sweep', 'leverage=2,3', '--sweep', 'volatilityPerYear=0.4,0.8,1.2'],
    ]) {
      await run([...argv, '--out', out]);
    }
    browser = await chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args: chromiumFlags });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(out, { recursive: true, force: true });
  });

  test.each([
    ['the report', /choppy\/report\.html$/],
    ['a told path', /paths\/7\.html$/],
    ['a comparison', /comparisons\/.*\.html$/],
    ['a sweep', /sweep\.html$/],
    ['the shelf', /^index\.html$/],
  ])('%s is silent, asks for nothing, fits a phone, and axe-core finds nothing to mend', async (_name, kind) => {
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [375, 'dark'],
    ] as const) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      const noticed: string[] = [];
      page.on('console', (message) => noticed.push(message.text()));
      page.on('pageerror', (error) => noticed.push(error.message));
      page.on('request', (request) => {
        if (!/^(file|data|blob):/.test(request.url())) noticed.push(request.url());
      });
      await page.goto(pathToFileURL(pageOf(kind)).href);
      await page.waitForFunction(() => document.fonts.status === 'loaded' && document.readyState === 'complete');
      if ((await page.locator('[data-chart]').count()) > 0) {
        await page.waitForSelector('html[data-ready=yes]', { timeout: 20_000 });
      }
      await page.evaluate(axe);
      const { violations, passes } = (await page.evaluate(`axe.run(${axeOptions})`)) as AxeResults;
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`),
      ).toEqual([]);
      expect(passes.length).toBeGreaterThan(15);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(noticed).toEqual([]);
      expect(await page.evaluate(overlapping)).toEqual([]);
      await context.close();
    }
  });

  test('on a phone the names of regimes stand clear of their medians', async () => {
    const into = mkdtempSync(join(tmpdir(), 'decaylab-regimes-'));
    await run([choppy, '--paths', '1000', '--quiet', '--out', into]);
    const page = await browser.newPage({ viewport: { width: 375, height: 900 } });
    await page.goto(pathToFileURL(join(into, 'choppy/report.html')).href);
    await page.waitForSelector('html[data-ready=yes]');
    expect(await page.locator('#across-regimes svg').textContent()).toContain('median ');
    expect(await page.evaluate(overlapping)).toEqual([]);
    await page.close();
    rmSync(into, { recursive: true });
  });

  test.each([
    ['the report', /choppy\/report\.html$/],
    ['a sweep', /sweep\.html$/],
  ])('on paper nothing of %s speaks of what only a pointer can do', async (_name, kind) => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(pageOf(kind)).href);
    await page.waitForSelector('html[data-ready=yes]');
    const gestures = /\b(draw a box|choose a cell|move a control|click)\b/i;
    expect(await page.locator('main').innerText()).toMatch(gestures);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('main').innerText()).not.toMatch(gestures);
    const heights = await page.locator('.picture > svg').evaluateAll((all) => all.map((svg) => svg.clientHeight));
    expect(Math.max(...heights)).toBeLessThanOrEqual(Math.ceil((125 / 25.4) * 96));
    await page.close();
  });

  test('without scripts a figure says that it needs them, below its words and not among them', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(pageOf(/choppy\/report\.html$/)).href);
    const figure = page.locator('#volatility-and-decay');
    const [words, note] = await Promise.all([
      figure.locator('.subtitle').boundingBox(),
      figure.locator('noscript p').boundingBox(),
    ]);
    expect(await figure.locator('noscript p').textContent()).toBe('The picture needs scripts.');
    expect(note!.y).toBeGreaterThanOrEqual(words!.y + words!.height);
    await context.close();
  });

  test('the fan of a cell is chosen from a list as well as with a pointer, and the one follows the other', async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(pageOf(/sweep\.html$/)).href);
    await page.waitForSelector('html[data-ready=yes]');
    const figure = page.locator('figure', { has: page.locator('[data-pick]') }).first();
    const list = figure.locator('[data-pick]');
    const fan = (settings: string) => figure.locator('svg').getByText(settings).waitFor();
    await fan('leverage 3, volatilityPerYear 0.8');
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await fan('leverage 3, volatilityPerYear 1.2');
    await figure.locator('svg .mark-rect path').first().click();
    await fan('leverage 2, volatilityPerYear 0.4');
    expect(await list.inputValue()).toBe('0');
    await list.selectOption('5');
    await fan('leverage 3, volatilityPerYear 1.2');
    await page.close();
  });

  test('each says what may run in it: no inline script but by its hash, no evaluation but of kernels', () => {
    for (const kind of [/choppy\/report\.html$/, /paths\/7\.html$/, /comparisons\/.*\.html$/, /^index\.html$/]) {
      const policy = /Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(pageOf(kind), 'utf8'))?.[1] ?? '';
      expect(policy).toContain('default-src &#39;none&#39;');
      expect(policy).not.toMatch(/unsafe-inline|(?<!wasm-)unsafe-eval|https?:|\*/);
    }
  });

  // More paths add a tenth: dots, up to their limit, and digits.
  test.each([
    ['claims, a surface and regimes', /choppy\/report\.html$/, 2_000_000],
    ['twenty-nine holdings', /token-versus-perp\/report\.html$/, 2_600_000],
    ['fifteen thousand events', /how-often\/report\.html$/, 2_300_000],
  ])('a report of %s is well below 3 MB', (_what, kind, limit) => {
    expect(readFileSync(pageOf(kind)).byteLength).toBeLessThan(limit);
  });
});
