import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marketMetric, metric, priceProcess } from '../../src/engine/define.ts';
import { meanRevertingFunding } from '../../src/markets/funding/mean-reverting-funding.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { resampledFunding } from '../../src/markets/funding/resampled-funding.ts';
import { crowded } from '../../src/markets/price/crowded.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { heston } from '../../src/markets/price/heston.ts';
import { meanReverting } from '../../src/markets/price/mean-reverting.ts';
import { recordedCloses } from '../../src/markets/price/recorded.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario, requestsOf } from '../../src/scenario/open-scenario.ts';
import type { OtherCoin } from '../../src/scenario/other-markets.ts';
import { requestKey } from '../../src/scenario/recording-tables.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { pinned } from '../support/arbitraries.ts';
import { expectSameBits } from '../support/kernels.ts';
import { meanOf, sdOf } from '../support/monte-carlo.ts';
import { runPaths } from '../support/run.ts';

const price = gbm({ volatilityPerYear: 0.8 });
const stillPrice = priceProcess({
  name: 'stillPrice',
  options: {},
  constants: () => ({}),
  step: (s) => {
    s.simpleReturn = 0;
  },
});
const coin = (correlations?: readonly number[], its = price, names = 'ETH'): OtherCoin => ({
  price: its,
  funding: noFunding(),
  ...(correlations === undefined ? {} : { correlations }),
  holdings: { [`${names} spot`]: spot() },
});

interface Asked {
  readonly otherMarkets?: Readonly<Record<string, OtherCoin>>;
  readonly first?: typeof price;
  readonly paths?: number;
  readonly stepMinutes?: number;
}

const resolved = ({ otherMarkets, first = price, paths = 50, stepMinutes = 1440 }: Asked) =>
  scenario({
    question: 'Do coins move together as they should?',
    setting: () => ({
      days: 4,
      stepMinutes,
      price: first,
      funding: noFunding(),
      holdings: { 'BTC spot': spot(), token: leveragedToken({ leverage: 3, rebalance: daily() }) },
      ...(otherMarkets === undefined ? {} : { otherMarkets }),
    }),
  }).resolve({ paths, seed: 'correlation' });

/** Log of the worth of one unit of the coin at the end, on every path. */
function logsOf(asked: Asked, holding: string): Float64Array {
  const scene = resolved(asked);
  return runPaths(openScenario(scene), scene.paths)(holding, 'finalValue').map(Math.log);
}

describe('coins that move together', () => {
  // Kills: loadings of another row; a share that is added twice; a correlation of prices that is none of shocks.
  test('have the correlations that were asked for, all pairs of three of them', () => {
    const wanted = { 'BTC ETH': 0.8, 'BTC SOL': 0.3, 'ETH SOL': -0.2 };
    const otherMarkets = { ETH: coin([0.8]), SOL: coin([0.3, -0.2], price, 'SOL') };
    const scene = resolved({ otherMarkets, paths: 40_000 });
    const columns = runPaths(openScenario(scene), scene.paths);
    const logs = (name: string) => columns(`${name} spot`, 'finalValue').map(Math.log);
    for (const [pair, rho] of Object.entries(wanted)) {
      const [a, b] = pair.split(' ').map((name) => logs(name)) as [Float64Array, Float64Array];
      const [meanA, meanB] = [meanOf(a), meanOf(b)];
      const found = meanOf(a.map((x, i) => (x - meanA) * (b[i]! - meanB))) / (sdOf(a) * sdOf(b));
      // Of Fisher's transform: a standard error of one over the root of the number of pairs.
      expect(Math.abs(Math.atanh(found) - Math.atanh(rho)) * Math.sqrt(a.length), pair).toBeLessThan(4.5);
    }
    for (const name of ['BTC', 'ETH', 'SOL']) {
      const spread = 0.8 * Math.sqrt(4 / 365);
      expect(Math.abs(sdOf(logs(name)) / spread - 1) * Math.sqrt(2 * scene.paths), name).toBeLessThan(4.5);
    }
  });

  // Kills: a first coin that is blended; a stream that is named by an index.
  test('leave the first coin what it was, to the bit, and each coin what it was without those behind it', () => {
    const alone = logsOf({}, 'BTC spot');
    const two = { ETH: coin([0.8]) };
    const three = { ...two, SOL: coin([0.3, 0.5], meanReverting({ volatilityPerYear: 1, halfLifeDays: 3 }), 'SOL') };
    expect(logsOf({ otherMarkets: two }, 'BTC spot')).toEqual(alone);
    expect(logsOf({ otherMarkets: three }, 'token')).toEqual(logsOf({}, 'token'));
    expect(logsOf({ otherMarkets: three }, 'ETH spot')).toEqual(logsOf({ otherMarkets: two }, 'ETH spot'));
  });

  // Kills: a z that moves only what of the return is independent of variance.
  test('move together as they should where their volatility is their own, too', () => {
    const market = {
      volatilityPerYear: 0.6,
      longRunVolatilityPerYear: 0.6,
      reversionPerYear: 3,
      volatilityOfVariance: 0.9,
    };
    const leaning = heston({ ...market, correlation: -0.9 }) as typeof price;
    const asked = { first: leaning, otherMarkets: { ETH: coin([0.8], leaning) }, paths: 20_000, stepMinutes: 60 };
    const [a, b] = [logsOf(asked, 'BTC spot'), logsOf(asked, 'ETH spot')];
    const [meanA, meanB] = [meanOf(a), meanOf(b)];
    const found = meanOf(a.map((x, i) => (x - meanA) * (b[i]! - meanB))) / (sdOf(a) * sdOf(b));
    // Variances differ from coin to coin, a little over four days: they take a hundredth of it.
    expect(Math.abs(found - 0.8)).toBeLessThan(0.02);
  });

  test('are one coin at a correlation next to 1, opposite at one next to -1, and strangers without one', () => {
    const btc = logsOf({}, 'BTC spot');
    const near = logsOf({ otherMarkets: { ETH: coin([1 - 1e-14]) } }, 'ETH spot');
    const far = logsOf({ otherMarkets: { ETH: coin([1e-14 - 1]) } }, 'ETH spot');
    const drift = -0.32 * (4 / 365);
    btc.forEach((log, path) => {
      expect(Math.abs(near[path]! - log)).toBeLessThan(1e-6);
      expect(Math.abs(far[path]! - drift + (log - drift))).toBeLessThan(1e-6);
    });
    const stranger = logsOf({ otherMarkets: { ETH: coin() } }, 'ETH spot');
    expect(stranger).toEqual(logsOf({ otherMarkets: { ETH: coin([0]) } }, 'ETH spot'));
  });

  // Kills: a wrapper whose part draws apart from the market's shock; a kernel that draws where it should blend.
  test('give the same bits on both back-ends, whatever their prices are made of', () => {
    const funding = meanRevertingFunding({
      meanPerYear: 0.1,
      deviationPerYear: 0.2,
      halfLifeDays: 3,
      correlation: 0.5,
    });
    const wrapped = crowded({ of: meanReverting({ volatilityPerYear: 1, halfLifeDays: 3 }), feedback: 0.2 });
    fc.assert(
      fc.property(fc.double({ min: -0.9, max: 0.9, noNaN: true }), fc.boolean(), (rho, isWrapped) => {
        const eth = { ...coin([rho], (isWrapped ? wrapped : price) as typeof price), funding };
        const scene = resolved({ otherMarkets: { ETH: eth, SOL: coin([rho / 2, 0.1], price, 'SOL') } });
        expectSameBits((kernels) => openScenario(scene, new Map(), kernels), [[3, 40]]);
      }),
      { seed: pinned('blended bits'), numRuns: 12 },
    );
  });
});

describe('what cannot be', () => {
  const refusal = (otherMarkets: unknown, first = price) => {
    try {
      resolved({ otherMarkets: otherMarkets as Record<string, OtherCoin>, first });
    } catch (thrown) {
      return (thrown as Error).message;
    }
    return '';
  };

  test('correlations that contradict each other are refused with their smallest eigenvalue', () => {
    const contradiction = { ETH: coin([0.9]), SOL: coin([0.9, -0.9], price, 'SOL') };
    expect(refusal(contradiction)).toMatch(/otherMarkets: correlations must be positive definite; got .* -0\.8/);
  });

  test('a price without one normal number a step is refused by name, where it is to be correlated', () => {
    const still = stillPrice() as typeof price;
    expect(refusal({ ETH: coin([0.5], still) })).toContain('ETH: stillPrice is not moved by one normal number a step');
    expect(refusal({ ETH: coin([0.5]) }, still)).toContain('price: stillPrice is not moved by one normal number');
    expect(refusal({ ETH: coin(undefined, still) })).toBe('');
  });

  test('a correlation too many, a name that is taken and a field that is none have a line each', () => {
    expect(refusal({ ETH: coin([0.5, 0.5]) })).toContain(
      'otherMarkets: "ETH": correlations must be a list of one number from -1 to 1, one for each market before it; got [0.5, 0.5]',
    );
    const twice = { ...coin([0.5]), holdings: { 'BTC spot': spot() } };
    expect(refusal({ ETH: twice })).toContain('holdings "BTC spot" is the name of two, in different markets');
    expect(refusal({ ETH: { ...coin([0.5]), correlation: 0.5 } })).toContain('"ETH" has no "correlation"');
    expect(refusal([coin([0.5])])).toContain('otherMarkets must be an object of named markets');
  });
});

// Kills: a holding that reads the first market's price or funding wherever it is.
test('a holding, its metrics and its rules see the market that they are in', () => {
  const seen = metric({
    name: 'seen',
    options: {},
    state: { logPrice: 0, paid: 0 },
    results: ['logPrice', 'paid'],
    constants: () => ({}),
    step: (s, _k, _draw, _at, ports) => {
      s.logPrice += ports.price.logReturn;
      s.paid += ports.funding.rate;
    },
  });
  const first = marketMetric({
    name: 'first',
    options: {},
    state: { firstLog: 0 },
    results: ['firstLog'],
    constants: () => ({}),
    step: (s, _k, _draw, _at, ports) => {
      s.firstLog += ports.price.logReturn;
    },
  });
  const scene = scenario({
    question: 'Who sees what?',
    setting: () => ({
      days: 4,
      stepMinutes: 480,
      price,
      funding: noFunding(),
      holdings: { here: spot() },
      otherMarkets: {
        ETH: {
          ...coin([0.5]),
          funding: meanRevertingFunding({ meanPerYear: 1, deviationPerYear: 0.1, halfLifeDays: 3 }),
          holdings: { there: spot() },
        },
      },
      metrics: [seen(), first()],
    }),
  }).resolve({ paths: 20, seed: 'who sees what' });
  const columns = runPaths(openScenario(scene), 20);
  for (const name of ['here', 'there']) {
    columns(name, 'finalValue').forEach((value, path) => {
      expect(Math.abs(Math.log(value) - columns(name, 'logPrice')[path]!)).toBeLessThan(1e-12);
    });
  }
  expect(columns('here', 'logPrice')).toEqual(columns(null, 'firstLog'));
  expect(columns('there', 'paid').every((paid) => paid !== 0)).toBe(true);
  expect(columns('here', 'paid').every((paid) => paid === 0)).toBe(true);
});

describe('a recording', () => {
  const HOUR_MS = 3_600_000;
  const bars = (hours: readonly number[]) => ({
    closeTimeMs: Float64Array.from(hours, (hour) => hour * HOUR_MS),
    close: Float64Array.from(hours, (hour) => 100 + hour),
    open: null,
    high: null,
    low: null,
  });
  const first = recordedCloses({ file: 'made-up.csv' }) as unknown as typeof price;
  const beside = (holdings: OtherCoin['holdings'], funding: OtherCoin['funding'] = noFunding()) =>
    scenario({
      question: 'May it stand beside a recording?',
      setting: () => ({
        price: first,
        funding: noFunding(),
        holdings: { spot: spot() },
        otherMarkets: { ETH: { price, funding, holdings } },
      }),
    });

  // Kills: a gap that is one step of volatility for the coin beside it.
  test('with gaps is no clock for another coin, whose price would live through a gap in one step', () => {
    const scene = beside({ 'ETH spot': spot() }).resolve({ paths: 1 });
    const open = (hours: readonly number[]) => () =>
      openScenario(scene, new Map(requestsOf(scene).map((request) => [requestKey(request), bars(hours)])));
    expect(open([0, 1, 2, 3])).not.toThrow();
    expect(open([0, 1, 99, 100])).toThrow('gbm: needs steps of equal length; this recording has gaps');
  });

  // Kills: rows of the first coin's recording, read as row 0 of nothing, step after step.
  test('is read by nothing in another coin', () => {
    const costs = { tradingFee: 0, fundingPaidBy: 'nobody' } as const;
    const financed = leveragedToken({
      leverage: 3,
      rebalance: daily(),
      ...costs,
      financing: resampledFunding({ file: 'rates.csv' }),
    });
    const refusal = () => beside({ financed }).resolve();
    expect(refusal).toThrow('holdings: "financed": resampledFunding reads a recording; only what is held in the first');
  });
});
