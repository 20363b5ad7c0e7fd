/**
 * The accounts that every holding keeps, to be spread into its state. `book…` is money per unit put in, posted with its
 * sign (a cost is negative); `log…` is what each cause did to the log of the value, in the order of events. The engine
 * checks on every path that the books add up to the change in value, and the logs to the log return.
 */
export const accounts = {
  bookProfit: 0,
  bookFunding: 0,
  bookManagement: 0,
  bookTrading: 0,
  bookEntry: 0,
  bookExit: 0,
  bookLiquidation: 0,
  /** What a fund or a margin lost beyond zero, borne by somebody else: positive. */
  bookDeficit: 0,
  logDirection: 0,
  logVarianceDrag: 0,
  logLeverageDrift: 0,
  logFunding: 0,
  logManagement: 0,
  logTrading: 0,
  logEntry: 0,
  logExit: 0,
  logLiquidation: 0,
};

/** What the engine reads of any holding beside its value and its accounts; -1 in a day count means never. */
export const outcomes = {
  rebalances: 0,
  turnover: 0,
  ruinDays: -1,
  liquidationDays: -1,
  stopDays: -1,
};
