import { existsSync } from 'node:fs';

/** A Chromium of this machine, or undefined: tests that need one are then skipped, visibly. */
export const chromiumPath: string | undefined = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
].find((path) => path !== undefined && path !== '' && existsSync(path));

/** Keeps the browser from talking to anybody by itself, so that every request seen is the page's. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** As text of the page: every rule is asked of every element, but only what breaks one is described at length. */
export const axeOptions = JSON.stringify({ resultTypes: ['violations'], selectors: false });
