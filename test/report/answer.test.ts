import { expect, test } from 'vitest';
import { answered } from '../../src/cli/answered.ts';
import { resultTable } from '../../src/cli/result-table.ts';
import { loadReportAssets } from '../../src/report/node/assets.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { sayOf, withKeys } from '../../src/report/said-figures.ts';
import { say } from '../../src/report/say.ts';
import type { Say } from '../../src/result/answer.ts';
import type { ModelDescription, RunResult } from '../../src/result/run-result.ts';
import { summarise } from '../../src/result/summarise.ts';
import type { Summary } from '../../src/result/summary.ts';
import { allHoldings, fixture, hostileName, manifest } from './fixture.ts';

const assets = await loadReportAssets();
const holdings = allHoldings.slice(0, 2);
const result = fixture({ paths: 150, days: 10, points: 3, holdings });
const measured = summarise(result);
const h1 = (run: RunResult, summary: Summary) =>
  /<h1>(.*?)<\/h1>/s.exec(renderReport({ result: run, summary, manifest, assets }))?.[1];

test('figures in a sentence are those of the report, and what is missing is a dash', () => {
  const probability = { value: 0.6187, standardError: 0.004, interval: [0.61, 0.63] as const };
  expect(say.percent(probability)).toBe('62%');
  expect(say.percent(probability, 'with error')).toBe('62% ± 0.4');
  expect(say.percent(0.0001)).toBe('<0.1%');
  expect(say.multiple({ value: 0.4123, standardError: 0.0021 }, 'with error')).toBe('0.41× ± 0.0021');
  expect(say.multiple(measured.holdings['3x daily']!.finalValue, 'with error')).toMatch(
    /^[\d.]+× \([\d.]+× to [\d.]+×\)$/,
  );
  expect(say.logPoints({ value: -0.1234, interval: [-0.13, -0.11] }, 'with error')).toBe('−12.3 (−13.0 to −11.0)');
  expect(say.logPoints({ value: -0.1234, standardError: 0.004 }, 'with error')).toBe('−12.3 ± 0.4');
  expect(say.logPoints({ value: -0.1234, standardError: 0.004 })).toBe('−12.3');
  expect(say.percentOf(1, 4)).toBe('25%');
  expect(say.percentOf(-1, 100)).toBe('−1.0%');
  const missing: readonly ((s: Say) => string)[] = [
    (s) => s.percent(null),
    (s) => s.percent({ value: null, standardError: null }, 'with error'),
    (s) => s.percent(Number.NaN),
    (s) => s.percent(undefined as unknown as null),
    (s) => s.share(Number.POSITIVE_INFINITY),
    (s) => s.percentOf(1, 0),
    (s) => s.percentOf(null, 1),
    (s) => s.multiple(null),
    (s) => s.logPoints({ value: null, interval: [null, null] }, 'with error'),
    (s) => s.number(Number.NaN),
  ];
  expect(missing.map((each) => each(say))).toEqual(missing.map(() => '–'));
});

test('an answer is the headline, escaped and isolated, the first line of the terminal, and stands after the question', () => {
  const { summary, code } = answered('x.ts', measured, () => hostileName);
  expect(code).toBe(0);
  expect(Object.keys(summary).slice(0, 5)).toEqual(['schema', 'scenario', 'question', 'answer', 'seed']);
  expect(h1(result, summary)).toMatch(/^<bdi class="name" data-key="answer">&lt;\/script&gt;&lt;img[^<]*<\/bdi>$/);
  expect(resultTable(result, summary).split('\n')[0]).toMatch(
    /^<\/script><img src=x onerror=alert\(1\)> \{\{7\*7\}\} \ufffdRTL$/,
  );
});

test('figures that an answer prints have their keys in the headline, and what may be another’s has none', () => {
  const answer = ({ holdings: all, pairs }: Summary, by: Say) => {
    const { finalValue, probability } = all['3x daily']!;
    const gap = by.logPoints(Object.values(pairs)[0]!.medianLogGap);
    return `At 3x ${by.multiple(finalValue, 'with error')}, ${by.percent(probability.loss, 'with error')}, ${by.number(finalValue.q25)}; gap ${gap}; ${by.number(2.5)}, ${by.number(finalValue.min)}, ${by.percentOf(1, 3)}`;
  };
  // The least value is the worst path’s as well.
  const { summary, said } = answered('x.ts', measured, answer);
  const page = renderReport({ result, summary, said, manifest, assets });
  const headline = /<h1>(.*?)<\/h1>/s.exec(page)![1]!;
  const keyed = [...headline.matchAll(/<span data-key="([^"]+)"[^>]*>([^<]+)<\/span>/g)].map(([, key]) => key);
  expect(keyed).toEqual([
    'h0.finalValue.median',
    'h0.finalValue.medianInterval.0',
    'h0.finalValue.medianInterval.1',
    'h0.probability.loss.value',
    'h0.probability.loss.standardError',
    'h0.finalValue.q25',
    'h0:h1.medianLogGap.value',
  ]);
  expect(headline.replace(/<[^>]+>/g, '')).toBe(summary.answer);
  const of = sayOf({ ...measured, seed: 0.123456789, stream: 2.5 } as unknown as Summary);
  expect([of.say.number(0.123456789), of.say.number(2.5)]).toEqual(['0.1235', '2.500']);
  // A round number is any author’s.
  expect(of.said.map(({ path }) => path)).toEqual([['seed']]);
  const names = { holdings: ['a'], duels: [], reality: [] };
  const figure = (text: string, name: string) => ({ text, path: ['holdings', 'a', name], scale: 1 });
  const keysIn = (sentence: string, ...figures: readonly ReturnType<typeof figure>[]) =>
    [...withKeys(sentence, figures, names).markup.matchAll(/data-key="([^"]+)"/g)].map(([, key]) => key);
  expect(keysIn('0.4 of 1', figure('0.4', 'x'))).toEqual(['h0.x']);
  expect(keysIn('0.4, of 10.4, 0.41 and \u22120.4', figure('0.4', 'x'))).toEqual(['h0.x']);
  expect(keysIn('0.4 and 0.4', figure('0.4', 'x'))).toEqual([]);
  expect(keysIn('0.4 and 0.4', figure('0.4', 'x'), figure('0.4', 'y'))).toEqual([]);
  expect(keysIn('0.4', { text: '0.4', path: ['holdings', 'b', 'x'], scale: 1 })).toEqual([]);
});

test('without one the headline, the terminal and the summary are as they were', () => {
  const { summary } = answered('x.ts', measured, null);
  expect(summary).toBe(measured);
  expect('answer' in summary).toBe(false);
  expect(h1(result, summary)).toContain('3x daily');
  expect(resultTable(result, summary)).toMatch(/^choppy: worth at the end/);
});

test('too few paths and a run that was stopped stand beside the answer', () => {
  const few = fixture({ paths: 50, days: 10, points: 3, holdings, isPartial: true });
  const { summary } = answered('x.ts', summarise(few), () => 'Yes');
  expect(h1(few, summary)).toBe(
    '<bdi class="name" data-key="answer">Yes</bdi> <span class="few">(too few paths: <span data-key="paths">50</span> paths)</span>',
  );
  expect(resultTable(few, summary).split('\n')[0]).toBe('Yes (partial run; too few paths: 50 paths)');
  expect(renderReport({ result: few, summary, manifest, assets })).toContain('PARTIAL RUN.');
});

test.each([
  ['throws', () => (measured.holdings.nobody as never as { finalValue: string }).finalValue, /TypeError/],
  ['is no text', () => 42 as unknown as string, /answer: must return a sentence; got a value of type number/],
  ['is null', () => null as unknown as string, /answer: must return a sentence; got null$/],
  [
    'is nothing',
    () => undefined as unknown as string,
    /answer: must return a sentence; got a value of type undefined$/,
  ],
  ['is promised', async () => 'Yes', /answer: must return a sentence; got a promise; answer must not be async$/],
  [
    'is promised and fails',
    async () => Promise.reject(new Error('nobody reads this')),
    /answer: must return a sentence; got a promise; answer must not be async$/,
  ],
  ['is empty', () => ' ', /answer: must return a sentence; got " "/],
  ['is too long', () => 'x'.repeat(301), /answer: must be at most 300 characters; got 301/],
])('an answer that %s costs the exit code and nothing of the run', (_, answer, wanted) => {
  const { summary, code, complaint } = answered('x.ts', measured, answer as () => string);
  expect(summary).toBe(measured);
  expect(code).toBe(2);
  expect(complaint).toMatch(/^x\.ts: the run is whole, but its answer is missing:\n/);
  expect(complaint).toMatch(wanted);
});

test('an answer cannot change what it is made of', () => {
  const own = summarise(result);
  const before = JSON.stringify(own);
  answered('x.ts', own, (summary) => {
    (summary as { paths: number }).paths = 7;
    return 'changed';
  });
  expect(JSON.stringify(own)).toBe(before);
});

test('parts at any depth show their options, defaults, assumptions and sources', () => {
  const model = (name: string, parts: Record<string, ModelDescription>): ModelDescription => ({
    kind: 'holding',
    name,
    options: [{ name: `${name}Option`, value: 7, isDefault: true, meaning: `meaning of ${name}` }],
    parts,
    sources: [`source of ${name}`],
    assumptions: [`assumption of ${name}`],
  });
  const names = ['outer', 'middle', 'inner'] as const;
  const nested = model('outer', { of: model('middle', { life: model('inner', {}) }) });
  const [first, ...others] = result.scenario.holdings;
  const deep = { ...result, scenario: { ...result.scenario, holdings: [{ ...first!, model: nested }, ...others] } };
  const page = renderReport({
    result: deep,
    summary: summarise(deep),
    manifest,
    assets,
  });
  for (const name of names) {
    expect(page).toContain(`<li>source of ${name}</li>`);
    expect(page).toContain(`>assumption of ${name}</li>`);
    expect(page).toContain(`meaning of ${name}</td>`);
  }
  expect(page).toMatch(
    />of\.life\.innerOption<\/th><td class="value"><bdi data-key="\.of\.life\.innerOption">7<\/bdi> <small class="default">default</,
  );
});

// Kills: ruin and liquidation added up, which counts a path twice, and one that lost a small part.
test('wiped out in the terminal is the share of paths that end at exactly nothing', () => {
  const paths = 150;
  const at = (value: (path: number) => number) => Float64Array.from({ length: paths }, (_, path) => value(path));
  const [token, other] = result.holdings;
  const run: RunResult = {
    ...result,
    holdings: [
      // All are liquidated and half of them ruined too; thirty are left with nothing.
      {
        ...token!,
        columns: {
          ...token!.columns,
          finalValue: at((path) => (path < 30 ? 0 : 0.97)),
          liquidationDays: at(() => 1),
          ruinDays: at((path) => (path % 2 === 0 ? 1 : -1)),
        },
      },
      // Neither is on record, yet three paths have nothing.
      { ...other!, columns: { ...other!.columns, finalValue: at((path) => (path < 3 ? 0 : 1.2)) } },
    ],
  };
  const lines = resultTable(run, summarise(run)).split('\n');
  const ends = [token, other].map((each) =>
    lines.find((line) => line.trim().startsWith(each!.description.name))?.trim(),
  );
  expect(lines.some((line) => line.includes('P(wiped out)'))).toBe(true);
  expect(ends[0]).toMatch(/ 100% +20%$/);
  expect(ends[1]).toMatch(/ 2% +2%$/);
});
