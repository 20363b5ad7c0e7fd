import { faultsIn } from './mutant.ts';

const laws = (...names: readonly string[]) => names.map((name) => `test/laws/${name}.test.ts`);
const oracles = (...names: readonly string[]) => names.map((name) => `test/oracles/${name}.test.ts`);

const fund = [
  ...laws('ledger', 'leverage', 'closed-forms', 'dates', 'funding', 'ranges', 'fund-costs'),
  'test/engines/parts.test.ts',
  ...oracles('deterministic', 'trees'),
];
const perp = [...laws('ledger', 'dates', 'monotonicity', 'ranges'), ...oracles('deterministic', 'liquidation')];

/** Faults of tokens, rules, rivals and metrics: what a holding does with the market it is given. */
export const holdingMutants = [
  ...faultsIn('src/tokens/leveraged-token.ts', fund, {
    'funding: sign flipped': ['const after = s.value - paid;', 'const after = s.value + paid;'],
    'funding: posted to the books with the wrong sign': ['s.bookFunding -= paid;', 's.bookFunding += paid;'],
    'funding: charged on the notional before the price moved': [
      'const paid = isFinanced ? interest : s.notional * ports.funding.rate;',
      'const paid = isFinanced ? interest : (s.notional / (1 + ports.price.simpleReturn)) * ports.funding.rate;',
    ],
    'funding: charged as if already rebalanced': [
      'const paid = isFinanced ? interest : s.notional * ports.funding.rate;',
      'const paid = isFinanced ? interest : k.target * s.value * ports.funding.rate;',
    ],
    'funding: its log is taken after the fact': [
      's.logFunding += after > 0 ? math.logRatio(after, s.value) : 0;',
      's.logFunding -= paid;',
    ],
    'management: linear instead of compounding': [
      'day < at.dayEnds ? after * k.managementKept : after',
      'day < at.dayEnds ? after - s.value * (1 - k.managementKept) : after',
    ],
    'management: one day a step, whatever its length': ['day < at.dayEnds ? after', 'day < 1 ? after'],
    'management: forgotten': ['managementKept: 1 - options.managementPerDay', 'managementKept: 1'],
    'management: taken on the notional': [
      'after > 0 ? math.logRatio(after, s.value) : 0;\n      s.value = after;\n    }\n    s.leverage',
      'after > 0 ? math.logRatio(after, s.value) : 0;\n      s.value = after - s.notional * (1 - k.managementKept);\n    }\n    s.leverage',
    ],
    'direction: without the target': ['s.logDirection += k.target * x;', 's.logDirection += x;'],
    'variance drag: L² instead of L (L - 1)': [
      'halfConvexity: 0.5 * options.leverage * (options.leverage - 1)',
      'halfConvexity: 0.5 * options.leverage * options.leverage',
    ],
    'price: log return taken for the simple one': [
      'const rest = s.passed === 0 ? ports.price.simpleReturn',
      'const rest = s.passed === 0 ? x',
    ],
    'ruin: a negative NAV lives on': [
      'if (s.value <= 0 && s.ruinDays < 0) {',
      'if (s.value <= -1e9 && s.ruinDays < 0) {',
    ],
    'ruin: the deficit is dropped': ['s.bookDeficit -= s.value;', 's.bookDeficit -= 0 * s.value;'],
    'ruin: the day is not recorded': ['s.ruinDays = at.days;', 's.ruinDays = 0;'],
    'exit fee: not taken': ['const after = s.value * k.exitKept;', 'const after = s.value;'],
    'exit fee: taken at every step': ['if (s.value > 0 && at.isLast) {', 'if (s.value > 0) {'],
    'entry fee: not taken': ['s.value = k.entryKept;', 's.value = 1;'],
    'entry: exposure opened before the fee': ['s.notional = k.target * k.entryKept;', 's.notional = k.target;'],
    'turnover: not counted': ['s.turnover += traded;', 's.turnover += 0;'],
    'turnover: L² instead of L (L - 1)': [
      'const traded = math.abs(wanted * after - s.notional);',
      'const traded = math.abs(wanted * (after - s.notional / s.leverage));',
    ],
    'rebalances: counted twice': [
      's.rebalances += 1;\n      s.value = after;\n      s.notional = wanted',
      's.rebalances += 2;\n      s.value = after;\n      s.notional = wanted',
    ],
    'rebalance: the position is paid for and not changed': ['s.notional = wanted * after;', 's.notional += 0;'],
    'rebalance: the flat fee is forgotten': ['const called = s.value - k.feePerRebalance;', 'const called = s.value;'],
    'rebalance: impact grows with the trade instead of its root': [
      'const size = math.abs(wanted * s.value - s.notional);\n      const beyondFee = isDear ? ports.execution.spread + ports.execution.impact * math.sqrt(size)',
      'const size = math.abs(wanted * s.value - s.notional);\n      const beyondFee = isDear ? ports.execution.spread + ports.execution.impact * size',
    ],
    'rebalance: slippage is posted to trading': [
      's.bookSlippage -= slipped;\n      s.bookTrading += after + slipped - s.value;',
      's.bookTrading += after - s.value;',
    ],
    'rebalance: slippage inside a bar is free': [
      'const called = marked - k.feePerRebalance;\n        const after = math.valueAfterTrade(called, exposure, k.target, k.tradingFee + beyondFee);',
      'const called = marked - k.feePerRebalance;\n        const after = math.valueAfterTrade(called, exposure, k.target, k.tradingFee);',
    ],
    'winding up: the position stays': ['const wanted = isClosing ? 0 :', 'const wanted ='],
    'winding up: fees go on': ['at.dayEnds > 0 && !ports.life.isWoundUp', 'at.dayEnds > 0'],
    'funding: what the issuer pays is taken from holders': [
      "options.fundingPaidBy === 'holders'",
      "options.fundingPaidBy !== 'nobody'",
    ],
    'financing: interest on the whole notional': [
      'k.interestPerDay * (s.notional - s.value)',
      'k.interestPerDay * s.notional',
    ],
    'financing: a short pays the spread on nothing': [
      'math.max(0, s.notional - s.value) : -s.notional',
      'math.max(0, s.notional - s.value) : 0',
    ],
    'management: notional counts with its sign': [
      'k.onNotionalPerDay * math.abs(s.notional)',
      'k.onNotionalPerDay * s.notional',
    ],
    'entry: a held token charges its holder again': [
      'isPart ? 1 : 1 - options.subscriptionFee',
      '1 - options.subscriptionFee',
    ],
    'exit: a held token charges its holder again': [
      'isPart ? 1 : 1 - options.redemptionFee',
      '1 - options.redemptionFee',
    ],
    'bar: a gapped trigger fills at its own price': [
      'const fill = isBeyond ? open : takesHigh',
      'const fill = takesHigh',
    ],
    'bar: the rest of the bar is lived twice': ['s.passed = fill;', 's.passed = 0;'],
    'bar: emergencies without end': ['s.hasFired = true;', 's.hasFired = false;'],
    'bar: one emergency in a life': ['    s.hasFired = false;\n', ''],
    'bar: favourable extreme first': ['const adverse = isLong ? low : high;', 'const adverse = isLong ? high : low;'],
    'bar: an emergency leaves the position as it was': ['s.notional = k.target * after;', 's.notional = exposure;'],
  }),
  ...faultsIn('src/tokens/trade.ts', fund, {
    'trade: sized on the value before the cost': [
      '(value + fee * side * notional) / reach',
      'value - fee * side * (wanted - notional)',
    ],
    'trade: cost of a sale has the wrong sign': ['const side = wanted > notional ? 1 : -1;', 'const side = 1;'],
    'trigger: solved for the wrong leverage': [
      '(leverage * value - notional) / slope',
      '(leverage * value + notional) / slope',
    ],
  }),
  ...faultsIn('src/tokens/rebalance/band.ts', fund, {
    'band: edges count as outside': [
      'leverage < k.low || leverage > k.high',
      'leverage <= k.low || leverage >= k.high',
    ],
    'band: compares signed leverage': [
      'const leverage = math.abs(ports.fund.leverage);',
      'const leverage = ports.fund.leverage;',
    ],
    'band: back to its edge, not to the target': ['s.wantedLeverage = k.target;', 's.wantedLeverage = k.high;'],
  }),
  ...faultsIn('src/tokens/rebalance/daily-with-emergency.ts', fund, {
    'emergency: levers up too': [
      'math.abs(ports.fund.leverage) > k.emergency',
      'math.abs(ports.fund.leverage) !== k.target',
    ],
    'emergency: replaces the daily rebalance': ['s.isFiring = at.due > 0 || isEmergency;', 's.isFiring = isEmergency;'],
  }),
  ...faultsIn('src/tokens/rebalance/every.ts', fund, {
    'every: fires in every step': ['s.isFiring = at.due > 0;', 's.isFiring = at.due >= 0;'],
  }),
  ...faultsIn('src/tokens/rebalance/daily.ts', [...laws('dates', 'nesting', 'leverage'), ...oracles('deterministic')], {
    'daily: its time of day is ignored': [
      'due: dailyAt(timeOfDay) }),\n  constants: (_options, { targetLeverage }) => ({ target: targetLeverage })',
      "due: dailyAt(timeOfDay && '00:00') }),\n  constants: (_options, { targetLeverage }) => ({ target: targetLeverage })",
    ],
  }),

  ...faultsIn('src/rivals/perpetual.ts', perp, {
    'perp: maintenance on the entry notional': [
      'const isLiquidated = s.isOpen && size > 0 && s.margin <= k.maintenance * size;',
      'const isLiquidated = s.isOpen && size > 0 && s.margin <= k.maintenance * math.abs(k.exposure);',
    ],
    'perp: liquidated below, not at, the margin': [
      'const isLiquidated = s.isOpen && size > 0 && s.margin <= k.maintenance * size;',
      'const isLiquidated = s.isOpen && size > 0 && s.margin < k.maintenance * size;',
    ],
    'perp: what is closed is liquidated again': ['s.isOpen && size > 0 && s.margin <= k', 's.margin <= k'],
    'perp: what is closed is stopped again': ['s.isOpen && passesStop', 'passesStop'],
    'perp: what is closed is closed again at the end': [
      '(s.isOpen && at.isLast && !isLiquidated)',
      '(at.isLast && !isLiquidated)',
      'what is closed has no notional that a fee could be taken of',
    ],
    'perp: revives after liquidation': ['if (isLiquidated || isStopped) {', 'if (isStopped) {'],
    'perp: keeps its margin when liquidated': [
      's.liquidationDays = at.days;\n      s.margin = 0;',
      's.liquidationDays = at.days;',
    ],
    'perp: funding forgotten': ['s.margin -= paid;', 's.margin -= 0 * paid;'],
    'perp: a stamp leaves the worth where the mark put it': [
      'funded = k.free + (s.margin > 0 ? s.margin : 0);',
      'funded = marked;',
    ],
    'perp: only what is received is booked': ['if (paid !== 0) {', 'if (paid < 0) {'],
    'perp: funding on the entry notional': [
      'const paid = s.notional * ports.funding.rate;',
      'const paid = k.exposure * ports.funding.rate;',
    ],
    'perp: the stop fills at its level though the bar gapped': [
      'const fill = k.isLong ? math.min(level, open) : math.max(level, open);',
      'const fill = level;',
    ],
    'perp: the stop of a short is on the wrong side': [
      'stopRatio: 1 - side * options.stopLoss',
      'stopRatio: 1 - options.stopLoss',
    ],
    'perp: the stop is met before a nearer liquidation': [
      'toStop > toLiquidation : toStop < toLiquidation',
      'toStop < toLiquidation : toStop > toLiquidation',
    ],
    'perp: the stop comes before liquidation at the close': [
      'const isStopped = s.isOpen && passesStop && !isLiquidated;',
      'const isStopped = s.isOpen && passesStop;',
    ],
    'perp: free money is lost too': ['free: 1 - margin,', 'free: 0,'],
    'perp: the deficit is dropped': ['s.bookDeficit += math.max(0, -s.margin);', 's.bookDeficit += 0;'],
    'perp: opens for nothing': ['s.margin = k.margin - cost;', 's.margin = k.margin;'],
    'perp: closing is free': ['const fee = isStopped || k.isClosed ? k.fee : 0;', 'const fee = 0;'],
  }),
  ...faultsIn('src/rivals/liquidation.ts', perp, {
    'liquidation: maintenance of a short has the wrong sign': [
      '(maintenance * size - margin) / (notional - maintenance * size)',
      '(maintenance * size - margin) / (notional + maintenance * size)',
    ],
    'liquidation price: Bybit without maintenance': [
      'margin / (quantity * entryPrice) - maintenanceMargin',
      'margin / (quantity * entryPrice)',
    ],
    'liquidation price: Gate without the closing fee': [
      '(maintenanceMargin + (position.takerFee ?? 0))',
      'maintenanceMargin',
    ],
  }),
  ...faultsIn('src/rivals/spot.ts', laws('ledger', 'closed-forms', 'nesting'), {
    'spot: sold for nothing': ['const after = s.value * k.exitKept;', 'const after = s.value;'],
    'spot: bought for nothing': ['s.value = k.entryKept;', 's.value = 1;'],
  }),
  ...faultsIn('src/rivals/recorded-value.ts', laws('recordings'), {
    'recorded value: one step behind': ['math.at(k.values, at.step + 1)', 'math.at(k.values, at.step)'],
  }),
  ...faultsIn('src/metrics/drawdown.ts', [...laws('monotonicity', 'observation'), ...oracles('trees')], {
    'drawdown: from the start, not from the peak': [
      's.peak = s.peak < value ? value : s.peak;',
      's.peak = s.peak < 1 ? 1 : s.peak;',
    ],
    'drawdown: the fall now, not the largest one': [
      's.maxDrawdown = s.maxDrawdown < fall ? fall : s.maxDrawdown;',
      's.maxDrawdown = fall;',
    ],
    'drawdown: always under water': ['value < s.peak ? k.stepShare', 'value <= s.peak ? k.stepShare'],
  }),
  ...faultsIn('src/metrics/market-path.ts', laws('observation', 'funding'), {
    'market: the return of the coin is its ratio': ['s.spotReturn = s.spotRatio - 1;', 's.spotReturn = s.spotRatio;'],
    'market: the squares of returns are not squared': [
      's.sumSquaredLogReturn += x * x;',
      's.sumSquaredLogReturn += x;',
    ],
  }),
];

const brownian = oracles('lognormal', 'growth', 'processes');
const fundingLaws = laws('funding', 'nesting');

/** Faults of prices and funding. */
export const marketMutants = [
  ...faultsIn('src/markets/price/gbm.ts', brownian, {
    'gbm: the drift loses -volatility² / 2': [
      'driftPerYear - 0.5 * volatilityPerYear * volatilityPerYear',
      'driftPerYear',
    ],
    'gbm: log return taken for the simple one': [
      's.simpleReturn = math.expm1(s.logReturn);',
      's.simpleReturn = s.logReturn;',
    ],
    'gbm: Euler steps': [
      's.simpleReturn = math.expm1(s.logReturn);',
      's.simpleReturn = k.growth + 0.5 * k.spread * k.spread + k.spread * draw.z;',
    ],
    'gbm: volatility scaled by time, not its root': [
      'volatilityPerYear * Math.sqrt(clock.stepYears)',
      'volatilityPerYear * clock.stepYears',
    ],
  }),
  ...faultsIn('src/markets/price/gbm-with-gap.ts', laws('dates'), {
    'gap: its simple return taken for its log': ['math.log(k.gapRatio) : 0', 'k.gapRatio - 1 : 0'],
    'gap: in every step after its day': ['!s.hasGapped && at.days >= k.gapDay', 'at.days >= k.gapDay'],
  }),
  ...faultsIn('src/markets/price/mean-reverting.ts', [...laws('nesting'), ...oracles('processes')], {
    'ou: Euler variance': [
      'volatilityPerYear * Math.sqrt(closed / (2 * pullPerYear))',
      'volatilityPerYear * Math.sqrt(clock.stepYears)',
    ],
    'ou: half-life taken for a rate': ['(Math.LN2 * DAYS_PER_YEAR) / halfLifeDays', 'DAYS_PER_YEAR / halfLifeDays'],
    'ou: the level does not grow': ['growth: levelGrowthPerYear * clock.stepYears', 'growth: 0 * levelGrowthPerYear'],
  }),
  ...faultsIn('src/markets/funding/constant-funding.ts', [...fundingLaws, ...oracles('deterministic')], {
    'funding: one stamp a step, whatever its length': [
      'k.ratePerStamp * at.stamps',
      'k.ratePerStamp * (at.stamps > 0 ? 1 : 0)',
    ],
    'funding: annual rate used per stamp': ['fundingPerYear / (HOURS_PER_YEAR / stampHours)', 'fundingPerYear'],
  }),
  ...faultsIn('src/markets/funding/mean-reverting-funding.ts', [...fundingLaws, ...oracles('processes')], {
    'ou funding: correlation dropped': ['k.withPrice * ports.price.shock', '0 * ports.price.shock'],
    'ou funding: starts at its mean': ['s.gap = k.start;', 's.gap = 0;'],
    'ou funding: an hour is charged as eight': ['at.stamps * k.stampShare * per8h', 'at.stamps * per8h'],
  }),
  ...faultsIn('src/markets/funding/joint-transition.ts', oracles('processes'), {
    'joint transition: correlation turned round': ['withPrice: spread * overStep', 'withPrice: -spread * overStep'],
    'joint transition: the whole spread on top of the shared one': [
      'own: spread * Math.sqrt(1 - overStep * overStep)',
      'own: spread',
    ],
  }),
  ...faultsIn('src/markets/funding/two-factor-funding.ts', oracles('processes'), {
    'two factors: one half-life for both': ['k.slowKeep * s.slow', 'k.fastKeep * s.slow'],
  }),
  ...faultsIn('src/markets/funding/settlement.ts', fundingLaws, {
    'settlement: dead zone ignored': ['const rate = premium + clamped;', 'const rate = premium;'],
    'settlement: no floor': ['rate < -cap ? -cap : rate', 'rate'],
  }),
];
