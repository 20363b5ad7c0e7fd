import { fundLife } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';

/** Day counts and sums of them are rounded: a halt of an hour must not last two steps of one for it. */
const SLACK_DAYS = 1e-9;

/**
 * What befalls a token beside its market: reverse and forward splits, the halts they bring, delisting, the end.
 *
 * The unit price is the fund's value, in a unit that began at `initialUnitPrice`. When it ends a step below `splitBelow`,
 * `splitRatio` units become one: the unit price is multiplied, the number of units divided, and nobody's worth changes. A
 * forward split is the mirror image, above `forwardSplitAbove`. Dealing is halted after either, in every step that begins
 * less than `haltHours` later; the fund itself goes on, funding, fees and rebalances included. One split at a time: none
 * happens during a halt, and where one was not enough the next follows after it.
 *
 * Delisting winds the fund up: it closes its position in the next step and holds cash; nobody deals until `payOutDays` later.
 * A fund whose value has reached zero has ended for good: it neither splits nor is delisted, and nothing is halted any more.
 */
export const lifeCycle = fundLife({
  name: 'lifeCycle',
  options: {
    initialUnitPrice: finite(1e-6, 1e6, { default: 10, meaning: 'price of one unit at the start, in money' }),
    splitBelow: finite(0, 1e6, {
      default: 0.05,
      meaning: 'unit price below which units are merged; 0: never',
    }),
    splitRatio: finite(0, 1e6, { default: 10, meaning: 'units that become one in a reverse split' }),
    forwardSplitAbove: finite(0, 1e12, { default: 0, meaning: 'unit price above which units are divided; 0: never' }),
    forwardSplitRatio: finite(0, 1e6, { default: 10, meaning: 'units that one becomes in a forward split' }),
    haltHours: finite(0, 8760, { default: 4, meaning: 'hours after a split in which nobody deals' }),
    delistBelow: finite(0, 1, {
      default: 0,
      meaning: 'fraction of its value at the start below which the fund is delisted; 0: never',
    }),
    delistDay: finite(0, 36_500, { default: 0, meaning: 'days from the start to its delisting; 0: never' }),
    payOutDays: finite(0, 3650, { default: 14, meaning: 'days from delisting until holders get at their money' }),
  },
  sources: [
    'MEXC support 360056912992 (2021): units of a unit price below 0.05 USDT are merged ten to one',
    'Binance on the FTX tokens (2020-03): delisted, and paid out at their final value after 14 days',
  ],
  assumptions: ['No source says for how long a split halts dealing; four hours unless set.'],
  check: (options) => {
    const { initialUnitPrice, splitBelow, splitRatio, forwardSplitAbove, forwardSplitRatio } = options;
    const problems: string[] = [];
    if (splitBelow > initialUnitPrice)
      problems.push(`splitBelow must be at most initialUnitPrice; got ${splitBelow} and ${initialUnitPrice}`);
    if (splitBelow > 0 && splitRatio <= 1) problems.push(`splitRatio must be above 1; got ${splitRatio}`);
    if (forwardSplitAbove > 0 && forwardSplitAbove < initialUnitPrice)
      problems.push(
        `forwardSplitAbove must be at least initialUnitPrice, or 0; got ${forwardSplitAbove} and ${initialUnitPrice}`,
      );
    if (forwardSplitAbove > 0 && forwardSplitRatio <= 1)
      problems.push(`forwardSplitRatio must be above 1; got ${forwardSplitRatio}`);
    if (
      splitBelow > 0 &&
      forwardSplitAbove > 0 &&
      splitBelow * Math.max(splitRatio, forwardSplitRatio) > forwardSplitAbove
    )
      problems.push(
        `a split must not bring the next one about: splitBelow times either ratio must be at most forwardSplitAbove; got ${splitBelow}, ${splitRatio}, ${forwardSplitRatio} and ${forwardSplitAbove}`,
      );
    return problems;
  },
  state: {
    /** Unit price over the fund's value: what splits change. */
    pricePerValue: 1,
    /** Units that one of the first units has become: below 1 after a reverse split. */
    unitsPerUnit: 1,
    unitPrice: 0,
    valueAtStart: 1,
    haltedUntilDays: 0,
    splits: 0,
    delistedDays: -1,
  },
  results: ['splits', 'delistedDays'],
  constants: (options) => ({
    initialUnitPrice: options.initialUnitPrice,
    splitBelow: options.splitBelow,
    splitRatio: options.splitRatio,
    hasForward: options.forwardSplitAbove > 0,
    forwardSplitAbove: options.forwardSplitAbove,
    forwardSplitRatio: options.forwardSplitRatio,
    haltDays: options.haltHours / 24,
    delistBelow: options.delistBelow,
    hasDelistDay: options.delistDay > 0,
    delistDay: options.delistDay - SLACK_DAYS,
    payOutDays: options.payOutDays,
    slackDays: SLACK_DAYS,
  }),
  begin: (s, k, _draw, _at, ports) => {
    s.valueAtStart = ports.fund.value;
    s.pricePerValue = k.initialUnitPrice / ports.fund.value;
    s.unitPrice = k.initialUnitPrice;
  },
  step: (s, k, _draw, at, ports, math) => {
    const isAlive = ports.fund.value > 0;
    s.unitPrice = ports.fund.value * s.pricePerValue;
    const isQuiet = isAlive && !s.isWoundUp && s.haltedUntilDays <= at.days + k.slackDays;
    const isDelisted =
      isAlive &&
      !s.isWoundUp &&
      (ports.fund.value < k.delistBelow * s.valueAtStart || (k.hasDelistDay && at.days >= k.delistDay));
    const isMerged = isQuiet && !isDelisted && s.unitPrice < k.splitBelow;
    const isDivided = isQuiet && !isDelisted && k.hasForward && s.unitPrice > k.forwardSplitAbove;
    if (isMerged || isDivided) {
      const unitsOfOne = isMerged ? 1 / k.splitRatio : k.forwardSplitRatio;
      s.pricePerValue /= unitsOfOne;
      s.unitsPerUnit *= unitsOfOne;
      s.unitPrice = ports.fund.value * s.pricePerValue;
      s.splits += 1;
      s.haltedUntilDays = at.days + k.haltDays;
    }
    if (isDelisted) {
      s.isWoundUp = true;
      s.delistedDays = at.days;
      s.haltedUntilDays = math.max(s.haltedUntilDays, at.days + k.payOutDays);
    }
    // Read in the step that begins now.
    s.isHalted = isAlive && s.haltedUntilDays > at.days + k.slackDays;
  },
});

export const examples = [
  lifeCycle(),
  lifeCycle({ initialUnitPrice: 1, splitBelow: 0.9, splitRatio: 1.5, haltHours: 3 }),
  lifeCycle({ splitBelow: 9, splitRatio: 2, forwardSplitAbove: 20, forwardSplitRatio: 2, haltHours: 0 }),
  lifeCycle({ splitBelow: 0, delistBelow: 0.8, payOutDays: 1 }),
  lifeCycle({ delistDay: 1.5, payOutDays: 0 }),
];
