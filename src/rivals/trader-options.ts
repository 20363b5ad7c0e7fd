import type { OpenContext } from '../engine/contracts.ts';
import type { Values } from '../engine/options.ts';
import { finite, flag, oneOf, whole } from '../engine/options.ts';
import { math } from '../math/math.ts';
import type { MaintenanceTiers } from './tiers/contracts.ts';
import { flatTiers, maintenanceOf, NAMED_TIERS, tierOf } from './tiers/maintenance.ts';

const HOURS_PER_DAY = 24;
const HOURS_PER_YEAR = 365 * HOURS_PER_DAY;
/** Further than any price goes. */
export const NEVER = 1e300;
/** The gap between last and mark price is held within so many of its deviations. */
export const MOST_GAP_DEVIATIONS = 5;

type TierName = keyof typeof NAMED_TIERS;

/** What a trader of perpetuals decides, and the terms of the venue. */
export const traderOptions = {
  exposure: finite(-100, 100, {
    meaning: 'notional at the start per unit of money, negative for a short; with a sizing, its side and the largest',
  }),
  marginMode: oneOf(['isolated', 'cross'], {
    default: 'isolated',
    meaning: 'what backs the position and can be lost with it: the margin set aside, or all money',
  }),
  marginLeverage: finite(0, 200, {
    default: 0,
    meaning: 'notional over margin when isolated; a ceiling on notional over money when cross; 0: all money is margin',
  }),
  tiers: oneOf(['flat', ...(Object.keys(NAMED_TIERS) as TierName[])], {
    default: 'flat',
    meaning:
      'maintenance margin by size of the position, as a venue published it; flat: maintenanceMargin for all sizes',
  }),
  maintenanceMargin: finite(0, 0.99, {
    default: 0.005,
    meaning: 'with flat tiers: liquidated when margin equity is at or below this fraction of the notional',
  }),
  capital: finite(1, 1e12, {
    default: 10_000,
    meaning: 'what 1 unit of money is in USD: it decides which tier a position is in, and nothing else',
  }),
  liquidationFee: finite(0, 0.1, {
    default: 0.005,
    meaning: 'fraction of the liquidated notional that the venue takes, out of what the margin has left',
  }),
  recoversRest: flag({
    default: false,
    meaning: 'what a liquidation leaves after its fee is given back; if not, the whole margin is forfeited',
  }),
  partialLiquidation: flag({
    default: false,
    meaning: 'a position in a higher tier is first cut to the next lower one, as often as it takes',
  }),
  stopLoss: finite(0, 1, {
    default: 0,
    meaning: 'closes when the price has moved this fraction against the entry; 0: no stop',
  }),
  takeProfit: finite(0, 100, {
    default: 0,
    meaning: 'closes when the price has moved this fraction in favour of the entry; 0: never',
  }),
  trailingStop: finite(0, 1, {
    default: 0,
    meaning: 'closes when the price is this fraction worse than its best since the entry; 0: never',
  }),
  mostReentries: whole(0, 1_000_000, {
    default: 0,
    meaning: 'times that a closed position is opened again, in the same direction and with what is then there',
  }),
  reentryHours: finite(0, 87_600, {
    default: 0,
    meaning: 'hours between a close and the next entry; 0: the next step',
  }),
  topUpBelow: finite(0, 1, {
    default: 0,
    meaning:
      'isolated margin below this fraction of the notional is filled up to 1 / marginLeverage from free money; 0: never',
  }),
  rebalanceHours: finite(0, 876_000, {
    default: 0,
    meaning: 'hours between trades back to the exposure, from midnight UTC: a token made by hand; 0: never',
  }),
  tradingFee: finite(0, 0.05, { default: 0.0005, meaning: 'cost per unit of notional traded: 0.0005 is 5 bp' }),
  halfSpread: finite(0, 0.05, {
    default: 0,
    meaning: 'what a trade pays beyond the last price, per unit of notional: half the spread, and slippage',
  }),
  gapDeviation: finite(0, 0.05, {
    default: 0,
    meaning: 'long-run standard deviation of last price over mark price, less 1; 0: they are the same',
  }),
  gapHalfLifeHours: finite(0.001, 8760, {
    default: 1,
    meaning: 'hours in which half of a gap between last and mark price is expected to close',
  }),
  closeAfterDays: finite(0, 36_500, {
    default: 0,
    meaning: 'days from the start after which it is closed for good; 0: at the end of the run',
  }),
  paysToClose: flag({ default: true, meaning: 'is closed, and pays for the trade, at the end of the run' }),
};

export type TraderOptions = Values<typeof traderOptions>;

export const tiersOf = ({ tiers, maintenanceMargin }: TraderOptions): MaintenanceTiers =>
  tiers === 'flat' ? flatTiers(maintenanceMargin) : NAMED_TIERS[tiers];

/** Notional per unit of margin of a fresh position of full size. */
export const entryLeverage = ({ marginMode, marginLeverage, exposure }: TraderOptions): number =>
  marginMode === 'cross' || marginLeverage === 0 ? Math.abs(exposure) : marginLeverage;

/** What must hold between the options; one line a problem. */
export function traderProblems(options: TraderOptions): readonly string[] {
  const { exposure, marginLeverage, capital, tradingFee, halfSpread, gapDeviation } = options;
  if (exposure === 0) return ['exposure must not be 0, or there is nothing to trade; got 0'];
  const problems: string[] = [];
  const size = Math.abs(exposure);
  const table = tiersOf(options);
  const leverage = entryLeverage(options);
  const cost = tradingFee + halfSpread;
  const maintenance = maintenanceOf(table, size * capital) / (size * capital);
  const { mostLeverage } = tierOf(table, size * capital);
  const isLong = exposure > 0;
  if (marginLeverage !== 0 && size > marginLeverage) {
    problems.push(
      `|exposure| must be at most marginLeverage, or the margin exceeds the money; got ${exposure} at ${marginLeverage}x`,
    );
  }
  if (size * capital > table.mostNotional) {
    problems.push(
      `|exposure| · capital must be at most ${table.mostNotional} with ${options.tiers}; got ${size * capital}`,
    );
  } else if (leverage > mostLeverage) {
    problems.push(
      `leverage must be at most ${mostLeverage} for a notional of ${size * capital} with ${options.tiers}; got ${leverage}`,
    );
  }
  if (!(1 / leverage - cost > maintenance)) {
    problems.push(
      `1 / leverage less the costs must exceed the maintenance margin, or it is liquidated at entry; got 1 / ${leverage} and ${maintenance}`,
    );
  }
  if (!(size * (cost + MOST_GAP_DEVIATIONS * gapDeviation) < 1)) {
    problems.push(
      `|exposure| · (tradingFee + halfSpread + ${MOST_GAP_DEVIATIONS} gapDeviation) must be below 1, or a trade could cost all; got ${size} · ${cost + MOST_GAP_DEVIATIONS * gapDeviation}`,
    );
  }
  if (isLong && options.stopLoss === 1) problems.push('stopLoss of a long must be below 1; got 1');
  if (isLong && options.trailingStop === 1) problems.push('trailingStop of a long must be below 1; got 1');
  if (!isLong && options.takeProfit >= 1) {
    problems.push(`takeProfit of a short must be below 1; got ${options.takeProfit}`);
  }
  if (options.reentryHours > 0 && options.mostReentries === 0) {
    problems.push(
      `mostReentries must be above 0 where reentryHours are given; got 0 after ${options.reentryHours} hours`,
    );
  }
  if (options.partialLiquidation && table.tiers.length === 1) {
    problems.push('tiers must be those of a venue where partialLiquidation is true; got "flat"');
  }
  if (options.topUpBelow > 0) problems.push(...topUpProblems(options, maintenance));
  return problems;
}

function topUpProblems(
  { marginMode, marginLeverage, topUpBelow }: TraderOptions,
  maintenance: number,
): readonly string[] {
  if (marginMode === 'cross' || marginLeverage === 0) {
    return ['topUpBelow needs isolated margin and a marginLeverage: otherwise there is no free money to top up from'];
  }
  return topUpBelow < 1 / marginLeverage && topUpBelow > maintenance
    ? []
    : [
        `topUpBelow must lie between the maintenance margin and 1 / marginLeverage, ${maintenance} and ${1 / marginLeverage}; got ${topUpBelow}`,
      ];
}

/** The options in units of money and steps, with everything that is the same at every step worked out. */
export function traderConstants(options: TraderOptions, { clock, hasRange, targetLeverage }: OpenContext) {
  const side = Math.sign(options.exposure);
  const { tiers } = tiersOf(options);
  const kept = math.exp((-Math.LN2 * HOURS_PER_YEAR * clock.stepYears) / options.gapHalfLifeHours);
  const isSetAside = options.marginMode === 'isolated' && options.marginLeverage > 0;
  return {
    target: targetLeverage,
    halfConvexity: 0.5 * targetLeverage * (targetLeverage - 1),
    side,
    size: Math.abs(options.exposure),
    isSized: targetLeverage === 0,
    marginPerNotional: isSetAside ? 1 / options.marginLeverage : NEVER,
    tiers: tiers.length,
    froms: Float64Array.from(tiers, ({ fromNotional }) => fromNotional / options.capital),
    rates: Float64Array.from(tiers, ({ maintenanceMargin }) => maintenanceMargin),
    amounts: Float64Array.from(tiers, ({ maintenanceAmount }) => maintenanceAmount / options.capital),
    liquidationFee: options.liquidationFee,
    recovers: options.recoversRest,
    isPartial: options.partialLiquidation,
    hasRange,
    // At what the bar meets, at the extreme beyond it where something may be left by then, and at the close.
    looks: hasRange ? (options.partialLiquidation ? 3 : 2) : 1,
    stopAt: options.stopLoss > 0 ? 1 - side * options.stopLoss : -side * NEVER,
    takeAt: options.takeProfit > 0 ? 1 + side * options.takeProfit : side * NEVER,
    isTrailed: options.trailingStop > 0,
    trailed: 1 - side * options.trailingStop,
    mostReentries: options.mostReentries,
    // A wait that ends with a step is over, whatever its days are rounded to.
    waitDays: options.reentryHours / HOURS_PER_DAY - 1e-9,
    isToppedUp: options.topUpBelow > 0,
    topUpBelow: options.topUpBelow,
    isRelevered: options.rebalanceHours > 0,
    fee: options.tradingFee,
    half: options.halfSpread,
    isDear: options.halfSpread > 0 || options.gapDeviation > 0,
    hasGap: options.gapDeviation > 0,
    gapKept: kept,
    gapPush: options.gapDeviation * Math.sqrt(1 - kept * kept),
    mostGap: MOST_GAP_DEVIATIONS * options.gapDeviation,
    isClosed: options.paysToClose,
    endDays: options.closeAfterDays > 0 ? options.closeAfterDays - 1e-9 : NEVER,
  };
}
