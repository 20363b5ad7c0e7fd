/** One bracket of a venue's maintenance margin. */
export interface MaintenanceTier {
  /** Where the bracket begins: notional of the position at the mark price, in the venue's money. */
  readonly fromNotional: number;
  /** Maintenance margin per unit of notional. */
  readonly maintenanceMargin: number;
  /** Taken off that product ("cum"), in the venue's money, so that the margin does not jump where the bracket begins. */
  readonly maintenanceAmount: number;
  /** Largest leverage that a position of this size may be opened at. */
  readonly mostLeverage: number;
}

/** A venue's maintenance margin of one contract, as it stood on a day. Venues change these: use a table of its own day. */
export interface MaintenanceTiers {
  /** Year and month, or day, of the snapshot. */
  readonly asOf: string;
  /** File or page it was taken from. */
  readonly source: string;
  /** Ascending; the first begins at 0. */
  readonly tiers: readonly MaintenanceTier[];
  /** No position may be larger, in the venue's money. */
  readonly mostNotional: number;
}
