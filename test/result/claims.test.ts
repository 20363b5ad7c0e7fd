import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { always, type Claim, mean, probability, quantile } from '../../src/result/claim.ts';
import { claimValues } from '../../src/result/claim-values.ts';
import { outcomesOf } from '../../src/result/path-outcome.ts';
import { ruleOnClaims } from '../../src/result/rule-on-claims.ts';
import type { RunResult } from '../../src/result/run-result.ts';
import { fixture } from '../report/fixture.ts';

const base = fixture({ paths: 200, days: 10, points: 3 });
const [first, second] = base.scenario.holdings.map(({ name }) => name) as [string, string];

/** The same run with final values of the first holding as given. */
function withFinals(values: readonly number[]): RunResult {
  const holdings = base.holdings.map((holding, i) => {
    const cut = Object.fromEntries(
      Object.entries(holding.columns).map(([name, column]) => [name, column.slice(0, values.length)]),
    );
    return { ...holding, columns: i === 0 ? { ...cut, finalValue: Float64Array.from(values) } : cut };
  });
  return { ...base, paths: values.length, holdings };
}

const ruleOn = (result: RunResult, claim: Claim) => ruleOnClaims(result, { 'it is so': claim }).claims[0]!;
const finals = fc.array(
  fc.integer({ min: 0, max: 30 }).map((tenths) => tenths / 10),
  { minLength: 1, maxLength: 120 },
);

describe('a claim that something is always so', () => {
  test('fails on the first path to the contrary, and names the one on which the holding it reads ends lowest', () => {
    const ruling = ruleOn(
      withFinals([1.2, 0.9, 1.1, 0.4, 0.9]),
      always((paths) => paths[first]!.finalValue >= 1),
    );
    expect(ruling).toMatchObject({ ruling: 'fails', value: 0.6, worstPath: 3, limit: null });
  });

  test('is never refuted where no path speaks against it, and says how many could: some 3.7 in as many paths', () => {
    fc.assert(
      fc.property(finals, (values) => {
        const claim = always((paths) => paths[first]!.finalValue >= 0);
        const { ruling, because, interval, worstPath } = ruleOn(withFinals(values), claim);
        expect([ruling, because, worstPath]).toEqual(['cannot tell', 'few paths', null]);
        // Were so many against it, so many paths without one would be seen one time in forty.
        expect((1 - interval[1]!) ** values.length).toBeCloseTo(0.025, 10);
      }),
      { seed: 1, numRuns: 30 },
    );
    const many = Array.from({ length: 368 }, () => 1);
    expect(
      ruleOn(
        withFinals(many),
        always((paths) => paths[first]!.finalValue >= 0),
      ).ruling,
    ).toBe('holds');
  });

  test('and its opposite are never both held', () => {
    fc.assert(
      fc.property(finals, fc.integer({ min: 0, max: 30 }), (values, tenths) => {
        const holds = (paths: Parameters<Parameters<typeof always>[0]>[0]) => paths[first]!.finalValue < tenths / 10;
        const rulings = [always(holds), always((paths) => !holds(paths))].map((claim) =>
          ruleOn(withFinals(values), claim),
        );
        expect(rulings.filter(({ ruling }) => ruling === 'holds').length).toBeLessThanOrEqual(1);
      }),
      { seed: 2 },
    );
  });
});

describe('a claim about a chance', () => {
  const loss = (limit: Parameters<typeof probability>[1]) =>
    probability((paths) => paths[first]!.finalValue < 1, limit);

  test('holds, fails or is open as the whole interval lies on one side of the limit, on the other, or on both', () => {
    const values = Array.from({ length: 200 }, (_, path) => (path % 4 === 0 ? 0.5 : 1.5));
    const ruled = (limit: Parameters<typeof probability>[1]) => ruleOn(withFinals(values), loss(limit)).ruling;
    expect([0.4, 0.26, 0.1].map((below) => ruled({ below }))).toEqual(['holds', 'cannot tell', 'fails']);
    expect([0.4, 0.26, 0.1].map((above) => ruled({ above }))).toEqual(['fails', 'cannot tell', 'holds']);
  });

  test('above and below the same limit are ruled the opposite way, always', () => {
    fc.assert(
      fc.property(finals, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (values, limit) => {
        const opposite = { holds: 'fails', fails: 'holds', 'cannot tell': 'cannot tell' } as const;
        const result = withFinals(values);
        expect(ruleOn(result, loss({ below: limit })).ruling).toBe(
          opposite[ruleOn(result, loss({ above: limit })).ruling],
        );
      }),
      { seed: 3 },
    );
  });

  test('is wrongly ruled on at most one run in twenty where the chance is the limit itself', () => {
    let wrong = 0;
    for (let run = 0; run < 400; run++) {
      // Every value its own, of a low-discrepancy walk through [0, 1): not what decides, only what is counted.
      let state = (run + 1) * 2654435761;
      const values = Array.from({ length: 150 }, () => {
        state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
        return (state ^ (state >>> 13)) >>> 0 < 0.3 * 2 ** 32 ? 0.5 : 1.5;
      });
      wrong += ruleOn(withFinals(values), loss({ below: 0.3 })).ruling === 'cannot tell' ? 0 : 1;
    }
    expect(wrong).toBeLessThan(400 * 0.05 + 3 * Math.sqrt(400 * 0.05 * 0.95));
  });
});

describe('a claim about a quantile', () => {
  test('goes by the interval from order statistics', () => {
    const values = Array.from({ length: 101 }, (_, path) => path / 100);
    const ruled = (limit: { above: number } | { below: number }) =>
      ruleOn(withFinals(values), quantile(first, 0.5, limit as { above: number }));
    expect(ruled({ above: 0.3 })).toMatchObject({ ruling: 'holds', value: 0.5, worstPath: 0 });
    expect(ruled({ above: 0.49 }).ruling).toBe('cannot tell');
    expect(ruled({ below: 0.3 })).toMatchObject({ ruling: 'fails', worstPath: 100 });
  });

  test('of five paths cannot be decided: they do not bound a median', () => {
    expect(ruleOn(withFinals([1, 2, 3, 4, 5]), quantile(first, 0.5, { above: 0.1 })).ruling).toBe('cannot tell');
  });
});

describe('what an author gets wrong', () => {
  const result = withFinals([1, 2, 3]);
  const thrown = (claim: Claim) => ruleOnClaims(result, { 'it is so': claim }).problems.join('\n');

  test('a holding that there is not is named, with the one that was meant', () => {
    const misspelt = `${second.slice(0, -1)}x`;
    expect(thrown(always((paths) => paths[misspelt]!.finalValue > 0))).toBe(
      `claims: "it is so": there is no holding ${JSON.stringify(misspelt)}; did you mean ${JSON.stringify(second)}?`,
    );
  });

  test('a predicate that answers neither true nor false is told what it answered', () => {
    expect(thrown(always((paths) => paths[first]!.finalValue as unknown as boolean))).toBe(
      'claims: "it is so": must answer true or false; got 1 on path 0',
    );
  });

  test('an outcome that there is not is named, and never read as false', () => {
    const misspelt = always((paths) => !(paths[first] as unknown as { isLiquidatd: boolean }).isLiquidatd);
    expect(thrown(misspelt)).toBe(
      `claims: "it is so": ${JSON.stringify(first)} has no "isLiquidatd"; did you mean "isLiquidated"?`,
    );
    expect(thrown(always((paths) => paths[first]!.metrics.own! > 0))).toContain(': metrics has no "own"');
    expect(thrown(always((_, { largestStep }) => largestStep < 1))).toContain('the market has no "largestStep"');
  });

  test('costs the ruling on that claim, and on no other', () => {
    const { claims, problems } = ruleOnClaims(result, {
      before: probability((paths) => paths[first]!.finalValue > 1, { above: 0.1 }),
      nan: mean((paths) => Math.log(paths[first]!.finalValue - 2), { above: 0 }),
      thrown: always(() => {
        throw new Error('too late');
      }),
      async: always((async () => true) as unknown as () => boolean),
      after: quantile(first, 0.5, { above: 0 }),
    });
    expect(claims.map(({ claim }) => claim)).toEqual(['before', 'after']);
    expect(problems).toEqual([
      'claims: "nan": must give a number; got NaN on path 0',
      'claims: "thrown": threw Error: too late',
      'claims: "async": must answer true or false, and not be async; got a promise on path 0',
    ]);
  });
});

describe('what a claim sees of a path', () => {
  const result = withFinals([4, 0.25, 0, 1]);

  test('are the holdings that it asks for, by any name, all of them where it asks for all, and the market', () => {
    const { scenario, holdings } = result;
    const named = { ...holdings[0]!, description: { ...holdings[0]!.description, name: '__proto__' } };
    const odd = { ...result, scenario: { ...scenario, holdings: [named.description] }, holdings: [named] };
    const { values, read } = claimValues(
      odd,
      mean((paths) => Object.values(paths)[0]!.finalValue, { above: 0 }),
    );
    expect([[...values], read]).toEqual([[4, 0.25, 0, 1], '__proto__']);
    const ofMarket = claimValues(
      result,
      mean((_, market) => market.spotReturn, { above: 0 }),
    );
    expect([...ofMarket.values]).toEqual([...result.market.spotReturn!.slice(0, 4)]);
    expect(ofMarket.read).toBeNull();
    const gap = mean((paths) => paths[second]!.finalValue - paths[first]!.finalValue, { above: 0 });
    expect(claimValues(result, gap).read).toBe(second);
  });

  test('is what a path came to, in the names of the summary; what never happened takes for ever', () => {
    const [holding] = result.holdings;
    const columns = { ...holding!.columns, ruinDays: Float64Array.of(-1, -1, 3, -1) };
    const at = outcomesOf({ columns });
    expect(at(0)).toMatchObject({ finalValue: 4, logGrowth: Math.log(4), isRuined: false, ruinDays: Infinity });
    expect(at(2)).toMatchObject({ logGrowth: -Infinity, isRuined: true, ruinDays: 3, isStopped: false, splits: 0 });
  });
});

test('a run that was stopped is ruled on by its finished paths, one recorded path by itself, windows as they share days', () => {
  const result = withFinals([1, 1, 1, 0]);
  const { scenario } = result;
  const loses = always((paths) => paths[first]!.finalValue > 0);
  expect(ruleOn({ ...result, isPartial: true }, loses)).toMatchObject({ paths: 4, ruling: 'fails', worstPath: 3 });
  const one = withFinals([1]);
  const recorded = {
    ...one,
    scenario: { ...scenario, paths: 1, clock: { ...scenario.clock, kind: 'recorded' as const } },
  };
  expect(ruleOn(recorded, loses)).toMatchObject({ ruling: 'holds', interval: [null, null] });
  expect(ruleOn({ ...recorded, scenario: { ...recorded.scenario, paths: 9 } }, loses).ruling).toBe('cannot tell');
  const windows = { file: 'f', windows: 4, leftOut: 0, everyDays: 1, from: '', to: '', independent: 1 };
  expect(ruleOn({ ...result, scenario: { ...scenario, windows } }, loses).interval[0]).toBe(0);
});
