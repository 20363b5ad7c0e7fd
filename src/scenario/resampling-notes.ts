import type { Model } from '../engine/model.ts';
import { math } from '../math/math.ts';
import type { WindowsDescription } from '../result/run-result.ts';
import { arithmeticMean } from '../statistics/arithmetic-mean.ts';
import { autocovariances } from '../statistics/autocovariances.ts';
import { automaticBlockLength } from '../statistics/automatic-block-length.ts';
import { bootstrapVarianceOfSum } from '../statistics/bootstrap-variance.ts';
import { withParts } from './columns.ts';
import type { ResampledMarket } from './resampling.ts';
import { isoDate, isResampled } from './resampling.ts';

/** A mean block this short and this long stand beside the one that was chosen. */
const BLOCKS_BESIDE = [5, 100];

/** What a reader should know of the past that a price is made of: sentences for the list of assumptions. */
export function resamplingNotes(
  price: Model,
  market: ResampledMarket,
  described: WindowsDescription | null,
): readonly string[] {
  const { request, rows, windows, windowDays } = market;
  const { days, leftOut } = rows;
  if (days.length === 0) return [];
  const daily = dailyReturns(market);
  const growth = percent(365 * arithmeticMean(daily));
  const drawn =
    `${request.file}: its ${days.length} whole days from ${isoDate(days[0]!)} to ${isoDate(days.at(-1)!)} are lived through again; ` +
    `${leftOut} bars beside gaps or at the ends are left out. Its mean log return is ${growth} a year, and is kept.`;
  if (windows !== null) {
    const left = windows.leftOut === 0 ? '' : `; ${windows.leftOut} more would meet a gap and are left out`;
    const count = Number((described?.independent ?? 0).toPrecision(3));
    return [
      drawn,
      `Windows of ${windowDays} days, one every ${request.windowEveryDays}: there are ${windows.starts.length}${left}. ` +
        `Errors and intervals are those of ${count} windows, as many as these days would fill side by side; those of duels are not.`,
    ];
  }
  const options = withParts(price).find(isResampled)!.options;
  const block = options.find(({ name }) => name === 'meanBlockDays')?.value;
  return typeof block === 'number'
    ? [drawn, ...blockNotes(daily, block, Math.max(1, Math.round(windowDays)))]
    : [drawn];
}

/** What the data would choose, and what hangs on it. Worked out on daily returns; exact, and nothing is drawn for it. */
function blockNotes(daily: Float64Array, chosen: number, horizonDays: number): readonly string[] {
  const squares = daily.map((x) => x * x);
  const lengths = [daily, squares, daily.map(math.abs)].map(automaticBlockLength);
  const [ofReturns, ofSquares, ofSizes] = lengths.map(inDays);
  // Of too few days, or of days that are all alike, nothing can be said.
  const advice = lengths.some(Number.isNaN)
    ? ''
    : ` Politis & White (2004) would take ${ofReturns} for the mean of daily returns, ${ofSquares} for that of their ` +
      `squares, ${ofSizes} for that of their sizes.`;
  const blocks = [...new Set([...BLOCKS_BESIDE, Math.max(1, chosen)])].sort((a, b) => a - b);
  const deviations = (series: Float64Array, unit: number) => {
    const covariances = autocovariances(series, Math.min(series.length, horizonDays) - 1, true);
    return inWords(
      blocks.map((block) => percent(Math.sqrt(bootstrapVarianceOfSum(covariances, block, horizonDays)) / unit)),
    );
  };
  const taken = `Blocks of ${inDays(chosen)} days in the mean.${advice}`;
  const spread = horizonDays * arithmeticMean(squares);
  if (spread === 0) return [taken];
  return [
    taken,
    `With geometric blocks of ${inWords(blocks.map(inDays))} days the log return over ${horizonDays} days has a standard deviation of ` +
      `${deviations(daily, 1)}, and the sum of squared daily returns one of ${deviations(squares, spread)} of its mean.`,
  ];
}

/** Log returns of the whole days. */
function dailyReturns({
  bars: { close },
  rows: { days, begins, rowsPerDay, barsPerRow },
}: ResampledMarket): Float64Array {
  return days.map((_, day) => {
    const begin = begins[day * rowsPerDay]!;
    return math.log(close[begin + rowsPerDay * barsPerRow]! / close[begin]!);
  });
}

const inDays = (days: number) => String(Number(days.toPrecision(days < 10 ? 2 : 3)));
const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;
const inWords = (list: readonly string[]) => `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
