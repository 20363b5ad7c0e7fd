import { faultsIn } from './mutant.ts';

const of = (...names: readonly string[]) => names.map((name) => `test/calibration/${name}.test.ts`);
const models = 'src/calibration/models';

/** Faults of what fits processes to recorded markets. */
export const calibrationMutants = [
  ...faultsIn('src/calibration/maximum-likelihood.ts', of('standard-errors', 'maximum-likelihood'), {
    'sandwich: the inverse information alone': [
      'whole(times(times(inverse, outer), inverse))',
      'whole(times(times(inverse, outer), outer))',
    ],
    'sandwich: scores of twice their size': ['(density - down[t]!) / (2 * h)', '(density - down[t]!) / h'],
    'fit: the first start is taken, whatever others found': [
      'b.height < a.height ? b : a',
      'b.height < a.height ? a : b',
    ],
    'fit: what is at a bound moves on': ['!parameters[i]!.scale.isAtBound(y)', 'parameters[i]!.scale.fromReal(y) < 2'],
  }),
  ...faultsIn('src/calibration/newton.ts', of('optimiser'), {
    'newton: the gradient is twice as long': ['/ (2 * short)', '/ short'],
    'newton: mixed derivatives have the wrong sign': ['twist / (4 * h * g)', '-twist / (4 * h * g)'],
    'newton: uphill': ['x - share * direction[i]!', 'x + share * direction[i]!'],
    'newton: what may not move is moved': ['flatMap((may, i) => (may ? [i] : []))', 'flatMap((_may, i) => [i])'],
    'newton: one step is enough': ['const MOST_ITERATIONS = 60;', 'const MOST_ITERATIONS = 1;'],
  }),
  ...faultsIn('src/calibration/symmetric.ts', of('optimiser'), {
    'cholesky: a saddle passes for a bowl': ['!(rest > 0 && rest < Number.POSITIVE_INFINITY)', '!(rest < 1e9)'],
    'solve: the transpose is not transposed': [
      'factor[k]![i]! * x[k]!;\n    x[i]! /= factor[i]![i]!;\n  }\n  return',
      'factor[i]![k]! * x[k]!;\n    x[i]! /= factor[i]![i]!;\n  }\n  return',
    ],
  }),
  ...faultsIn('src/calibration/calibrate.ts', of('standard-errors'), {
    'delta method: one side only': ['/ (2 * DELTA)', '/ DELTA'],
    'AIC: half of the penalty': ['2 * estimated - 2 * logLikelihood', 'estimated - 2 * logLikelihood'],
    'BIC: counts parameters, not values': ['estimated * math.log(n)', 'estimated * math.log(estimated)'],
    'errors: robust and plain change places': [
      'values, stepDays, covariance, covarianceIfTrue);',
      'values, stepDays, covarianceIfTrue ?? covariance, covariance);',
    ],
    'refusal: few values are enough': ['const LEAST_VALUES = 100;', 'const LEAST_VALUES = 10;'],
  }),
  ...faultsIn('src/calibration/densities.ts', of('likelihoods'), {
    't: not scaled to variance 1': ['math.log1p((z * z) / (nu - 2))', 'math.log1p((z * z) / nu)'],
    't: the constant of another scale': ['0.5 * math.log(Math.PI * (nu - 2))', '0.5 * math.log(Math.PI * nu)'],
  }),
  ...faultsIn('src/calibration/conditional-variance.ts', of('likelihoods'), {
    'variance: the density is of the shock, not of the return': [
      '- 0.5 * math.log(variance)',
      '- 0 * math.log(variance)',
    ],
    'variance: a gap is not noticed': [
      'eachStretch(series, (first, end) => {\n        let variance = beginning;',
      'let variance = beginning;\n      eachStretch(series, (first, end) => {',
    ],
    'variance: today knows of today': [
      'into[t] = logShock(distance / Math.sqrt(variance)) - 0.5 * math.log(variance);\n          variance = law.next(variance, distance, own);',
      'variance = law.next(variance, distance, own);\n          into[t] = logShock(distance / Math.sqrt(variance)) - 0.5 * math.log(variance);',
    ],
  }),
  ...faultsIn(`${models}/gjr-garch.ts`, of('likelihoods'), {
    'GJR: a rise weighs more': ['distance < 0 ? 1 + tilt! : 1 - tilt!', 'distance < 0 ? 1 - tilt! : 1 + tilt!'],
    'GJR: half of γ': ['gamma: 2 * persistence!', 'gamma: persistence!'],
  }),
  ...faultsIn(`${models}/egarch.ts`, of('likelihoods'), {
    'EGARCH: the mean size is forgotten': ['(Math.abs(z) - NORMAL_MEAN_SIZE)', 'Math.abs(z)'],
    'EGARCH: per cent moves ω by all of its logarithm': ['(1 - beta!) * LOG_PER', 'LOG_PER'],
  }),
  ...faultsIn(`${models}/merton.ts`, of('likelihoods', 'standard-errors'), {
    'Merton: jumps have no spread': [
      'n * jumpDeviation * jumpDeviation;\n      const weight',
      '0 * jumpDeviation * jumpDeviation;\n      const weight',
    ],
    'Merton: chances of a geometric law': ['chance *= jumps / (n + 1);', 'chance *= jumps;'],
    'Merton: many jumps pass for jumps': [
      'if (jumpsPerYear < OFTEN_PER_YEAR) return [];',
      'if (jumpsPerYear > 0) return [];',
    ],
  }),
  ...faultsIn(`${models}/kou.ts`, of('likelihoods'), {
    'Kou: up is down': ['(upShare * up) / (1 + up * up) - ((1', '-(upShare * up) / (1 + up * up) + ((1'],
    'Kou: the first wave counts twice': ['(k === 0 ? 1 : 2) / width', '2 / width'],
    'Kou: what lies beyond is folded back': ['25 * downMean', '0.5 * downMean'],
  }),
  ...faultsIn(`${models}/regimes.ts`, of('likelihoods'), {
    'regimes: the state is kept instead of left': [
      'arriving += joint[i]! * transition[i]![j]!',
      'arriving += joint[i]! * transition[j]![i]!',
    ],
    'regimes: a stretch begins calm': [
      'expected.set(stationary);',
      'expected.set(stationary.map((_, i) => (i === 0 ? 1 : 0)));',
    ],
    'regimes: of three, two trees are forgotten': [
      'at(i, k) * at(j, k) + at(i, j) * at(j, k) + at(j, i) * at(i, k)',
      'at(i, k) * at(j, k)',
    ],
  }),
  ...faultsIn(`${models}/mean-reverting.ts`, of('likelihoods'), {
    'reversion: variance of a step that nothing pulls at': [
      '(deviation * deviation * -math.expm1(-2 * pull)) / (2 * pull)',
      'deviation * deviation',
    ],
    'reversion: the level stands still': [
      'const gap = levels[t]! - values[t]! - (after - growth!);',
      'const gap = levels[t]! - values[t]! - after;',
    ],
  }),
  ...faultsIn(`${models}/autoregressive.ts`, of('likelihoods', 'standard-errors'), {
    'autoregression: shocks of the whole variance': ['variance * (1 - phi! * phi!)', 'variance'],
    'autoregression: the first return is free': [
      'into[first] = logNormal(values[first]!, mean!, variance);',
      'into[first] = 0;',
    ],
  }),
  ...faultsIn('src/calibration/units.ts', of('standard-errors'), {
    'units: a year of trading days': ['const DAYS_PER_YEAR = 365;', 'const DAYS_PER_YEAR = 252;'],
    'units: drift of the log price': ['(mean + 0.5 * variance)', '(mean + 0 * variance)'],
  }),
  ...faultsIn('src/calibration/series.ts', of('series', 'scorecard'), {
    'series: a return goes across a gap': ['      isBroken = true;\n      continue;', '      isBroken = true;'],
    'series: a gap is closed up': [
      '    if (isBroken) starts.push(values.length);',
      '    if (i === 1) starts.push(values.length);',
    ],
    'series: a close a millisecond early is none': [
      'Math.round(ms / MINUTE_MS) * MINUTE_MS);\n  const offset',
      'ms);\n  const offset',
    ],
  }),
  ...faultsIn('src/calibration/draws.ts', of('draws'), {
    'draws: parameters are drawn apart': [
      'row.reduce((sum, weight, j) => sum + weight * shocks[j]!, y)',
      'y + (row[free.indexOf(i)] ?? 0) * (shocks[free.indexOf(i)] ?? 0)',
    ],
    'draws: all the same': ['randomOf(seed, k);\n      const shocks', 'randomOf(seed, 0);\n      const shocks'],
  }),
  ...faultsIn('src/calibration/shocks.ts', of('simulated'), {
    'simulated t: not scaled to variance 1': ['(nu - 2) * math.expm1', 'nu * math.expm1'],
    'simulated Poisson: one too many': ['let count = -1;', 'let count = 0;'],
  }),
  ...faultsIn('src/calibration/market-statistics.ts', of('scorecard'), {
    'tail index: its inverse': ['return count / sum;', 'return sum / count;'],
    'drawdown: in logarithms': ['deepest: -math.expm1(deepest)', 'deepest: -deepest'],
    'variance ratio: the span is forgotten': ['/ (span * variance(returns))', '/ variance(returns)'],
  }),
  ...faultsIn('src/calibration/scorecard.ts', of('scorecard'), {
    'scorecard: one side only': ['(2 * Math.min(1 + below, 1 + above))', 'Math.min(1 + below, 1 + above)'],
    'scorecard: high is never wrong': ['Math.min(1 + below, 1 + above)', '(1 + below)'],
    'scorecard: ties count on one side': ['value >= found - rounding', 'value > found'],
  }),
  ...faultsIn('src/calibration/scorecard.ts', of('scorecard'), {
    'scorecard: rounding is told from a tie': ['const TIE = 1e-9;', 'const TIE = 0;'],
  }),
  ...faultsIn('src/calibration/simulated-markets.ts', of('scorecard'), {
    'simulated markets: what is resampled has no recording': ['recordingOf?.(model, clock) ?? {}', '({})'],
  }),
  ...faultsIn('src/calibration/score-fit.ts', of('scorecard'), {
    'score: published funding beside stamps of any length': [
      'if (Math.round(rates.stepDays * MINUTES_PER_DAY) === EIGHT_HOURS)',
      'if (rates.stepDays * MINUTES_PER_DAY <= EIGHT_HOURS)',
    ],
    'score: normal funding, which has no commonest rate': [
      'model: premiumRegimes(),',
      'model: premiumRegimes({ throughPremium: false }),',
    ],
    'score: does not say what price funding was given': [
      "price === null ? null : 'price: gbm",
      "price !== null ? null : 'price: gbm",
    ],
    'record: funding of a day with a stamp missing': ['seen[i] === due ? sum : Number.NaN', 'sum'],
    'record: a stamp at midnight belongs to the day that begins': ['ends[at]! < stampMs', 'ends[at]! <= stampMs'],
  }),
  ...faultsIn('src/calibration/moments-of-funding.ts', of('funding'), {
    'jackknife: as if blocks were repetitions': ['((n - 1) / n) * replicates', '(1 / (n * (n - 1))) * replicates'],
    'moments: pairs reach across a gap': [' || stretch[t] !== stretch[t + lag]', ''],
  }),
  ...faultsIn(`${models}/rare-jumps.ts`, of('funding'), {
    'rare jumps: the jump counts in its own neighbourhood': [
      '        products -= product(t - WINDOW + 1);\n      }\n      products += product(t);',
      '        products -= product(t - WINDOW + 1);\n      }\n      products += product(t) + values[t]! * values[t]!;',
    ],
  }),
  ...faultsIn('src/cli/read-history.ts', ['test/cli/calibrate.test.ts'], {
    'file: only what is in the data folder': ['const isHere = existsSync(given.file);', 'const isHere = false;'],
    'source: column of the time': ['column: read.column', 'column: given.time ?? read.column.slice(1)'],
  }),
  ...faultsIn(`${models}/student-t.ts`, of('processes'), {
    'Student-t: its scale taken for its volatility': [
      'volatilityPerYear(deviationOf(scale!, nu!) * deviationOf(scale!, nu!), stepDays)',
      'volatilityPerYear(scale! * scale!, stepDays)',
    ],
  }),
  ...faultsIn(`${models}/garch.ts`, of('processes'), {
    'GARCH: omega of returns that are not in per cent': ['omega! * PER_CENT_SQUARED', 'omega!'],
    'GARCH: α and β change places': [
      'alpha: persistence! * share!,\n    beta: persistence! * (1 - share!)',
      'beta: persistence! * share!,\n    alpha: persistence! * (1 - share!)',
    ],
  }),
  ...faultsIn(`${models}/regimes.ts`, of('processes'), {
    'regimes: days are periods that are left in one': [
      'values[2 * states + i]! * stepDays',
      'stepDays / values[2 * states + i]!',
    ],
  }),
  ...faultsIn('src/calibration/processes.ts', of('processes'), {
    'processes: what is refused is simulated': [
      'if (model.problems.length > 0) throw',
      'if (model.problems.length > 99) throw',
    ],
  }),
];
