import { finite, flag, text } from './options.ts';

/** True of what can be the name of a column or of a file. */
export const isName = (value: string): boolean => value.length > 0 && value.length <= 100;

/** The options of every model that reads a recording: which file, and what its time column means. */
export const recordingOptions = {
  file: text('the name of a file in the data folder', isName, {
    meaning: 'file, relative to the data folder; .csv or .csv.gz',
  }),
  time: text('the name of a column', isName, {
    default: 'ts_ms',
    meaning: 'column of the time: epoch ms, ISO 8601 with zone, or a date',
  }),
};

/** The same for bars, whose time may be that of their open or of their close. */
export function barOptions(barMinutes: number) {
  return {
    ...recordingOptions,
    timeIsOpen: flag({
      default: true,
      meaning: 'the time is that of the bar’s open; its close comes barMinutes later',
    }),
    barMinutes: finite(1, 525_600, { default: barMinutes, meaning: 'length of a bar in minutes' }),
  };
}
