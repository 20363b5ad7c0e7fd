import type { LogAccount } from '../../result/summary.ts';

/** Accounts of the log attribution in the order of events, with their names in words. */
export const logAccounts: readonly (readonly [LogAccount, string])[] = [
  ['entry', 'Entry cost'],
  ['held', 'What was held'],
  ['direction', 'Direction'],
  ['varianceDrag', 'Variance drag'],
  ['leverageDrift', 'Leverage drift'],
  ['funding', 'Funding'],
  ['management', 'Management fee'],
  ['trading', 'Trading cost'],
  ['slippage', 'Slippage'],
  ['exit', 'Exit cost'],
  ['liquidation', 'Liquidation'],
  ['residual', 'Rounding'],
];

/** What each account holds, for the reader who meets it for the first time. */
export const accountMeanings: Readonly<Record<LogAccount, string>> = {
  entry: 'paid to get in',
  held: 'what the holding did, costs of its own included, while a plan held it',
  direction: 'leverage times the log return of the coin',
  varianceDrag: '−½ L (L − 1) times realised variance: what compounding takes at constant leverage',
  leverageDrift: 'leverage held off target between rebalances, and terms beyond the second order',
  funding: 'paid to (−) or received from (+) the other side of the perpetual',
  management: 'fee of the issuer',
  trading: 'fees of rebalancing trades',
  slippage: 'price moved by the rebalancing trades',
  exit: 'paid to get out',
  liquidation: 'taken by the liquidation of a margin',
  residual: 'what binary rounding leaves over',
};

/** Below this many log units an account is empty for every reader: a ten-thousandth of a log point. */
export const negligibleLog = 1e-6;
