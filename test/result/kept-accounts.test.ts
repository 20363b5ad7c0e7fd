import { expect, test } from 'vitest';
import type { HoldingResult } from '../../src/result/run-result.ts';
import { summarise } from '../../src/result/summarise.ts';
import { market, perpetual, run, spot, token } from './four-paths.ts';

/** The same holding, with its accounts on the first `paths` paths only. */
const keeping = (holding: HoldingResult, paths: number): HoldingResult => ({
  ...holding,
  columns: Object.fromEntries(
    Object.entries(holding.columns).map(([name, column]) => [
      name,
      name.includes('/') ? column.subarray(0, paths) : column,
    ]),
  ),
});

const whole = summarise(run([token, spot, perpetual], market));
const kept = summarise(run([keeping(token, 2), spot, perpetual], market));
const of = ({ holdings }: typeof kept) => holdings['3x']!;

test('means of accounts are over the paths whose accounts were kept, with an error of their own', () => {
  expect(of(kept).books.profit).toEqual({ mean: 1.5, standardError: 2, standardDeviation: Math.sqrt(8) });
  expect(of(kept).attribution).toMatchObject({ paths: 2, direction: { mean: 0.5 }, bonus: { mean: 1.5 } });
});

test('the total is over the same paths, so that the accounts add up to it', () => {
  expect(of(kept).attribution.total.mean).toBeCloseTo((Math.log(4) + Math.log(0.25)) / 2, 15);
});

test('an account that a holding does not keep is zero on the same paths', () => {
  expect(of(kept).attribution.slippage).toEqual({ mean: 0, standardError: 0, standardDeviation: 0, q05: 0, q95: 0 });
});

test('every other figure is over all paths, the same as ever', () => {
  const { books: _, attribution: __, ...rest } = of(kept);
  const { books: ___, attribution: ____, ...all } = of(whole);
  expect(rest).toEqual(all);
  expect([kept.pairs, kept.market, kept.paths]).toEqual([whole.pairs, whole.market, whole.paths]);
});

test('a summary says on how many paths its accounts rest, and only where they are fewer', () => {
  expect(kept.accountPaths).toBe(2);
  expect('accountPaths' in whole).toBe(false);
  expect(kept.warnings).toContain(
    'Accounts were kept for the first 2 of 4 paths: the means of books and of the attribution, its total too, are over those. Books were checked on every path.',
  );
  expect(kept.warnings).toContain(
    '"3x" ends at zero on 1 of 4 paths: its log growth is over the other 3, its attribution over those of them whose accounts were kept.',
  );
  expect(whole.warnings.join()).not.toContain('kept');
});

test('what is not a number in an account is counted on the paths that were kept and end above zero', () => {
  const broken = { ...token, columns: { ...token.columns, 'log/direction': Float64Array.of(Number.NaN, -1) } };
  const { warnings } = summarise(run([broken], market));
  expect(warnings).toContain(
    'The column "log/direction" of "3x" is not finite on 1 of 2 paths: figures that need those are null.',
  );
});
