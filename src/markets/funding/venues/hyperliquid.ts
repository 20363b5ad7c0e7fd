import type { FundingVenue } from './venue.ts';

/** Hyperliquid: every hour an eighth of what 8 hours come to. */
export const hyperliquidFunding: FundingVenue = {
  title: 'Hyperliquid',
  asOf: '2026',
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
      title: 'learn.trovemarkets.com, Hyperliquid funding: the formula, 4 % an hour at most',
      date: 'undated',
      states: ['interestPer8h', 'deadZonePer8h', 'capPer8h', 'averaging'],
    },
  ],
  assumptions: {
    stampHours: 'hourly, at an eighth of the rate of 8 hours: said by secondary sources only',
    firstStampHour: 'on the hour',
  },
};
