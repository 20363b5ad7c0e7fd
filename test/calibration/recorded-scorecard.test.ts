import { describe, expect, test } from 'vitest';
import { calibrate } from '../../src/calibration/calibrate.ts';
import { modelNamed } from '../../src/calibration/catalogue.ts';
import { marketStatistics } from '../../src/calibration/market-statistics.ts';
import { scoreFit, scoreMarket } from '../../src/calibration/score-fit.ts';
import type { Score } from '../../src/calibration/scorecard.ts';
import { ratesOf, returnsOf } from '../../src/calibration/series.ts';
import type { RecordingOf } from '../../src/calibration/simulated-markets.ts';
import type { BarsRequest } from '../../src/data/contracts.ts';
import { readRecording } from '../../src/data/node/read-recording.ts';
import { resampledFunding } from '../../src/markets/funding/resampled-funding.ts';
import { blockBootstrap } from '../../src/markets/price/block-bootstrap.ts';
import { recordingTables, rowsOnClock } from '../../src/scenario/recording-tables.ts';
import { automaticBlockLength } from '../../src/statistics/automatic-block-length.ts';
import { dataFolder, hasData, needsData } from '../support/data.ts';

const file = 'joined/btc_spot_perp_funding_1h.csv.gz';
const MARKETS = 200;

function record() {
  const request: BarsRequest = {
    kind: 'bars',
    file,
    time: 't_ms',
    timeMeaning: 'close',
    barMinutes: 60,
    close: 'perp',
    skip: { column: 'perp', equals: '' },
    from: '2020-01-01',
  };
  const { bars } = readRecording(dataFolder, request);
  const { rates } = readRecording(dataFolder, {
    kind: 'rates',
    file,
    time: 't_ms',
    rate: 'funding_rate',
    skip: { column: 'funding_rate', equals: '' },
  });
  const since = rates.timeMs.findIndex((ms) => ms > bars.closeTimeMs[0]!);
  const judged = { timeMs: rates.timeMs.subarray(since), rate: rates.rate.subarray(since) };
  const tables: RecordingOf = (model, clock) =>
    model.recording === undefined
      ? {}
      : recordingTables(
          model.recording,
          model.recording.kind === 'rates' ? rates : bars,
          clock,
          rowsOnClock(request, bars, clock),
        );
  return { recorded: { prices: returnsOf(bars, 1440), rates: ratesOf(judged, 480) }, tables };
}

const failed = (scores: readonly Score[]) => scores.filter(({ verdict }) => verdict === 'FAIL').map(({ name }) => name);

describe.skipIf(!hasData)(`BTC and its funding since 2020, held to themselves${needsData}`, () => {
  const judged = (meanBlockDays: number) => {
    const { recorded, tables } = record();
    const price = blockBootstrap({ file, meanBlockDays });
    const market = { price, funding: resampledFunding({ file }), recordingOf: tables };
    return scoreMarket(market, recorded, MARKETS, 'bootstrap');
  };

  test('the past in blocks as long as its sizes ask for passes, price and funding together', () => {
    const sizes = record().recorded.prices.values.map(Math.abs);
    const scores = judged(automaticBlockLength(sizes));
    expect(failed(scores)).toEqual([]);
    expect(scores.map(({ name }) => name)).toEqual(marketStatistics.map(({ name }) => name));
  });

  test('in blocks of 20 days it forgets what funding was a month ago, and nothing else fails', () => {
    // Two stamps 30 days apart are in one block with probability e^-1.5, and the rest have nothing to do with each other.
    expect(failed(judged(20))).toEqual(['funding: correlation at lag 90']);
  });

  test('GARCH-t beside premiumRegimes fails where funding should follow the price, and nowhere else', () => {
    const { recorded } = record();
    const fit = calibrate(modelNamed('garch-t'), recorded.prices);
    const { scores, beside } = scoreFit(fit, recorded, MARKETS, 'garch-t');
    expect(beside).toMatch(/premiumRegimes .* fitted neither to this record nor to the price/);
    // The premium knows nothing of the price: longs pay no more after a rise, as they did.
    expect(failed(scores)).toEqual(['funding: with the return of 7 days', 'funding: with the return of 14 days']);
  });
});
