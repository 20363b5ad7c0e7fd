import { DAY_MS } from '../../engine/clock.ts';
import { fundingProcess } from '../../engine/define.ts';
import { oneOf, text } from '../../engine/options.ts';
import { barOptions, isName } from '../../engine/recording-options.ts';

/**
 * A recorded interest rate, such as the yield of Treasury bills: what a fund pays on what it borrows, as its `financing`.
 *
 *   rate[t] = y / 100 · (elapsed days) / yearDays,   y the last yield known when the step began
 *
 * Simple interest by elapsed days, as money markets count it: a weekend costs three days and a leap year 366, over a year
 * of 360 or of 365. A yield of a day is known at its close and moves the interest of the next.
 */
export const recordedInterest = fundingProcess({
  name: 'recordedInterest',
  options: {
    ...barOptions(1440),
    yield: text('the name of a column', isName, {
      default: 'yield',
      meaning: 'column of the yield, per cent a year; zero and less are allowed; rows without one are left out',
    }),
    yearDays: oneOf([360, 365], { default: 360, meaning: 'days that its market calls a year' }),
  },
  recording: ({ file, time, timeIsOpen, barMinutes, yield: level }) => ({
    kind: 'levels',
    isYield: true,
    file,
    level,
    time,
    timeMeaning: timeIsOpen ? 'open' : 'close',
    barMinutes,
    skip: { column: level, equals: '' },
  }),
  sources: ['Stigum, M. & Robinson, F. (1996), Money Market and Bond Calculations (actual/360 simple interest)'],
  constants: ({ yearDays }, { clock, recording }) => {
    const { levels = new Float64Array(clock.steps + 1) } = recording;
    const days = (step: number) => (clock.instantsMs[step + 1]! - clock.instantsMs[step]!) / DAY_MS;
    return {
      rates: Float64Array.from({ length: clock.steps }, (_, step) => (levels[step]! / 100 / yearDays) * days(step)),
    };
  },
  step: (s, k, _draw, at, _ports, math) => {
    s.rate = math.at(k.rates, at.step);
  },
});

export const examples = [
  recordedInterest({ file: 'example-yields.csv' }),
  recordedInterest({ file: 'example-yields.csv', yearDays: 365 }),
];
