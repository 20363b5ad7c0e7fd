import {
  always,
  dailyWithEmergency,
  finite,
  leveragedToken,
  math,
  meanRevertingFunding,
  priceProcess,
  probability,
  quantile,
  riskPerTrade,
  scenario,
  secondaryMarket,
  spot,
  tradedPerpetual,
  untilExit,
} from '../src/index.ts';

/** Who is asked: a trader of each leverage, for each time, all alike in number. */
const LEVERAGES = [2, 3, 5];
const DAYS = [1, 7, 30, 90];
const PERP_LEVERAGE = 5;
const STOP = 0.1;
const FEE = 0.0005;

/** Markets, one a path, all alike in number: drift and volatility in a year, and how fast a move is undone. */
const MARKETS = [
  { name: 'a bull market', driftPerYear: 0.8, volatilityPerYear: 0.6, halfLifeDays: 0 },
  { name: 'a bear market', driftPerYear: -0.8, volatilityPerYear: 0.8, halfLifeDays: 0 },
  { name: 'a market that goes nowhere', driftPerYear: 0, volatilityPerYear: 0.8, halfLifeDays: 5 },
  { name: 'a calm market', driftPerYear: 0, volatilityPerYear: 0.4, halfLifeDays: 0 },
  { name: 'a wild market', driftPerYear: 0, volatilityPerYear: 1.2, halfLifeDays: 0 },
];

/** One of the markets, drawn when a path begins, and kept: a price that its traders cannot tell beforehand. */
export const someMarket = priceProcess({
  name: 'someMarket',
  options: {},
  assumptions: [
    `Five markets, one path in five each: ${MARKETS.map(
      ({ name, driftPerYear, volatilityPerYear, halfLifeDays }) =>
        `${name} (drift ${driftPerYear}, volatility ${volatilityPerYear} a year${halfLifeDays > 0 ? `, half of a move undone in ${halfLifeDays} days` : ''})`,
    ).join('; ')}.`,
  ],
  draws: { z: 'normal', which: 'uniform' },
  state: { market: 0, level: 0 },
  constants: (_options, { clock }) => {
    const of = (fold: (market: (typeof MARKETS)[number]) => number) => Float64Array.from(MARKETS, fold);
    const decay = (halfLifeDays: number) =>
      halfLifeDays === 0 ? 0 : math.expm1((-Math.LN2 * 365 * clock.stepYears) / halfLifeDays);
    return {
      markets: MARKETS.length,
      growth: of((m) => (m.driftPerYear - 0.5 * m.volatilityPerYear * m.volatilityPerYear) * clock.stepYears),
      spread: of((m) => m.volatilityPerYear * Math.sqrt(clock.stepYears)),
      decay: of((m) => decay(m.halfLifeDays)),
    };
  },
  step: (s, k, draw, at, _ports, math) => {
    if (at.step === 0) {
      s.market = math.int(draw.which * k.markets);
    }
    s.logReturn =
      math.at(k.growth, s.market) + math.at(k.spread, s.market) * draw.z + math.at(k.decay, s.market) * s.level;
    s.level += s.logReturn;
    s.simpleReturn = math.expm1(s.logReturn);
    s.shock = draw.z;
  },
});

const daysInWords = (days: number) => (days === 1 ? '1 day' : `${days} days`);
const named = (what: string, days: number) => `${what}, ${daysInWords(days)}`;
const cells = LEVERAGES.flatMap((leverage) => DAYS.map((days) => ({ leverage, days })));

/** The token, bought and sold on its exchange. */
const token = (leverage: number, days: number) =>
  untilExit({
    of: leveragedToken({ leverage, rebalance: dailyWithEmergency() }),
    leaveOnDay: days,
    access: secondaryMarket(),
  });

/** A perpetual with a stop, closed on the day if it is open. */
const perp = (exposure: number, days: number, more: object = {}) =>
  tradedPerpetual({
    exposure,
    marginLeverage: PERP_LEVERAGE,
    stopLoss: STOP,
    tradingFee: FEE,
    closeAfterDays: days,
    ...more,
  });

/** The claim on trial: for most traders a perpetual with less leverage, a stop and sound sizing is cheaper. */
export default scenario({
  question: 'For most traders, is a perpetual at 5x with a stop better than a leveraged token?',
  seed: 'token-versus-perp',
  paths: 3_000,
  parameters: {
    fundingPerYear: finite(-5, 5, { default: 0.11, meaning: 'mean funding, paid by longs on their notional' }),
    riskPerTrade: finite(0.001, STOP, {
      default: 0.02,
      meaning: 'of equity, lost when a stop fills at its price; more than the stop would need an exposure above 1',
    }),
  },
  setting: (p) => {
    const sized = { sizing: riskPerTrade({ risk: p.riskPerTrade, stop: STOP }), mostReentries: 100, reentryHours: 24 };
    const risked = Number((100 * p.riskPerTrade).toPrecision(6));
    const sizedName = `perp risking ${risked} %`;
    return {
      days: Math.max(...DAYS),
      stepMinutes: 60,
      price: someMarket(),
      funding: meanRevertingFunding({ meanPerYear: p.fundingPerYear, deviationPerYear: 0.28, halfLifeDays: 3 }),
      holdings: {
        ...Object.fromEntries(
          cells.map(({ leverage, days }) => [named(`${leverage}x token`, days), token(leverage, days)]),
        ),
        ...Object.fromEntries(
          cells.map(({ leverage, days }) => [named(`perp of ${leverage} at 5x`, days), perp(leverage, days)]),
        ),
        ...Object.fromEntries(DAYS.map((days) => [named(sizedName, days), perp(1, days, sized)])),
        spot: spot(),
      },
      duels: {
        'at equal exposure': {
          pairs: cells.map(({ leverage, days }) => [
            named(`perp of ${leverage} at 5x`, days),
            named(`${leverage}x token`, days),
          ]),
          on: 'the same exposure at the start, stop at 10 %',
          sides: ['the perpetual', 'the token'],
        },
        'at equal margin': {
          pairs: cells.map(({ leverage, days }) => [named('perp of 5 at 5x', days), named(`${leverage}x token`, days)]),
          on: 'the same money, all of it margin at 5x, stop at 10 %',
          sides: ['the perpetual', 'the token'],
        },
        'at a risk of its own': {
          pairs: cells.map(({ leverage, days }) => [named(sizedName, days), named(`${leverage}x token`, days)]),
          on: `the same money, of which each trade risks ${risked} %`,
          sides: ['the perpetual', 'the token'],
        },
      },
      claims: {
        'a 3x token for a month ends below the perpetual more often than not': probability(
          (paths) => paths[named('3x token', 30)]!.finalValue < paths[named('perp of 3 at 5x', 30)]!.finalValue,
          { above: 0.5 },
        ),
        'the stop comes before liquidation': always((paths) => !paths[named('perp of 5 at 5x', 90)]!.isLiquidated),
        'with its risk held down, it keeps nine tenths on nineteen paths in twenty': quantile(
          named(sizedName, 90),
          0.05,
          { above: 0.9 },
        ),
      },
    };
  },
  answer: ({ duels }, say) => {
    const share = (name: string) => say.percent(duels![name]!.probabilityFirstBeats, 'with error');
    return (
      `The perpetual ends ahead of the token for ${share('at equal exposure')} of traders at equal exposure, ` +
      `${share('at equal margin')} at equal margin, and ${share('at a risk of its own')} with its risk held down`
    );
  },
});
