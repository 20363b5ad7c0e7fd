import { faultsIn } from './mutant.ts';

const access = [
  'test/access/primary-market.test.ts',
  'test/access/secondary-market.test.ts',
  'test/access/desk.test.ts',
];
const plans = ['test/investors/plans.test.ts'];
const life = ['test/life'];
const costs = ['test/execution/costs.test.ts'];
const capacity = ['test/execution/capacity.test.ts'];
const crowd = ['test/execution/crowded.test.ts'];
const issuers = ['test/issuers/issuer.test.ts'];
const rules = ['test/issuers/rules.test.ts', 'test/issuers/triggers.test.ts'];
const variableBand = ['test/issuers/variable-band.test.ts'];
const recentring = ['test/issuers/recentring.test.ts'];
const renewal = ['test/oracles/band-renewal.test.ts'];
const trader = ['test/rivals/traded-perpetual.test.ts', 'test/rivals/traded-laws.test.ts'];
const loop = ['test/rivals/lending-loop.test.ts'];
const tiers = ['test/rivals/tiers.test.ts', 'test/oracles/liquidation.test.ts', 'test/rivals/traded-perpetual.test.ts'];
const sizing = ['test/rivals/sizing.test.ts'];
const duels = ['test/statistics/duels.test.ts'];
const duelSummary = ['test/result/summarise-duel.test.ts'];

/** Faults of the ways in and out, of those who use them, and of what befalls a fund. */
const dealingMutants = [
  ...faultsIn('src/access/primary-market.ts', access, {
    'primary: what a holder subscribes is not counted against the limit of all': ['s.subscribed += unitsBought;', ''],
    'primary: what others redeem is not counted against the limit of all': ['s.redeemed += redeemed;', ''],
    'primary: what was dealt before midnight uses up the day after': [
      '      s.holderBought = 0;\n',
      '      s.holderBought = ports.holder.bought;\n',
    ],
    'primary: a limit is never whole again': ['if (at.dayEnds > 0) {', 'if (at.dayEnds > 1) {'],
    'primary: the limit of all is a share of the fund at the start': [
      's.unitsOfDay = s.unitsOfOthers + s.unitsOfHolder;',
      '',
    ],
    'primary: the limit of all is in units, and offered as worth': [
      'const worthOfUnit = value / k.holderShare;',
      'const worthOfUnit = 1 / k.holderShare;',
    ],
    'primary: open again as soon as the rebalance is over': ['at.days + k.blockedDays :', 'at.days - 1 :'],
    'primary: deals while the fund rebalances': ['      !ports.held.isRebalancing &&\n', ''],
    'primary: deals in a halt': ['      !ports.held.isHalted &&\n', ''],
    'primary: deals in what has ended': ['      value > 0 &&\n      !ports', '      !ports'],
    'primary: always within a window': ['at.opens > 0)', 'at.opens >= 0)'],
    'primary: others redeem units of the holder': [
      'math.min(units * ports.flow.redeemed, s.unitsOfOthers)',
      'units * ports.flow.redeemed',
    ],
    'primary: an order below the smallest is taken': [
      's.canBuy = isOpen && s.buyable > 0 && s.buyable >= k.smallestOrder;',
      's.canBuy = isOpen && s.buyable > 0;',
    ],
  }),
  ...faultsIn('src/access/secondary-market.ts', access, {
    'premium: leans with the coin, not with the fund’s side': ['(targetLeverage < 0 ? -1 : 1) * options', 'options'],
    'premium: leans while arbitrage holds it': [
      'isClosed ? k.lean * ports.price.logReturn : 0',
      'k.lean * ports.price.logReturn',
    ],
    'premium: wider with every step it is looked at': [
      'const push = Math.sqrt(1 - kept * kept);',
      'const push = kept * 0 + 1;',
    ],
    'premium: half-life taken for a rate': ['(-Math.LN2 * MINUTES_PER_YEAR', '(-1 * MINUTES_PER_YEAR'],
    'premium: arbitrage goes on while the issuer is closed': ['(isClosed ? k.closedPush : k.push)', 'k.push'],
    'exchange: sold at a discount where there is a premium': [
      's.sellKept = middle * (1 - half) * k.feeKept;',
      's.sellKept = ((1 - half) * k.feeKept) / middle;',
    ],
    'exchange: the spread stays narrow while the issuer is closed': [
      'isClosed ? k.closedHalfSpread : k.halfSpread',
      'k.halfSpread',
    ],
    'exchange: open in a halt': ['ports.held.value > 0 && !ports.held.isHalted', 'ports.held.value > 0'],
  }),
  ...faultsIn('src/access/either-market.ts', access, {
    'either: buys from whoever is closed, if his price is better': ['ports.primary.canBuy && (!', '(!'],
    'either: the issuer’s limit is forgotten': [
      's.sellable = sellsFirst ? ports.primary.sellable : ports.secondary.sellable;',
      's.sellable = ports.secondary.sellable;',
    ],
  }),
  ...faultsIn('src/access/holder-flows.ts', access, {
    'flows: the past is never forgotten': ['k.kept * s.trend +', 's.trend +'],
    'flows: some come in the midst of a panic': ['isPanic || !isAlive ? 0', '!isAlive ? 0'],
    'flows: more leave than there are': ['s.redeemed = math.min(1, leaves);', 's.redeemed = leaves;'],
  }),
  ...faultsIn('src/investors/dealing.ts', plans, {
    'dealing: a limit on worth is taken for one on money': ['? buyable / buyKept : 0', '? buyable : 0'],
  }),
  ...faultsIn('src/investors/until-exit.ts', plans, {
    'exit: a trailing stop hangs on the start': ['marked <= k.trail * s.largest', 'marked <= k.trail'],
    'exit: a wish is taken back when the price recovers': ['(s.wantsOut || (at.isLast', '(wishes || (at.isLast'],
    'exit: buys back what it has just sold': ['!s.wantsOut && !s.isOut && ports.access.canBuy', 'ports.access.canBuy'],
    'exit: what the limit leaves unsold is lost': [
      's.units = isAll ? 0 : s.units - s.sold / ports.of.value;',
      's.units = 0;',
    ],
    'exit: what is still held counts as lost': ['(s.received + left) / s', 's.received / s'],
    'exit: refused is what the last attempt was refused': [
      'beginsToWish && s.worthAtWish > 0 ? 1 - s.sold',
      's.worthAtWish > 0 ? 1 - s.sold',
    ],
    'exit: who is out in a day was locked in': ['!s.isOut && s.waitedDays >= k.oneDay', 's.waitedDays >= k.oneDay'],
    'exit: set beside a holding that goes on without it': ['s.isOut ? s.navReturn : ports', 'ports'],
  }),
  ...faultsIn('src/investors/regular-saving.ts', plans, {
    'saving: a payment that was refused is skipped': ['s.due / k.payments - s.paidIn', 'at.falls / k.payments'],
    'saving: three thirds are not one': [
      's.due >= k.payments ? s.money : s.due / k.payments - s.paidIn',
      's.due / k.payments - s.paidIn',
    ],
    'saving: buys in the step in which it sells all': [' && !(at.isLast && k.sellsAtEnd)) {', ') {'],
    'saving: blocked is whoever cannot sell': [
      'ports.access.canBuy ? 0 : k.stepShare',
      'ports.access.canSell ? 0 : k.stepShare',
    ],
  }),
  ...faultsIn('src/investors/share-of-token.ts', plans, {
    'share: brought back in every step': ['s.isDue = s.isDue || at.falls > 0;', 's.isDue = at.falls >= 0;'],
    'share: a purchase does not allow for its own cost': ['toBuy / (kept + k.share * (1 - kept))', 'toBuy'],
    'share: a sale does not allow for its own cost': ['toSell / (1 - k.share * (1 - ports.access.sellKept))', 'toSell'],
    'share: what was refused at the start is never bought': ['s.isDue = spent < wished;\n    s.value', 's.value'],
    'share: what a sale was refused is given up': ['s.isDue = s.sold < wished;', 's.isDue = false;'],
    'share: a third of a 3x token has a leverage of 3': [
      'share * parts.of!.targetLeverage',
      'parts.of!.targetLeverage + 0 * share',
    ],
  }),
  ...faultsIn('src/tokens/life/life-cycle.ts', life, {
    'split: the unit price is divided': ['s.pricePerValue /= unitsOfOne;', 's.pricePerValue *= unitsOfOne;'],
    'split: on the threshold too': ['s.unitPrice < k.splitBelow', 's.unitPrice <= k.splitBelow'],
    'split: the next does not wait for the halt': [' && s.haltedUntilDays <= at.days + k.slackDays;', ';'],
    'halt: an hour more by a rounding': [
      's.haltedUntilDays > at.days + k.slackDays',
      's.haltedUntilDays > at.days - k.slackDays',
    ],
    'halt: for ever, once the fund has ended': ['s.isHalted = isAlive && s', 's.isHalted = s'],
    'delisting: the entry fee counts as a fall': ['k.delistBelow * s.valueAtStart', 'k.delistBelow'],
    'delisting: pays out at once': ['s.haltedUntilDays = math.max(s.haltedUntilDays, at.days + k.payOutDays);', ''],
    'delisting: units are merged afterwards': ['isAlive && !s.isWoundUp && s.halted', 'isAlive && s.halted'],
  }),
];

/** Faults of what a trade costs, of the rules, and of what is known about them in closed form. */
const fundMutants = [
  ...faultsIn('src/tokens/execution/square-root-law.ts', costs, {
    'impact: all of a trade pays the price that it ends at': ['MEAN_OF_PEAK = 2 / 3;', 'MEAN_OF_PEAK = 1;'],
    'impact: linear in the size of the fund': ['* Math.sqrt(fundSize / dailyVolume),', '* (fundSize / dailyVolume),'],
    'impact: volatility of a step taken for that of a day': [
      'logReturn * logReturn * stepsPerDay',
      'logReturn * logReturn',
    ],
    'impact: a fund larger than its market is let in': ['return move < 1\n', 'return move < 1e9\n'],
  }),
  ...faultsIn('src/tokens/execution/square-root-law.ts', capacity, {
    'impact: linear in what is traded': ['* Math.sqrt(traded / dailyVolume);', '* (traded / dailyVolume);'],
  }),
  ...faultsIn('src/tokens/execution/market-impact.ts', costs, {
    'impact: no spread': ['s.spread = k.halfSpread;', 's.spread = 0 * k.halfSpread;'],
  }),
  ...faultsIn('src/tokens/execution/front-run.ts', costs, {
    'front-run: instead of the fund’s own impact, not on top of it': [
      'met: MEAN_OF_PEAK + options.multiple',
      'met: options.multiple',
    ],
    'front-run: nobody in the first bar': ['k.probability >= 1 ? k.met : k.alone', 'k.alone'],
    'front-run: volatility stays what it was': [
      's.variance = math.nextVariance(s.variance, ports.price.logReturn, k.kept, k.stepsPerDay);',
      '',
    ],
  }),
  ...faultsIn('src/tokens/trade.ts', ['test/laws/ranges.test.ts', ...costs], {
    'trade: a sale that costs more than it brings makes a fund rich': [
      'reach > 0 ? (value + fee * side * notional) / reach : 0',
      '(value + fee * side * notional) / reach',
    ],
  }),
  ...faultsIn('src/tokens/capacity.ts', capacity, {
    'capacity: L² instead of L (L - 1)': ['leverage * (leverage - 1)', 'leverage * leverage'],
    'capacity: the mean of a power is the power of the mean': [
      '= 0.860_039_987_324_519_8;',
      '= MEAN_SIZE * math.sqrt(MEAN_SIZE);',
    ],
  }),
  ...faultsIn('src/tokens/renewal.ts', renewal, {
    'renewal: no way out where the drift is none': ['LEAST_TILT = 1e-8;', 'LEAST_TILT = -1;'],
    'renewal: a band seen now and then is narrower': ['[up + beyond, down - beyond]', '[up - beyond, down + beyond]'],
    'renewal: overshoot grows with time, not its root': [
      'math.sqrt(stepMinutes / MINUTES_PER_YEAR)',
      '(stepMinutes / MINUTES_PER_YEAR)',
    ],
    'renewal: an edge beyond 1x is reached': ['leverage > 1 ? low > 1', 'leverage > 1 ? low > 0'],
  }),
  ...faultsIn('src/tokens/rebalance/daily-with-move-trigger.ts', rules, {
    'move trigger: a short watches falls': [
      'trigger: leverageAfterMove(targetLeverage, targetLeverage > 0 ? -losingMove : losingMove)',
      'trigger: leverageAfterMove(targetLeverage, -losingMove)',
    ],
    'move trigger: inside a bar a short watches falls': [
      'high: leverageAfterMove(target, target > 0 ? -losingMove : losingMove)',
      'high: leverageAfterMove(target, -losingMove)',
    ],
  }),
  ...faultsIn('src/tokens/rebalance/daily-unless-near.ts', rules, {
    'unless near: looks all day': ['(at.looks > 0 && isFar)', 'isFar'],
    'unless near: a move that is not quiet is left alone': [
      'isNone(quiet.high) ? high : Math.min(high, quiet.high)',
      'high',
    ],
    'unless near: gains pull no trigger': [
      '(leverage < k.triggerLow || leverage > k.triggerHigh)',
      'leverage > k.triggerHigh',
    ],
    'unless near: the later of two triggers': ['Math.min(...highs)', 'Math.max(...highs)'],
  }),
  ...faultsIn('src/tokens/rebalance/deviation.ts', rules, {
    'deviation: of the price, not of the notional': [
      'math.abs(k.target) * math.abs(s.since - 1)',
      'math.abs(s.since - 1)',
    ],
    'deviation: counted from the start for ever': ['s.since = s.isFiring ? 1 : s.since;', ''],
    'deviation: after a trade inside the bar counted from its close': [
      '(held * (k.target - 1)) / (k.target * (held - 1))',
      '1',
    ],
  }),
  ...faultsIn('src/tokens/rebalance/recentring.ts', recentring, {
    'recentring: all the way': ['leverage * k.kept + k.towards', 'k.target'],
    'recentring: every piece aims anew': [': isUnderWay ? s.aim : isDue ?', ': isDue ?'],
    'recentring: goes on when the price has done the rest': [
      'const isDone = isUnderWay && isDue && isThere;',
      'const isDone = isUnderWay && isDue && !isDue;',
    ],
    'recentring: the ripcord goes to the target': ['isRipcord ? k.high :', 'isRipcord ? k.target :'],
    'recentring: the epoch is counted from the start': ['s.isFiring || isDone ? at.days : s.last', 's.last'],
    'recentring: a step holds one piece more than fits': [
      'Math.floor(stepMinutes / cooldown',
      'Math.ceil(stepMinutes / cooldown',
    ],
    'recentring: deals between two pieces': ['s.isFiring ? !isWhole : s.isBusy && !isDone', 's.isFiring && !isWhole'],
  }),
  ...faultsIn('src/tokens/rebalance/hidden-target.ts', rules, {
    'hidden target: a short one goes long': ['side: targetLeverage < 0 ? -1 : 1', 'side: targetLeverage < 0 ? 1 : 1'],
    'hidden target: drawn in every step': ['k.chanceOfMidnight * at.midnights', 'k.chanceOfMidnight'],
    'hidden target: a new one trades at once': ['leverage > k.high;', 'leverage > k.high || isRedrawn;'],
    'hidden target: when and where are one draw': ['k.targetSpan * draw.where', 'k.targetSpan * draw.when'],
  }),
  ...faultsIn('src/tokens/rebalance/variable-band.ts', variableBand, {
    'variable band: the midnights of a long step add up': [
      'at.midnights > 1 ? -math.expm1(at.midnights * k.logNoLevel) : k.chanceOfLevel * at.midnights',
      'k.chanceOfLevel * at.midnights',
    ],
    'variable band: one target for both sides': ['isAbove ? k.loweredTo', 'isAbove ? k.raisedTo'],
    'variable band: a short one goes long': ['side: targetLeverage < 0 ? -1 : 1', 'side: 1'],
    'variable band: chance in every step': ['k.chanceBetween * at.midnights', 'k.chanceBetween'],
    'variable band: another level a step early': ['at.days > k.later', 'at.days >= k.later'],
    'variable band: the level leaves the edges where they were': ['leverage < s.low * level', 'leverage < s.low'],
    'variable band: edges vary by what targets do': [
      'k.high * (1 + k.edgeVariation',
      'k.high * (1 + k.targetVariation',
    ],
    'variable band: another level in every step': ['k.chanceOfLevel * at.midnights', 'k.chanceOfLevel'],
    'variable band: levels are only ever lower': [
      'k.levelVariation * (2 * draw.whichLevel - 1)',
      'k.levelVariation * (draw.whichLevel - 1)',
    ],
    'variable band: a level by chance comes before another, not on top': [
      'const level = s.level * (at.days',
      'const level = 1 * (at.days',
    ],
    'variable band: both edges are one draw': ['(2 * draw.high - 1)', '(2 * draw.low - 1)'],
  }),
  ...faultsIn('src/tokens/issuer.ts', issuers, {
    'issuer: an option left undefined is taken away': ['.filter(([, value]) => value !== undefined)', ''],
    'issuer: holds what its name says': [
      'leverage } as TokenOptions',
      'leverage: asked + 0 * leverage } as TokenOptions',
    ],
    'issuer: one fee for every leverage': ['offered[leverages.indexOf(leverage)]!.options', 'offered[0]!.options'],
    'issuer: deals at any time': ['{ ...fees, ...dealing, ...', '{ ...fees, ...'],
    'issuer: what was said as it is, is said to be otherwise': [
      '    .filter((option) => shownAs(values, option) !== shownAs(rules, option))\n',
      '',
    ],
    'issuer: assumes rules of its other tokens': ['isAssumed && values.has(rule) && ', 'isAssumed && '],
    'issuer: its own mistakes are not told': [
      'problems: [...problems, ...mistakes, ...token',
      'problems: [...problems, ...token',
    ],
  }),
  ...faultsIn('src/tokens/rulebook.ts', issuers, {
    'rulebook: the source of a part goes before that of its rule': [
      'sources.find(({ states }) => states.includes(rule)) ?? ',
      '',
    ],
    'rulebook: every leverage has what the first has': ['new Set(values).size === 1', 'new Set(values).size >= 1'],
    'rulebook: what is assumed has a source': ['assumed.includes(rule) ? undefined : sourceOf', 'sourceOf'],
    'rulebook: a leverage that differs from the name is left out': [
      'if (token.targetLeverage === asked) values',
      'values',
    ],
  }),
  ...faultsIn('src/markets/price/crowded.ts', crowd, {
    'crowd: does not trade on what it has done itself': ['added: feedback / (1 - feedback)', 'added: feedback'],
    'crowd: shorts dampen': ['leverage * (leverage - 1) * size', 'leverage * size'],
    'crowd: a move counts again the next day': ['s.move = at.due > 0 ? 0 : s.move;', ''],
    'crowd: does not trade on what fades': ['s.move += ports.of.logReturn - fading;', 's.move += ports.of.logReturn;'],
    'crowd: log return taken for the simple one': ['math.expm1(s.logReturn) :', 's.logReturn :'],
    'crowd: an explosion is let in': ['feedback >= 1)', 'feedback > 1)'],
  }),
];

/** Faults of traders and their loans. */
const traderMutants = [
  ...faultsIn('src/rivals/traded-perpetual.ts', trader, {
    'trader: a bar that meets stop and target is a win': [
      'const meetsAdverse = !isBeyondTarget && (',
      'const meetsAdverse = !isBeyondTarget && favourable < toTake && (',
    ],
    'trader: a bar that opens beyond the target may be stopped': ['open >= toTake;', 'open > 1e300;'],
    'trader: a gap beyond the target fills at its price': ['math.max(toTake, open)', 'toTake'],
    'trader: a gap beyond the stop fills at its price': ['math.min(nearer, open)', 'nearer'],
    'trader: a trailing stop hangs on the entry': ['k.side * s.best * k.trailed', 'k.side * k.trailed'],
    'trader: the best of the last position moves the next one’s stop': ['        s.best = 1;\n', ''],
    'trader: reopened without a wait': [' && waited >= k.waitDays && ', ' && '],
    'trader: one entry less': ['s.openings <= k.mostReentries', 's.openings < k.mostReentries'],
    'trader: tops up with money that is not there': [
      'math.min(s.free, size * k.marginPerNotional - s.margin)',
      'size * k.marginPerNotional - s.margin',
    ],
    'trader: tops up twice with the same money': ['s.free -= added;', ''],
    'trader: funding at every look into the bar': ['isClose ? ports.funding.rate : 0', 'ports.funding.rate'],
    'trader: the margin of a tier jumps where it begins': [
      'math.at(k.rates, i) * size - math.at(k.amounts, i)',
      'math.at(k.rates, i) * size',
    ],
    'trader: a cut forgets its own fee': ['s.margin - spent <= asked', 's.margin <= asked'],
    'trader: the fee of a cut is on the whole': ['const fee = closed * (isDue', 'const fee = size * (isDue'],
    'trader: what was cut does not meet the rest of the bar': ['isClose || wasCut', 'isClose'],
    'trader: nothing ever comes back from a liquidation': ['isWiped && !k.recovers ? 0', 'isWiped ? 0'],
    'trader: a liquidation gives back more than there was': ['math.min(filled, s.margin) - fee', 'filled - fee'],
    'trader: a short gains where it buys above the mark': [
      'k.side * closed * s.gap - (isDue',
      'closed * s.gap - (isDue',
    ],
    'trader: getting out costs no spread': ['(isDue ? 0 : k.half * closed)', '0 * k.half'],
    'trader: trades back at the mark price': ['-k.fee - k.half) + s.gap;', '-k.fee - k.half);'],
    'trader: trades back to a target before the cost': [
      '(s.value + cost * s.notional) / (1 + cost * wanted)',
      's.value - cost * (wanted * s.value - s.notional)',
    ],
  }),
  ...faultsIn('src/rivals/traded-perpetual.ts', sizing, {
    'trader: a sizing knows no limit': ['math.min(ports.sizing.exposure, k.size)', 'ports.sizing.exposure'],
  }),
  ...faultsIn('src/rivals/trader-options.ts', trader, {
    'trader: the trailing stop of a short is on the wrong side': [
      'trailed: 1 - side * options.trailingStop',
      'trailed: 1 - options.trailingStop',
    ],
    'trader: the target of a short is on the wrong side': ['1 + side * options.takeProfit', '1 + options.takeProfit'],
    'trader: everyone is in the lowest tier': ['fromNotional / options.capital', 'fromNotional * options.capital'],
    'trader: a gap that widens with every step': [
      'options.gapDeviation * Math.sqrt(1 - kept * kept)',
      'options.gapDeviation + 0 * kept',
    ],
    'trader: more leverage than the tier allows': ['leverage > mostLeverage', 'size > mostLeverage'],
  }),
  ...faultsIn('src/rivals/lending-loop.ts', loop, {
    'loop: all is repaid at every liquidation': ['isWhole ? s.debt : k.closeFactor * s.debt', 's.debt'],
    'loop: no penalty': ['repaid * (1 + k.penalty)', 'repaid'],
    'loop: health without its threshold': ['k.threshold * collateral < k.wholeBelow', 'collateral < k.wholeBelow'],
    'loop: a gapped level fills at its own price': ['math.min(level, ahead)', 'level'],
    'loop: the low of a bar is not looked at': ['k.hasRange ? 1 + ports.price.lowReturn : close', 'close'],
    'loop: interest on what was bought, not on what was borrowed': ['s.debt * k.interest', 's.collateral * k.interest'],
    'loop: the fee at the end is on the worth': ['k.fee * s.collateral : 0', 'k.fee * s.value : 0'],
    'loop: interest is simple': [
      'math.expm1(given.borrowPerYear * clock.stepYears)',
      '(given.borrowPerYear * clock.stepYears)',
    ],
    'loop: the entry fee is borrowed by nobody': [
      'leverage - (1 - tradingFee * leverage)',
      'leverage - 1 + 0 * tradingFee',
    ],
    'loop: nobody bears what is lost beyond all': ['s.bookDeficit += held - worth;', ''],
  }),
  ...faultsIn('src/rivals/liquidation.ts', tiers, {
    'tiers: the amount is added to the margin asked': ['size - amount - margin', 'size + amount - margin'],
    'tiers: the last price that liquidates, not the first': [
      'Math.max(...prices) : Math.min(...prices)',
      'Math.min(...prices) : Math.max(...prices)',
    ],
    'tiers: what other positions ask for backs this one': [
      'margin - (others?.maintenance ?? 0)',
      'margin + (others?.maintenance ?? 0)',
    ],
  }),
  ...faultsIn('src/rivals/tiers/maintenance.ts', tiers, {
    'tiers: a short is always in the first': ['fromNotional <= Math.abs(notional)', 'fromNotional <= notional'],
    'tiers: the rate of a tier for all below it': [
      '* maintenanceMargin - maintenanceAmount',
      '* maintenanceMargin - 0 * maintenanceAmount',
    ],
  }),
  ...faultsIn('src/rivals/tiers/check-tiers.ts', tiers, {
    'tiers: an amount that leaves a jump is believed': [
      'if (!(Math.abs(maintenanceAmount - wanted)',
      'if (!(0 * Math.abs(maintenanceAmount - wanted)',
    ],
    'tiers: may fall from tier to tier': [
      '!(maintenanceMargin > before.maintenanceMargin)',
      '!(maintenanceMargin > 0)',
    ],
  }),
  ...faultsIn('src/rivals/tiers/binance.ts', tiers, {
    'tiers: a digit of the venue’s table is lost': [
      'fromNotional: 65_000_000, maintenanceMargin: 0.05, maintenanceAmount: 2_006_450',
      'fromNotional: 65_000_000, maintenanceMargin: 0.05, maintenanceAmount: 206_450',
    ],
  }),
  ...faultsIn('src/rivals/sizing/kelly-fraction.ts', sizing, {
    'Kelly: over the volatility, not its square': ['(volatilityPerYear * volatilityPerYear)', 'volatilityPerYear'],
    'Kelly: whoever expects a loss opens the same': ['Math.max(0, driftPerYear)', 'Math.abs(driftPerYear)'],
  }),
  ...faultsIn('src/rivals/sizing/risk-per-trade.ts', sizing, {
    'risk: taken for the size': ['exposure: risk / stop', 'exposure: risk + 0 * stop'],
  }),
  ...faultsIn('src/rivals/sizing/volatility-sizing.ts', sizing, {
    'volatility sizing: by variance': ['? k.target / estimate :', '? k.target / s.variancePerYear :'],
    'volatility sizing: of a step taken for that of a year': ['(x * x) * k.stepsPerYear', '(x * x)'],
    'volatility sizing: no limit in a quiet market': [
      'k.target < k.most * estimate ? k.target / estimate : k.most',
      'k.target / estimate',
    ],
  }),
];

/** Faults of the duels between populations. */
const duelMutants = [
  ...faultsIn('src/statistics/duel-scores.ts', duels, {
    'duel: a tie is a loss': ['a === b ? 0.5', 'a === b ? 0'],
    'duel: the deviation is given as its error': ['(score - value))) / n / n)', '(score - value))) / n)'],
    'duel: every pair counts the same': ['+ weight * score', '+ score / pairs.weights.length + 0 * weight'],
    'duel: pairs of one path are as many independent ones': [
      'Math.max(n, Math.min(effective, n / squares))',
      'Math.max(effective * 0, n / squares)',
    ],
    'duel: what is not a number is a loss': ['a < b ? 0 : Number.NaN', '0'],
  }),
  ...faultsIn('src/statistics/first-order-dominance.ts', duels, {
    'dominance: turned round': ['weight * (b - a)', 'weight * (a - b)'],
    'dominance: somewhere is everywhere': ['inside.every((t)', 'inside.some((t)'],
    'dominance: what happens in the tail is nobody’s loss': [
      'isShown(sign) && isNowhereRefuted(sign)',
      'isShown(sign)',
    ],
    'dominance: without an error': ['sign * t > Z)', 'sign * t > 0)'],
  }),
  ...faultsIn('src/statistics/explained-by-quintile.ts', duels, {
    'explained: noise too': ['if (!isBeyondChance(ratio, groups - 1, n - groups)) return 0;', ''],
    'explained: the plain ratio, which is never 0': ['Math.max(0, 1 - within / (all / (n - 1)))', 'between / all'],
    'explained: groups count the same, however large': [
      'each.paths * (each.mean - mean)',
      '(scores.length / 5) * (each.mean - mean)',
    ],
    'explained: 90 %': ['Z_99 = 2.3263478740408408', 'Z_99 = 1.2815515655446004'],
  }),
  ...faultsIn('src/statistics/pooled-log-gap.ts', duels, {
    'pooled gap: the interval counts pairs as paths': [
      'Math.sqrt(neumaierSum(sides.map((side) => side * side))) / totalWeight(mixture)',
      '0.5 / Math.sqrt(totalWeight(mixture) * gaps.length)',
    ],
    'pooled gap: its interval forgets the weights': [
      '(sides[path] as number) + weight * side',
      '(sides[path] as number) + side',
    ],
    'pooled gap: where there is none it is the largest': ['.map((sample, k) => sample.subarray(0, kept[k]))', ''],
  }),
  ...faultsIn('src/statistics/pooled-shortfall.ts', duels, {
    'pooled shortfall: over all, not the worst': ['value: q - mean / p', 'value: q - mean'],
    'pooled shortfall: its error is that of all': ['Math.sqrt(variance / n) / p', 'Math.sqrt(variance / n)'],
    'pooled shortfall: what is not a number is passed over': ['if (!(gap <= 0))', 'if (gap > 0)'],
  }),
  ...faultsIn('src/result/summarise-duel.ts', duelSummary, {
    'duel summary: both sides have the first one’s shortfall': [
      'shortfall(columns.seconds)',
      'shortfall(columns.firsts)',
    ],
    'duel summary: what decides least comes first': [
      '(b.explained ?? -1) - (a.explained ?? -1)',
      '(a.explained ?? -1) - (b.explained ?? -1)',
    ],
    'duel summary: fifths of a handful of paths': ['scores.length < FEWEST_PATHS', 'scores.length < 5'],
    'duel summary: a name can break it': ['Object.create(null)', '{}'],
  }),
];

/** Faults of the mechanisms that came last: access and plans, lives and costs, issuers and rules, traders, duels. */
export const mechanismMutants = [...dealingMutants, ...fundMutants, ...traderMutants, ...duelMutants];
