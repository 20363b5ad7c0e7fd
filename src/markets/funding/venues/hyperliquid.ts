import type { FundingVenue } from './venue.ts';

/** Hyperliquid: every hour an eighth of what 8 hours come to. */
export const hyperliquidFunding: FundingVenue = {
  title: 'Hyperliquid',
  asOf: '2026-04',
  settlement: {
    stampHours: 1,
    firstStampHour: 0,
    throughPremium: true,
    interestPer8h: 0.0001,
    deadZonePer8h: 0.0005,
    capPer8h: 0.32,
  },
  averaging: 'mean of an hour, sampled every 5 seconds, of impact prices against the oracle',
  sources: [
    {
      title: 'docs.hyena.trade, Funding rates, as on Hyperliquid: hourly, 1/8 of 8 hours, at most 4 % an hour',
      date: 'undated',
      states: ['stampHours', 'interestPer8h', 'deadZonePer8h', 'capPer8h'],
    },
    {
      title: 'cortex-vigil.com, Funding rates, after Hyperliquid’s documentation: 0.95 % for a premium of 1 %',
      date: '2026-04-16',
      states: ['averaging'],
    },
  ],
  assumptions: { firstStampHour: 'on the hour' },
};
