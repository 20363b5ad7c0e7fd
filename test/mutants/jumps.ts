import { faultsIn } from './mutant.ts';

const laws = ['test/laws/jump-steps.test.ts', 'test/laws/jumps.test.ts'];
const oracles = ['test/oracles/jumps.test.ts'];

/** Faults of prices that jump. */
export const jumpMutants = [
  ...faultsIn('src/markets/price/poisson-count.ts', laws, {
    'count of jumps: one too low': ['uniform > below && term', 'uniform > below + term && term'],
    'count of jumps: every term of the first mean': ['term *= mean / i;', 'term *= mean;'],
    'count of jumps: runs on where the sums end below 1': [' && term > 1e-17', ''],
    'count of jumps: a step of any length': ['if (expected <= most) return [];', 'if (expected >= 0) return [];'],
    'count of jumps: ends at 24': ['i < 65', 'i < 25'],
  }),
  ...faultsIn('src/markets/price/merton.ts', ['test/oracles/tilted-tokens.test.ts'], {
    'merton, tilted: jumps a tenth too wide': [
      '      jumpDeviation,\n    };',
      '      jumpDeviation: 1.1 * jumpDeviation,\n    };',
    ],
    'merton, tilted: the diffusion counts twice against the drift': [
      'driftPerYear - 0.5 * volatility',
      'driftPerYear - volatility',
    ],
  }),
  ...faultsIn('src/markets/price/merton.ts', laws, {
    'merton: compensates the log of a jump': [
      'math.expm1(jumpMean + 0.5 * jumpDeviation * jumpDeviation)',
      '(jumpMean + 0.5 * jumpDeviation * jumpDeviation)',
    ],
    'merton: the compensator loses half a variance': [
      'math.expm1(jumpMean + 0.5 * jumpDeviation * jumpDeviation)',
      'math.expm1(jumpMean)',
    ],
    'merton: not compensated': ['clock.stepYears - compensator', 'clock.stepYears - 0 * compensator'],
    'merton: the deviation of a sum grows with its count': [
      'math.sqrt(count) * k.jumpDeviation',
      'count * k.jumpDeviation',
    ],
    'merton: one jump a step': ['s.jump = count * k.jumpMean', 's.jump = k.jumpMean'],
    'merton: jumps go with the diffusion': ['math.normalQuantile(draw.size)', 'draw.z'],
    'merton: the jump is not in the return': ['k.spread * draw.z + s.jump', 'k.spread * draw.z'],
    'merton: a jump stays for the next step': ['    s.jump = 0;\n', ''],
    'merton: its variance is of the jumps too': [
      's.variance = k.spread * k.spread;',
      's.variance = k.spread * k.spread + k.expected * k.jumpDeviation * k.jumpDeviation;',
    ],
  }),
  ...faultsIn('src/markets/price/kou.ts', laws, {
    'kou: up and down exchanged': ['k.upMean * sum : -k.downMean * sum', 'k.downMean * sum : -k.upMean * sum'],
    'kou: compensates the mean of a log jump up': ['/ (1 - upMean) : 0', ': 0'],
    'kou: compensates the mean of a log jump down': ['(downs * downMean) / (1 + downMean)', 'downs * downMean'],
    'kou: an infinite mean is let through': ['upMean >= 1', 'upMean >= 11'],
    'kou: one jump a step and sign': ['side < 1 ? ups : downs;', '(side < 1 ? ups : downs) > 0 ? 1 : 0;'],
    'kou: the start is taken for the sum': ['i < 4; i++) {', 'i < 0; i++) {'],
    'kou: the density of one jump more': ['(count - 1) * math.log(sum)', 'count * math.log(sum)'],
    'kou: ups and downs are of one size': ['side < 1 ? draw.upSize : draw.downSize', 'draw.upSize'],
    'kou: the share of ups forgotten': ['jumpsPerYear * upShare * clock', 'jumpsPerYear * clock'],
    'kou: only ups are too many for a step': ['Math.max(upShare, 1 - upShare)', 'upShare'],
  }),
  ...faultsIn('src/markets/price/hawkes-jumps.ts', [...laws, ...oracles], {
    'hawkes: the rate at the beginning for the whole step': [
      'const carried = -math.expm1(-fadingOnAverage * dt) / fadingOnAverage;',
      'const carried = dt;',
    ],
    'hawkes: a jump fades before it calls': [
      'const fadingOnAverage = (1 - branching) * fading;',
      'const fadingOnAverage = fading;',
    ],
    'hawkes: half-life taken for a rate': ['(Math.LN2 * DAYS_PER_YEAR) / halfLifeDays', 'DAYS_PER_YEAR / halfLifeDays'],
    'hawkes: compensates the calm rate': ['k.growth - expected * k.kappa', 'k.growth - k.expectedCalm * k.kappa'],
    'hawkes: excitement comes with time, not with jumps': ['(called / expected) * count', 'called'],
    'hawkes: no excitement': ['(called / expected) * count', '0 * count'],
    'hawkes: excitement stays': ['} else s.excitement = kept;', '}'],
    'hawkes: jumps without end are let through': ['branching < 1 ? []', 'branching < 11 ? []'],
    'hawkes: without branching an excitement of its own': [
      'options.jumpsPerYear / (1 - options.branching)',
      'options.jumpsPerYear / (0.9 - options.branching)',
    ],
  }),
];
