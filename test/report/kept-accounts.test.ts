import { expect, test } from 'vitest';
import { whatAteTheReturn } from '../../src/report/charts/what-ate-the-return.ts';
import { loadReportAssets } from '../../src/report/node/assets.ts';
import { textOf } from '../../src/report/page/html.ts';
import { renderReport } from '../../src/report/render-report.ts';
import type { RunResult } from '../../src/result/run-result.ts';
import { summarise } from '../../src/result/summarise.ts';
import { fixture, manifest } from './fixture.ts';

const assets = await loadReportAssets();
const whole = fixture({ paths: 120, days: 20, points: 5 });

/** The same run, with accounts of the first 100 paths only. */
const kept: RunResult = {
  ...whole,
  holdings: whole.holdings.map((holding) => ({
    ...holding,
    columns: Object.fromEntries(
      Object.entries(holding.columns).map(([name, column]) => [
        name,
        name.includes('/') ? column.subarray(0, 100) : column,
      ]),
    ),
  })),
};
const pageOf = (result: RunResult) => renderReport({ result, summary: summarise(result), manifest, assets });

test('a page whose accounts rest on fewer paths says so in its warnings, its method and under the picture', () => {
  const page = pageOf(kept);
  expect(page.includes('Accounts were kept for the first 100 of 120 paths')).toBe(true);
  expect(
    textOf({ markup: page }).includes('Accounts were kept for the first 100 paths, which are as random as any others'),
  ).toBe(true);
  expect(textOf(whatAteTheReturn(kept, summarise(kept))!.caption.note)).toContain(
    'paths that end above zero among the first 100, whose accounts were kept.',
  );
});

test('any other page does not mention it', () => {
  expect(pageOf(whole).includes('Accounts were kept')).toBe(false);
});
