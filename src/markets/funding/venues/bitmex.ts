import type { FundingVenue } from './venue.ts';

/** BitMEX, XBTUSD: at 04:00, 12:00 and 20:00 UTC. */
export const bitmexFunding: FundingVenue = {
  title: 'BitMEX, XBTUSD',
  asOf: '2024-11-26',
  settlement: {
    stampHours: 8,
    firstStampHour: 4,
    throughPremium: true,
    interestPer8h: 0.0001,
    deadZonePer8h: 0.0005,
    capPer8h: 0.00375,
  },
  averaging: 'mean of the minutes of 8 hours',
  sources: [
    {
      title: 'BitMEX, Swaps Guide: every 8 hours, at 04:00, 12:00 and 20:00 UTC',
      date: 'undated',
      states: ['stampHours', 'firstStampHour', 'deadZonePer8h', 'averaging'],
    },
    {
      title: 'BitMEX blog, Important changes to bitcoin / USD swap funding: at most 1.125 % a day',
      date: 'undated',
      states: ['capPer8h'],
    },
  ],
  assumptions: { interestPer8h: 'the rate most often charged, 2020-09 to 2024-11' },
};
