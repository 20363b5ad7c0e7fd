import { priceProcess } from '../../engine/define.ts';
import { text } from '../../engine/options.ts';
import { barOptions, isName } from '../../engine/recording-options.ts';

/**
 * A recorded market, bar by bar: the same on every path. Its file gives the run its clock; elapsed time, and not the
 * number of bars, decides what falls due. With `hasRange` the open, high and low of each bar are used: triggers and stops
 * see the adverse extreme first and fill at their own price, or at the bar's open when it gapped beyond.
 */
const recorded = (hasRange: boolean) =>
  priceProcess({
    name: hasRange ? 'recordedBars' : 'recordedCloses',
    hasRange,
    options: {
      ...barOptions(60),
      close: text('the name of a column', isName, { default: 'close', meaning: 'column of the close' }),
      from: text('a date or an instant in UTC, or empty', (value) => value.length <= 40, {
        default: '',
        meaning: 'first instant of the run: the close at or after it',
      }),
      to: text('a date or an instant in UTC, or empty', (value) => value.length <= 40, {
        default: '',
        meaning: 'last instant of the run',
      }),
    },
    recording: ({ file, time, timeIsOpen, barMinutes, close, from, to }) => ({
      kind: 'bars',
      file,
      time,
      timeMeaning: timeIsOpen ? 'open' : 'close',
      barMinutes,
      close,
      ...(hasRange ? { open: 'open', high: 'high', low: 'low' } : {}),
      ...(from === '' ? {} : { from }),
      ...(to === '' ? {} : { to }),
    }),
    constants: (_options, { recording }) => ({
      logReturns: recording.logReturns ?? new Float64Array(1),
      simpleReturns: recording.simpleReturns ?? new Float64Array(1),
      openReturns: recording.openReturns ?? new Float64Array(1),
      lowReturns: recording.lowReturns ?? new Float64Array(1),
      highReturns: recording.highReturns ?? new Float64Array(1),
    }),
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
