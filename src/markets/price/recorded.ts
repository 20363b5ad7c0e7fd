import { priceProcess } from '../../engine/define.ts';
import { barsOptions, barsRequest, returnTables } from './bars-of-file.ts';

/**
 * A recorded market, bar by bar: the same on every path. Its file gives the run its clock; elapsed time, and not the
 * number of bars, decides what falls due. With `hasRange` the open, high and low of each bar are used: triggers and stops
 * see the adverse extreme first and fill at their own price, or at the bar's open when it gapped beyond.
 */
const recorded = (hasRange: boolean) =>
  priceProcess({
    name: hasRange ? 'recordedBars' : 'recordedCloses',
    hasRange,
    options: barsOptions,
    recording: (options) => barsRequest(options, hasRange),
    constants: (_options, { recording }) => returnTables(recording),
    step: (s, k, _draw, at, _ports, math) => {
      s.logReturn = math.at(k.logReturns, at.step);
      s.simpleReturn = math.at(k.simpleReturns, at.step);
      s.openReturn = math.at(k.openReturns, at.step);
      s.lowReturn = math.at(k.lowReturns, at.step);
      s.highReturn = math.at(k.highReturns, at.step);
    },
  });

/** Bars with open, high, low and close: columns of those names, but for the close. */
export const recordedBars = recorded(true);
/** Closes alone, of any column. Triggers and stops see the closes only. */
export const recordedCloses = recorded(false);

export const examples = [
  recordedBars({ file: 'example-bars.csv' }),
  recordedCloses({ file: 'example-closes.csv', time: 'date', barMinutes: 1440 }),
];
