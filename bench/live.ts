/// <reference lib="dom" />
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../test/report/chromium.ts';
import type { Asked } from './asked.ts';
import { median } from './measure.ts';
import type { Sheet } from './sheet.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Moved {
  readonly milliseconds: number;
  readonly openMilliseconds: number;
  readonly line: string;
}

/** What a reader waits for when he moves a control of choppy's report: 90 days by the hour, ten holdings. */
export async function liveSheet(asked: Asked): Promise<Sheet> {
  const title = 'Live, in Chromium from disk';
  const heads = ['of a moved control', 'median', 'best'];
  if (chromiumPath === undefined) {
    return { title, notes: ['Left out: install Chromium, or name it in CHROMIUM_PATH.'], heads, rows: [] };
  }
  const out = mkdtempSync(join(tmpdir(), 'decaylab-live-'));
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
  try {
    const program = ['--import', 'tsx', 'run.ts', 'scenarios/choppy.ts'];
    execFileSync(process.execPath, [...program, '--paths', '200', '--quiet', '--out', out], { cwd: root });
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(out, 'choppy', 'report.html')).href);
    await page.waitForSelector('html[data-ready=yes]');
    const first = await page.evaluate(move, 0);
    const moved: Moved[] = [];
    for (let round = 0; round < (asked.rounds ?? 7); round++) moved.push(await page.evaluate(move, 1));
    const row = (name: string, times: readonly number[]) => [
      name,
      median([...times]).toFixed(0),
      Math.min(...times).toFixed(0),
    ];
    return {
      title,
      notes: [
        `Milliseconds over ${moved.length} moves of the volatility, after a first run of ${first.milliseconds.toFixed(0)}.`,
        moved.at(-1)!.line,
      ],
      heads,
      rows: [
        row(
          'settling and compiling, in one worker',
          moved.map((each) => each.openMilliseconds),
        ),
        row(
          'until all paths are there',
          moved.map((each) => each.milliseconds),
        ),
      ],
    };
  } finally {
    await browser.close();
    rmSync(out, { recursive: true, force: true });
  }
}

/** In the page: moves the first control by so many stops, and waits for the run to end. */
async function move(stops: number): Promise<Moved> {
  const section = document.getElementById('live')!;
  if (stops === 0) section.scrollIntoView();
  else {
    const slider = document.querySelector<HTMLInputElement>('#live-0')!;
    section.dataset.state = '';
    slider.value = String(Number(slider.value) + stops);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }
  while (section.dataset.state !== 'done') await new Promise((resolve) => setTimeout(resolve, 10));
  return {
    milliseconds: Number(section.dataset.milliseconds),
    openMilliseconds: Number(section.dataset.openMilliseconds),
    line: document.getElementById('live-line')!.textContent ?? '',
  };
}
