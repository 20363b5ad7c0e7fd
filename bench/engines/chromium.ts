import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../../test/report/chromium.ts';
import type { Told } from './browser.ts';
import type { Engine } from './engine.ts';
import { sightingsOf, withPage } from './engine.ts';

/** Headless, on a page from disk. */
export const chromiumEngine: Engine = {
  name: 'Chromium',
  missing: () => (chromiumPath === undefined ? 'install Chromium, or name it in CHROMIUM_PATH' : undefined),
  ask: (work) =>
    withPage(work, async (url) => {
      const browser = await chromium.launch({
        ...(chromiumPath && { executablePath: chromiumPath }),
        args: chromiumFlags,
      });
      try {
        const page = await browser.newPage();
        await page.goto(url);
        const told = await page.evaluate(() => globalThis.engineAnswers);
        if (told === undefined) throw new Error('engines: the page did not run its script');
        return sightingsOf('Chromium', browser.version(), JSON.parse(told) as Told);
      } finally {
        await browser.close();
      }
    }),
};
