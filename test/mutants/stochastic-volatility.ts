import { faultsIn } from './mutant.ts';

const laws = ['test/laws/stochastic-volatility.test.ts'];
const rough = ['test/laws/rough-volatility.test.ts'];
const both = [...laws, 'test/oracles/heston.test.ts'];

/** Faults of prices with stochastic volatility. */
export const stochasticVolatilityMutants = [
  ...faultsIn('src/markets/price/heston.ts', both, {
    'heston: starts at its long run': ['s.variancePerYear = k.start;', 's.variancePerYear = 0.36;'],
    'heston: Euler’s pull': ['const closed = -math.expm1(-kappa * stepYears);', 'const closed = kappa * stepYears;'],
    'heston: Euler’s spread': ['mostSpread: (xi * xi * closed) / kappa', 'mostSpread: xi * xi * stepYears'],
    'heston: the spread of what was pulled counts in full': ['(kept + 0.5 * k.pulled)', '(kept + k.pulled)'],
    'heston: correlation turned round': ['xi === 0 ? 0 : options.correlation;', 'xi === 0 ? 0 : -options.correlation;'],
    'heston: correlation of a variance without shocks': ['xi === 0 ? 0 : options.correlation;', 'options.correlation;'],
    'heston: tilt without the trapezoid': ['(1 + 0.5 * kappa * stepYears) / xi', '1 / xi'],
    'heston: a tilt beyond what has a mean is taken': ['* (5 / 6) < 1)', '* (5 / 6) < 1e9)'],
    'heston: the exponential everywhere': ['if (spread < 1.5 * mean) {', 'if (spread < 0 * mean) {'],
    'heston: the square up to where it has no root': ['if (spread < 1.5 * mean) {', 'if (spread < 2.5 * mean) {'],
    'heston: the square is not of the right mean': [
      '(0.5 * spread) / (1 + steady)',
      '(0.5 * spread) / (1 - steady * steady)',
    ],
    'heston: the correction of the square without its logarithm': ['- 0.5 * math.log1p(-2 * square)', '- 0 * square'],
    'heston: the correction of the square to first order': ['/ (1 - 2 * square)', '/ 1'],
    'heston: the correction of the exponential left out': [
      'k.tilt * after - math.log1p((k.tilt * mean) / (1 - k.tilt * scale))',
      'k.tilt * after - k.tilt * mean',
    ],
    'heston: the exponential has the mean of all': ['const scale = 0.5 * (mean + spread);', 'const scale = mean;'],
    'heston: the price meets variance as it was': [
      'k.halfStep * (s.variancePerYear + after)',
      'k.halfStep * (s.variancePerYear + s.variancePerYear)',
    ],
    'heston: the price’s own part has all of the variance': [
      'k.independent * k.independent * s.variance',
      's.variance',
    ],
    'heston: the log return without half its variance': ['- 0.5 * own)', '- 0 * own)'],
    'heston: variance stays': ['s.variancePerYear = after;', 's.variancePerYear += 0 * after;'],
    'heston: Feller’s condition the other way round': ['if (pull >= noise)', 'if (pull < noise)'],
    'heston: log return taken for the simple one': ['math.expm1(s.logReturn)', 's.logReturn'],
  }),
  ...faultsIn('src/markets/price/heston.ts', ['test/laws/correlation.test.ts', ...both], {
    'heston: z moves only what is independent of variance': [
      'const x = k.independent * draw.z - k.correlation * draw.ofVariance;',
      'const x = draw.z;',
    ],
    'heston: variance does not hear of z': [
      'const y = k.correlation * draw.z + k.independent * draw.ofVariance;',
      'const y = draw.ofVariance;',
    ],
    'heston: the shock is that of variance': ['s.shock = draw.z;', 's.shock = y;'],
  }),
  ...faultsIn('src/markets/price/bates.ts', both, {
    'bates: not compensated': ['- k.compensator + s.jump', '+ s.jump'],
    'bates: the compensator forgets that jumps differ': ['jumpMean + 0.5 * jumpDeviation * jumpDeviation', 'jumpMean'],
    'bates: at most one jump a step': [
      'math.poissonCount(draw.jumps, k.expected, k.none)',
      'draw.jumps > k.none ? 1 : 0',
    ],
    'bates: all jumps of a step are the same': ['math.sqrt(jumps) * k.jumpDeviation', 'jumps * k.jumpDeviation'],
    'bates: jumps stay away from the price': ['- k.compensator + s.jump', '- k.compensator'],
    'bates: the shock is lost': ['s.shock = ports.of.shock;', 's.shock = 0;'],
    'bates: the variance is lost': ['s.variance = ports.of.variance;', 's.variance = 0;'],
    'bates: any number of jumps a step': ['countProblems(jumpsPerYear, clock)', 'countProblems(0, clock)'],
    'bates: any price': ["parts.of!.name === 'heston'", "parts.of!.name !== ''"],
  }),
  ...faultsIn('src/markets/price/rough-volatility.ts', rough, {
    'rough: what decays slower than the run is forgotten': ['isLast ? -math.expm1(-a * gap) : 1', '1'],
    'rough: the range ends before the run': ['math.log(steps) + 3)', '0.5 * math.log(steps) + 3)'],
    'rough: deviation scaled by the root of time': ['math.exp(hurst * math.log(stepYears))', 'Math.sqrt(stepYears)'],
    'rough: the latest step is drawn as the older ones': ['k.shared * b + k.unshared * draw.latest', 'k.shared * b'],
    'rough: the latest step has nothing to do with the price': [
      'k.shared * b + k.unshared * draw.latest',
      'k.shared * draw.older + k.unshared * draw.latest',
    ],
    'rough: correlation turned round': ['const b = k.correlation * draw.z', 'const b = -k.correlation * draw.z'],
    'rough: the mean of variance grows': ['- 0.5 * math.at(k.variances, at.step)', ''],
    'rough: variance is subtracted a step early': [
      'math.at(k.variances, at.step)',
      'math.at(k.variances, at.step - 1)',
    ],
    'rough: the price meets variance without its compensator': ['k.growth - 0.5 * s.variance', 'k.growth'],
    'rough: a factor does not decay': ['math.at(k.keep, 2) * s.f2', 's.f2'],
    'rough: a factor is not fed': ['s.f4 = f4 + math.at(k.gain, 4) * b', 's.f4 = f4'],
    'rough: all of Gassiat is kept quiet': ['correlation > 0 && logVarianceDeviation > 0', 'correlation > 1'],
  }),
];
