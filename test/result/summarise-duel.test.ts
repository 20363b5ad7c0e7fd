import { describe, expect, test } from 'vitest';
import type { DuelDescription, RunResult } from '../../src/result/run-result.ts';
import { stableJson } from '../../src/result/stable-json.ts';
import { summarise } from '../../src/result/summarise.ts';
import type { DuelSummary, Summary } from '../../src/result/summary.ts';
import { fixture } from '../report/fixture.ts';
import { market, run, spot, token } from './four-paths.ts';

const alone: DuelDescription = {
  name: 'token or coin',
  on: 'equal money',
  pairs: [['3x', 'spot']],
  weights: [1],
  sides: null,
};

function withDuels(result: RunResult, duels: readonly DuelDescription[]): Summary {
  return summarise({ ...result, scenario: { ...result.scenario, duels } });
}
const duelOf = (summary: Summary, name: string): DuelSummary => {
  const found = summary.duels?.[name];
  if (!found) throw new Error(`no duel ${name}`);
  return found;
};

test('a summary without duels has no word of them', () => {
  expect('duels' in summarise(run([token, spot], market))).toBe(false);
});

test('a duel of one pair says what the pair says', () => {
  const summary = withDuels(run([token, spot], market), [alone]);
  const duel = duelOf(summary, 'token or coin');
  const pair = summary.pairs['3x vs spot'];
  expect(duel.probabilityFirstBeats.value).toBe(pair?.probabilityABeatsB.value);
  expect(duel.probabilityFirstBeats.standardError).toBeCloseTo(pair?.probabilityABeatsB.standardError ?? 0, 14);
  expect(duel.medianLogGap).toEqual(pair?.medianLogGap);
  expect(duel.expectedShortfall05.first).toEqual(summary.holdings['3x']?.finalValue.expectedShortfall05);
  expect(duel.expectedShortfall05.second).toEqual(summary.holdings.spot?.finalValue.expectedShortfall05);
  expect(duel).toMatchObject({ on: 'equal money', pairs: [['3x', 'spot']], dominance: 'none', deciding: [] });
});

test('a duel may be called __proto__, and a pair that names no holding is refused', () => {
  const summary = withDuels(run([token, spot], market), [{ ...alone, name: '__proto__' }]);
  expect(Object.keys(summary.duels ?? {})).toEqual(['__proto__']);
  expect(() => withDuels(run([token, spot], market), [{ ...alone, pairs: [['3x', 'Spot']] }])).toThrow(/"Spot"/);
});

describe('on many paths', () => {
  const result = fixture({ paths: 600, days: 90, points: 31 });
  const duels: readonly DuelDescription[] = [
    { name: 'token or perpetual', on: 'equal exposure', pairs: [['3x daily', 'perp 3x']], weights: [1], sides: null },
    {
      name: 'tokens or coin',
      on: 'equal money',
      pairs: [
        ['3x daily', 'spot'],
        ['3x band', 'spot'],
      ],
      weights: [0.5, 0.5],
      sides: ['the token', 'the coin'],
    },
  ];
  const summary = withDuels(result, duels);

  test('the return of the coin decides whether three times the coin beats it, and most comes first', () => {
    const { deciding } = duelOf(summary, 'tokens or coin');
    expect(deciding[0]?.feature).toBe('spotReturn');
    const shares = deciding.map(({ explained }) => explained ?? -1);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(deciding.map(({ feature }) => feature).sort()).toEqual([
      'fundingPerYear',
      'realisedVolatilityPerYear',
      'spotReturn',
      'straightness',
    ]);
    // Funding is the same on every path of this fixture.
    expect(deciding.find(({ feature }) => feature === 'fundingPerYear')).toMatchObject({
      explained: 0,
      byQuintile: [{ paths: 600 }],
    });
  });

  // Kills: fifths of a handful of paths.
  test('what decides is not said of fewer than 100 paths', () => {
    const decidingOf = (paths: number) =>
      duelOf(withDuels(fixture({ paths, days: 10, points: 11 }), duels), 'tokens or coin').deciding;
    expect(decidingOf(99)).toEqual([]);
    expect(decidingOf(100)).toHaveLength(4);
  });

  // Kills: a quintile's share over other paths than those between its bounds.
  test('the shares of the quintiles add up to the chance, and each is over the paths between its bounds', () => {
    for (const { probabilityFirstBeats, deciding } of Object.values(summary.duels ?? {})) {
      for (const { byQuintile } of deciding) {
        const wins = byQuintile.reduce((sum, q) => sum + q.paths * (q.probabilityFirstBeats ?? Number.NaN), 0);
        expect(wins / 600).toBeCloseTo(probabilityFirstBeats.value ?? Number.NaN, 12);
        for (const [i, { from }] of byQuintile.entries())
          if (i > 0) expect(from ?? 0).toBeGreaterThan(byQuintile[i - 1]?.to ?? 0);
      }
    }
    const spotReturn = result.market.spotReturn ?? new Float64Array();
    const [first, second] = [0, 4].map((i) => result.holdings[i]?.columns.finalValue ?? new Float64Array());
    const q = duelOf(summary, 'token or perpetual').deciding.find(({ feature }) => feature === 'spotReturn')
      ?.byQuintile[1];
    const inside = [...spotReturn.keys()].filter(
      (path) => (spotReturn[path] ?? 0) >= (q?.from ?? 0) && (spotReturn[path] ?? 0) <= (q?.to ?? 0),
    );
    const score = (path: number) => (Math.sign((first?.[path] ?? 0) - (second?.[path] ?? 0)) + 1) / 2;
    expect(inside.length).toBe(q?.paths);
    expect(q?.probabilityFirstBeats).toBeCloseTo(
      inside.reduce((sum, path) => sum + score(path), 0) / inside.length,
      12,
    );
  });

  test('it holds nothing that JSON cannot', () => {
    expect(JSON.parse(stableJson(summary)).duels['token or perpetual'].weights).toEqual([1]);
  });
});
