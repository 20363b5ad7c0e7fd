import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bidi } from './bidi.ts';
import { connectBidi } from './bidi.ts';
import type { Told } from './browser.ts';
import type { Engine } from './engine.ts';
import { sightingsOf, withPage } from './engine.ts';

const firefoxPath = (): string | undefined =>
  [
    process.env.FIREFOX_PATH,
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ].find((path) => path !== undefined && path !== '' && existsSync(path));

/** It calls nobody, and lets a page compute for as long as it likes. */
const preferences = {
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.max_script_run_time': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.server': 'data:,',
};

const START_MS = 60_000;
const COMPUTE_MS = 1_800_000;
const END_MS = 5_000;

/** Headless, on a page from disk, driven by WebDriver BiDi. */
export const firefoxEngine: Engine = {
  name: 'Firefox',
  missing: () =>
    firefoxPath() === undefined ? '--install gets firefox-esr with apt-get; or name it in FIREFOX_PATH' : undefined,
  install: () => {
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'firefox-esr'], { stdio: 'ignore' });
  },
  ask: (work) => withPage(work, (url, folder) => withFirefox(folder, (firefox) => read(firefox, url))),
};

/** A Firefox that is open, with an empty page. */
export interface OpenFirefox {
  readonly bidi: Bidi;
  /** Of the page. */
  readonly context: string | undefined;
  readonly version: string;
}

/** Starts one with a profile of its own in that folder, and ends it whatever happens. */
export async function withFirefox<T>(
  folder: string,
  use: (firefox: OpenFirefox) => Promise<T>,
  onEvent?: (method: string, params: unknown) => void,
): Promise<T> {
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  const settings = Object.entries(preferences).map(([name, value]) => [name, value].map((v) => JSON.stringify(v)));
  writeFileSync(join(profile, 'user.js'), settings.map((pair) => `user_pref(${pair.join(', ')});\n`).join(''));
  const browser = spawn(
    firefoxPath() ?? 'firefox',
    ['--headless', '--no-remote', '--remote-debugging-port', '0', '--profile', profile],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    const bidi = connectBidi(`${await addressOf(browser)}/session`, onEvent);
    try {
      const session = (await bidi.call('session.new', { capabilities: {} })) as {
        readonly capabilities: { readonly browserVersion: string };
      };
      const { contexts } = (await bidi.call('browsingContext.getTree', {})) as {
        readonly contexts: readonly { readonly context: string }[];
      };
      return await use({ bidi, context: contexts[0]?.context, version: session.capabilities.browserVersion });
    } finally {
      await bidi.call('browser.close', {}).catch(() => {});
      bidi.close();
    }
  } finally {
    await end(browser);
  }
}

async function read({ bidi, context, version }: OpenFirefox, url: string) {
  await bidi.call('browsingContext.navigate', { context, url, wait: 'complete' });
  const awaited = { expression: 'globalThis.engineAnswers', awaitPromise: true, target: { context } };
  const evaluated = await bidi.call('script.evaluate', awaited, COMPUTE_MS);
  const { value } = (evaluated.result ?? {}) as { readonly value?: string };
  if (value === undefined) throw new Error('engines: the page did not run its script');
  return sightingsOf('Firefox', version, JSON.parse(value) as Told);
}

/** It says on stderr where it listens. @throws Error when it ends, or says nothing for a minute */
function addressOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('engines: Firefox did not start in time')), START_MS);
    const settle = (work: () => void) => {
      clearTimeout(timer);
      work();
    };
    browser.on('error', (error) => settle(() => reject(error)));
    browser.on('exit', (code) => settle(() => reject(new Error(`engines: Firefox ended with code ${code}`))));
    createInterface({ input: browser.stderr! }).on('line', (line) => {
      const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(line)?.[1];
      if (address !== undefined) settle(() => resolve(address));
    });
  });
}

/** It is asked to close before; whoever does not is stopped. */
async function end(browser: ChildProcess): Promise<void> {
  if (browser.pid === undefined || browser.exitCode !== null || browser.signalCode !== null) return;
  const ended = once(browser, 'exit');
  await Promise.race([ended, sleep(END_MS, undefined, { ref: false })]);
  if (browser.exitCode === null && browser.signalCode === null) browser.kill('SIGKILL');
  await ended;
}
