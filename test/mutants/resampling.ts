import { faultsIn } from './mutant.ts';

const laws = ['test/laws/resampling.test.ts'];
const windows = ['test/laws/rolling-windows.test.ts'];
const filter = ['test/laws/filtered-historical.test.ts'];
const days = ['test/data/whole-days.test.ts'];
const history = ['test/scenario/history.test.ts'];
const report = ['test/report/history.test.ts'];
const statistics = ['test/statistics/resampling.test.ts'];
const streams = ['test/kernel/streams.test.ts'];

/** Faults of the resampled past: of its rows, its blocks, its windows, and of what is said about them. */
export const resamplingMutants = [
  ...faultsIn('src/markets/price/block-bootstrap.ts', laws, {
    'bootstrap: the circle does not close': [
      's.row + 1 < k.rows ? s.row + 1 : 0',
      's.row + 1 < k.rows ? s.row + 1 : k.rows - 1',
    ],
    'bootstrap: a block begins at any hour': [
      'k.rowsPerDay * math.floor(k.days * draw.start) + timeOfDay',
      'math.floor(k.rows * draw.start)',
    ],
    'bootstrap: the row drawn depends on whether it is drawn': [
      'math.floor(k.days * draw.start)',
      'math.floor(k.days * draw.restart)',
    ],
    'bootstrap: blocks twice as long': ['1 / blockSteps', '0.5 / blockSteps'],
    'bootstrap: blocks of a day less': ['draw.restart < k.restart', 'draw.restart <= 1.5 * k.restart'],
    'bootstrap: the first path begins at the first row': [
      'draw.restart < k.restart || stepOfBlock === 0 ? begun',
      'draw.restart < k.restart || (stepOfBlock === 0 && at.step > 0) ? begun',
    ],
    'bootstrap: a fixed block restarts at random too': ['restart: isFixed ? 0 :', 'restart: isFixed ? 0.1 :'],
    'bootstrap: the range of the row before': [
      's.lowReturn = math.at(k.lowReturns, s.row)',
      's.lowReturn = math.at(k.lowReturns, s.row - 1)',
    ],
    'bootstrap: the block of days is taken for one of steps': [
      'meanBlockDays / (DAYS_PER_YEAR * clock.stepYears)',
      'meanBlockDays',
    ],
  }),
  ...faultsIn('src/markets/funding/resampled-funding.ts', laws, {
    'resampled funding: one row late': ['math.at(k.rates, ports.price.row)', 'math.at(k.rates, ports.price.row - 1)'],
  }),
  ...faultsIn('src/markets/price/crowded.ts', laws, {
    'crowded: the row is not passed on': ['    s.row = ports.of.row;\n', ''],
  }),
  ...faultsIn('src/markets/price/rolling-windows.ts', windows, {
    'windows: each begins a row late': [
      'math.at(k.starts, draw.path) + at.step',
      'math.at(k.starts, draw.path) + at.step + 1',
    ],
    'windows: all paths live through the first': ['math.at(k.starts, draw.path)', 'math.at(k.starts, 0 * draw.path)'],
  }),
  ...faultsIn('src/markets/price/filtered-historical.ts', filter, {
    'filter: the return instead of the surprise': ['const surprise = x - mean;', 'const surprise = x;'],
    'filter: reacts a step late': [
      'alpha * surprise * surprise + beta * expected;\n    return residual;',
      'alpha * variance + beta * expected;\n    return residual;',
    ],
    'filter: residuals keep their own variance': ['deviation > 0 ? (z - middle) / deviation : 0', 'z - middle'],
    'simulated volatility: without its floor': ['s.expected = k.floor +', 's.expected = 0 * k.floor +'],
    'simulated volatility: alpha and beta change places': [
      'k.alpha * surprise * surprise + k.beta * s.expected',
      'k.beta * surprise * surprise + k.alpha * s.expected',
    ],
    'simulated volatility: fed with the whole return': [
      'k.alpha * surprise * surprise + k.beta',
      'k.alpha * (k.mean + surprise) * (k.mean + surprise) * 1.2 + k.beta',
    ],
    'simulated volatility: the start is a year’s': [
      'startVolatilityPerYear * clock.stepYears',
      'startVolatilityPerYear',
    ],
    'simulated volatility: always starts at the mean': ['? lastVariance', '? variance'],
    'filtered: the mean is lost': ['s.logReturn = k.mean + surprise;', 's.logReturn = surprise;'],
    'filtered: not stationary and not refused': ['alpha + beta < 1\n', 'alpha + beta <= 1\n'],
  }),
  ...faultsIn('src/data/whole-days.ts', days, {
    'days: one that lacks bars is whole': ['if (bars < barsPerDay) continue;', 'if (bars < barsPerDay - 1) continue;'],
    'days: bars between its ends are not looked at': [
      'while (bars < barsPerDay && instant(bar + bars + 1) === midnight + (bars + 1) * barMinutes * MINUTE_MS) bars++;',
      'bars = instant(bar + barsPerDay) >= midnight ? barsPerDay : 0;',
    ],
    'days: begin at any hour': ['if (midnight % DAY_MS !== 0) continue;', 'if (midnight % 3_600_000 !== 0) continue;'],
    'days: closes a millisecond early are not midnight': [
      'Math.round(closeTimeMs[bar]! / SECOND_MS) * SECOND_MS',
      'closeTimeMs[bar]!',
    ],
    'days: the first bar is left out': ['- days.length * barsPerDay,', '- days.length * barsPerDay - 1,'],
    'windows: may meet a gap': ['days[at] === day && days[at + length - 1] === day + length - 1', 'days[at] === day'],
    'windows: the last one is forgotten': ['day + length - 1 <= last;', 'day + length <= last;'],
    'windows: begin a day apart': ['day += everyDays', 'day += 1'],
    'stamps: those of days left out are missed as well': [
      'for (const day of days) {',
      'for (let day = days[0]!; day <= days.at(-1)!; day++) {',
    ],
  }),
  ...faultsIn('src/scenario/recording-tables.ts', laws, {
    'rows: the highest of the first bar alone': ['bars.reduce((a, b) => Math.max(a, b))', 'bars[0]!'],
    'rows: the open is the close before': [
      'overBegin(open, (bars) => bars[0]!)',
      'overBegin(open, (bars) => bars.at(-1)!)',
    ],
    'rows: funding of the row before': [
      '- first - day) * rowsPerDay + row]!',
      '- first - day) * rowsPerDay + row - 1]!',
    ],
    'rows: returns over the open': [
      'priceOf(prices.subarray(bar + 1, bar + barsPerRow + 1)) / close[bar]!',
      'priceOf(prices.subarray(bar + 1, bar + barsPerRow + 1)) / close[bar + 1]!',
    ],
  }),
  ...faultsIn('src/scenario/resampling.ts', [...laws, ...windows, ...history], {
    'refusals: any step will do': ['stepMinutes % barMinutes === 0) return [];', 'stepMinutes > 0) return [];'],
    'refusals: steps that do not divide a day': ['DAY_MINUTES % stepMinutes === 0 &&', ''],
    'refusals: more paths than windows': ['paths <= windows.starts.length', 'paths <= windows.starts.length + 1'],
    'windows: days that they share count for each': [
      'Math.min(length, (begins[i + 1] ?? day + length) - day)',
      'length',
    ],
    'windows: those that no path lives through count': ['windows.starts.subarray(0, paths)', 'windows.starts'],
  }),
  ...faultsIn('src/scenario/open-scenario.ts', history, {
    'history: with the simulated funding': ['    ...scenario.history,\n', '    price: scenario.history.price,\n'],
    'history: as many paths as are simulated': [
      'if (paths > 0) return { ...held, paths };',
      'if (paths > 0) return held;',
    ],
  }),
  ...faultsIn('src/scenario/history.ts', history, {
    'history: closes where the price shows a range': [
      'hasRange ? rollingWindowBars : rollingWindows',
      'rollingWindows',
    ],
    'history: the mistakes of its price are kept': [
      '...[made.price, made.funding].flatMap',
      '...[made.funding].flatMap',
    ],
    'history: funding alone is no question': ['if (typed.funding !== undefined) {', 'if (typed.funding === null) {'],
  }),
  ...faultsIn('src/scenario/resampling-notes.ts', laws, {
    'notes: advice where there is none to give': ['lengths.some(Number.isNaN)', 'lengths.every(Number.isNaN) && false'],
    'notes: a share of nothing is told': ['if (spread === 0) return [taken];', ''],
  }),
  ...faultsIn('src/scenario/warnings.ts', laws, {
    'stamps: looked for at midnight, wherever they are': [
      'stampsLacking(rates, market.rows, stampMinutes, offsetMinutes)',
      'stampsLacking(rates, market.rows, stampMinutes)',
    ],
  }),
  ...faultsIn('src/data/align.ts', ['test/data/align.test.ts'], {
    'stamps: the rarest offset is taken': ['Math.max(...counts.values())', 'Math.min(...counts.values())'],
    'stamps: where none are, there is no offset': ['new Map([[0, 0]])', 'new Map<number, number>()'],
  }),
  ...faultsIn('src/scenario/resampling-notes.ts', history, {
    'notes: without the block that was chosen': ['[...BLOCKS_BESIDE, Math.max(1, chosen)]', '[...BLOCKS_BESIDE]'],
  }),
  ...faultsIn('src/result/overlap.ts', report, {
    'history: errors of as many paths as windows': ['Math.max(1, windows.windows / windows.independent)', '1'],
  }),
  ...faultsIn('src/result/summarise-holding.ts', report, {
    'history: the shortfall is surer than the rest': [
      'shortfall.standardError * Math.sqrt(overlap)',
      'shortfall.standardError',
    ],
  }),
  ...faultsIn('src/statistics/quantile-ranks.ts', statistics, {
    'overlap: ranks of all values': ['Math.max(1, Math.floor(n / overlap))', 'n'],
    'overlap: ranks rounded inwards': [
      'lower: Math.floor(lower * height), upper: Math.ceil(upper * height)',
      'lower: Math.ceil(lower * height), upper: Math.floor(upper * height)',
    ],
  }),
  ...faultsIn('src/statistics/automatic-block-length.ts', [...statistics, 'test/oracles/bootstrap.test.ts'], {
    'block length: the constant of the circular bootstrap': [
      '(bend / level) * (bend / level) * n',
      '1.5 * (bend / level) * (bend / level) * n',
    ],
    'block length: a window without its slope': ['Math.min(1, 2 * (1 - k / window))', '1'],
    'block length: of the sum, not of the lags': [
      'bend += 2 * weight * k * covariances[k]!',
      'bend += 2 * weight * covariances[k]!',
    ],
    'block length: stops at the first lag that is none': [
      'covariances.subarray(first, first + IN_A_ROW)',
      'covariances.subarray(first, first + 1)',
    ],
    'block length: without end': ['Math.min(most, Math.max(1,', 'Math.max(1, Math.max(1,'],
  }),
  ...faultsIn('src/statistics/bootstrap-variance.ts', ['test/oracles/bootstrap.test.ts', ...statistics], {
    'bootstrapped variance: lags count once': ['sum += 2 * (drawn - i)', 'sum += (drawn - i)'],
    'bootstrapped variance: without end': ['(drawn - i) * weight', 'drawn * weight'],
    'bootstrapped variance: the circle does not come round': [
      'covariances[i % covariances.length]!',
      '(covariances[i] ?? 0)',
    ],
  }),
  ...faultsIn('src/statistics/autocovariances.ts', [...statistics, 'test/oracles/bootstrap.test.ts'], {
    'autocovariances: over the pairs there are': ['return sum / n;', 'return sum / pairs;'],
    'autocovariances: every series is a circle': ['isCircle ? n : n - lag', 'n'],
  }),
  ...faultsIn('src/engine/kernel-backend.ts', windows, {
    'path numbers: of the first path of the group': ['firstPath + (i % group)', 'firstPath'],
  }),
  ...faultsIn('src/random/stream.ts', streams, {
    'path numbers: one less': ['number[0] = path;', 'number[0] = path - 1;'],
  }),
  ...faultsIn('src/report/charts/in-history.ts', report, {
    'report: history contradicts whatever it says': [
      'simulated < low || simulated > high',
      'simulated < high || simulated > low',
    ],
  }),
  ...faultsIn('src/report/history.ts', report, {
    'report: the simulation under history': ['summary: found }', 'summary: s.summary }'],
  }),
];
