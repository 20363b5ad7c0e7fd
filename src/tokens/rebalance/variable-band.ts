import { rebalanceRule } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { everyHoursUtc } from '../../engine/schedule.ts';
import { math } from '../../math/math.ts';

/**
 * A band as an issuer keeps it who does not tell his rule, and does not always do the same. It trades when |leverage| has left
 * the band, and on midnights that come up by chance:
 *
 *   wanted = level · (raisedTo below the band, loweredTo above it, betweenTo inside it) · (1 + targetVariation u)
 *
 * with u even in (-1, 1), drawn anew for each trade. Each trade also draws both edges of the next band, evenly within
 * `edgeVariation` of `low` and `high`. The level starts at 1; where `levelDays` are given it is drawn anew every so many days on
 * average, at a midnight, evenly within `levelVariation` of 1; from `laterAfterDays` on all that is multiplied by `laterLevel`. The
 * edges are multiplied by the level too.
 *
 * Leaving the band is seen, and filled, at the end of a step, in markets with a range as well.
 */
export const variableBand = rebalanceRule({
  name: 'variableBand',
  options: {
    low: finite(0, 100, { meaning: 'smallest |leverage| that is left alone, on average' }),
    high: finite(0, 100, { meaning: 'largest |leverage| that is left alone, on average' }),
    raisedTo: finite(0, 100, { meaning: '|leverage| that a trade from below the band goes to, on average' }),
    loweredTo: finite(0, 100, { meaning: '|leverage| that a trade from above the band goes to, on average' }),
    betweenTo: finite(0, 100, {
      default: 0,
      meaning: '|leverage| that a trade from inside the band goes to, on average; 0: midway between the other two',
    }),
    tradesBetweenPerDay: finite(0, 1, {
      default: 0,
      meaning: 'probability that midnight brings a trade although leverage is inside the band',
    }),
    edgeVariation: finite(0, 0.9, { default: 0, meaning: 'fraction by which an edge varies, either way' }),
    targetVariation: finite(0, 0.9, {
      default: 0,
      meaning: 'fraction by which what a trade goes to varies, either way',
    }),
    levelVariation: finite(0, 0.9, { default: 0, meaning: 'fraction by which the level varies, either way' }),
    levelDays: finite(0, 100_000, {
      default: 0,
      meaning: 'mean days from one level to the next; 0: the first one stays',
    }),
    laterLevel: finite(0.1, 10, { default: 1, meaning: 'what all leverages are multiplied by from some day on' }),
    laterAfterDays: finite(0, 100_000, { default: 0, meaning: 'days from the start until that day' }),
  },
  sources: [
    'Binance support 360043387931, What Is Binance Leveraged Tokens Rebalancing (2020-05-11): target and time are hidden and change',
  ],
  assumptions: ['When an issuer departs from his band is independent of the market, and even within what is stated.'],
  check: ({ low, high, raisedTo, loweredTo, betweenTo, edgeVariation, targetVariation, levelVariation, levelDays }) => {
    const targets = [raisedTo, loweredTo, ...(betweenTo === 0 ? [] : [betweenTo])];
    const [lowest, highest] = [
      Math.min(...targets) * (1 - targetVariation),
      Math.max(...targets) * (1 + targetVariation),
    ];
    return [
      ...(low * (1 + edgeVariation) <= lowest && highest <= high * (1 - edgeVariation)
        ? []
        : [
            `the narrowest band, [${low * (1 + edgeVariation)}, ${high * (1 - edgeVariation)}], must hold all that trades go to; got [${lowest}, ${highest}]`,
          ]),
      ...(levelVariation > 0 === levelDays > 0
        ? []
        : [`levelVariation and levelDays must be given together; got ${levelVariation} and ${levelDays}`]),
      ...(levelDays === 0 || levelDays >= 1 ? [] : [`levelDays must be 0, or 1 or more; got ${levelDays}`]),
    ];
  },
  checkTarget: ({ low, high }, target) =>
    Math.abs(target) >= low && Math.abs(target) <= high
      ? []
      : [`[low, high] must hold the target's |leverage| ${Math.abs(target)}; got [${low}, ${high}]`],
  calendar: () => ({ midnights: everyHoursUtc(24) }),
  draws: {
    whether: 'uniform',
    where: 'uniform',
    low: 'uniform',
    high: 'uniform',
    whetherLevel: 'uniform',
    whichLevel: 'uniform',
  },
  state: {
    /** The present band, before its level. */
    low: 0,
    high: 0,
    /** Drawn by chance; what is known of another level comes on top. */
    level: 1,
  },
  constants: (options, { targetLeverage }) => ({
    low: options.low,
    high: options.high,
    raisedTo: options.raisedTo,
    loweredTo: options.loweredTo,
    betweenTo: options.betweenTo === 0 ? (options.raisedTo + options.loweredTo) / 2 : options.betweenTo,
    edgeVariation: options.edgeVariation,
    targetVariation: options.targetVariation,
    levelVariation: options.levelVariation,
    chanceOfLevel: options.levelDays === 0 ? 0 : 1 / options.levelDays,
    laterLevel: options.laterLevel,
    laterAfterDays: options.laterAfterDays,
    chanceBetween: options.tradesBetweenPerDay,
    logNoLevel: options.levelDays === 0 ? 0 : math.log1p(-1 / options.levelDays),
    logNoneBetween: math.log1p(-options.tradesBetweenPerDay),
    side: targetLeverage < 0 ? -1 : 1,
  }),
  begin: (s, k) => {
    s.low = k.low;
    s.high = k.high;
  },
  step: (s, k, draw, at, ports, math) => {
    // A step of several midnights brings none of what each may bring with probability (1 - chance)^midnights.
    const chanceOfLevel = at.midnights > 1 ? -math.expm1(at.midnights * k.logNoLevel) : k.chanceOfLevel * at.midnights;
    const chanceBetween =
      at.midnights > 1 ? -math.expm1(at.midnights * k.logNoneBetween) : k.chanceBetween * at.midnights;
    s.level = draw.whetherLevel < chanceOfLevel ? 1 + k.levelVariation * (2 * draw.whichLevel - 1) : s.level;
    const level = s.level * (at.days > k.laterAfterDays ? k.laterLevel : 1);
    const leverage = math.abs(ports.fund.leverage);
    const isBelow = leverage < s.low * level;
    const isAbove = leverage > s.high * level;
    const isByChance = draw.whether < chanceBetween;
    const goesTo = isBelow ? k.raisedTo : isAbove ? k.loweredTo : k.betweenTo;
    s.isFiring = isBelow || isAbove || isByChance;
    s.wantedLeverage = k.side * level * goesTo * (1 + k.targetVariation * (2 * draw.where - 1));
    s.low = s.isFiring ? k.low * (1 + k.edgeVariation * (2 * draw.low - 1)) : s.low;
    s.high = s.isFiring ? k.high * (1 + k.edgeVariation * (2 * draw.high - 1)) : s.high;
  },
});

export const examples = [
  variableBand({ low: 2, high: 4, raisedTo: 3, loweredTo: 3 }),
  variableBand({
    low: 1.6,
    high: 3.2,
    raisedTo: 2.2,
    loweredTo: 2,
    tradesBetweenPerDay: 0.02,
    edgeVariation: 0.1,
    targetVariation: 0.1,
    levelVariation: 0.05,
    levelDays: 5,
    laterLevel: 0.9,
    laterAfterDays: 3,
  }),
];
