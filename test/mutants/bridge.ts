import { faultsIn } from './mutant.ts';

const laws = ['test/laws/bridge.test.ts'];
const falls = ['test/laws/price-drawdown.test.ts'];
const positions = ['test/oracles/bridge-positions.test.ts'];

/** Faults of what goes on inside a step of a generated price. */
export const bridgeMutants = [
  ...faultsIn('src/markets/price/bridged.ts', laws, {
    'bridge: what a price is made of is not looked at': [
      'return Object.values(price.parts)',
      'return Object.values({} as typeof price.parts)',
    ],
    'bridge: the lowest does not know of the highest': [
      'let fall = math.max(least, math.min(most, size - wanted / rise + 0.25 / (rise * rise * rise)));\n      for (let step = 0; step < 3; step++) {',
      'let fall = math.sqrt(c * c - 2 * math.log(draw.trough));\n      for (let step = 0; step < 0; step++) {',
    ],
    'bridge: one step of Newton’s': ['step < 3', 'step < 1'],
    'bridge: one term of the series': ['j < 4', 'j < 2'],
    'bridge: the slope of a term left out': ['(1 - yFall * yFall) * atFall', '0 * atFall'],
    'bridge: the image of the rise is counted once too few': ['(j + 1) * yRise * atRise', 'j * yRise * atRise'],
    'bridge: fading forgotten': ['faded *= fading;', 'faded *= 1;'],
    'bridge: the logarithm of u once': ['c * c - 2 * math.log(draw.peak)', 'c * c - math.log(draw.peak)'],
    'bridge: not tied to its end': [
      'math.sqrt(c * c - 2 * math.log(draw.peak))',
      'math.sqrt(-2 * math.log(draw.peak)) + size',
    ],
    'bridge: both ends on the same side': [
      'math.expm1((spread * (c - fall)) / 2)',
      'math.expm1((spread * (-size - fall)) / 2)',
    ],
    'bridge: the variance taken for a deviation': [
      'const spread = math.sqrt(ports.of.variance);',
      'const spread = ports.of.variance;',
    ],
    'bridge: the jump is bridged': [
      'const moved = ports.of.logReturn - ports.of.jump;',
      'const moved = ports.of.logReturn;',
    ],
    'bridge: the range need not hold the end': [
      's.highReturn = math.max(s.highReturn, math.expm1((spread * (c + rise)) / 2));',
      's.highReturn = math.expm1((spread * rise) / 2);',
    ],
    'bridge: without variance nothing moves': ['s.lowReturn = math.min(0, reached);', 's.lowReturn = 0 * reached;'],
    'bridge: the row is not passed on': ['s.row = ports.of.row;', 's.row = -1;'],
    'bridge: the shock is not passed on': ['s.shock = ports.of.shock;', 's.shock = 0;'],
    'bridge: recordings are bridged': ['/^(recorded|', '/^('],
    'bridge: a bridge over a bridge': ['|bridged)/', ')/'],
    'bridge: nobody looks at the range': ['hasRange: true,', 'hasRange: false,'],
  }),
  ...faultsIn('src/metrics/price-drawdown.ts', falls, {
    'price drawdown: a low is held against the high of its own step': [
      '1 - low / s.highest);',
      '1 - low / math.max(s.highest, high));',
    ],
    'price drawdown: lows are not looked at': ['1 - low / s.highest);', '0 * low);'],
    'price drawdown: highs are no peaks': ['math.max(high, s.level)', 's.level'],
    'price drawdown: a jump up is no peak': [
      'math.max(s.highest, math.max(high, s.level))',
      'math.max(s.highest, high)',
    ],
    'price drawdown: what is left at the end is the deepest': [
      's.priceBelowHighest = 1 - s.level / s.highest;',
      's.priceBelowHighest = math.max(s.priceBelowHighest, 1 - s.level / s.highest);',
    ],
    'price drawdown: the end of a step is not looked at': [
      's.priceDrawdown = math.max(s.priceDrawdown, s.priceBelowHighest);',
      '',
    ],
  }),
  ...faultsIn('src/scenario/scenario.ts', laws, {
    'range: the drawdown of the price is not measured': ['(price[0]?.hasRange ? RANGE_METRICS : [])', '[]'],
    'range: the drawdown of the price is measured where nothing is known': [
      '(price[0]?.hasRange ? RANGE_METRICS : [])',
      'RANGE_METRICS',
    ],
  }),
  ...faultsIn('src/result/summarise.ts', ['test/result/summarise.test.ts'], {
    'summary: the drawdown of the price is left out': ['market.priceDrawdown === undefined', 'true'],
    'summary: what is left of the drawdown at the end is left out': ['market.priceBelowHighest === undefined', 'true'],
  }),
  ...faultsIn('scenarios/lab.ts', positions, {
    'lab: the bridge is not built': ["p.intraStep === 'bridge' ? bridged", "p.intraStep === 'bridges' ? bridged"],
    'lab: the bridge is always there': ["p.intraStep === 'bridge' ? bridged", "p.intraStep !== 'none!' ? bridged"],
  }),
];
