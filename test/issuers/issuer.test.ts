import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { generatedClock } from '../../src/engine/clock.ts';
import type { Model } from '../../src/engine/model.ts';
import { describeScenario } from '../../src/scenario/describe.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import type { Issuer, IssuerDefinition } from '../../src/tokens/issuer.ts';
import { issuer } from '../../src/tokens/issuer.ts';
import { bybit } from '../../src/tokens/issuers/bybit.ts';
import { kucoin } from '../../src/tokens/issuers/kucoin.ts';
import { tlx } from '../../src/tokens/issuers/tlx.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { rulebookTable } from '../../src/tokens/rulebook.ts';
import { expectSameBits } from '../support/kernels.ts';
import { madeUpRecordings } from '../support/recordings.ts';
import { play } from '../support/tape.ts';
import { questionsOf, verdictsOn } from '../support/try-models.ts';
import { allIssuers, closes } from './support.ts';

const issuers = await allIssuers();
const folder = fileURLToPath(new URL('../../src/tokens/issuers/', import.meta.url));
const readme = readFileSync(`${folder}README.md`, 'utf8');
/** What scenarios write without the types looking on. */
const untyped = (of: Issuer) => of as unknown as (given?: unknown) => Model<'holding'>;

describe('every issuer', () => {
  test('is exported under its own name, and there are those that the books are about', () => {
    const names = issuers.map(({ modelName }) => modelName);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(15);
  });

  for (const of of issuers) {
    test(`${of.title}: every token that it offers keeps the laws of holdings, and can be dealt in`, () => {
      const examples = of.leverages.map((leverage) => of({ leverage }));
      for (const { problems, outside } of verdictsOn({ [of.modelName]: { examples } })) {
        expect(problems).toEqual([]);
        expect(outside).toEqual([]);
      }
      for (const leverage of of.leverages) expect(of.access({ leverage }).problems).toEqual([]);
      for (const { sources, assumptions } of examples) {
        for (const sentence of assumptions) expect(sentence).toMatch(/[.?]$/);
        expect(sources.length).toBeGreaterThan(0);
      }
    });

    test(`${of.title}: gives the same bits in a kernel`, () => {
      for (const question of questionsOf(of({ leverage: of.leverages[0]! }))) {
        expectSameBits((kernels) => openScenario(question, madeUpRecordings(question), kernels), [[0, 3]]);
      }
    });

    test(`${of.title}: is dated, and every rule has a source with a date or is assumed`, () => {
      const date = /^\d{4}(-\d{2}(-\d{2})?)?$/;
      expect(of.asOf).toMatch(date);
      for (const { rule, value, source, date: said, isAssumed } of of.rulebook) {
        expect(value.length, rule).toBeGreaterThan(0);
        expect(source === '', rule).toBe(isAssumed);
        if (!isAssumed) expect(said === 'undated' || date.test(said), `${rule}: ${said}`).toBe(true);
      }
    });
  }
});

describe('an issuer’s token', () => {
  test('is the leveragedToken of its terms, to the bit', () => {
    const terms = {
      rebalance: band({ low: 2, high: 4 }),
      subscriptionFee: 0.0005,
      redemptionFee: 0.0005,
      managementPerDay: 0.00005,
      fundingPaidBy: 'holders',
    } as const;
    const bars = closes([0.1, -0.2, 0.05, 0.4]).map((bar) => ({ ...bar, funding: 0.0004 }));
    expect(play(bybit({ leverage: -3 }), bars)).toEqual(play(leveragedToken({ leverage: -3, ...terms }), bars));
  });

  test('goes under its issuer’s name, with its sources and all that is assumed, in what a dry run shows', () => {
    const [question] = questionsOf(kucoin({ leverage: 3 }));
    const { model } = describeScenario('q', question!, generatedClock(3, 60)).holdings.find(
      ({ name }) => name === 'it',
    )!;
    expect(model.name).toBe('kucoin');
    expect(model.sources[0]).toBe(
      'KuCoin support 900004691986, Rebalancing Mechanism of KuCoin Leveraged Tokens (undated)',
    );
    expect(model.assumptions).toContain('KuCoin: it rebalances from 23:30 to 23:45 UTC; here at 23:45, all at once.');
    expect(model.assumptions).toContain('KuCoin, fixed: no source states tradingFee (0.0005); assumed.');
    expect(model.options.find(({ name }) => name === 'managementPerDay')!.value).toBe(0.0005);
  });

  // Kills: an assumption about a rule that only its other tokens have.
  test('does not assume what only its issuer’s other tokens have', () => {
    const of = issuer({
      name: 'made',
      title: 'Made up',
      asOf: '2026',
      leverages: [2, 3],
      sources: [{ title: 'a page', date: '2026', states: ['leverages', 'rebalance'] }],
      terms: ({ leverage }) => ({ rebalance: daily(), ...(leverage === 3 ? { feePerRebalance: 0.001 } : {}) }),
    });
    const about = (leverage: number) => of({ leverage }).assumptions.filter((each) => each.includes('feePerRebalance'));
    expect(about(2)).toEqual([]);
    expect(about(3)).toEqual([expect.stringContaining('feePerRebalance (0.001)')]);
  });

  test('says what was said otherwise, and only that', () => {
    const otherwise = (model: Model) => model.assumptions.filter((each) => each.includes('by its rules'));
    expect(otherwise(bybit({ leverage: 3 }))).toEqual([]);
    expect(otherwise(bybit({ leverage: 3, redemptionFee: 0.0005 }))).toEqual([]);
    expect(otherwise(bybit({ leverage: 3, redemptionFee: 0, rebalance: band({ low: 2.5, high: 4 }) }))).toEqual([
      'Bybit: redemptionFee is 0 here; by its rules it is 0.0005.',
      'Bybit: rebalance is band (low 2.5, high 4) here; by its rules it is band (low 2, high 4).',
    ]);
    expect(otherwise(bybit({ leverage: 3, rebalance: daily(), financingPerYear: 0.02 }))).toEqual([
      'Bybit: rebalance is daily here; by its rules it is band (low 2, high 4).',
      'Bybit: financingPerYear is 0.02 here; by its rules it is none.',
    ]);
  });

  test('an option that is left undefined stays what the issuer has', () => {
    const { options } = untyped(bybit)({ leverage: 3, redemptionFee: undefined });
    expect(options.find(({ name }) => name === 'redemptionFee')!.value).toBe(0.0005);
  });
});

describe('what is wrong is said in one line each, all at once', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['a leverage not offered', { leverage: 4 }, ['bybit: leverage must be one that it offers, 3, -3; got 4']],
    ['no leverage', undefined, ['bybit: leverage must be one that it offers, 3, -3; got undefined']],
    ['no options', 3, ['bybit: options must be an object such as { leverage: 3 }; got 3']],
    [
      'a slip of the pen',
      { leverage: 3, tradngFee: 0 },
      ['bybit: has no option "tradngFee"; did you mean "tradingFee"?'],
    ],
    [
      'a fee of 10 where 10 bp are meant',
      { leverage: 3, tradingFee: 10 },
      [
        'bybit: tradingFee must be a number from 0 to 0.05; got 10 (values are fractions, not basis points: 10 bp is 0.001)',
      ],
    ],
    [
      'a band that excludes the target',
      { leverage: 3, rebalance: band({ low: 3.5, high: 4 }) },
      ["bybit: band: [low, high] must hold the target's |leverage| 3; got [3.5, 4]"],
    ],
    [
      'three at once',
      { leverage: 5, feePerRebalence: 0, redemptionFee: '0.1 %' },
      [
        'bybit: leverage must be one that it offers, 3, -3; got 5',
        'bybit: has no option "feePerRebalence"; did you mean "feePerRebalance"?',
        'bybit: redemptionFee must be a number from 0 to 0.5; got "0.1 %" (write a plain number, without quotes or a unit)',
      ],
    ],
  ])('%s', (_title, given, problems) => {
    expect(untyped(bybit)(given).problems).toEqual(problems);
  });

  test('in a rulebook: a band without its target, a fee in basis points, a source of a rule that it has not', () => {
    const definition: IssuerDefinition = {
      name: 'careless',
      title: 'Careless',
      asOf: '2026',
      leverages: [2],
      sources: [{ title: 'Careless help 1', date: '2026', states: ['rebalance', 'subscripionFee'] }],
      terms: () => ({ rebalance: band({ low: 2.5, high: 4 }), subscriptionFee: 10 }),
    };
    const [source, ...rest] = issuer(definition)({ leverage: 2 }).problems;
    expect(source).toMatch(/^careless: source "Careless help 1" states "subscripionFee", which is none of its rules: /);
    expect(rest).toEqual([
      'careless: subscriptionFee must be a number from 0 to 0.5; got 10 (values are fractions, not per cent: 10 % is 0.1)',
    ]);
    const { problems } = issuer({
      ...definition,
      sources: [],
      terms: () => ({ rebalance: band({ low: 2.5, high: 4 }) }),
    })({
      leverage: 2,
    });
    expect(problems).toEqual(["careless: band: [low, high] must hold the target's |leverage| 2; got [2.5, 4]"]);
  });

  test('of its primary market', () => {
    expect(bybit.access({ leverage: 4 }).problems).toEqual([
      'bybit: leverage must be one that it offers, 3, -3; got 4',
    ]);
    expect(kucoin.access({ leverage: 3, windowHours: 5 }).problems).toHaveLength(1);
  });
});

test('its primary market has its fees at that leverage, and its windows', () => {
  const optionsOf = (model: Model) => Object.fromEntries(model.options.map(({ name, value }) => [name, value]));
  expect(optionsOf(kucoin.access({ leverage: 3 }))).toMatchObject({
    subscriptionFee: 0.001,
    redemptionFee: 0.001,
    windowHours: 8,
  });
  expect(optionsOf(tlx.access({ leverage: -5, blockedMinutes: 2 }))).toMatchObject({
    subscriptionFee: 0,
    redemptionFee: 0.025,
    windowHours: 0,
    blockedMinutes: 2,
  });
});

describe('the README of issuers', () => {
  // Imports are made by hand, and the rest runs as it stands there.
  const makeExample = async (): Promise<Issuer> => {
    const source = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
    const imported: Record<string, unknown> = {};
    for (const [, name, file] of source.matchAll(/^import \{ (\w+) \} from '(.+)';$/gm)) {
      const module = (await import(/* @vite-ignore */ folder + file!)) as Readonly<Record<string, unknown>>;
      imported[name!] = module[name!];
    }
    const body = source.replace(/^import .*\n/gm, '').replace(/^export const \w+ = /m, 'return ');
    return new Function(...Object.keys(imported), body)(...Object.values(imported)) as Issuer;
  };

  test('shows a whole issuer in less than forty lines, and it works', async () => {
    const source = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
    expect(source.trimEnd().split('\n').length).toBeLessThan(40);
    const of = await makeExample();
    expect(of({ leverage: 2 }).problems).toEqual([]);
    expect(of({ leverage: -2 }).problems).toEqual([]);
    const [start, day] = play(of({ leverage: 2 }), closes([0.1]));
    expect(start!.value).toBeCloseTo(0.999, 12);
    expect(day!.rebalances).toBe(1);
    expect(of.access({ leverage: -2 }).options.find(({ name }) => name === 'redemptionFee')!.value).toBe(0.002);
    expect(of.rulebook.filter(({ isAssumed }) => isAssumed).map(({ rule }) => rule)).toEqual([
      'rebalance.triggerHigh',
      'life',
      'life.initialUnitPrice',
      'life.splitBelow',
      'life.splitRatio',
      'tradingFee',
      'managementPerDay',
      'fundingPaidBy',
    ]);
  });

  const accept = 'ACCEPT=1 npx vitest run test/issuers/issuer.test.ts';

  test('has the table that the rulebooks come to, and says how to bring it up to date', () => {
    expect(readme).toContain(accept);
    const table = rulebookTable(issuers);
    const start = readme.indexOf('| Issuer |');
    if (process.env.ACCEPT === '1' && !process.env.CI) {
      writeFileSync(`${folder}README.md`, `${readme.slice(0, start)}${table}\n`);
      return;
    }
    expect(readme.slice(start), `look at the difference, then run "${accept}"`).toBe(`${table}\n`);
  });
});
