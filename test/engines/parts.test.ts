import { describe, expect, test } from 'vitest';
import { generatedClock } from '../../src/engine/clock.ts';
import { executionCost, fundLife, holding, marketAccess, priceProcess } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { finite } from '../../src/engine/options.ts';
import { seatModels, streamName } from '../../src/engine/seats.ts';
import { constantFunding } from '../../src/markets/funding/constant-funding.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { runScenario } from '../support/run.ts';

const dear = executionCost({
  name: 'dear',
  options: { spread: finite(0, 1, { meaning: 'cost of every trade' }) },
  constants: ({ spread }) => ({ spread }),
  begin: (s, k) => {
    s.spread = k.spread;
  },
  step: (s, k) => {
    s.spread = k.spread;
  },
});

const doomed = fundLife({
  name: 'doomed',
  options: { onDay: finite(0, 1000, { meaning: 'wound up at the end of this day' }) },
  constants: ({ onDay }) => ({ onDay }),
  step: (s, k, _draw, at) => {
    s.isWoundUp = at.days >= k.onDay;
  },
});

const toll = marketAccess({
  name: 'toll',
  options: { kept: finite(0, 1, { default: 0.9, meaning: 'of what is sold' }) },
  constants: ({ kept }) => ({ kept }),
  step: (s, k, _draw, _at, ports) => {
    s.sellKept = ports.held.value > 0 ? k.kept : 0;
  },
});

/** Half in cash, half in what it holds, less the toll; it sees the same step of both. */
const half = holding({
  name: 'half',
  family: (parts) => parts.of!.family,
  targetLeverage: (_options, parts) => 0.5 * parts.of!.targetLeverage,
  options: {},
  takes: { of: 'holding' } as const,
  mayTake: { access: 'access' } as const,
  constants: () => ({}),
  step: (s, _k, _draw, _at, ports) => {
    s.value = 0.5 + 0.5 * ports.of.value * ports.access.sellKept;
  },
});

/** As `half`, but that it declares its parts the other way round. */
const accessFirst = holding({
  name: 'accessFirst',
  family: 'token',
  targetLeverage: () => 1,
  options: {},
  takes: { access: 'access', of: 'holding' } as const,
  constants: () => ({}),
  step: (s, _k, _draw, _at, ports) => {
    s.value = 0.5 + 0.5 * ports.of.value * ports.access.sellKept;
  },
});

const doubled = priceProcess({
  name: 'doubled',
  options: {},
  takes: { of: 'price' } as const,
  constants: () => ({}),
  step: (s, _k, _draw, _at, ports, math) => {
    s.logReturn = 2 * ports.of.logReturn;
    s.simpleReturn = math.expm1(s.logReturn);
  },
});

/** Has a draw of its own, called as that of the price inside. */
const shaken = priceProcess({
  name: 'shaken',
  options: {},
  takes: { of: 'price' } as const,
  draws: { z: 'normal' },
  constants: () => ({}),
  step: (s, _k, draw, _at, ports, math) => {
    s.logReturn = ports.of.logReturn + 0.01 * draw.z;
    s.simpleReturn = math.expm1(s.logReturn);
  },
});

const question = (holdings: Record<string, Model<'holding'>>, price = gbm({ volatilityPerYear: 0.8 })) =>
  scenario({
    question: 'Do parts act in their turn?',
    setting: () => ({
      days: 6,
      stepMinutes: 360,
      price,
      funding: constantFunding({ fundingPerYear: 0.1 }),
      holdings,
    }),
  }).resolve({ paths: 16, seed: 'parts' });

const token = (more: object = {}) => leveragedToken({ leverage: 3, rebalance: daily(), ...more });
const finals = (holdings: Record<string, Model<'holding'>>, price?: Model<'price'>) => {
  const columns = runScenario(question(holdings, price));
  return Object.fromEntries(Object.keys(holdings).map((name) => [name, columns(name, 'finalValue')]));
};

describe('a model that takes others', () => {
  // Kills: parts in the order in which they were written.
  test('is the same in whatever order its parts are written', () => {
    const execution = dear({ spread: 0.001 });
    const life = doomed({ onDay: 3 });
    const { one, other } = finals({
      one: leveragedToken({ leverage: 3, rebalance: daily(), execution, life }),
      other: leveragedToken({ life, execution, rebalance: daily(), leverage: 3 }),
    });
    expect(other).toEqual(one);
    const plans = finals({
      one: half({ of: token(), access: toll() }),
      other: accessFirst({ access: toll(), of: token() }),
    });
    expect(plans.other).toEqual(plans.one);
  });

  test('without an optional part is as with one that does nothing, to the bit', () => {
    const { bare, cheap } = finals({ bare: token(), cheap: token({ execution: dear({ spread: 0 }) }) });
    expect(cheap).toEqual(bare);
  });

  // Kills: a holding inside another that charges for getting in and out.
  test('holds a holding that charges nothing for getting in and out: whoever deals in it pays', () => {
    const fees = { subscriptionFee: 0.1, redemptionFee: 0.2 };
    const free = { subscriptionFee: 0, redemptionFee: 0 };
    const { charged, uncharged, inner } = finals({
      charged: half({ of: token(fees) }),
      uncharged: half({ of: token(free) }),
      inner: token(free),
    });
    expect(charged).toEqual(uncharged);
    expect(charged).toEqual(inner!.map((value) => 0.5 + 0.5 * value));
  });

  // Kills: access that acts after its holder; a holding seen as it was a step ago.
  test('sees what it holds, and the way out of it, as they are in the same step', () => {
    const { tolled, inner } = finals({
      tolled: half({ of: token({ subscriptionFee: 0, redemptionFee: 0 }), access: toll() }),
      inner: token({ subscriptionFee: 0, redemptionFee: 0 }),
    });
    expect(tolled).toEqual(inner!.map((value) => 0.5 + 0.5 * value * 0.9));
  });

  test('is the same holding wherever it stands: what it holds has streams of its own, named after its place', () => {
    const alone = finals({ it: half({ of: token() }) }).it;
    const accompanied = finals({ other: token(), it: half({ of: token() }) }).it;
    expect(accompanied).toEqual(alone);
  });

  // Kills: two players who share a stream.
  test('draws numbers of its own where its part has a draw of the same name', () => {
    const inner = gbm({ volatilityPerYear: 0.8 });
    const names = (price: Model<'price'>) => {
      const { seats, deals } = seatModels({
        key: [1, 2],
        clock: generatedClock(1, 1440),
        price,
        funding: noFunding(),
        holdings: [],
        metrics: [],
        recordingOf: () => ({}),
      });
      expect(seats.length).toBeGreaterThan(0);
      return deals.map(({ player, name }) => streamName(player, name));
    };
    expect(names(doubled({ of: inner }))).toEqual(['price/z']);
    expect(names(shaken({ of: doubled({ of: inner }) }))).toEqual(['price/z', 'price/of/of/z']);
  });

  test('may be a price, and then the inner price moves first', () => {
    const inner = runScenario(question({ it: token() }))(null, 'spotReturn');
    const outer = runScenario(question({ it: token() }, doubled({ of: gbm({ volatilityPerYear: 0.8 }) })))(
      null,
      'spotReturn',
    );
    outer.forEach((spotReturn, path) => {
      expect(spotReturn).toBeCloseTo((1 + inner[path]!) ** 2 - 1, 12);
    });
  });

  test('compiles to the very same bits', () => {
    const resolved = question({
      it: half({ of: token({ execution: dear({ spread: 0.01 }), life: doomed({ onDay: 2 }) }), access: toll() }),
    });
    const [plain, wasm] = (['plain', 'wasm'] as const).map((kernels) => {
      const simulation = openScenario(resolved, new Map(), kernels);
      expect(simulation.plainBecause).toEqual([]);
      const columns = simulation.columns.map(() => new Float64Array(16));
      const fans = [new Uint32Array(simulation.observation.size)];
      simulation.runBlock(0, 16, { columns, fans, samples: [] });
      return columns;
    });
    expect(wasm).toEqual(plain);
  });
});

describe('a fund that is wound up', () => {
  // Kills: winding up seen in the step in which it is decided; fees on a fund that has ended.
  test('closes its position in the step after, pays for that, and is cash without fees from then on', () => {
    const fees = { tradingFee: 0.001, managementPerDay: 0.01, subscriptionFee: 0, redemptionFee: 0 };
    const simulation = openScenario(
      question({
        it: leveragedToken({ leverage: 3, rebalance: every({ hours: 10_000 }), life: doomed({ onDay: 3 }), ...fees }),
      }),
    );
    const seen: { step: number; value: number; notional: number }[] = [];
    simulation.trace(0, (step, phase, place, state) => {
      if (place === 'holding/it' && phase === 'trade') {
        seen.push({ step, value: state.value as number, notional: state.notional as number });
      }
    });
    // Four steps a day: the third day ends with step 11, and step 12 closes.
    expect(seen[11]!.notional).not.toBe(0);
    expect(seen.slice(12).every(({ notional }) => notional === 0)).toBe(true);
    expect(new Set(seen.slice(12).map(({ value }) => value)).size).toBe(1);
  });
});

describe('a part that does not fit', () => {
  test.each([
    [
      'is missing',
      { leverage: 3 },
      'leveragedToken: rebalance must be a rule, such as daily() or band({ … }); got undefined',
    ],
    [
      'is of another kind',
      { leverage: 3, rebalance: gbm({ volatilityPerYear: 1 }) },
      'leveragedToken: rebalance must be a rule, such as daily() or band({ … }); got the price gbm',
    ],
    [
      'was not called',
      { leverage: 3, rebalance: daily(), life: doomed },
      'leveragedToken: life must be a life; got a function',
    ],
  ])('%s: one line says so', (_case, options, line) => {
    expect(leveragedToken(options as never).problems).toEqual([line]);
  });

  test('is named under its owner where it is mistaken itself', () => {
    const { problems } = leveragedToken({ leverage: 3, rebalance: daily(), execution: dear({ spread: 2 }) });
    expect(problems).toEqual([
      'leveragedToken: dear: spread must be a number from 0 to 1; got 2 (values are fractions, not per cent: 2 % is 0.02)',
    ]);
  });
});
