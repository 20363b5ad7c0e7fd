import type { Model } from '../engine/model.ts';
import { noFunding } from '../markets/funding/no-funding.ts';
import { premiumRegimes } from '../markets/funding/premium-regimes.ts';
import { calibrate } from './calibrate.ts';
import type { Fit, NamedNumbers, Series } from './contracts.ts';
import type { MarketRecord } from './market-statistics.ts';
import { gbmModel } from './models/gbm.ts';
import { twoFactorFundingModel } from './models/two-factor-funding.ts';
import { fundingOf, priceOf } from './processes.ts';
import type { Score } from './scorecard.ts';
import { scorecard } from './scorecard.ts';
import { type RecordingOf, simulatedMarkets } from './simulated-markets.ts';

const MINUTES_PER_DAY = 1440;
const EIGHT_HOURS = 480;
const DAY_MS = 86_400_000;

/** What was recorded; at least one of the two. */
export interface Recorded {
  readonly prices: Series | null;
  readonly rates: Series | null;
}

/** A market that is held to a record, fitted to it or not. */
export interface Candidate {
  readonly price: Model<'price'>;
  readonly funding: Model<'funding'>;
  /** Where price and funding are resampled: the tables of what they are resampled from. */
  readonly recordingOf?: RecordingOf;
}

/** Simulates a market for as long as the record, and holds it to that. A half that is not recorded is not judged. */
export function scoreMarket(market: Candidate, recorded: Recorded, markets: number, seed: string): readonly Score[] {
  const { prices, rates } = recorded;
  const periodMinutes = prices === null ? MINUTES_PER_DAY : Math.round(prices.stepDays * MINUTES_PER_DAY);
  const stampMinutes = rates === null ? null : Math.round(rates.stepDays * MINUTES_PER_DAY);
  const returns = prices?.values.length ?? Math.floor((rates!.values.length * stampMinutes!) / MINUTES_PER_DAY);
  const simulated = simulatedMarkets({ ...market, returns, periodMinutes, stampMinutes, markets, seed });
  return scorecard(recordOf(recorded), simulated);
}

/** What a fit was judged as: the half of the market that it is silent of, in words, or `null` where none was needed. */
export interface JudgedFit {
  readonly scores: readonly Score[];
  readonly beside: string | null;
}

/**
 * Judges a fit. The half of the market that it is silent of is given to it, and the two know nothing of each other: gbm
 * fitted to the prices, or beside a price the funding of `fundingBeside`.
 */
export function scoreFit(fit: Fit, record: Recorded, markets: number, seed: string): JudgedFit {
  const recorded = comparable(record, isFunding(fit));
  const { prices, rates } = recorded;
  if (isFunding(fit)) {
    const price = prices === null ? null : valuesOf(calibrate(gbmModel, prices));
    return {
      scores: scoreMarket(
        {
          price: priceOf('gbm', price ?? { volatilityPerYear: 0 }),
          funding: fundingOf(fit.process, valuesOf(fit)),
        },
        recorded,
        markets,
        seed,
      ),
      beside: price === null ? null : 'price: gbm, fitted to the same record; funding knows nothing of it',
    };
  }
  const { model, words } = rates === null ? { model: noFunding(), words: null } : fundingBeside(rates);
  const price = priceOf(fit.process, valuesOf(fit));
  const unjudged =
    rates === record.rates ? words : 'funding is not judged: a period holds no whole number of its stamps';
  return { scores: scoreMarket({ price, funding: model }, recorded, markets, seed), beside: unjudged };
}

/** Without the half that the fit is silent of, where a period of prices holds no whole number of stamps. */
function comparable({ prices, rates }: Recorded, isOfFunding: boolean): Recorded {
  const minutes = ({ stepDays }: Series) => Math.round(stepDays * MINUTES_PER_DAY);
  if (prices === null || rates === null || minutes(prices) % minutes(rates) === 0) return { prices, rates };
  return isOfFunding ? { prices: null, rates } : { prices, rates: null };
}

/**
 * Funding of eight hours is `premiumRegimes` as published: unlike a normal law, it has the one rate that most stamps are.
 * It is not fitted to the record. Stamps of another length, of which it knows nothing, are fitted by two factors.
 */
function fundingBeside(rates: Series): { readonly model: Model<'funding'>; readonly words: string } {
  if (Math.round(rates.stepDays * MINUTES_PER_DAY) === EIGHT_HOURS) {
    return {
      model: premiumRegimes(),
      words: 'funding: premiumRegimes with its defaults, fitted neither to this record nor to the price',
    };
  }
  const { process, ...fit } = calibrate(twoFactorFundingModel, rates);
  return {
    model: fundingOf(process, valuesOf(fit)),
    words: `funding: ${process}, fitted to the same record, but not to the price`,
  };
}

const isFunding = ({ process }: Fit): boolean => process.endsWith('Funding');

const valuesOf = ({ options }: Pick<Fit, 'options'>): NamedNumbers =>
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
