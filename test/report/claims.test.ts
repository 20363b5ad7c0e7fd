import { describe, expect, test } from 'vitest';
import { claimsInWords, foundInWords, statedInWords } from '../../src/report/claims.ts';
import { loadReportAssets } from '../../src/report/node/assets.ts';
import { numberAt } from '../../src/report/page/figures.ts';
import { textOf } from '../../src/report/page/html.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { always, mean, probability, quantile } from '../../src/result/claim.ts';
import { ruleOnClaims } from '../../src/result/rule-on-claims.ts';
import { summarise } from '../../src/result/summarise.ts';
import type { ClaimSummary } from '../../src/result/summary.ts';
import { fixture, hostileName, manifest } from './fixture.ts';

const result = fixture({ paths: 400, days: 30, points: 7 });
const { claims } = ruleOnClaims(result, {
  'it keeps something': always((paths) => paths['3x daily']!.finalValue > 0),
  [hostileName]: probability((paths) => paths[hostileName]!.finalValue < 1, { below: 0.1 }),
  middle: quantile(hostileName, 0.5, { above: 0.2 }),
  average: mean('3x daily', { above: 0.2 }),
});
const summary = { ...summarise(result), claims };
const assets = await loadReportAssets();
const page = (of: Omit<typeof summary, 'claims'>) =>
  renderReport({ result, summary: of, manifest, assets } as Parameters<typeof renderReport>[0]);

describe('the section of claims', () => {
  test('prints every number as the summary has it, to the digits shown', () => {
    const figures = [
      ...page(summary).matchAll(
        /data-key="claims\.(\d)\.(value|interval\.[01]|worstPath)"( data-scale="100")?>([^<]*)</g,
      ),
    ];
    const against = claims.filter(({ worstPath }) => worstPath !== null).length;
    // Of a claim about every path, the share that can be against it stands in the sentence.
    expect(figures.length).toBe(3 * 3 + 1 + against);
    for (const [, nth, path, scale, text] of figures) {
      const value = numberAt(claims[Number(nth)], path!)!;
      const shown = Number(text!.replace(/%/g, '')) / (scale === undefined ? 1 : 100);
      expect(Math.abs(shown - value), `${path}: ${text}`).toBeLessThan(0.0051 * Math.max(1, value));
    }
    expect(textOf({ markup: page(summary) })).toContain('none of 400 paths against it, at most 0.92% can be');
  });

  test('comes before the first figure, under a title that rules; names are only ever text', () => {
    const written = page(summary);
    const title = `<h2 id="claims-heading"><span>1</span>${claimsInWords(claims)}</h2>`;
    expect(written).toContain(title);
    expect(written.indexOf(title)).toBeLessThan(written.indexOf('<figure'));
    expect(written.includes(hostileName)).toBe(false);
    expect(page(summarise(result))).not.toContain('claims-heading');
  });

  test('says of what else it does not rule, and that each ruling stands alone only where there are several', () => {
    expect(page(summary)).toContain('Each is ruled on by itself');
    expect(page(summary)).not.toContain('Rulings are about the simulated paths');
    expect(page({ ...summary, claims: claims.slice(1, 2) } as typeof summary)).not.toContain(
      'Each is ruled on by itself',
    );
  });
});

describe('in words', () => {
  const found: ClaimSummary = {
    claim: 'it is so',
    kind: 'probability',
    limit: { below: 0.3 },
    ruling: 'cannot tell',
    value: 0.297,
    interval: [0.288, 0.3061],
    paths: 1000,
    worstPath: null,
  };

  test('a claim is stated by its figure and its limit', () => {
    expect(statedInWords({ claim: '', kind: 'always', limit: null })).toBe('on every path');
    expect(statedInWords({ claim: '', kind: 'probability', limit: { below: 0.07 } })).toBe('chance below 7%');
    expect(statedInWords({ claim: '', kind: 'mean', limit: { above: -0.5 } })).toBe('mean above −0.5');
    const of = (height: number) =>
      statedInWords({ claim: '', kind: 'quantile', limit: { above: 1 }, of: 'a', measure: 'maxDrawdown', height });
    expect([0.5, 0.01, 0.02, 0.11, 0.13, 0.23, 0.95].map(of)).toEqual(
      [
        'median',
        '1st percentile',
        '2nd percentile',
        '11th percentile',
        '13th percentile',
        '23rd percentile',
        '95th percentile',
      ].map((figure) => `a, ${figure} of max drawdown above 1`),
    );
  });

  test('a finding says its figure, its interval, and why it does not tell', () => {
    expect(foundInWords(found)).toBe('29.7%, 95% interval 28.8% to 30.6%');
    const average = { ...found, kind: 'mean' as const, value: 1.0234, interval: [0.9234, 1.1234] as const };
    expect(foundInWords({ ...average, because: 'unresolved mean' })).toBe(
      '1.023, 95% interval 0.923 to 1.123; the mean rests on few paths',
    );
    expect(foundInWords({ ...average, interval: [null, null], because: 'no spread' })).toBe(
      '1.023; all paths are alike',
    );
    const none = { ...found, kind: 'always' as const, value: 0, interval: [0, 3.7e-6] as const, paths: 1_000_000 };
    expect(foundInWords(none)).toBe('none of 1,000,000 paths against it, at most 0.00037% can be');
    expect(foundInWords({ ...none, interval: [null, null], paths: 1 })).toBe('so on the one recorded path');
  });

  test('all rulings together make a title', () => {
    const title = (held: number, failed: number, open: number) => {
      const some = (ruling: ClaimSummary['ruling'], count: number) =>
        Array.from({ length: count }, () => ({ ...found, ruling }));
      return claimsInWords([...some('holds', held), ...some('fails', failed), ...some('cannot tell', open)]);
    };
    expect([title(1, 0, 0), title(0, 1, 0), title(0, 0, 1)]).toEqual([
      'The claim holds',
      'The claim fails',
      'The claim cannot be decided',
    ]);
    expect([title(2, 0, 0), title(3, 0, 0), title(2, 1, 0)]).toEqual([
      'Both claims hold',
      'All three claims hold',
      'Two of three claims hold',
    ]);
    expect([title(1, 1, 1), title(0, 2, 0), title(20, 1, 0)]).toEqual([
      'One of three claims holds, one cannot be decided',
      'None of two claims holds',
      '20 of 21 claims hold',
    ]);
  });
});
