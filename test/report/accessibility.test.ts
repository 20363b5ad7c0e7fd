import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadReportAssets } from '../../src/report/node/assets.ts';
import { renderReport } from '../../src/report/render-report.ts';
import type { RunResult } from '../../src/result/run-result.ts';
import { summarise } from '../../src/result/summarise.ts';
import { axeOptions, chromiumFlags, chromiumPath } from './chromium.ts';
import { fixture, hostileName, manifest, replayAgainstReality } from './fixture.ts';

const many = fixture({ paths: 400, days: 60, points: 61, scenarioName: hostileName, question: hostileName });
const duels = [
  { name: 'tokens', on: 'equal money', pairs: [['3x daily', 'spot']], weights: [1], sides: null },
] as const;
const pages: Readonly<Record<string, RunResult>> = {
  many: { ...many, scenario: { ...many.scenario, duels } },
  replay: replayAgainstReality(),
};

describe.skipIf(chromiumPath === undefined)('axe-core finds nothing to mend', () => {
  let browser: Browser;
  let folder: string;
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  beforeAll(async () => {
    const assets = await loadReportAssets();
    folder = mkdtempSync(join(tmpdir(), 'decaylab-axe-'));
    for (const [name, result] of Object.entries(pages)) {
      const page = renderReport({ result, summary: summarise(result), manifest, assets });
      writeFileSync(join(folder, `${name}.html`), page);
    }
    browser = await chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args: chromiumFlags });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['many', 'light', 1280],
    ['many', 'dark', 375],
    ['replay', 'dark', 1280],
    ['replay', 'light', 375],
  ] as const)('on the page of %s, %s, %i pixels wide', async (name, colorScheme, width) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    await page.waitForSelector('html[data-ready=yes]', { timeout: 20_000 });
    // The debugger's own evaluation: the page's policy would let no script in.
    await page.evaluate(axe);
    const { violations, passes } = (await page.evaluate(`axe.run(${axeOptions})`)) as AxeResults;
    expect(passes.length).toBeGreaterThan(20);
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect(found).toEqual([]);
    await context.close();
  });
});
