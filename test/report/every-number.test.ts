import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { version } from '../../src/cli/version.ts';
import { allCharts } from '../../src/report/all-charts.ts';
import { html } from '../../src/report/page/html.ts';
import { summarise } from '../../src/result/summarise.ts';
import { filesIn, run } from '../cli/captured.ts';
import { dataFolder, hasData } from '../support/data.ts';
import { chromiumFlags, chromiumPath } from './chromium.ts';
import { fixture, manifest } from './fixture.ts';
import { headings, statistics } from './headings.ts';
import { noFigures } from './no-figures.ts';
import {
  type Controlled,
  controlsOf,
  isTrue,
  type Keyed,
  type Loose,
  numbersOf,
  type Shelf,
  valueAt,
} from './numbers-of-a-page.ts';

const folders = ['../../scenarios', '../fixtures/scenarios'].map((each) => resolve(import.meta.dirname, each));

interface Walked {
  readonly kind: Kind;
  readonly controls: readonly Controlled[];
  readonly files: Parameters<typeof valueAt>[0];
  readonly keyed: readonly Keyed[];
  readonly loose: readonly Loose[];
}

type Kind = 'run' | 'path' | 'comparison' | 'sweep' | 'shelf';

/** A page, and the file that has its numbers, in the folder of a scenario. */
const shown: Readonly<Record<Kind, readonly [page: RegExp, file: RegExp]>> = {
  run: [/\/report\.html$/, /\/summary\.json$/],
  path: [/\/paths\/\d+\.html$/, /\/paths\/\d+\.json$/],
  comparison: [/\/comparisons\/.*\.html$/, /\/comparisons\/.*\.json$/],
  sweep: [/\/sweeps\/.*\/sweep\.html$/, /\/sweep\.json$/],
  shelf: [/^index\.html$/, /\/summary\.json$/],
};

/** Pages as a reader gets them, with every kind of section among them. */
const pages: readonly (readonly [page: string, kind: Kind, argv: readonly string[], needsData?: true])[] = [
  ['a run with claims, stories, a surface and regimes', 'run', ['choppy', '--paths', '1000']],
  ['a run with duels', 'run', ['token-versus-perp', '--paths', '120']],
  ['a run whose tokens end at zero', 'run', ['crash', '--paths', '600']],
  ['a run of two coins, of uncertain numbers', 'run', ['two-coins']],
  ['a replay beside what really traded', 'run', ['black-thursday'], true],
  [
    'a run beside history',
    'run',
    ['lab', '--paths', '60', '--history', 'prices/BTCUSDT_perp_1h.csv.gz,everyDays=30'],
    true,
  ],
  ['the page of one path', 'path', ['choppy', '--path', '7']],
  ['a comparison', 'comparison', ['compare', 'choppy', 'choppy', '--set-b', 'tradingFee=0.002', '--paths', '120']],
  [
    'a sweep of two parameters',
    'sweep',
    ['lab', '--sweep', 'leverage=2,3', '--sweep', 'volatilityPerYear=0.5:1.5:0.5', '--paths', '64'],
  ],
  [
    'a sweep of one parameter, and where it breaks even',
    'sweep',
    ['lab', '--sweep', 'leverage=2,3', '--solve', 'volatilityPerYear', '--paths', '64'],
  ],
  ['the list of runs', 'shelf', ['choppy', '--paths', '60']],
];

describe.skipIf(chromiumPath === undefined)('every number on a page', () => {
  let browser: Browser;
  let out: string;
  const walked = new Map<string, Walked>();
  const used = new Set<number>();

  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'decaylab-numbers-'));
    browser = await chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args: chromiumFlags });
    for (const [page, kind, argv, needsData] of pages) {
      if (needsData && !hasData) continue;
      walked.set(page, await walk(kind, argv));
    }
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(out, { recursive: true, force: true });
  });

  async function walk(kind: Kind, argv: readonly string[]): Promise<Walked> {
    const into = mkdtempSync(join(out, 'page-'));
    const words = argv.map((word) => folders.map((of) => join(of, `${word}.ts`)).find(existsSync) ?? word);
    const data = hasData ? ['--data', dataFolder] : [];
    // A list of runs has one that a later one replaced.
    for (const more of kind === 'shelf' ? [['--seed', 'earlier'], []] : [[]]) {
      const { code, stderr } = await run([...words, ...data, ...more, '--quiet', '--out', into]);
      expect([0, 1], stderr).toContain(code);
    }
    const [pageFile, file] = shown[kind].map((name) => filesIn(into).find((each) => name.test(each)));
    const read = (name: string) => JSON.parse(readFileSync(join(into, name), 'utf8'));
    const summary = rootOf(kind, read, file!, filesIn(into));
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(into, pageFile!)).href);
    const selectors = noFigures.map(({ within }) => within);
    const numbers = await numbersOf(page, selectors);
    const controls = await controlsOf(page);
    await context.close();
    const manifest = kind === 'run' ? read(manifestBeside(file!)) : { version };
    const declared =
      manifest.scenario?.holdings.map(({ name }: { name: string }) => name) ??
      summary.sweep?.holdings ??
      listedHoldings(summary);
    const compared = new Set<string>(summary.changes?.map(({ holding }: { holding: string }) => holding));
    const holdings: readonly string[] = declared ?? Object.keys(summary.told?.[0].holdings ?? {});
    const files = { summary, manifest, holdings: [...holdings, ...compared], duels: Object.keys(summary.duels ?? {}) };
    return { kind, files, controls, ...numbers };
  }

  const each = pages.map(([page]) => page);
  const on = (page: string, check: (walked: Walked) => void) => {
    const found = walked.get(page);
    if (found !== undefined) check(found);
  };

  test.each(each)('of %s is what its key names in the files of the run, to the digits shown', (page) => {
    on(page, ({ kind, files, keyed }) => {
      expect(keyed.length).toBeGreaterThan(kind === 'shelf' ? 15 : 60);
      const wrong = keyed.filter((one) => !isTrue(one, valueAt(files, one.key)));
      expect(wrong.map((one) => ({ ...one, value: valueAt(files, one.key) })).slice(0, 12)).toEqual([]);
    });
  });

  test.each(each)('of %s has a key, or is named as no figure of the run', (page) => {
    on(page, ({ files, loose }) => {
      const all = [...files.holdings, ...(files.duels ?? [])];
      const names = all.filter((name) => /\p{L}/u.test(name) && /\d/.test(name)).sort((a, b) => b.length - a.length);
      // A name that is a number hides that number, as a word of its own in a sentence, on its own page.
      const numerals = all.filter((name) => /^\d+$/.test(name));
      const left = loose.flatMap(({ text, where, within }) => {
        if (all.includes(text)) return [];
        let rest = names.reduce((words, name) => words.replaceAll(name, ''), text);
        for (const name of numerals) rest = rest.replace(new RegExp(`\\b${name}\\b(?=[ ,]|$)`, 'g'), '');
        for (const i of within) {
          const { says } = noFigures[i]!;
          const without = says === undefined ? '' : rest.replace(says, '');
          if (without !== rest || says === undefined) used.add(i);
          rest = without;
        }
        return /\d/.test(rest) ? [`${where}: ${rest}`] : [];
      });
      expect(left.slice(0, 12)).toEqual([]);
    });
  });

  test.each(each)('of %s stands in the column and the row of what it is', (page) => {
    on(page, ({ files, keyed }) => {
      const inTables = keyed.filter(({ column }) => column !== null);
      const misplaced = inTables.filter(
        (one) => !isUnderItsHead(one, files.holdings) || !isBesideItsName(one, files.holdings),
      );
      expect(misplaced.slice(0, 12)).toEqual([]);
      expect(cellsOutOfPlace(keyed, files.summary)).toEqual([]);
    });
  });

  test.each(each)('of %s stands at each control where the run has it', (page) => {
    on(page, ({ files, controls }) => {
      const { setting } = files.summary as { setting?: { parameters: Record<string, unknown> } };
      const wrong = controls.filter((one) => one.value !== setting?.parameters[one.name] || !one.isWithinItsStops);
      expect(wrong).toEqual([]);
    });
  });

  test('what is named as no figure is there to be named', () => {
    const isWhole = hasData;
    const idle = noFigures.filter((_, i) => !used.has(i)).map(({ within, says }) => `${within} ${says ?? ''}`);
    if (isWhole) expect(idle).toEqual([]);
  });
});

const manifestBeside = (summary: string): string => summary.replace(/summary\.json$/, 'manifest.json');

/** What keys of a page are resolved against: the file that has its numbers, under the name that its keys begin with. */
function rootOf(kind: Kind, read: typeof JSON.parse, file: string, all: readonly string[]) {
  if (kind === 'sweep') return { sweep: read(file) };
  if (kind !== 'shelf') return read(file);
  const runs = all.filter((name) => name.endsWith('/summary.json'));
  const shelf = runs.map((name) => [
    name.slice(0, name.lastIndexOf('/')),
    { summary: read(name), manifest: read(manifestBeside(name)) },
  ]);
  const scenarios = new Set(runs.map((name) => name.split('/')[0])).size;
  return { runs: Object.fromEntries(shelf), listed: { runs: runs.length, scenarios } };
}

const listedHoldings = ({ runs = {} }: Partial<Shelf>): readonly string[] | undefined =>
  Object.values(runs)[0] && Object.keys(Object.values(runs)[0]!.summary.holdings);

/** The head of a column says what keys may stand in it; where it is a holding, or a value of an axis, the row does. */
function isUnderItsHead({ key, column, row, names }: Keyed, holdings: readonly string[]): boolean {
  if (holdings.includes(column ?? '')) {
    return names.length === 1 ? (statistics[row ?? '']?.test(key) ?? true) : key.endsWith('.probabilityABeatsB.value');
  }
  if (/^sweep\.axes\.0\.values\./.test(key)) return names.includes(column ?? '');
  if (/^sweep\.(cells\.\d+\.holdings\.\d+\.finalValue\.median)\./.test(key) && names.length === 0) return true;
  const ofBreakEven = /^sweep\.breakEven\.\d+\.(?:settings\.(\w+)|holding)$/.exec(key);
  if (ofBreakEven) return column === (ofBreakEven[1] ?? 'Holding');
  if (/^\.?(sweep|regimes)\.cells\.\d+\.holdings\.\d+\.name$/.test(key)) return column === 'Holding';
  return headings.some(([head, keys]) => head === column && keys.test(key));
}

/** A figure of a holding stands in a row, a column or a group that bears its name. */
function isBesideItsName({ key, names }: Keyed, holdings: readonly string[]): boolean {
  const ids = /^(?:history\.|uncertainty\.)?(h\d+)(?::(h\d+))?\./.exec(key)?.slice(1) ?? [];
  return ids.every((id) => id === undefined || names.includes(holdings[Number(id.slice(1))] ?? ''));
}

/** Of a grid, what does not stand where the row and the column of its settings cross. */
function cellsOutOfPlace(keyed: readonly Keyed[], summary: object): readonly unknown[] {
  const { sweep } = summary as { sweep?: { cells: readonly { settings: Record<string, unknown> }[] } };
  return keyed.filter(({ key, row, column, names }) => {
    const nth = /^sweep\.cells\.(\d+)\.holdings\.\d+\.finalValue\.median\.value$/.exec(key)?.[1];
    if (nth === undefined || names.length > 0 || column === null) return false;
    return Object.values(sweep!.cells[Number(nth)]!.settings).map(String).join() !== `${row},${column}`;
  });
}

// Kills: a caption behind a switch that speaks of the holding before it.
test('every number of a caption behind a switch is what its key names', () => {
  const result = fixture({ paths: 400, days: 60, points: 61 });
  const summary = summarise(result);
  const holdings = result.holdings.map(({ description }) => description.name);
  const captions = allCharts({ result, summary, manifest }).flatMap(({ choices }) => choices);
  expect(captions.length).toBeGreaterThan(20);
  for (const { id, caption } of captions) {
    const { markup } = html`${caption.title} ${caption.subtitle} ${caption.note}`;
    const figures = [...markup.matchAll(/data-key="([^"]+)"(?: data-scale="([^"]+)")?( data-complement)?>([^<]*)</g)];
    const wrong = figures.filter(([, key, scale = '1', isComplement, text]) => {
      const shown = { text: text!, scale: Number(scale), isComplement: isComplement !== undefined };
      const isOfAnother =
        holdings[Number(id.slice(1))] !== undefined && /^h\d/.test(key!) && !key!.startsWith(`${id}.`);
      return isOfAnother || !isTrue(shown, valueAt({ summary, holdings }, key!));
    });
    expect(wrong.map(([figure]) => figure)).toEqual([]);
  }
});
