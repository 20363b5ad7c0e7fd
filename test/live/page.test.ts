/// <reference lib="dom" />
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { firefoxEngine, withFirefox } from '../../bench/engines/firefox.ts';
import { fixture } from '../batch/small-run.ts';
import { run, scratch, writeScenario } from '../cli/captured.ts';
import { axeOptions, chromiumFlags, chromiumPath } from '../report/chromium.ts';

const disk = scratch();
afterAll(disk.remove);

/** What a page tells of a run of its own. */
interface Told {
  readonly digest: string;
  readonly command: string;
}

/** What it tells of all that it was asked: its runs, and a path line by line. */
interface Driven {
  readonly runs: readonly Told[];
  readonly ledger: readonly string[];
  /** What is said of a replay of the second holding. */
  readonly other: string;
}

/** Runs in the page: waits for its first run, moves a slider by three stops, waits again, and has path 7 replayed. */
async function drive(): Promise<Driven> {
  const section = document.getElementById('live')!;
  const settled = async (): Promise<Told> => {
    while (section.dataset.state !== 'done') await new Promise((resolve) => setTimeout(resolve, 10));
    section.dataset.state = '';
    const read = (id: string) => document.getElementById(id)!.textContent ?? '';
    return { digest: read('live-digest'), command: read('live-command') };
  };
  section.scrollIntoView();
  const first = await settled();
  const slider = document.querySelector<HTMLInputElement>('#live-0')!;
  slider.value = String(Number(slider.value) + 3);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  const runs = [first, await settled()];
  const replay = document.getElementById('replay')!;
  // As a click on a dot does.
  const replayed = async (index: number) => {
    document.dispatchEvent(new CustomEvent('decaylab:replay', { detail: { path: 7, index } }));
    while (replay.dataset.state !== 'done') await new Promise((resolve) => setTimeout(resolve, 10));
  };
  await replayed(0);
  const ledger = Array.from(replay.querySelectorAll('tbody tr'), (row) => row.textContent ?? '');
  await replayed(1);
  return { runs, ledger, other: document.getElementById('replay-line')!.textContent ?? '' };
}

/** Runs in the page before anything else. */
function listenForRefusals(): void {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    // biome-ignore lint/suspicious/noConsole: it is what BiDi tells of
    console.error(`refused by ${violatedDirective}: ${blockedURI}`);
  });
}

/** Runs in the page: what its policy forbids. */
async function breakPolicy(): Promise<void> {
  const heard = new Promise((resolve) => document.addEventListener('securitypolicyviolation', resolve));
  const style = document.createElement('style');
  style.textContent = 'body{color:red}';
  document.head.append(style);
  await heard;
}

async function reportOf(scenario: string, ...more: readonly string[]): Promise<{ page: string; url: string }> {
  const out = disk.fresh();
  const { code, stderr } = await run([scenario, '--paths', '40', '--quiet', '--out', out, ...more]);
  expect(code, stderr).toBe(0);
  const file = join(out, scenario.replace(/^.*\/|\.ts$/g, ''), 'report.html');
  return { page: readFileSync(file, 'utf8'), url: pathToFileURL(file).href };
}

/** What the command line says to the line that a page offers. */
async function digestOf(command: string): Promise<string> {
  const out = disk.fresh();
  const [scenario, ...argv] = command.replace('npx tsx run ', '').split(' ');
  await run([scenario!, ...argv, '--no-report', '--quiet', '--out', out]);
  const folder = join(out, scenario!.replace(/^.*\/|\.ts$/g, ''));
  return (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { digest: string }).digest;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface Audit {
  readonly violations: readonly string[];
  readonly passes: number;
}

describe('a report that runs again', () => {
  let page: string;
  let url: string;
  beforeAll(async () => {
    ({ page, url } = await reportOf(fixture('small')));
  });

  /** Lines of the ledger that `--path 7` writes of the first holding that the page is about. */
  async function ledgerOf(path: number): Promise<readonly string[]> {
    const out = disk.fresh();
    const { code, stderr } = await run([fixture('small'), '--path', String(path), '--quiet', '--out', out]);
    expect(code, stderr).toBe(0);
    const told = readFileSync(join(out, 'small', 'paths', `${path}.html`), 'utf8');
    const table = /class="long ledger".*?<tbody[^>]*>(.*?)<\/tbody>/s.exec(told)![1]!;
    return [...table.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) => row.replace(/<[^>]*>/g, ''));
  }

  async function heldTo({ runs: [first, moved], ledger, other }: Driven): Promise<void> {
    expect(ledger.length).toBeGreaterThan(3);
    expect(ledger).toEqual(await ledgerOf(7));
    expect(other).toBe('Path 7 of band, bit for bit as it was in the run.');
    expect(first!.command).toMatch(/small\.ts --paths 2000 --seed small$/);
    expect(moved!.command).toMatch(/ --set days=6$/);
    expect(moved!.digest).not.toBe(first!.digest);
    for (const { digest, command } of [first!, moved!]) expect(digest).toBe(await digestOf(command));
  }

  test('its policy allows kernels and workers of its own text beside two scripts by hash, and nothing unsafe', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!.replaceAll('&#39;', "'");
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-\S+' 'sha256-\S+' 'wasm-unsafe-eval'; worker-src blob:; style-src 'sha256-\S+'; font-src data:/,
    );
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  });

  test('without scripts it says what can be changed, and the line that does it', () => {
    // Not toContain: a failure should not print a megabyte.
    expect(page.includes('<code>days</code>: length of the run')).toBe(true);
    expect(/id="live-command">npx tsx run \S+small\.ts --paths 2000 --seed small</.test(page)).toBe(true);
  });

  test.skipIf(chromiumPath === undefined)(
    'in Chromium, from disk: the digests and the paths of the command line, no message, no request',
    async () => {
      const browser = await chromium.launch({
        ...(chromiumPath && { executablePath: chromiumPath }),
        args: chromiumFlags,
      });
      try {
        const opened = await browser.newPage();
        const messages: string[] = [];
        const requests: string[] = [];
        opened.on('console', (message) => messages.push(message.text()));
        opened.on('pageerror', ({ message }) => messages.push(message));
        opened.on('request', (request) => requests.push(request.url()));
        await opened.goto(url);
        await opened.waitForSelector('html[data-ready=yes]');
        const told = await opened.evaluate(drive);
        expect(messages).toEqual([]);
        expect(requests.filter((each) => !/^(data|blob):/.test(each))).toEqual([url]);
        await heldTo(told);
      } finally {
        await browser.close();
      }
    },
  );

  test.skipIf(firefoxEngine.missing() !== undefined)(
    'in Firefox, from disk: the digests and the paths of the command line, no message, no request, and axe-core finds nothing to mend',
    async () => {
      const folder = disk.fresh();
      mkdirSync(folder, { recursive: true });
      const heard: string[] = [];
      let heardOfPage: readonly string[] = [];
      const told = await withFirefox(
        folder,
        async ({ bidi, context }) => {
          await bidi.call('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] });
          // Firefox tells BiDi of messages, but not of what a policy forbids.
          await bidi.call('script.addPreloadScript', { functionDeclaration: listenForRefusals.toString() });
          await bidi.call('browsingContext.navigate', { context, url, wait: 'complete' });
          const expression = `(${drive.toString()})().then(JSON.stringify)`;
          const { result } = await bidi.call('script.evaluate', {
            expression,
            awaitPromise: true,
            target: { context },
          });
          const audit = `${axe}\n;axe.run(${axeOptions}).then(({ violations, passes }) => JSON.stringify({ violations: violations.map(({ id }) => id), passes: passes.length }))`;
          const audited = await bidi.call('script.evaluate', {
            expression: audit,
            awaitPromise: true,
            target: { context },
          });
          const { violations, passes } = JSON.parse((audited.result as { readonly value: string }).value) as Audit;
          expect(violations).toEqual([]);
          expect(passes).toBeGreaterThan(20);
          heardOfPage = [...heard];
          await bidi.call('script.evaluate', {
            expression: `(${breakPolicy.toString()})()`,
            awaitPromise: true,
            target: { context },
          });
          await vi.waitFor(() => {
            expect(heard.slice(heardOfPage.length).join('\n'), 'a breach is heard').toContain('refused by style-src');
          }, 5000);
          return JSON.parse((result as { readonly value: string }).value) as Driven;
        },
        (method, params) => heard.push(`${method} ${JSON.stringify(params)}`),
      );
      expect(heardOfPage.filter((each) => !/"url":"(file|data|blob):/.test(each))).toEqual([]);
      await heldTo(told);
    },
  );
});

test('a scenario without parameters has nothing to try, and its page no engine', async () => {
  const { page } = await reportOf(writeScenario(disk.path, 'nothing-to-move'));
  expect(/Try it yourself|wasm-unsafe-eval|id="live/.test(page)).toBe(false);
});
