import { accounts, outcomes } from '../engine/accounts.ts';
import { holding } from '../engine/define.ts';
import type { Values } from '../engine/options.ts';
import { finite, flag } from '../engine/options.ts';
import { math } from '../math/math.ts';

/** Liquidations that one step can hold; the last of them repays all. */
const MOST_A_STEP = 6;

const options = {
  leverage: finite(1, 50, {
    meaning: 'coins held per unit of money at the start; all beyond 1 is bought with what is borrowed',
  }),
  borrowPerYear: finite(0, 5, {
    default: 0.05,
    meaning: 'interest on the debt, a rate a year compounded continuously',
  }),
  supplyPerYear: finite(0, 5, {
    default: 0,
    meaning: 'interest on the coins lent, paid in coins, a rate a year compounded continuously',
  }),
  loanToValue: finite(0.01, 0.98, {
    default: 0.8,
    meaning: 'most debt per unit of collateral that can be borrowed: no leverage beyond 1 / (1 - loanToValue)',
  }),
  liquidationThreshold: finite(0.02, 0.99, {
    default: 0.825,
    meaning: 'debt per unit of collateral beyond which the position is liquidated',
  }),
  penalty: finite(0, 0.5, {
    default: 0.05,
    meaning: 'taken from the collateral beyond the debt repaid, per unit repaid: the bonus of whoever liquidates',
  }),
  closeFactor: finite(0.01, 1, { default: 0.5, meaning: 'part of the debt that one liquidation repays' }),
  wholeBelowHealth: finite(0, 1, {
    default: 0.95,
    meaning: 'all debt is repaid at once where threshold · collateral / debt is below this',
  }),
  tradingFee: finite(0, 0.05, { default: 0.0005, meaning: 'cost per unit of coins bought or sold: 0.0005 is 5 bp' }),
  paysToClose: flag({ default: true, meaning: 'coins are sold, the debt is repaid, and the fee is paid, at the end' }),
};

/** Debt after entry: what was bought, less the money put in, and the fee. */
const debtAtEntry = ({ leverage, tradingFee }: Values<typeof options>) => leverage - (1 - tradingFee * leverage);

/**
 * Coins bought with dollars borrowed against them, again and again until a leverage is reached; nothing is done to it
 * afterwards. It costs interest where a perpetual costs funding.
 *
 * The worth is collateral - debt. It is liquidated where health = threshold · collateral / debt falls below 1: a
 * liquidator repays part of the debt and takes coins for it, and a penalty. What is left lives on with less leverage. Where
 * the coins are worth less than the debt, all is over, and the lender bears the rest.
 *
 * In a step: the price moves, and in a market with a range every level is met inside it at its own price, or at an open
 * below it; else what is met is filled at the close. Interest is added at the end of the step.
 */
export const lendingLoop = holding({
  name: 'lendingLoop',
  family: 'perpetual',
  options,
  targetLeverage: ({ leverage }) => leverage,
  triggers: (given) =>
    given.leverage > 1 ? [debtAtEntry(given) / (given.liquidationThreshold * given.leverage) - 1] : [],
  sources: [
    'aave/aave-v3-core, LiquidationLogic.sol (commit 29ff9b9): close factor of 50 %, whole below a health of 0.95',
  ],
  assumptions: [
    'Rates, limits and penalty of a loan are round numbers; liquidators act at once, and the oracle shows the price.',
  ],
  check: (given) => {
    const { leverage, loanToValue, liquidationThreshold, penalty } = given;
    const problems: string[] = [];
    if (loanToValue >= liquidationThreshold) {
      problems.push(`loanToValue must be below liquidationThreshold; got ${loanToValue} and ${liquidationThreshold}`);
    }
    if (!(debtAtEntry(given) <= loanToValue * leverage)) {
      problems.push(
        `leverage must be at most 1 / (1 - loanToValue), fees deducted; got ${leverage} with a loanToValue of ${loanToValue}`,
      );
    }
    if (!(liquidationThreshold * (1 + penalty) < 1)) {
      problems.push(
        `liquidationThreshold · (1 + penalty) must be below 1, or a liquidation makes the rest worse; got ${liquidationThreshold} and ${penalty}`,
      );
    }
    return problems;
  },
  state: { ...accounts, ...outcomes, collateral: 0, debt: 0, liquidations: 0 },
  results: ['liquidations'],
  constants: (given, { clock, hasRange }) => ({
    leverage: given.leverage,
    halfConvexity: 0.5 * given.leverage * (given.leverage - 1),
    debt: debtAtEntry(given),
    interest: math.expm1(given.borrowPerYear * clock.stepYears),
    supplied: math.expm1(given.supplyPerYear * clock.stepYears),
    threshold: given.liquidationThreshold,
    penalty: given.penalty,
    closeFactor: given.closeFactor,
    wholeBelow: given.wholeBelowHealth,
    looks: MOST_A_STEP,
    hasRange,
    fee: given.tradingFee,
    isClosed: given.paysToClose,
  }),

  begin: (s, k, _draw, _at, _ports, math) => {
    s.collateral = k.leverage;
    s.debt = k.debt;
    s.value = k.leverage - k.debt;
    s.bookTrading = s.value - 1;
    s.logTrading = math.log(s.value);
    s.turnover = k.leverage;
  },

  step: (s, k, _draw, at, ports, math) => {
    const x = ports.price.logReturn;
    s.logDirection += k.leverage * x;
    s.logVarianceDrag -= k.halfConvexity * x * x;
    s.logLeverageDrift += k.halfConvexity * x * x - k.leverage * x;

    if (s.value > 0) {
      const close = 1 + ports.price.simpleReturn;
      const lowest = k.hasRange ? 1 + ports.price.lowReturn : close;
      // Price over the last close: the highest that is still to come, and where the position was marked last.
      let ahead = k.hasRange ? 1 + ports.price.openReturn : close;
      let marked = 1;
      for (let look = 0; look < k.looks; look++) {
        const level = (marked * s.debt) / (k.threshold * s.collateral);
        if (s.debt > 0 && lowest < level) {
          const fill = math.min(level, ahead);
          const profit = s.collateral * (fill / marked - 1);
          const collateral = s.collateral + profit;
          const worth = collateral - s.debt;
          const held = math.max(0, worth);
          s.bookProfit += profit;
          s.logLeverageDrift += held > 0 ? math.logRatio(held, s.value) : 0;

          const isWhole = k.threshold * collateral < k.wholeBelow * s.debt || look > k.looks - 2;
          const repaid = isWhole ? s.debt : k.closeFactor * s.debt;
          const left = collateral - repaid * (1 + k.penalty);
          const owed = s.debt - repaid;
          const isOver = left <= owed;
          const after = isOver ? 0 : left - owed;
          s.bookLiquidation -= held - after;
          s.bookDeficit += held - worth;
          s.logLiquidation += after > 0 ? math.logRatio(after, held) : 0;
          s.liquidationDays = s.liquidationDays < 0 ? at.days : s.liquidationDays;
          s.liquidations += 1;
          s.collateral = isOver ? 0 : left;
          s.debt = isOver ? 0 : owed;
          s.value = after;
          ahead = fill;
          marked = fill;
        }
      }
      if (s.value > 0) {
        const profit = s.collateral * (close / marked - 1);
        const moved = s.value + profit;
        s.bookProfit += profit;
        s.collateral += profit;
        s.logLeverageDrift += moved > 0 ? math.logRatio(moved, s.value) : 0;
        const earned = s.collateral * k.supplied;
        const charged = s.debt * k.interest;
        const funded = moved + earned - charged;
        s.bookFunding += earned - charged;
        s.logFunding += moved > 0 && funded > 0 ? math.logRatio(funded, moved) : 0;
        s.collateral += earned;
        s.debt += charged;
        const cost = at.isLast && k.isClosed ? k.fee * s.collateral : 0;
        const after = funded - cost;
        s.bookTrading -= cost;
        s.logTrading += cost > 0 && after > 0 ? math.logRatio(after, funded) : 0;
        s.turnover += cost > 0 ? s.collateral : 0;
        s.bookDeficit += math.max(0, -after);
        s.value = math.max(0, after);
      }
      if (s.value <= 0) {
        s.ruinDays = at.days;
        s.collateral = 0;
        s.debt = 0;
      }
    }
  },
});

export const examples = [
  lendingLoop({ leverage: 3 }),
  lendingLoop({ leverage: 4.5, supplyPerYear: 0.01, closeFactor: 0.25, wholeBelowHealth: 0.8 }),
  lendingLoop({ leverage: 1 }),
];
