import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ShelfEntry, shelfEntry } from '../../src/report/shelf/shelf-entry.ts';
import { type Shelved, shelfPage } from '../../src/report/shelf/shelf-page.ts';
import { thumbnail } from '../../src/report/shelf/thumbnail.ts';
import { summarise } from '../../src/result/summarise.ts';
import { fixture, hostileName, manifest } from './fixture.ts';

const assets = { styles: '', stylesHash: 'x', version: '0.1.0', hash: () => 'y' };
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
        expect(shelfPage([shelved(entry)], assets)).toContain('</html>');
        expect(JSON.parse(JSON.stringify(entry))).toEqual(entry);
      }),
      { seed: 41, numRuns: 200 },
    );
    for (const none of [null, 7, 'x', [], {}, { scenario: 7 }])
      expect(() => shelfEntry(none, whole)).toThrow('not the summary');
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
    const plain = shelfPage([shelved(entry, ['a'])], assets);
    const page = shelfPage(
      [shelved({ ...evil, holdings: evil.holdings }, ['javascript:alert(1)', '"><b>', '..%2f'])],
      assets,
    );
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
    const order = [...shelfPage(runs, assets).matchAll(/<h2><a href=".\/(\w)\//g)].map(([, name]) => name);
    expect(order).toEqual(['a', 'b', 'y', 'z']);
  });

  test('is the same whichever order the disk names folders in', () => {
    const runs = ['a', 'b', 'c'].map((folder) => shelved(entry, [folder]));
    expect(shelfPage(runs.toReversed(), assets)).toBe(shelfPage(runs, assets));
  });

  test('says where a run was stopped, and where a later one replaced it', () => {
    const page = shelfPage([{ ...shelved({ ...entry, isPartial: true }), isEarlier: true }], assets);
    expect(page).toContain('partial run');
    expect(page).toContain('earlier run');
  });
});

describe('a thumbnail', () => {
  const holding = { name: 'x', family: 'token', q05: 0.2, q25: 0.5, median: 1, q75: 2, q95: 5 } as const;
  const numbers = (markup: string) =>
    [...markup.matchAll(/ (x1|x2|x|width)="([\d.]+)"/g)].map(([, name, at]) => [name, Number(at)] as const);

  test('has the start in its middle, and equal ratios are equal lengths', () => {
    const found = numbers(thumbnail([holding]).markup);
    // After the width of the picture: the start, the whisker, the box, the median.
    expect(found.map(([, at]) => at)).toEqual([220, 110, 110, 52.5, 167.5, 85.2, 49.5, 110, 110]);
  });

  test('keeps what is beyond the axis at its edge, and draws nothing of what is not known', () => {
    const markup = thumbnail([{ ...holding, q05: 0, q25: 0, median: 0, q95: 1e9 }]).markup;
    expect(numbers(markup).every(([, at]) => at >= 1 && at <= 220)).toBe(true);
    const { markup: unknown } = thumbnail([{ ...holding, q05: null, q25: null, median: null }]);
    expect(numbers(unknown).map(([, at]) => at)).toEqual([220, 110, 110]);
  });
});
