import { priceProcess } from '../../engine/define.ts';
import { finite, flag, text } from '../../engine/options.ts';

const column = (value: string) => value.length > 0 && value.length <= 100;

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
      file: text('the name of a file in the data folder', column, {
        meaning: 'file, relative to the data folder; .csv or .csv.gz',
      }),
      time: text('the name of a column', column, {
        default: 'ts_ms',
        meaning: 'column of the time: epoch ms, ISO 8601 with zone, or a date',
      }),
      timeIsOpen: flag({
        default: true,
        meaning: 'the time is that of the bar’s open; its close comes barMinutes later',
      }),
      barMinutes: finite(1, 525_600, { default: 60, meaning: 'length of a bar in minutes' }),
      from: text('a date or an instant in UTC, or empty', (value) => value.length <= 40, {
        default: '',
        meaning: 'first instant of the run: the close at or after it',
      }),
      to: text('a date or an instant in UTC, or empty', (value) => value.length <= 40, {
        default: '',
        meaning: 'last instant of the run',
      }),
    },
    recording: ({ file, time, timeIsOpen, barMinutes, from, to }) => ({
      kind: 'bars',
      file,
      time,
      timeMeaning: timeIsOpen ? 'open' : 'close',
      barMinutes,
      close: 'close',
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

/** Bars with open, high, low and close: columns of those names. */
export const recordedBars = recorded(true);
/** Closes alone: a column `close`. Triggers and stops see the closes only. */
export const recordedCloses = recorded(false);

export const examples = [
  recordedBars({ file: 'example-bars.csv' }),
  recordedCloses({ file: 'example-closes.csv', time: 'date', barMinutes: 1440 }),
];
