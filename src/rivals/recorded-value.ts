import { accounts, outcomes } from '../engine/accounts.ts';
import { holding } from '../engine/define.ts';
import { finite, text } from '../engine/options.ts';
import { barOptions, isName } from '../engine/recording-options.ts';

/**
 * Something that really traded: its recorded price, over its first price in the run. Between two records the last one
 * holds; before the first it is worth 1. What moved it is not known, so all of it is posted to profit.
 */
export const recordedValue = holding({
  name: 'recordedValue',
  family: 'recorded',
  options: {
    ...barOptions(1440),
    level: text('the name of a column', isName, { default: 'close', meaning: 'column of the price' }),
    onlyColumn: text('the name of a column, or empty', (value) => value.length <= 100, {
      default: '',
      meaning: 'keeps the rows in which this column …',
    }),
    onlyValue: text('text', (value) => value.length <= 100, { default: '', meaning: '… holds exactly this' }),
    comparedWith: text('the name of another holding, or empty', (value) => value.length <= 100, {
      default: '',
      meaning: 'the holding that simulates it: the report sets the two side by side, and says how far they are apart',
    }),
    leverage: finite(-10, 10, { default: 1, meaning: 'exposure it promised, for the attribution of its log return' }),
  },
  targetLeverage: ({ leverage }) => leverage,
  recording: ({ file, level, time, timeIsOpen, barMinutes, onlyColumn, onlyValue }) => ({
    kind: 'levels',
    file,
    level,
    time,
    timeMeaning: timeIsOpen ? 'open' : 'close',
    barMinutes,
    ...(onlyColumn === '' ? {} : { filter: { column: onlyColumn, equals: onlyValue } }),
    skip: { column: level, equals: '' },
  }),
  /** `quotes` counts the records met: what was not quoted anew cannot be compared. */
  state: { ...accounts, ...outcomes, quotes: 0 },
  constants: ({ leverage }, { recording }) => ({
    values: recording.values ?? new Float64Array(1).fill(1),
    fresh: recording.fresh ?? new Float64Array(1),
    leverage,
    halfConvexity: 0.5 * leverage * (leverage - 1),
  }),
  begin: (s, k, _draw, _at, _ports, math) => {
    s.quotes = math.at(k.fresh, 0);
  },
  step: (s, k, _draw, at, ports, math) => {
    const value = math.at(k.values, at.step + 1);
    const x = ports.price.logReturn;
    s.bookProfit += value - s.value;
    s.logDirection += k.leverage * x;
    s.logVarianceDrag -= k.halfConvexity * x * x;
    s.logLeverageDrift += math.logRatio(value, s.value) - k.leverage * x + k.halfConvexity * x * x;
    s.value = value;
    s.quotes += math.at(k.fresh, at.step + 1);
  },
});

export const examples = [recordedValue({ file: 'example-levels.csv' })];
