import type { FundingVenue } from './venue.ts';

/** Bybit, USDT-margined bitcoin. */
export const bybitFunding: FundingVenue = {
  title: 'Bybit, BTCUSDT',
  asOf: '2023-12-31',
  settlement: {
    stampHours: 8,
    firstStampHour: 0,
    throughPremium: true,
    interestPer8h: 0.0001,
    deadZonePer8h: 0.0005,
    capPer8h: 0.00375,
  },
  averaging: 'minute i of 480 weighs i',
  sources: [
    {
      title: 'Bybit help centre 000001123, on funding rates: clamp of 0.05 %, premium weighted by the minute',
      date: 'undated',
      states: ['stampHours', 'interestPer8h', 'deadZonePer8h', 'averaging'],
    },
  ],
  assumptions: {
    firstStampHour: 'as recorded, 2021 to 2023: 00:00, 08:00, 16:00',
    capPer8h: 'largest rate charged, 2021 to 2023',
  },
};
