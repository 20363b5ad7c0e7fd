/**
 * The words that scenarios are written with. Everything a scenario imports is here; nothing inside `src` imports this file.
 */

export { accounts, outcomes } from './engine/accounts.ts';
export { fundingProcess, holding, marketMetric, metric, priceProcess, rebalanceRule } from './engine/define.ts';
export { finite, flag, oneOf, text, whole } from './engine/options.ts';
export { dailyAt, everyHoursFromStart, everyHoursUtc } from './engine/schedule.ts';
export { constantFunding } from './markets/funding/constant-funding.ts';
export { meanRevertingFunding } from './markets/funding/mean-reverting-funding.ts';
export { noFunding } from './markets/funding/no-funding.ts';
export { recordedFunding } from './markets/funding/recorded-funding.ts';
export { twoFactorFunding } from './markets/funding/two-factor-funding.ts';
export { gbm } from './markets/price/gbm.ts';
export { gbmWithGap } from './markets/price/gbm-with-gap.ts';
export { meanReverting } from './markets/price/mean-reverting.ts';
export { recordedBars, recordedCloses } from './markets/price/recorded.ts';
export { choleskyOfCorrelation } from './math/cholesky.ts';
export { math } from './math/math.ts';
export { drawdown } from './metrics/drawdown.ts';
export { marketPath } from './metrics/market-path.ts';
export { perpetual } from './rivals/perpetual.ts';
export { recordedValue } from './rivals/recorded-value.ts';
export { spot } from './rivals/spot.ts';
export { scenario } from './scenario/scenario.ts';
export { leveragedToken } from './tokens/leveraged-token.ts';
export { band } from './tokens/rebalance/band.ts';
export { daily } from './tokens/rebalance/daily.ts';
export { dailyWithEmergency } from './tokens/rebalance/daily-with-emergency.ts';
export { every } from './tokens/rebalance/every.ts';
