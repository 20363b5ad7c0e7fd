import { faultsIn } from './mutant.ts';

const venues = ['test/funding/venues.test.ts'];
const regimes = ['test/funding/premium-regimes.test.ts', 'test/funding/recorded-fit.test.ts'];
const driven = ['test/funding/return-driven.test.ts', 'test/funding/recorded-fit.test.ts'];

/** Faults of venues and their settlement, and of funding in regimes or after returns. */
export const fundingMutants = [
  ...faultsIn('src/markets/funding/settlement.ts', venues, {
    'stamps: every venue charges at midnight': ['phaseMs: firstStampHour * HOUR_MS', 'phaseMs: 0 * firstStampHour'],
    'stamps: the first hour is a minute': ['const HOUR_MS = 3_600_000;', 'const HOUR_MS = 60_000;'],
    'stamps: the first may lie beyond the first interval': [
      'if (firstStampHour < stampHours) return [];',
      'if (firstStampHour <= stampHours) return [];',
    ],
    'settlement: an hour is charged as eight': [
      'stampShare: values.stampHours / QUOTED_HOURS',
      'stampShare: 1 + 0 * values.stampHours',
    ],
  }),
  ...faultsIn('src/markets/funding/venues/binance.ts', venues, {
    'binance: the cap of Bybit': ['capPer8h: 0.003,', 'capPer8h: 0.00375,'],
    'binance: no dead zone': ['deadZonePer8h: 0.0005,', 'deadZonePer8h: 0,'],
  }),
  ...faultsIn('src/markets/funding/venues/bybit.ts', venues, {
    'bybit: half of the dead zone': ['deadZonePer8h: 0.0005,', 'deadZonePer8h: 0.00025,'],
  }),
  ...faultsIn('src/markets/funding/venues/bitmex.ts', venues, {
    'bitmex: stamps of the others': ['firstStampHour: 4,', 'firstStampHour: 0,'],
  }),
  ...faultsIn('src/markets/funding/venues/okx.ts', venues, {
    'okx before 2026: a dead zone': [
      'interestPer8h: 0,\n    deadZonePer8h: 0,',
      'interestPer8h: 0,\n    deadZonePer8h: 0.0005,',
    ],
  }),
  ...faultsIn('src/markets/funding/venues/hyperliquid.ts', venues, {
    'hyperliquid: every eight hours': ['stampHours: 1,', 'stampHours: 8,'],
    'hyperliquid: the cap of an hour on eight': ['capPer8h: 0.32,', 'capPer8h: 0.04,'],
  }),
  ...faultsIn('src/markets/funding/venues/dydx.ts', venues, {
    'dydx: charged like Binance': ['deadZonePer8h: 0,', 'deadZonePer8h: 0.0005,'],
    'dydx: the cap of eight hours on an hour': ['capPer8h: 0.12,', 'capPer8h: 0.96,'],
  }),
  ...faultsIn('src/markets/funding/premium-regimes.ts', regimes, {
    'regimes: a drawn start is quiet': ['firstBull: isDrawn ? bullShare :', 'firstBull: isDrawn ? 0 :'],
    'regimes: a drawn start has its fast deviation at 0': [
      'fastFirst: isDrawn ? fastDeviation : fast.own',
      'fastFirst: fast.own',
    ],
    'regimes: a drawn start has its slow deviation at 0': [
      'slowFirst: isDrawn ? slowDeviation : slow.own',
      'slowFirst: slow.own',
    ],
    'regimes: a start at a mean is drawn all the same': ["const isDrawn = start === 'drawn';", 'const isDrawn = true;'],
    'regimes: starts in the other one': [
      "start === 'bull' ? staysBull : turnsBull",
      "start === 'bull' ? turnsBull : staysBull",
    ],
    'regimes: a share of variance taken for a deviation': [
      'const fastDeviation = Math.sqrt(fastShare);',
      'const fastDeviation = fastShare;',
    ],
    'regimes: the chain remembers a whole spell': ['(options.bullDays * (1 - bullShare))', 'options.bullDays'],
    'regimes: the chain steps to first order': [
      '-math.expm1((-clock.stepYears * DAYS_PER_YEAR) / (options.bullDays * (1 - bullShare)))',
      '(clock.stepYears * DAYS_PER_YEAR) / (options.bullDays * (1 - bullShare))',
    ],
    'regimes: none lasts': ['s.isBull ? k.staysBull : k.turnsBull', 'k.turnsBull'],
    'regimes: a forgotten bull turns quiet for good': [
      'const staysBull = 1 - (1 - bullShare) * forgotten;',
      'const staysBull = 1 - forgotten;',
    ],
    'regimes: one deviation for both': ['s.isBull ? k.bullDeviation : k.quietDeviation', 'k.quietDeviation'],
    'regimes: hours of the half-life taken for days': ['options.fastHalfLifeHours / 24', 'options.fastHalfLifeHours'],
    'regimes: one half-life for both factors': ['k.slowKeep * s.slow', 'k.fastKeep * s.slow'],
    'regimes: an hour is charged as eight': ['at.stamps * k.stampShare * per8h', 'at.stamps * per8h'],
    'regimes: a mean far below the cap is accepted': ['Math.abs(mean) > capPer8h', 'mean > capPer8h'],
    'regimes: by default not through the premium': ['    default: true,', '    default: false,'],
    'regimes: the quiet clump moved into the dead zone': ['default: -0.000445', 'default: -0.00035'],
    'regimes: bull markets that are not far above': ['default: 0.000623', 'default: 0.0004'],
    'regimes: slow deviations that are fast': ['default: 60,', 'default: 5,'],
  }),
  ...faultsIn('src/markets/funding/return-driven.ts', driven, {
    'driven: a rise makes it fall': [
      'k.response * (s.remembered - s.unheard)',
      'k.response * (s.unheard - s.remembered)',
    ],
    'driven: a return is heard at once': ['k.response * (s.remembered - s.unheard)', 'k.response * s.remembered'],
    'driven: what the delay takes is not given back': [
      '* (options.memoryDays / (options.memoryDays - delayDays))',
      '* (1 + 0 * delayDays)',
    ],
    'driven: a step’s return counts as if it had come at its end': [
      '(-scale * math.expm1(-days / scale)) / days',
      '1 + 0 * scale',
    ],
    'driven: memory is a half-life': [
      'rememberedKeep: math.exp(-days / options.memoryDays)',
      'rememberedKeep: math.exp((-days * Math.LN2) / options.memoryDays)',
    ],
    'driven: hours of delay taken for days': ['options.delayHours / 24', 'options.delayHours'],
    'driven: response a year charged at a stamp': [
      '(options.responsePerYear / QUOTED_PER_YEAR)',
      'options.responsePerYear',
    ],
    'driven: simple returns': ['ports.price.logReturn', 'ports.price.simpleReturn'],
    'driven: one half-life for both factors': ['k.slowKeep * s.slow', 'k.fastKeep * s.slow'],
    'driven: an hour is charged as eight': ['at.stamps * k.stampShare * per8h', 'at.stamps * per8h'],
    'driven: a delay as long as the memory divides by nothing': [
      'delayHours < 24 * memoryDays',
      'delayHours <= 24 * memoryDays',
    ],
    'driven: responds to nothing by default': ['default: 1.56', 'default: 1'],
    'driven: the mean of a rising market on top of the rise': ['default: 0.125', 'default: 0.15'],
  }),
];
