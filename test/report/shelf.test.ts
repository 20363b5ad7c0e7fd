import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ShelfEntry, shelfEntry } from '../../src/report/shelf/shelf-entry.ts';
import { type Shelved, shelfCard, shelfPage } from '../../src/report/shelf/shelf-page.ts';
import { thumbnail } from '../../src/report/shelf/thumbnail.ts';
import { summarise } from '../../src/result/summarise.ts';
import { fixture, hostileName, manifest } from './fixture.ts';

const assets = { styles: '', stylesHash: 'x', version: '0.1.0', hash: () => 'y' };
const pageOf = (runs: readonly Shelved[]) => shelfPage(runs.map(shelfCard), assets);
const shelved = (run: Shelved['run'], folder = ['choppy']): Shelved => ({
  folder,
  file: 'report.html',
  isEarlier: false,
  run,
});
const result = fixture({ paths: 200 });
const summary = summarise(result);
const whole = { ...manifest, scenario: result.scenario, verdict: 'It loses.' };

describe('an entry', () => {
  test('says what summary and manifest say', () => {
    const entry = shelfEntry(summary, whole);
    expect(entry).toMatchObject({
      scenario: 'choppy',
      question: result.scenario.question,
      verdict: 'It loses.',
      finishedAt: manifest.finishedAt,
      seed: '20261122',
      paths: 200,
      isPartial: false,
      digest: result.digest,
      version: '0.1.0',
    });
    expect(entry.holdings.map(({ name, family, median }) => [name, family, median])).toEqual(
      result.scenario.holdings
        .slice(0, 5)
        .map(({ name, family }) => [name, family, summary.holdings[name]!.finalValue.median]),
    );
  });

  test('of an older version, without a manifest or a verdict, says what can be known', () => {
    const entry = shelfEntry(summary, null);
    expect(entry).toMatchObject({ finishedAt: null, version: null, seed: '20261122' });
    expect(entry.verdict).toMatch(/^The middle path of 3x daily ends at 0\.\d+ of what was put in$/);
  });

  test('takes the answer of the scenario before all else', () => {
    expect(shelfEntry({ ...summary, answer: 'Yes.' }, whole).verdict).toBe('Yes.');
  });

  test('of a newer version, whatever it holds, is read or refused, and never half a page', () => {
    const summaries = fc.object({ key: fc.constantFrom(...Object.keys(summary), 'finalValue', 'median'), maxDepth: 4 });
    fc.assert(
      fc.property(summaries, fc.anything(), fc.string({ unit: 'binary', minLength: 1 }), (run, made, scenario) => {
        const entry = shelfEntry({ ...run, scenario }, made);
        expect(pageOf([shelved(entry)])).toContain('</html>');
        expect(JSON.parse(JSON.stringify(entry))).toEqual(entry);
      }),
      { seed: 41, numRuns: 200 },
    );
    for (const none of [null, 7, 'x', [], {}, { scenario: 7 }])
      expect(() => shelfEntry(none, whole)).toThrow('not the summary');
  });

  test('takes nothing for what it is not: a list is no record of holdings, a word no date', () => {
    const { holdings, finishedAt } = shelfEntry(
      { scenario: 'a', holdings: [{ finalValue: { median: 1 } }] },
      { finishedAt: 'today' },
    );
    expect({ holdings, finishedAt }).toEqual({ holdings: [], finishedAt: null });
    for (const date of [
      '2026-11-29',
      '2026-11-29T00:00:00+01:00',
      ' 2026-11-29T00:00:00Z',
      '2026-11-29T00:00:00Z<b>',
    ]) {
      expect(shelfEntry({ scenario: 'a' }, { finishedAt: date }).finishedAt).toBe(null);
    }
  });

  test('cuts a text that would fill the page', () => {
    expect(shelfEntry({ scenario: 'a', question: '🙂'.repeat(5000) }, null).question).toBe(`${'🙂'.repeat(400)}…`);
  });
});

describe('the page', () => {
  const entry = shelfEntry(summary, whole);

  test('lets no name, question, seed or folder become markup, or a link elsewhere', () => {
    const evil: ShelfEntry = {
      ...entry,
      scenario: hostileName,
      question: hostileName,
      verdict: hostileName,
      seed: hostileName,
      digest: hostileName,
      version: hostileName,
      holdings: [{ ...entry.holdings[0]!, name: hostileName }],
    };
    const plain = pageOf([shelved(entry, ['a'])]);
    const page = pageOf([shelved({ ...evil, holdings: evil.holdings }, ['javascript:alert(1)', '"><b>', '..%2f'])]);
    const tags = (text: string) => [...new Set([...text.matchAll(/<[a-z!/][^\s>]*/gi)].map(([tag]) => tag))].sort();
    expect(tags(page).filter((tag) => !tags(plain).includes(tag))).toEqual([]);
    const [link] = [...page.matchAll(/<h2><a href="([^"]*)"/g)].map(([, address]) => address!);
    expect(link).toBe('./javascript%3Aalert(1)/%22%3E%3Cb%3E/..%252f/report.html');
    expect(new URL(link!, 'file:///reports/index.html').href).toBe(`file:///reports/${link!.slice(2)}`);
  });

  test('has the latest run first, undated and unreadable ones last', () => {
    const at = (finishedAt: string | null, folder: string) => shelved({ ...entry, finishedAt }, [folder]);
    const runs = [
      at('2026-11-01T00:00:00Z', 'b'),
      shelved({ unreadable: 'not JSON' }, ['z']),
      at(null, 'y'),
      at('2026-11-02T00:00:00Z', 'a'),
    ];
    const order = [...pageOf(runs).matchAll(/<h2><a href=".\/(\w)\//g)].map(([, name]) => name);
    expect(order).toEqual(['a', 'b', 'y', 'z']);
  });

  test('is the same whichever order the disk names folders in', () => {
    const runs = ['a', 'b', 'c'].map((folder) => shelved(entry, [folder]));
    expect(pageOf(runs.toReversed())).toBe(pageOf(runs));
  });

  test('says where a run was stopped, and where a later one replaced it', () => {
    const page = pageOf([{ ...shelved({ ...entry, isPartial: true }), isEarlier: true }]);
    expect(page).toContain('partial run');
    expect(page).toContain('earlier run');
  });
});

describe('a thumbnail', () => {
  const holding = { name: 'x', family: 'token', q05: 0.2, q25: 0.5, median: 1, q75: 2, q95: 5 } as const;
  const paths = (markup: string) => [...markup.matchAll(/ d="([^"]*)"/g)].map(([, path]) => path!);
  const across = (markup: string) => [...markup.matchAll(/[MH]([\d.]+)/g)].map(([, at]) => Number(at));

  test('has the start in its middle, and equal ratios are equal lengths', () => {
    // The start, the whisker, the box, the median.
    expect(paths(thumbnail([holding]).markup)).toEqual(['M110 0V20', 'M52.5 10H167.5', 'M85.2 10H134.8', 'M110 4V16']);
  });

  test('keeps what is beyond the axis at its edge, and draws nothing of what is not known', () => {
    const { markup } = thumbnail([{ ...holding, q05: 0, q25: 0, median: 0, q95: 1e9 }]);
    expect(across(markup)).toEqual([110, 3, 217, 3, 134.8, 3]);
    expect(paths(thumbnail([{ ...holding, q05: null, q25: null }]).markup)).toEqual(['M110 0V20', '', '', 'M110 4V16']);
    expect(paths(thumbnail([{ ...holding, median: null }]).markup)).toEqual(['M110 0V20']);
  });
});
