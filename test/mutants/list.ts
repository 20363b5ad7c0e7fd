export interface Mutant {
  /** What was broken, in words. */
  readonly name: string;
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  readonly tests: readonly string[];
  /** Why no test can see it, where none can. */
  readonly equivalent?: string;
}

const engine = ['test/laws', 'test/oracles', 'test/conformance'];
const token = 'src/tokens/leveraged-token.ts';
const perp = 'src/rivals/perpetual.ts';
const gbm = 'src/markets/price/gbm.ts';
const ou = 'src/markets/price/mean-reverting.ts';
const funding = 'src/markets/funding/mean-reverting-funding.ts';

export const mutants: readonly Mutant[] = [
  // The fund
  {
    name: 'funding: sign flipped',
    file: token,
    from: 'const after = s.value - paid;',
    to: 'const after = s.value + paid;',
    tests: engine,
  },
  {
    name: 'funding: posted to the books with the wrong sign',
    file: token,
    from: 's.bookFunding -= paid;',
    to: 's.bookFunding += paid;',
    tests: engine,
  },
  {
    name: 'funding: charged on the notional before the price moved',
    file: token,
    from: 's.notional += profit;\n      s.passed',
    to: 's.notional += 0 * profit;\n      s.passed',
    tests: engine,
  },
  {
    name: 'management: linear instead of compounding',
    file: token,
    from: 'day < at.dayEnds ? after * k.managementKept : after',
    to: 'day < at.dayEnds ? after - s.value * (1 - k.managementKept) : after',
    tests: engine,
  },
  {
    name: 'management: forgotten',
    file: token,
    from: 'managementKept: 1 - options.managementPerDay',
    to: 'managementKept: 1',
    tests: engine,
  },
  {
    name: 'management: taken on the notional',
    file: token,
    from: 's.logManagement += math.log(after / s.value);\n      s.value = after;',
    to: 's.logManagement += math.log(after / s.value);\n      s.value = after - s.notional * (1 - k.managementKept);',
    tests: engine,
  },
  {
    name: 'direction: without the target',
    file: token,
    from: 's.logDirection += k.target * x;',
    to: 's.logDirection += x;',
    tests: engine,
  },
  {
    name: 'variance drag: L² instead of L(L - 1)',
    file: token,
    from: 'halfConvexity: 0.5 * options.leverage * (options.leverage - 1)',
    to: 'halfConvexity: 0.5 * options.leverage * options.leverage',
    tests: engine,
  },
  {
    name: 'ruin: a negative NAV lives on',
    file: token,
    from: 'if (s.value <= 0 && s.ruinDays < 0) {',
    to: 'if (s.value <= -1e9 && s.ruinDays < 0) {',
    tests: engine,
  },
  {
    name: 'ruin: the deficit is dropped',
    file: token,
    from: 's.bookDeficit -= s.value;',
    to: 's.bookDeficit -= 0 * s.value;',
    tests: engine,
  },
  {
    name: 'ruin: the day is not recorded',
    file: token,
    from: 's.ruinDays = at.days;',
    to: 's.ruinDays = 0;',
    tests: engine,
  },
  {
    name: 'exit fee: not taken',
    file: token,
    from: 'const after = s.value * k.exitKept;',
    to: 'const after = s.value;',
    tests: engine,
  },
  { name: 'entry fee: not taken', file: token, from: 's.value = k.entryKept;', to: 's.value = 1;', tests: engine },
  {
    name: 'entry: exposure opened before the fee',
    file: token,
    from: 's.notional = k.target * k.entryKept;',
    to: 's.notional = k.target;',
    tests: engine,
  },
  {
    name: 'turnover: not counted',
    file: token,
    from: 's.turnover += math.abs(ports.rule.wantedLeverage * after - s.notional);',
    to: 's.turnover += 0;',
    tests: engine,
  },
  {
    name: 'rebalances: counted twice',
    file: token,
    from: 's.rebalances += 1;\n      s.value = after;\n      s.notional = ports',
    to: 's.rebalances += 2;\n      s.value = after;\n      s.notional = ports',
    tests: engine,
  },
  {
    name: 'bar: a gapped trigger fills at its own price',
    file: token,
    from: 'const fill = isBeyond ? open : takesHigh',
    to: 'const fill = takesHigh',
    tests: engine,
  },
  {
    name: 'bar: the rest of the bar is lived twice',
    file: token,
    from: 's.passed = fill;',
    to: 's.passed = 0;',
    tests: engine,
  },
  {
    name: 'bar: emergencies without end',
    file: token,
    from: 's.hasFired = true;',
    to: 's.hasFired = false;',
    tests: engine,
  },
  {
    name: 'bar: favourable extreme first',
    file: token,
    from: 'const adverse = isLong ? low : high;',
    to: 'const adverse = isLong ? high : low;',
    tests: engine,
  },

  // Trading
  {
    name: 'trade: sized on the value before the cost',
    file: 'src/tokens/trade.ts',
    from: '(value + fee * side * notional) / (1 + fee * side * target)',
    to: 'value - fee * side * (wanted - notional)',
    tests: engine,
  },
  {
    name: 'trade: cost of a sale has the wrong sign',
    file: 'src/tokens/trade.ts',
    from: 'const side = wanted > notional ? 1 : -1;',
    to: 'const side = 1;',
    tests: engine,
  },
  {
    name: 'trigger: solved for the wrong leverage',
    file: 'src/tokens/trade.ts',
    from: '(leverage * value - notional) / slope',
    to: '(leverage * value + notional) / slope',
    tests: engine,
  },
  {
    name: 'band: edges count as outside',
    file: 'src/tokens/rebalance/band.ts',
    from: 'leverage < k.low || leverage > k.high',
    to: 'leverage <= k.low || leverage >= k.high',
    tests: engine,
  },
  {
    name: 'band: compares signed leverage',
    file: 'src/tokens/rebalance/band.ts',
    from: 'const leverage = math.abs(ports.fund.leverage);',
    to: 'const leverage = ports.fund.leverage;',
    tests: engine,
  },
  {
    name: 'emergency: levers up too',
    file: 'src/tokens/rebalance/daily-with-emergency.ts',
    from: 'math.abs(ports.fund.leverage) > k.emergency',
    to: 'math.abs(ports.fund.leverage) !== k.target',
    tests: engine,
  },
  {
    name: 'every: fires in every step',
    file: 'src/tokens/rebalance/every.ts',
    from: 's.isFiring = at.due > 0;',
    to: 's.isFiring = at.due >= 0;',
    tests: engine,
  },

  // Perpetual
  {
    name: 'perp: maintenance on the entry notional',
    file: perp,
    from: 'const isLiquidated = s.margin <= k.maintenance * size;',
    to: 'const isLiquidated = s.margin <= k.maintenance * math.abs(k.exposure);',
    tests: engine,
  },
  {
    name: 'perp: liquidated below, not at, the margin',
    file: perp,
    from: 'const isLiquidated = s.margin <= k.maintenance * size;',
    to: 'const isLiquidated = s.margin < k.maintenance * size;',
    tests: engine,
  },
  {
    name: 'perp: revives after liquidation',
    file: perp,
    from: 'if (isLiquidated || isStopped) {\n        s.isOpen = false;',
    to: 'if (isStopped) {\n        s.isOpen = false;',
    tests: engine,
  },
  {
    name: 'perp: keeps its margin when liquidated',
    file: perp,
    from: 's.liquidationDays = at.days;\n        s.margin = 0;',
    to: 's.liquidationDays = at.days;',
    tests: engine,
  },
  {
    name: 'perp: funding forgotten',
    file: perp,
    from: 's.margin -= paid;',
    to: 's.margin -= 0 * paid;',
    tests: engine,
  },
  {
    name: 'perp: funding on the entry notional',
    file: perp,
    from: 'const paid = s.notional * ports.funding.rate;',
    to: 'const paid = k.exposure * ports.funding.rate;',
    tests: engine,
  },
  {
    name: 'perp: the stop fills at its level though the bar gapped',
    file: perp,
    from: 'const fill = k.isLong ? math.min(level, open) : math.max(level, open);',
    to: 'const fill = level;',
    tests: engine,
  },
  {
    name: 'perp: the stop of a short is on the wrong side',
    file: perp,
    from: 'stopRatio: 1 - side * options.stopLoss',
    to: 'stopRatio: 1 - options.stopLoss',
    tests: engine,
  },
  { name: 'perp: free money is lost too', file: perp, from: 'free: 1 - margin,', to: 'free: 0,', tests: engine },
  {
    name: 'perp: the deficit is dropped',
    file: perp,
    from: 's.bookDeficit += math.max(0, -s.margin);',
    to: 's.bookDeficit += 0;',
    tests: engine,
  },
  {
    name: 'perp: opens for nothing',
    file: perp,
    from: 's.margin = k.margin - cost;',
    to: 's.margin = k.margin;',
    tests: engine,
  },
  {
    name: 'liquidation: maintenance of a short has the wrong sign',
    file: 'src/rivals/liquidation.ts',
    from: '/ (notional - maintenance * size)',
    to: '/ (notional + maintenance * size)',
    tests: engine,
  },
  {
    name: 'liquidation price: Bybit without maintenance',
    file: 'src/rivals/liquidation.ts',
    from: 'margin / (quantity * entryPrice) - maintenanceMargin',
    to: 'margin / (quantity * entryPrice)',
    tests: engine,
  },

  // Markets
  {
    name: 'gbm: the drift loses -volatility²/2',
    file: gbm,
    from: 'driftPerYear - 0.5 * volatilityPerYear * volatilityPerYear',
    to: 'driftPerYear',
    tests: engine,
  },
  {
    name: 'gbm: log return taken for the simple one',
    file: gbm,
    from: 's.simpleReturn = math.expm1(s.logReturn);',
    to: 's.simpleReturn = s.logReturn;',
    tests: engine,
  },
  {
    name: 'gbm: volatility scaled by time, not its root',
    file: gbm,
    from: 'volatilityPerYear * Math.sqrt(clock.stepYears)',
    to: 'volatilityPerYear * clock.stepYears',
    tests: engine,
  },
  {
    name: 'ou: Euler variance',
    file: ou,
    from: 'volatilityPerYear * Math.sqrt(closed / (2 * pullPerYear))',
    to: 'volatilityPerYear * Math.sqrt(clock.stepYears)',
    tests: engine,
  },
  {
    name: 'ou: half-life taken for a rate',
    file: ou,
    from: '(Math.LN2 * DAYS_PER_YEAR) / halfLifeDays',
    to: 'DAYS_PER_YEAR / halfLifeDays',
    tests: engine,
  },
  {
    name: 'clock: 252 days in a year',
    file: 'src/engine/clock.ts',
    from: 'export const YEAR_MS = 365 * DAY_MS;',
    to: 'export const YEAR_MS = 252 * DAY_MS;',
    tests: engine,
  },
  {
    name: 'schedule: a stamp at the end of a step belongs to the next',
    file: 'src/engine/schedule.ts',
    from: 'Math.floor((ms - origin - schedule.phaseMs) / schedule.periodMs)',
    to: 'Math.ceil((ms - origin - schedule.phaseMs) / schedule.periodMs)',
    tests: engine,
  },
  {
    name: 'funding: one stamp a step, whatever its length',
    file: 'src/markets/funding/constant-funding.ts',
    from: 'k.ratePerStamp * at.stamps',
    to: 'k.ratePerStamp * (at.stamps > 0 ? 1 : 0)',
    tests: engine,
  },
  {
    name: 'funding: annual rate used per stamp',
    file: 'src/markets/funding/constant-funding.ts',
    from: 'fundingPerYear / (HOURS_PER_YEAR / stampHours)',
    to: 'fundingPerYear',
    tests: engine,
  },
  {
    name: 'ou funding: correlation dropped',
    file: funding,
    from: 'k.withPrice * ports.price.shock',
    to: '0 * ports.price.shock',
    tests: engine,
  },
  {
    name: 'settlement: dead zone ignored',
    file: 'src/markets/funding/settlement.ts',
    from: 'const rate = premium + clamped;',
    to: 'const rate = premium;',
    tests: engine,
  },
  {
    name: 'settlement: no floor',
    file: 'src/markets/funding/settlement.ts',
    from: 'rate < -cap ? -cap : rate',
    to: 'rate',
    tests: engine,
  },
  {
    name: 'drawdown: from the start, not from the peak',
    file: 'src/metrics/drawdown.ts',
    from: 's.peak = math.max(s.peak, ports.holding.value);',
    to: 's.peak = math.max(1, s.peak);',
    tests: engine,
  },

  // Engine and random numbers
  {
    name: 'books: never checked',
    file: 'src/engine/books.ts',
    from: 'if (!(Math.abs(gap) <= ',
    to: 'if (Number.isNaN(gap) && !(Math.abs(gap) <= ',
    tests: engine,
  },
  {
    name: 'engine: state leaks from path to path',
    file: 'src/engine/simulation.ts',
    from: 'for (const each of seats) Object.assign(each.s, each.initial);',
    to: '',
    tests: engine,
  },
  {
    name: 'engine: all holdings’ streams follow one name',
    file: 'src/engine/simulation.ts',
    from: 'openStream(key, `${place}/${name}`)',
    to: 'openStream(key, name)',
    tests: [...engine, 'test/batch'],
  },
  {
    name: 'streams: the path is not in the counter',
    file: 'src/random/stream.ts',
    from: 'philox4x32(nameLow, nameHigh, path | 0,',
    to: 'philox4x32(nameLow, nameHigh, 0,',
    tests: ['test/random'],
  },
  {
    name: 'streams: sine half reused by the next path',
    file: 'src/random/stream.ts',
    from: '      sineHalfIsNext = false;\n    },',
    to: '    },',
    tests: ['test/random'],
  },
  {
    name: 'philox: the second key is not bumped',
    file: 'src/random/philox.ts',
    from: '0xbb67ae85',
    to: '0x00000000',
    tests: ['test/random'],
  },
  {
    name: 'uniform: can be zero',
    file: 'src/random/uniform.ts',
    from: '(low >>> 6) + 0.5)',
    to: '(low >>> 6))',
    tests: ['test/random'],
  },

  // Statistics
  {
    name: 'variance: over n',
    file: 'src/statistics/variance.ts',
    from: '(value - mean))) / (n - 1);',
    to: '(value - mean))) / n;',
    tests: ['test/statistics'],
  },
  {
    name: 'summary: loss counts ties',
    file: 'src/result/summarise-holding.ts',
    from: '(value) => value < 1)',
    to: '(value) => value <= 1)',
    tests: ['test/result'],
  },
];
