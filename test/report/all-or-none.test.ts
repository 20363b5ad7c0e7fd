import { expect, test } from 'vitest';
import { keyFigures as liveFigures } from '../../src/report/live/key-figures.ts';
import { type Html, textOf } from '../../src/report/page/html.ts';
import { keyFigures } from '../../src/report/page/key-figures.ts';
import { lead } from '../../src/report/page/lead.ts';
import { outcomeTable } from '../../src/report/page/outcomes.ts';
import { finalValueTable, pairTable, unresolvedNote } from '../../src/report/page/tables.ts';
import { summarise } from '../../src/result/summarise.ts';
import type { Summary } from '../../src/result/summary.ts';
import { allHoldings, type FixtureHolding, fixture } from './fixture.ts';

const pair = [allHoldings[0], allHoldings[7]] as readonly FixtureHolding[];
const result = fixture({ paths: 240, days: 10, points: 3, holdings: pair });
const measured = summarise(result);

/** The run's summary with every chance of the token, and of it against spot, the same. */
function allAt(value: number): Summary {
  const token = measured.holdings['3x daily']!;
  const standardError = Math.sqrt((value * (1 - value)) / 240);
  const share = { value, standardError, interval: [0.9 * value, 0.9 * value + 0.1] as const };
  const probability = Object.fromEntries(Object.keys(token.probability).map((name) => [name, share]));
  return {
    ...measured,
    holdings: {
      ...measured.holdings,
      '3x daily': { ...token, probability: probability as typeof token.probability },
    },
    pairs: Object.fromEntries(
      Object.entries(measured.pairs).map(([name, one]) => [name, { ...one, probabilityABeatsB: share }]),
    ),
  };
}

const everywhere: readonly (readonly [where: string, (summary: Summary) => Html])[] = [
  ['among the key figures', (summary) => keyFigures(result, summary)],
  ['in the lead', (summary) => lead(result, summary)],
  ['in the table of final values', (summary) => finalValueTable(result, summary, 1)],
  ['in the table of pairs', (summary) => pairTable(result, summary, 1)],
  ['in the table of what befell', (summary) => outcomeTable(result, summary, 1)],
];

const errorsOfShares = ({ markup }: Html): readonly string[] =>
  [...markup.matchAll(/data-key="[^"]*probability[^"]*\.standardError"[^>]*>([^<]*)</g)].map(([, text]) => text!);

test.each(everywhere)('a share of none or of all of the paths has no error of zero %s', (_where, said) => {
  for (const value of [0, 1]) expect(errorsOfShares(said(allAt(value)))).not.toContain('0.0');
  expect(errorsOfShares(said(allAt(0.3)))).toContain('3.0');
});

test('the key figures say on how many paths instead', () => {
  expect(textOf(keyFigures(result, allAt(0)))).toContain('0%on none of 240 paths');
  expect(textOf(keyFigures(result, allAt(1)))).toContain('100%on all 240 paths');
});

test('so do those of the live engine', () => {
  const notes = (finalValue: readonly number[]) => {
    const one = result.holdings[0]!;
    const columns = { ...one.columns, finalValue: Float64Array.from(finalValue) };
    return liveFigures({ ...one, columns }, new Float64Array(finalValue.length).fill(1))[1]!.note;
  };
  const ends = (loss: number) => Array.from({ length: 240 }, (_, path) => (path < loss ? 0.5 : 2));
  expect([notes(ends(0)), notes(ends(240))]).toEqual(['on no path', 'on every path']);
  expect(notes(ends(120))).toBe('± 3.2 points');
});

test('of a mean that has not converged no more is said than that its error is uncertain', () => {
  const token = measured.holdings['3x daily']!;
  const skewed = { ...token, finalValue: { ...token.finalValue, meanIsResolved: false } };
  const summary = { ...measured, holdings: { ...measured.holdings, '3x daily': skewed } };
  expect(textOf(unresolvedNote(result, summary)!)).toMatch(
    /^† Read the median\. The mean of 3x daily.* 240 are fewer than the skewness asks for, so its standard error is itself uncertain/,
  );
});
