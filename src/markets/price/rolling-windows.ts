import { priceProcess } from '../../engine/define.ts';
import { whole } from '../../engine/options.ts';
import { barsOptions, barsRequest, returnTables } from './bars-of-file.ts';

/**
 * History window by window: path k lives through the k-th window of the recording, bar by bar as it was, and there is no
 * chance in it. Windows are as long as the run and begin at 00:00 UTC, `everyDays` days apart; one that meets a day with a
 * gap is left out. A run has at most as many paths as there are windows.
 *
 * Windows that begin less than their length apart share days, and are dependent: their number says little about how much
 * is known. Errors that take the paths of a run to be independent are too small here; `history` in a scenario corrects them.
 */
const windows = (hasRange: boolean) =>
  priceProcess({
    name: hasRange ? 'rollingWindowBars' : 'rollingWindows',
    hasRange,
    options: {
      ...barsOptions,
      everyDays: whole(1, 36_500, { default: 5, meaning: 'days from the beginning of a window to that of the next' }),
    },
    assumptions: ['Each path is a window of the recording as it was; windows that share days are dependent.'],
    recording: ({ everyDays, ...options }) => ({
      ...barsRequest(options, hasRange),
      use: 'resampled',
      windowEveryDays: everyDays,
    }),
    draws: { path: 'path' },
    constants: (_options, { recording }) => ({
      ...returnTables(recording),
      starts: recording.starts ?? new Float64Array(1),
    }),
    step: (s, k, draw, at, _ports, math) => {
      s.row = math.at(k.starts, draw.path) + at.step;
      s.logReturn = math.at(k.logReturns, s.row);
      s.simpleReturn = math.at(k.simpleReturns, s.row);
      s.openReturn = math.at(k.openReturns, s.row);
      s.lowReturn = math.at(k.lowReturns, s.row);
      s.highReturn = math.at(k.highReturns, s.row);
    },
  });

/** Closes alone: triggers and stops are seen at the end of a step. */
export const rollingWindows = windows(false);
/** With the open, high and low of each bar. */
export const rollingWindowBars = windows(true);

export const examples = [
  rollingWindows({ file: 'example-closes.csv' }),
  rollingWindows({ file: 'example-closes.csv', everyDays: 1 }),
  rollingWindowBars({ file: 'example-bars.csv', everyDays: 1 }),
];
