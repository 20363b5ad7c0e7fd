import type { FundingVenue } from './venue.ts';

/**
 * dYdX v4, a cross-margined market: every hour an eighth of the premium. An isolated market adds an interest of 0.01 % per
 * 8 hours to it; a process has that in its mean.
 */
export const dydxFunding: FundingVenue = {
  title: 'dYdX v4, BTC-USD',
  asOf: '2026-11',
  settlement: {
    stampHours: 1,
    firstStampHour: 0,
    throughPremium: true,
    interestPer8h: 0,
    deadZonePer8h: 0,
    capPer8h: 0.12,
  },
  averaging: 'mean of the 60 minutes of an hour, each the median of what proposers voted',
  sources: [
    {
      title: 'dYdX help 166992, on funding: premium / 8 + interest every hour; interest 0 where margin is crossed',
      date: 'undated',
      states: ['stampHours', 'interestPer8h', 'deadZonePer8h', 'averaging'],
    },
  ],
  assumptions: {
    firstStampHour: 'on the hour',
    capPer8h: '6 (initial - maintenance margin) of 8 hours, as docs.dydx.community has it, for 5 % and 3 %',
  },
};
