import { noFunding } from '../markets/funding/no-funding.ts';
import { calibrate } from './calibrate.ts';
import type { Fit, NamedNumbers, Series } from './contracts.ts';
import type { MarketRecord } from './market-statistics.ts';
import { gbmModel } from './models/gbm.ts';
import { twoFactorFundingModel } from './models/two-factor-funding.ts';
import { fundingOf, priceOf } from './processes.ts';
import type { Score } from './scorecard.ts';
import { scorecard } from './scorecard.ts';
import { simulatedMarkets } from './simulated-markets.ts';

const MINUTES_PER_DAY = 1440;
const DAY_MS = 86_400_000;

/** What was recorded; at least one of the two. */
export interface Recorded {
  readonly prices: Series | null;
  readonly rates: Series | null;
}

/**
 * Simulates the fitted model for as long as the record, and holds it to that. The half of the market that the model is
 * silent of is fitted by the plainest model of it, gbm or two-factor-funding; a half that is not recorded is not
 * judged.
 */
export function scoreFit(fit: Fit, recorded: Recorded, markets: number, seed: string): readonly Score[] {
  const { prices, rates } = recorded;
  const isOfPrices = prices !== null && fit.stepDays === prices.stepDays && !isFunding(fit);
  const price = isOfPrices ? fit : prices === null ? null : calibrate(gbmModel, prices);
  const funding = isFunding(fit) ? fit : rates === null ? null : calibrate(twoFactorFundingModel, rates);
  const periodMinutes = prices === null ? MINUTES_PER_DAY : Math.round(prices.stepDays * MINUTES_PER_DAY);
  const stampMinutes = rates === null ? null : Math.round(rates.stepDays * MINUTES_PER_DAY);
  const returns = prices?.values.length ?? Math.floor((rates!.values.length * stampMinutes!) / MINUTES_PER_DAY);
  const simulated = simulatedMarkets({
    price: price === null ? priceOf('gbm', { volatilityPerYear: 0 }) : priceOf(price.process, valuesOf(price)),
    funding: funding === null ? noFunding() : fundingOf(funding.process, valuesOf(funding)),
    returns,
    periodMinutes,
    stampMinutes,
    markets,
    seed,
  });
  return scorecard(recordOf(recorded), simulated);
}

const isFunding = ({ process }: Fit): boolean => process.endsWith('Funding');

const valuesOf = ({ options }: Fit): NamedNumbers =>
  Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, value]));

/** The record as it is judged. Gaps are closed up; a period in which a stamp is missing has no funding. */
export function recordOf({ prices, rates }: Recorded): MarketRecord {
  const stepDays = prices?.stepDays ?? 1;
  const returns = prices?.values ?? new Float64Array(0);
  if (rates === null) return { stepDays, returns, funding: null };
  const perReturn = returns.map(() => 0);
  const seen = new Int32Array(returns.length);
  const ends =
    prices === null ? [] : Array.from(prices.periods, (period) => prices.fromMs + period * stepDays * DAY_MS);
  let at = 0;
  for (const [i, period] of rates.periods.entries()) {
    const stampMs = rates.fromMs + period * rates.stepDays * DAY_MS;
    while (at < ends.length && ends[at]! < stampMs) at++;
    if (at === ends.length || stampMs <= ends[at]! - stepDays * DAY_MS) continue;
    perReturn[at]! += rates.values[i]!;
    seen[at]!++;
  }
  const due = Math.round(stepDays / rates.stepDays);
  const whole = perReturn.map((sum, i) => (seen[i] === due ? sum : Number.NaN));
  return { stepDays, returns, funding: { stamps: rates.values, perReturn: whole } };
}
