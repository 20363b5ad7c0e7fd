import { faultsIn } from './mutant.ts';

const laws = ['test/laws/periods.test.ts'];
const ofVariance = [...laws, 'test/oracles/conditional-variance.test.ts'];
const ofStudent = [...ofVariance, 'test/oracles/student-t.test.ts'];
const ofRegimes = ['test/oracles/regimes.test.ts', ...laws];

/** Faults of prices whose law is that of a period: conditional variance, Student-t, regimes, autoregression. */
export const periodMutants = [
  ...faultsIn('src/markets/price/garch.ts', ofVariance, {
    'garch: the surprise instead of its square': [
      'k.alpha * s.surprise * s.surprise',
      'k.alpha * math.abs(s.surprise)',
    ],
    'garch: alpha and beta change places': [
      'k.alpha * s.surprise * s.surprise + k.beta * s.periodVariance',
      'k.beta * s.surprise * s.surprise + k.alpha * s.periodVariance',
    ],
    'garch: the surprise of the last step only': ['s.surprise += move;', 's.surprise = move;'],
    'garch: surprises add up for good': ['      s.surprise = 0;\n', ''],
    'garch: the drift counts as a surprise': ['s.surprise += move;', 's.surprise += s.growth + move;'],
    'garch: per cent taken for fractions': ['options.omega / PER_CENT_SQUARED', 'options.omega / 100'],
    'garch: starts at omega': ['omega / (1 - alpha - beta)', 'omega'],
    'garch: the start that was asked for is ignored': ['shocks.startVariance > 0 ? shocks.startVariance : ', ''],
    'garch: every step has the variance of a period': [
      'const variance = k.share * s.periodVariance;',
      'const variance = s.periodVariance;',
    ],
    'garch: no compensator': ['s.growth = k.drift - k.half * variance;', 's.growth = k.drift;'],
    'garch: a t is not mixed': ['s.spread = deviation * math', 's.spread = math'],
    'garch: persistence without beta': ['options.alpha + options.beta, options.allow', 'options.alpha, options.allow'],
  }),
  ...faultsIn('src/markets/price/gjr-garch.ts', ofVariance, {
    'gjr: rises raise the variance': ['s.surprise < 0 ? k.afterFall', 's.surprise > 0 ? k.afterFall'],
    'gjr: gamma in place of alpha': ['afterFall: alpha + gamma', 'afterFall: gamma'],
    'gjr: all of gamma in the persistence': ['alpha + beta + gamma / 2;', 'alpha + beta + gamma;'],
    'gjr: a variance may become negative': ['...(options.alpha + options.gamma < 0', '...(options.alpha < 0'],
  }),
  ...faultsIn('src/markets/price/egarch.ts', ofVariance, {
    'egarch: per cent taken for fractions': ['omega - (1 - beta) * math.log(PER_CENT_SQUARED)', 'omega'],
    'egarch: sizes are not centred': ['constant: omega - alpha * NORMAL_MEAN_SIZE', 'constant: omega'],
    'egarch: starts where normal shocks would leave it': [
      'options.alpha * (meanSizeOf(deviations) - NORMAL_MEAN_SIZE)',
      '0 * meanSizeOf(deviations)',
    ],
    'egarch: the sign of a shock is ignored': ['k.gamma * s.surprise', 'k.gamma * math.abs(s.surprise)'],
    'egarch: shocks with their deviation': ['s.surprise += s.stepShare * draw.z;', 's.surprise += s.spread * draw.z;'],
    'egarch: no highest volatility': ['math.min(k.most, at.step > 0 ? next : k.start)', 'at.step > 0 ? next : k.start'],
    'egarch: the compensator of a whole period': ['k.half * k.share * periodVariance', 'k.half * periodVariance'],
  }),
  ...faultsIn('src/markets/price/shocks-of-periods.ts', laws, {
    't shocks are compensated as normal ones': ['degreesOfFreedom === 0 ? 0.5 : 0', '0.5'],
    'normal shocks are not compensated': ['degreesOfFreedom === 0 ? 0.5 : 0', '0'],
    'explosive parameters are allowed': ['persistence > 1 + 1e-9', 'persistence > 2'],
    'a persistence of 1 needs no start': ['allowNonStationary && startVolatilityPerYear > 0', 'allowNonStationary'],
    'two degrees of freedom have a variance': [
      'degreesOfFreedom === 0 || degreesOfFreedom > 2',
      'degreesOfFreedom === 0 || degreesOfFreedom >= 2',
    ],
  }),
  ...faultsIn('src/markets/price/student-mixing.ts', ofStudent, {
    't: the whole of nu for its half': ['const shape = degreesOfFreedom / 2;', 'const shape = degreesOfFreedom;'],
    't: variance nu / (nu - 2) instead of 1': ['math.log(shape - 1) - logQuantile', 'math.log(shape) - logQuantile'],
    't: variances taken for deviations': ['0.5 * (math.log(shape - 1)', '(math.log(shape - 1)'],
    't: scores turned round': ['deviations[middle + way * i]', 'deviations[middle - way * i]'],
    't: one move of Newton': ['i < 20', 'i < 1'],
    't: E|t| without its mixing': ['* (sum / weights)', '* (sum / sum + 0 * weights)'],
  }),
  ...faultsIn('src/markets/price/student-t.ts', ofStudent, {
    't: a new mixing variable a step': ['if (at.begins > 0) {', 'if (at.begins >= 0) {'],
    't: read off the entry below': ['(place - cell) * (', '0 * (place - cell) * ('],
    't: the deviation of a step for that of its mixing': [
      's.spread = k.deviation * (',
      's.spread = k.deviation * k.deviation * (',
    ],
    't: no variance at two': ['degreesOfFreedom > 2 ? []', 'degreesOfFreedom >= 2 ? []'],
  }),
  ...faultsIn('src/math/gamma.ts', ofStudent, {
    'gamma: the series stops early': ['const CONVERGED = 1e-16;', 'const CONVERGED = 1e-6;'],
    'gamma: a continued fraction of another shape': ['-n * (n - a)', '-n * (n + a)'],
    'gamma: Stirling from too near': ['const FAR = 16;', 'const FAR = 2;'],
    'gamma: a term of Stirling is missing': ['1 / 1260', '0'],
  }),
  ...faultsIn('src/markets/price/markov-regimes.ts', ofRegimes, {
    'regimes: durations taken for rates': ['periodHours / 24 / days,', '1 - periodHours / 24 / days,'],
    'regimes: a calm spell ends in the other way': [
      'leave[0] * calmToWild, leave[0] * (1 - calmToWild)',
      'leave[0] * (1 - calmToWild), leave[0] * calmToWild',
    ],
    'regimes: a crisis ends in the other way': [
      'leave[2] * (1 - crisisToWild), leave[2] * crisisToWild',
      'leave[2] * crisisToWild, leave[2] * (1 - crisisToWild)',
    ],
    'regimes: one tree is forgotten': [' + from(j!, i!) * from(i!, k!)', ''],
    'regimes: turn at every step': ['if (at.begins > 0) {', 'if (at.begins >= 0) {'],
    'regimes: begin calm': ["start === 'drawn' ? stationaryLaw(chances)", "start === 'drawn' ? [1, 0, 0]"],
    'regimes: no compensator': ['(drifts[i]! - 0.5 * each * each)', '(drifts[i]! - 0 * each)'],
    'regimes: volatility of the calm one': [
      's.spread = math.at(k.spreads, s.regime);',
      's.spread = math.at(k.spreads, 0);',
    ],
    'regimes: spells shorter than a period': ['days < periodHours / 24)', 'days < 0)'],
  }),
  ...faultsIn('src/markets/price/autoregressive.ts', laws, {
    'chop: phi turned round': ['expectedShare: phi / perPeriod', 'expectedShare: -phi / perPeriod'],
    'chop: what is expected comes in every step': ['expectedShare: phi / perPeriod', 'expectedShare: phi'],
    'chop: the first day has no past to vary with': ['at.step > 0 ? k.spread : k.firstSpread', 'k.spread'],
    'chop: phi adds to the variance': ['variance * (1 - phi * phi)) / perPeriod', 'variance) / perPeriod'],
    'chop: deviations add up for good': ['      s.deviation = 0;\n', ''],
    'chop: compensated as if without memory': [
      'step < perPeriod ? share * variance : later',
      'step < 0 ? later : share * variance',
    ],
    'chop: the past of the price is not compensated': ['withPast = phi * (variance + withPast)', 'withPast = 0'],
    'chop: what is expected of a period counts at its end': ['(2 * passed + 1)', '1'],
  }),
  ...faultsIn('src/markets/price/periods.ts', laws, {
    'periods: begin a step late': ['phaseMs: 1', 'phaseMs: 0'],
    'periods: any step will do': ['* YEAR_MS < 1) return [];', '* YEAR_MS < 1e20) return [];'],
  }),
  ...faultsIn('src/scenario/overshoot.ts', ['test/scenario/overshoot.test.ts'], {
    'overshoot: other coins are taken for the first': ['notesOn(other.price, heldIn', 'notesOn(price, heldIn'],
    'overshoot: holdings of every coin are held in each': [
      'holdings.filter(({ market }) => market === name)',
      'holdings.filter(({ market }) => market === name || name === undefined)',
    ],
  }),
  ...faultsIn('src/markets/price/shocks-of-periods.ts', ['test/scenario/overshoot.test.ts'], {
    'volatility in the long run: of the start': ['if (persistence >= 1 - 1e-9)', 'if (persistence >= 0)'],
    'volatility in the long run: in per cent': ['omega / PER_CENT_SQUARED / (1', 'omega / (1'],
    'volatility in the long run: of a period': [' / yearsOfPeriod(values.periodHours));', ');'],
  }),
  ...faultsIn('src/markets/price/egarch.ts', ['test/scenario/overshoot.test.ts'], {
    'egarch: a volatility without its bound': ['Math.min(options.mostVolatilityPerYear, ', 'Math.max(0, '],
  }),
  ...faultsIn('src/markets/price/markov-regimes.ts', ['test/scenario/overshoot.test.ts'], {
    'regimes: volatility as if all had the same share': ['sum + share * volatilities', 'sum + volatilities'],
  }),
  ...faultsIn('src/engine/model.ts', ['test/scenario/overshoot.test.ts'], {
    'volatility: an option is not looked at': ['numberOr(0, values.volatilityPerYear)', '0'],
  }),
];
