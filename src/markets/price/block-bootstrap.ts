import { priceProcess } from '../../engine/define.ts';
import { finite, oneOf } from '../../engine/options.ts';
import { barsOptions, barsRequest, daysOf, returnTables } from './bars-of-file.ts';

const DAYS_PER_YEAR = 365;
/** The shortest step there is. */
const MINUTE_IN_DAYS = 1 / 1440;

/**
 * The past in another order: blocks of a recording, one after the other, each begun at a row drawn at random.
 *
 *   row[t+1] = row[t] + 1, or with probability step / mean block a new one;   the row after the last is the first
 *
 * The stationary bootstrap: blocks have geometric lengths, so that the series has no joints a statistic could find, and the
 * recording is a circle, so that every row is as likely as any other. Fixed blocks, all of the mean length, are the circular
 * bootstrap. A row is a whole step of the recording, and its return, its range and its funding (`resampledFunding`) stay
 * together: each number is one that was recorded, to the bit.
 *
 * A row keeps its time of day: blocks begin at a row of the same hour as the step, so that funding stamps and ends of days
 * stay where they were, and so does what the day itself looks like. Only whole UTC days are drawn from; a block goes on
 * from the day before a gap to the day after it.
 *
 * With c[i] the circular autocovariances of n rows of a day, p = 1 / mean block in rows, the mean of T drawn returns has
 * the mean of the recording and the variance (c[0] + 2 sum (1 - i / T) (1 - p)^i c[i]) / T. The growth of the recording is
 * kept: no drift is put in its place.
 */
const bootstrap = (hasRange: boolean) =>
  priceProcess({
    name: hasRange ? 'blockBootstrapBars' : 'blockBootstrap',
    hasRange,
    options: {
      ...barsOptions,
      meanBlockDays: finite(MINUTE_IN_DAYS, 36_500, {
        default: 20,
        meaning:
          'mean length of a block, at least a step; short ones forget how long volatility stays, long ones repeat the past',
      }),
      blockLengths: oneOf(['geometric', 'fixed'], {
        default: 'geometric',
        meaning: 'geometric: the stationary bootstrap; fixed: every block has the mean length (circular bootstrap)',
      }),
    },
    sources: [
      'Politis, D. N. & Romano, J. P. (1994), The stationary bootstrap, JASA 89, section 2',
      'Politis, D. N. & Romano, J. P. (1992), A circular block-resampling procedure for stationary data (fixed blocks)',
    ],
    assumptions: [
      'What can happen has happened: no step of a resampled market is larger than the largest on record, and the growth of the recording is kept.',
      'A block begins at a row of the recording of the same time of day, and goes on over a day that was left out.',
    ],
    recording: (options) => ({ ...barsRequest(options, hasRange), use: 'resampled' }),
    draws: { restart: 'uniform', start: 'uniform' },
    constants: ({ meanBlockDays, blockLengths }, { clock, recording }) => {
      const blockSteps = Math.max(1, meanBlockDays / (DAYS_PER_YEAR * clock.stepYears));
      const isFixed = blockLengths === 'fixed';
      return {
        ...returnTables(recording),
        ...daysOf(recording),
        restart: isFixed ? 0 : 1 / blockSteps,
        // The first step begins a block in any case.
        restartEvery: isFixed ? Math.round(blockSteps) : clock.steps,
      };
    },
    step: (s, k, draw, at, _ports, math) => {
      const timeOfDay = at.step - k.rowsPerDay * math.floor(at.step / k.rowsPerDay);
      const stepOfBlock = at.step - k.restartEvery * math.floor(at.step / k.restartEvery);
      const begun = k.rowsPerDay * math.floor(k.days * draw.start) + timeOfDay;
      const next = s.row + 1 < k.rows ? s.row + 1 : 0;
      s.row = draw.restart < k.restart || stepOfBlock === 0 ? begun : next;
      s.logReturn = math.at(k.logReturns, s.row);
      s.simpleReturn = math.at(k.simpleReturns, s.row);
      s.openReturn = math.at(k.openReturns, s.row);
      s.lowReturn = math.at(k.lowReturns, s.row);
      s.highReturn = math.at(k.highReturns, s.row);
    },
  });

/** Closes alone: triggers and stops are seen at the end of a step. */
export const blockBootstrap = bootstrap(false);
/** Open, high and low are drawn together with the close. */
export const blockBootstrapBars = bootstrap(true);

export const examples = [
  blockBootstrap({ file: 'example-closes.csv' }),
  blockBootstrap({ file: 'example-closes.csv', meanBlockDays: 1 / 24 }),
  blockBootstrap({ file: 'example-closes.csv', meanBlockDays: 1, blockLengths: 'fixed' }),
  blockBootstrapBars({ file: 'example-bars.csv', meanBlockDays: 2 }),
];
