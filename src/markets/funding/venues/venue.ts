import type { SettlementValues } from '../settlement.ts';

/** What a venue's rules say of: the options of a settlement, and how the premium that is charged is averaged. */
export type FundingRule = Exclude<keyof SettlementValues, 'throughPremium'> | 'averaging';

/**
 * How a venue turns premiums into funding, since when, and who says so. Any stochastic funding takes its settlement:
 * `premiumRegimes({ ...binanceFunding.settlement })`.
 */
export interface FundingVenue {
  readonly title: string;
  /** The day on which the rules were last known to hold, as precisely as it is known. */
  readonly asOf: string;
  readonly settlement: SettlementValues;
  /** Over what the venue averages the premium that it charges; a process's premium at a stamp stands for that average. */
  readonly averaging: string;
  readonly sources: readonly {
    /** Page and its number, contract and file, thread. */
    readonly title: string;
    /** When it said so; "undated" where it does not tell. */
    readonly date: string;
    readonly states: readonly FundingRule[];
  }[];
  /** For each rule that no source states: what was assumed, and why. */
  readonly assumptions: Readonly<Partial<Record<FundingRule, string>>>;
}
