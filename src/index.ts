/**
 * The words that scenarios are written with. Everything a scenario imports is here; nothing inside `src` imports this file.
 */

export { eitherMarket } from './access/either-market.ts';
export { chasingFlow } from './access/holder-flows.ts';
export { primaryMarket } from './access/primary-market.ts';
export { secondaryMarket } from './access/secondary-market.ts';
export { drawsOf } from './calibration/draws.ts';
export { accounts, outcomes } from './engine/accounts.ts';
export {
  executionCost,
  fundingProcess,
  fundLife,
  holderFlow,
  holding,
  marketAccess,
  marketMetric,
  metric,
  positionSizing,
  priceProcess,
  rebalanceRule,
} from './engine/define.ts';
export { finite, flag, oneOf, text, whole } from './engine/options.ts';
export { dailyAt, everyHoursFromStart, everyHoursUtc } from './engine/schedule.ts';
export { regularSaving } from './investors/regular-saving.ts';
export { shareOfToken } from './investors/share-of-token.ts';
export { untilExit } from './investors/until-exit.ts';
export { constantFunding } from './markets/funding/constant-funding.ts';
export { meanRevertingFunding } from './markets/funding/mean-reverting-funding.ts';
export { noFunding } from './markets/funding/no-funding.ts';
export { premiumRegimes } from './markets/funding/premium-regimes.ts';
export { recordedFunding } from './markets/funding/recorded-funding.ts';
export { recordedInterest } from './markets/funding/recorded-interest.ts';
export { resampledFunding } from './markets/funding/resampled-funding.ts';
export { returnDriven } from './markets/funding/return-driven.ts';
export { twoFactorFunding } from './markets/funding/two-factor-funding.ts';
export { binanceFunding } from './markets/funding/venues/binance.ts';
export { bitmexFunding } from './markets/funding/venues/bitmex.ts';
export { bybitFunding } from './markets/funding/venues/bybit.ts';
export { dydxFunding } from './markets/funding/venues/dydx.ts';
export { hyperliquidFunding } from './markets/funding/venues/hyperliquid.ts';
export { okxFunding, okxFundingUntil2026 } from './markets/funding/venues/okx.ts';
export { autoregressive } from './markets/price/autoregressive.ts';
export { bates } from './markets/price/bates.ts';
export { blockBootstrap, blockBootstrapBars } from './markets/price/block-bootstrap.ts';
export { bridged } from './markets/price/bridged.ts';
export { crowded, feedbackOf } from './markets/price/crowded.ts';
export { egarch } from './markets/price/egarch.ts';
export { filteredHistorical } from './markets/price/filtered-historical.ts';
export { garch } from './markets/price/garch.ts';
export { gbm } from './markets/price/gbm.ts';
export { gbmWithGap } from './markets/price/gbm-with-gap.ts';
export { gjrGarch } from './markets/price/gjr-garch.ts';
export { hawkesJumps } from './markets/price/hawkes-jumps.ts';
export { heston } from './markets/price/heston.ts';
export { kou } from './markets/price/kou.ts';
export { markovRegimes } from './markets/price/markov-regimes.ts';
export { meanReverting } from './markets/price/mean-reverting.ts';
export { merton } from './markets/price/merton.ts';
export { recordedBars, recordedCloses } from './markets/price/recorded.ts';
export { rollingWindowBars, rollingWindows } from './markets/price/rolling-windows.ts';
export { roughVolatility } from './markets/price/rough-volatility.ts';
export { scriptedReturns } from './markets/price/scripted-returns.ts';
export { studentT } from './markets/price/student-t.ts';
export { choleskyOfCorrelation } from './math/cholesky.ts';
export { math } from './math/math.ts';
export { drawdown } from './metrics/drawdown.ts';
export { marketExtremes } from './metrics/market-extremes.ts';
export { marketPath } from './metrics/market-path.ts';
export { priceDrawdown } from './metrics/price-drawdown.ts';
export { always, mean, probability, quantile } from './result/claim.ts';
export { lendingLoop } from './rivals/lending-loop.ts';
export { liquidationPrice, tieredLiquidationPrice } from './rivals/liquidation.ts';
export { perpetual } from './rivals/perpetual.ts';
export { recordedValue } from './rivals/recorded-value.ts';
export { fixedExposure } from './rivals/sizing/fixed-exposure.ts';
export { kellyFraction } from './rivals/sizing/kelly-fraction.ts';
export { riskPerTrade } from './rivals/sizing/risk-per-trade.ts';
export { volatilitySizing } from './rivals/sizing/volatility-sizing.ts';
export { spot } from './rivals/spot.ts';
export { tradedPerpetual } from './rivals/traded-perpetual.ts';
export { range } from './scenario/range.ts';
export { scenario } from './scenario/scenario.ts';
export { inWrittenMarket, withParameters } from './scenario/written-market.ts';
export { costPerDayAtSize, fundSizeAtCost } from './tokens/capacity.ts';
export { frontRun } from './tokens/execution/front-run.ts';
export { marketImpact } from './tokens/execution/market-impact.ts';
export { peakImpact } from './tokens/execution/square-root-law.ts';
export { issuer } from './tokens/issuer.ts';
export { amun } from './tokens/issuers/amun.ts';
export { binance } from './tokens/issuers/binance.ts';
export { bybit } from './tokens/issuers/bybit.ts';
export { ftx, ftxTwoSided } from './tokens/issuers/ftx.ts';
export { gate, gateFloating, gateUntilApril2025 } from './tokens/issuers/gate.ts';
export { indexCoop } from './tokens/issuers/index-coop.ts';
export { kucoin } from './tokens/issuers/kucoin.ts';
export { kucoinDynamic } from './tokens/issuers/kucoin-dynamic.ts';
export { mexc } from './tokens/issuers/mexc.ts';
export { pionex, pionex5x } from './tokens/issuers/pionex.ts';
export { tlx } from './tokens/issuers/tlx.ts';
export { toros } from './tokens/issuers/toros.ts';
export { usFund } from './tokens/issuers/us-fund.ts';
export { leveragedToken } from './tokens/leveraged-token.ts';
export { lifeCycle } from './tokens/life/life-cycle.ts';
export { band } from './tokens/rebalance/band.ts';
export { daily } from './tokens/rebalance/daily.ts';
export { dailyUnlessNear } from './tokens/rebalance/daily-unless-near.ts';
export { dailyWithEmergency } from './tokens/rebalance/daily-with-emergency.ts';
export { dailyWithMoveTrigger } from './tokens/rebalance/daily-with-move-trigger.ts';
export { deviation } from './tokens/rebalance/deviation.ts';
export { every } from './tokens/rebalance/every.ts';
export { hiddenTarget } from './tokens/rebalance/hidden-target.ts';
export { recentring } from './tokens/rebalance/recentring.ts';
export { variableBand } from './tokens/rebalance/variable-band.ts';
export { bandRenewal, discretisationShift } from './tokens/renewal.ts';
export { rulebookTable } from './tokens/rulebook.ts';
