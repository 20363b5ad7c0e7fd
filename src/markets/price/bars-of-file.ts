import { text } from '../../engine/options.ts';
import { barOptions, isName } from '../../engine/recording-options.ts';

/** Options of every price that reads bars from a file: which bars, and from when to when. */
export const barsOptions = {
  ...barOptions(60),
  close: text('the name of a column', isName, { default: 'close', meaning: 'column of the close' }),
  from: text('a date or an instant in UTC, or empty', (value) => value.length <= 40, {
    default: '',
    meaning: 'first instant that counts: the close at or after it',
  }),
  to: text('a date or an instant in UTC, or empty', (value) => value.length <= 40, {
    default: '',
    meaning: 'last instant that counts',
  }),
};

interface BarsValues {
  readonly file: string;
  readonly time: string;
  readonly timeIsOpen: boolean;
  readonly barMinutes: number;
  readonly close: string;
  readonly from: string;
  readonly to: string;
}

/** The request for those bars; with a range, for open, high and low too. */
export const barsRequest = (
  { file, time, timeIsOpen, barMinutes, close, from, to }: BarsValues,
  hasRange: boolean,
) => ({
  kind: 'bars' as const,
  file,
  time,
  timeMeaning: timeIsOpen ? ('open' as const) : ('close' as const),
  barMinutes,
  close,
  ...(hasRange ? { open: 'open', high: 'high', low: 'low' } : {}),
  ...(from === '' ? {} : { from }),
  ...(to === '' ? {} : { to }),
});

type Tables = Readonly<Record<string, Float64Array>>;

/** The returns of each bar, or row, as constants of a step; one row of nothing for a column that was not asked for. */
export function returnTables(recording: Tables) {
  const table = (name: string) => (recording[name]?.length ? recording[name] : new Float64Array(1));
  return {
    logReturns: table('logReturns'),
    simpleReturns: table('simpleReturns'),
    openReturns: table('openReturns'),
    lowReturns: table('lowReturns'),
    highReturns: table('highReturns'),
  };
}

/** How many days the rows of a resampled recording are of, and how many rows a day has. */
export function daysOf(recording: Tables) {
  const rows = recording.logReturns?.length ?? 1;
  const days = recording.days?.length ?? 1;
  return { rows, days, rowsPerDay: rows / days };
}
