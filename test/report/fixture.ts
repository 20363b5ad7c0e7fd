import type { Manifest } from '../../src/result/manifest.ts';
import type { HoldingDescription, HoldingResult, ModelDescription, RunResult } from '../../src/result/run-result.ts';

/** Everything a fixture can be asked to vary. */
export interface FixtureOptions {
  readonly paths?: number;
  readonly days?: number;
  readonly points?: number;
  readonly holdings?: readonly FixtureHolding[];
  readonly scenarioName?: string;
  readonly question?: string;
  readonly volatilityPerYear?: number;
  readonly driftPerYear?: number;
  readonly isPartial?: boolean;
  readonly isRecorded?: boolean;
  readonly seed?: number;
  readonly warnings?: readonly string[];
}

export interface FixtureHolding {
  readonly name: string;
  readonly family: HoldingDescription['family'];
  readonly leverage: number;
}

export const hostileName = '</script><img src=x onerror=alert(1)> {{7*7}} \u202eRTL';

export const allHoldings: readonly FixtureHolding[] = [
  { name: '3x daily', family: 'token', leverage: 3 },
  { name: '−3x daily', family: 'token', leverage: -3 },
  { name: '3x band', family: 'token', leverage: 3 },
  { name: 'UP 1.25–4x', family: 'token', leverage: 2.5 },
  { name: 'perp 3x', family: 'perpetual', leverage: 3 },
  { name: 'perp 5x margin, 10 % stop', family: 'perpetual', leverage: 5 },
  { name: hostileName, family: 'perpetual', leverage: 2 },
  { name: 'spot', family: 'spot', leverage: 1 },
];

/** Uniform in (0, 1), by the mixing function of splitmix32: enough for a picture, nothing to do with the engine's streams. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (((z ^ (z >>> 16)) >>> 0) + 0.5) / 4294967296;
  };
}

/**
 * A run that never ran: geometric Brownian motion, constant funding, tokens that trade daily, perpetuals that do not.
 * Plausible to the eye, deterministic, and with books that balance; made without the engine.
 */
export function fixture(options: FixtureOptions = {}): RunResult {
  const {
    paths = 2000,
    days = 180,
    points = 181,
    holdings = allHoldings,
    scenarioName = 'choppy',
    question = 'What does a choppy market take from a 3x token?',
    volatilityPerYear = 0.65,
    driftPerYear = -0.05,
    isPartial = false,
    isRecorded = false,
    seed = 7,
    warnings = [],
  } = options;
  const uniform = generator(seed);
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const steps = points - 1;
  const dt = days / steps / 365;
  const axes = {
    days: Array.from({ length: points }, (_, i) => (days * i) / steps),
    bins: 400,
    lowest: 1e-4,
    highest: 1e3,
  };
  const zeros = () => new Float64Array(paths);
  const market = { spotReturn: zeros(), sumLogReturn: zeros(), sumSquaredLogReturn: zeros(), fundingSum: zeros() };
  const samples = Math.min(paths, 14);
  const made = holdings.map((h) => ({
    ...h,
    fan: new Uint32Array(points * (axes.bins + 3)),
    samples: Array.from({ length: samples }, () => new Float64Array(points)),
    columns: Object.fromEntries(columnNames.map((name) => [name, zeros()])) as Record<string, Float64Array>,
  }));
  const spotSamples = Array.from({ length: samples }, () => new Float64Array(points));

  for (let path = 0; path < paths; path++) {
    // Volatility differs between paths, so that a scatter of it has a width.
    const volatility = volatilityPerYear * Math.exp(0.12 * normal());
    const x = Float64Array.from(
      { length: steps },
      () => (driftPerYear - 0.5 * volatility ** 2) * dt + volatility * Math.sqrt(dt) * normal(),
    );
    let [sum, squares] = [0, 0];
    for (const r of x) {
      sum += r;
      squares += r * r;
    }
    market.sumLogReturn[path] = sum;
    market.sumSquaredLogReturn[path] = squares;
    market.spotReturn[path] = Math.exp(sum) - 1;
    market.fundingSum[path] = 0.0001 * 3 * days;
    let price = 1;
    for (const [i, r] of [0, ...x].entries()) {
      price *= Math.exp(r);
      if (path < samples) (spotSamples[path] as Float64Array)[i] = price;
    }
    for (const h of made) walk(h, x, path, axes, days);
  }

  return {
    scenario: {
      name: scenarioName,
      question,
      seed: '20261122',
      paths: isPartial ? 2 * paths : paths,
      clock: {
        kind: isRecorded ? 'recorded' : 'generated',
        steps,
        stepMinutes: (days / steps) * 1440,
        days,
        from: isRecorded ? '2020-03-01T00:00:00Z' : null,
        to: isRecorded ? new Date(Date.parse('2020-03-01T00:00:00Z') + days * 86_400_000).toISOString() : null,
      },
      parameters: [
        {
          name: 'volatilityPerYear',
          value: volatilityPerYear,
          defaultValue: 0.65,
          meaning: 'Standard deviation of log returns, per square root of a year.',
        },
        { name: 'horizonDays', value: days, defaultValue: 180, meaning: 'Length of the simulation.' },
      ],
      price: model(
        'price',
        'gbm',
        [
          ['driftPerYear', driftPerYear, false, 'Growth of the expected price, per year.'],
          [
            'volatilityPerYear',
            volatilityPerYear,
            false,
            'Standard deviation of log returns, per square root of a year.',
          ],
        ],
        ['Black & Scholes (1973), eq. 1'],
        ['Volatility is constant and the price never jumps.'],
      ),
      funding: model(
        'funding',
        'constantFunding',
        [['fundingPerYear', 0.1095, true, 'Paid by longs to shorts, fraction of notional per year.']],
        [],
        ['Funding does not depend on the price.'],
      ),
      holdings: holdings.map(describe),
      data: isRecorded ? [{ file: 'btc-usd-hourly.csv', sha256: 'ab'.repeat(32), rows: 61344 }] : [],
    },
    paths,
    isPartial,
    market,
    holdings: made.map(
      ({ columns, fan, samples: own, ...h }): HoldingResult => ({
        description: describe(h),
        columns,
        fan,
        samples: own,
      }),
    ),
    fanAxes: axes,
    spotSamples,
    digest: '1199f9fb3d0211aa',
    warnings,
  };
}

/** Something real beside what simulates it: a replay of two holdings, with a day of which no live quote is known. */
export function replayAgainstReality(realName = 'as it traded'): RunResult {
  const holdings = [allHoldings[0] as FixtureHolding, { name: realName, family: 'recorded', leverage: 3 } as const];
  const result = fixture({ paths: 1, days: 200, points: 201, isRecorded: true, holdings });
  const { days } = result.fanAxes;
  const simulated = result.holdings[0]?.samples[0] as Float64Array;
  const start = Date.parse('2020-03-01T00:00:00Z');
  const track = {
    simulatedName: '3x daily',
    realName,
    instantsMs: Float64Array.from(days, (day) => start + day * 86_400_000),
    coin: result.spotSamples[0] as Float64Array,
    simulated,
    real: simulated.map((value, i) => value * (1 + 0.02 * Math.sin(i) + 0.0005 * i)),
    rebalances: simulated.map((_, i) => i + (i > 60 ? 1 : 0)),
    quotes: simulated.map((_, i) => (i < 90 ? i : i - 1)),
  };
  return { ...result, reality: [track] };
}

const columnNames = [
  'finalValue',
  'maxDrawdown',
  'underWaterShare',
  'rebalances',
  'turnover',
  'ruinDays',
  'liquidationDays',
  'stopDays',
  'book/profit',
  'book/funding',
  'book/management',
  'book/trading',
  'book/liquidation',
  'log/direction',
  'log/varianceDrag',
  'log/leverageDrift',
  'log/funding',
  'log/management',
  'log/trading',
  'log/liquidation',
  'log/residual',
] as const;

function walk(
  h: FixtureHolding & {
    readonly fan: Uint32Array;
    readonly samples: readonly Float64Array[];
    readonly columns: Record<string, Float64Array>;
  },
  x: Float64Array,
  path: number,
  axes: RunResult['fanAxes'],
  days: number,
): void {
  const { family, leverage: L } = h;
  const put = (name: (typeof columnNames)[number], v: number) => {
    (h.columns[name] as Float64Array)[path] = v;
  };
  const fundingStep = family === 'spot' ? 0 : (0.0003 * days) / x.length;
  const feeStep = family === 'token' ? (0.0001 * days) / x.length : 0;
  const books = { profit: 0, funding: 0, management: 0, trading: 0, liquidation: 0 };
  const logs = { direction: 0, varianceDrag: 0, leverageDrift: 0, funding: 0, management: 0, trading: 0 };
  let [value, price, peak, worst, under, turnover, dead] = [1, 1, 1, 0, 0, 0, -1];
  const see = (i: number) => {
    const width = axes.bins + 3;
    const bin =
      value <= 0
        ? 0
        : value < axes.lowest
          ? 1
          : value >= axes.highest
            ? axes.bins + 2
            : 2 + Math.floor((axes.bins * Math.log(value / axes.lowest)) / Math.log(axes.highest / axes.lowest));
    h.fan[i * width + bin] = (h.fan[i * width + bin] as number) + 1;
    const sample = h.samples[path];
    if (sample) sample[i] = value;
  };
  see(0);
  for (const [i, r] of x.entries()) {
    if (dead < 0) {
      const R = Math.exp(r) - 1;
      const held = family === 'token' || family === 'spot' ? L : (L * price) / value;
      const before = value;
      const profit = before * held * R;
      value += profit;
      books.profit += profit;
      price *= Math.exp(r);
      if (value <= 0.005 * Math.abs(L) * price && family !== 'spot') {
        books.liquidation -= value;
        value = 0;
        dead = ((i + 1) * days) / x.length;
      } else {
        logs.direction += L * r;
        logs.varianceDrag += -0.5 * L * (L - 1) * r * r;
        logs.leverageDrift += Math.log(value / before) - L * r + 0.5 * L * (L - 1) * r * r;
        const charge = (name: 'funding' | 'management' | 'trading', rate: number) => {
          const cost = value * rate;
          books[name] -= cost;
          logs[name] += Math.log(1 - rate);
          value -= cost;
        };
        charge('funding', fundingStep * held);
        charge('management', feeStep);
        const traded = family === 'token' ? Math.abs(L * (L - 1) * R) : 0;
        turnover += traded * value;
        charge('trading', 0.0006 * traded);
      }
      peak = Math.max(peak, value);
      worst = Math.max(worst, 1 - value / peak);
    }
    if (value < peak) under++;
    see(i + 1);
  }
  put('finalValue', value);
  put('maxDrawdown', worst);
  put('underWaterShare', under / x.length);
  put('rebalances', family === 'token' ? x.length : 0);
  put('turnover', turnover);
  put('ruinDays', family === 'token' ? dead : -1);
  put('liquidationDays', family === 'perpetual' ? dead : -1);
  put('stopDays', -1);
  for (const [name, v] of Object.entries(books)) put(`book/${name}` as (typeof columnNames)[number], v);
  for (const [name, v] of Object.entries(logs)) put(`log/${name}` as (typeof columnNames)[number], v);
}

function model(
  kind: ModelDescription['kind'],
  name: string,
  options: readonly (readonly [string, number | string, boolean, string])[],
  sources: readonly string[] = [],
  assumptions: readonly string[] = [],
  parts: Readonly<Record<string, ModelDescription>> = {},
): ModelDescription {
  return {
    kind,
    name,
    options: options.map(([n, value, isDefault, meaning]) => ({ name: n, value, isDefault, meaning })),
    parts,
    sources,
    assumptions,
  };
}

function describe({ name, family, leverage }: FixtureHolding): HoldingDescription {
  const kinds = { token: 'leveragedToken', perpetual: 'perpetual', spot: 'spot', recorded: 'recordedToken' } as const;
  const options = [['leverage', leverage, false, 'Exposure that the design promises, signed.']] as const;
  const rule = model('rule', 'every', [['hours', 24, true, 'Hours between rebalances, counted from the start.']]);
  return {
    name,
    family,
    targetLeverage: leverage,
    model: model(
      'holding',
      kinds[family],
      options,
      family === 'token' ? ['Cheng & Madhavan (2009), eq. 8'] : [],
      family === 'perpetual' ? ['A liquidated margin is lost whole.'] : [],
      family === 'token' ? { rebalance: rule } : {},
    ),
  };
}

export const manifest: Manifest = {
  version: '0.1.0',
  command: 'npx tsx run scenarios/choppy.ts --paths 2000 --seed 20261122',
  finishedAt: '2026-11-22T17:50:00Z',
  seconds: 0.84,
  workers: 2,
  node: 'v20.20.2',
  platform: 'linux x64',
  bundle: 'c0ffee0123456789',
};
