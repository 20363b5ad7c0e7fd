import { accounts, outcomes } from '../engine/accounts.ts';
import { holding } from '../engine/define.ts';
import { finite, flag, text } from '../engine/options.ts';

const column = (value: string) => value.length > 0 && value.length <= 100;

/**
 * Something that really traded: its recorded price, over its first price in the run. Between two records the last one
 * holds; before the first it is worth 1. What moved it is not known, so all of it is posted to profit.
 */
export const recordedValue = holding({
  name: 'recordedValue',
  family: 'recorded',
  options: {
    file: text('the name of a file in the data folder', column, {
      meaning: 'file, relative to the data folder; .csv or .csv.gz',
    }),
    level: text('the name of a column', column, { default: 'close', meaning: 'column of the price' }),
    time: text('the name of a column', column, {
      default: 'ts_ms',
      meaning: 'column of the time: epoch ms, ISO 8601 with zone, or a date',
    }),
    timeIsOpen: flag({
      default: true,
      meaning: 'the time is that of the bar’s open; its close comes barMinutes later',
    }),
    barMinutes: finite(1, 525_600, { default: 1440, meaning: 'length of a bar in minutes' }),
    onlyColumn: text('the name of a column, or empty', (value) => value.length <= 100, {
      default: '',
      meaning: 'keeps the rows in which this column …',
    }),
    onlyValue: text('text', (value) => value.length <= 100, { default: '', meaning: '… holds exactly this' }),
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
  state: { ...accounts, ...outcomes },
  constants: ({ leverage }, { recording }) => ({
    values: recording.values ?? new Float64Array(1).fill(1),
    leverage,
    halfConvexity: 0.5 * leverage * (leverage - 1),
  }),
  step: (s, k, _draw, at, ports, math) => {
    const value = math.at(k.values, at.step + 1);
    const x = ports.price.logReturn;
    s.bookProfit += value - s.value;
    s.logDirection += k.leverage * x;
    s.logVarianceDrag -= k.halfConvexity * x * x;
    s.logLeverageDrift += math.log(value / s.value) - k.leverage * x + k.halfConvexity * x * x;
    s.value = value;
  },
});

export const examples = [recordedValue({ file: 'example-levels.csv' })];
