import { sampleCorrelation } from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { decayCorrelations } from '../../src/result/decay.ts';
import { marketFeatures } from '../../src/result/market-features.ts';
import type { HoldingDescription, HoldingResult } from '../../src/result/run-result.ts';
import { summarise } from '../../src/result/summarise.ts';
import { runInline, settled } from '../batch/small-run.ts';

/** Made up: three of five paths end above zero with another decay each, one at zero. */
const market = {
  sumLogReturn: Float64Array.of(0.1, -0.2, 0.05, 0.3, -0.4),
  sumSquaredLogReturn: Float64Array.of(0.02, 0.09, 0.04, 0.01, 0.16),
};
const features = new Map(marketFeatures({ market, scenario: { clock: { days: 73 } } }));
const finalValue = Float64Array.of(1.3, 0.5, 1.05, 2.3, 0);
const held = (of: Partial<HoldingDescription> = {}): HoldingResult =>
  ({ description: { targetLeverage: 3, ...of }, columns: { finalValue } }) as unknown as HoldingResult;

describe('decay goes with volatility and with straightness', () => {
  // Kills: a path that ends at zero counts, a decay without its leverage, one feature for the other.
  test('as another library has it, over the paths that end above zero', () => {
    const alive = [0, 1, 2, 3];
    const decay = alive.map((path) => Math.log(finalValue[path]!) - 3 * market.sumLogReturn[path]!);
    const volatility = alive.map((path) => Math.sqrt(market.sumSquaredLogReturn[path]! * 5));
    const straight = alive.map(
      (path) => Math.abs(market.sumLogReturn[path]!) / Math.sqrt(market.sumSquaredLogReturn[path]!),
    );
    const found = decayCorrelations(held(), market, features);
    expect(found.decayWithVolatility).toBeCloseTo(sampleCorrelation(volatility, decay), 12);
    expect(found.decayWithStraightness).toBeCloseTo(sampleCorrelation(straight, decay), 12);
  });

  test('which is not known of a holding in another coin, nor where the market was not measured', () => {
    const unknown = { decayWithVolatility: null, decayWithStraightness: null };
    expect(decayCorrelations(held({ market: 'ETH' }), market, features)).toEqual(unknown);
    expect(decayCorrelations(held(), {}, new Map())).toEqual(unknown);
  });
});

test('what stands and what ends at zero are shares of all paths', async () => {
  const { result } = await runInline(await settled('small', { paths: 60 }));
  const { holdings } = result;
  const ended = Float64Array.from({ length: 60 }, (_, path) => (path % 4 === 0 ? 1 : -1));
  const worthless = Float64Array.from({ length: 60 }, (_, path) => (path % 3 === 0 ? 0 : 1));
  const first = { ...holdings[0]!, columns: { ...holdings[0]!.columns, finalValue: worthless, ruinDays: ended } };
  const summary = summarise({ ...result, holdings: [first, ...holdings.slice(1)] });
  const { stillStanding, endsAtZero } = summary.holdings[first.description.name]!.onTheWay;
  expect(stillStanding).toBe(0.75);
  expect(endsAtZero).toBe(20 / 60);
});
