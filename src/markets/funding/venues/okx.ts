import type { FundingVenue } from './venue.ts';

/** OKX until the spring of 2026, bitcoin: the premium itself, within the cap. For ether the cap is 0.0075. */
export const okxFundingUntil2026: FundingVenue = {
  title: 'OKX, BTC-USDT, until 2026-05',
  asOf: '2026-05-28',
  settlement: {
    stampHours: 8,
    firstStampHour: 0,
    throughPremium: true,
    interestPer8h: 0,
    deadZonePer8h: 0,
    capPer8h: 0.00375,
  },
  averaging: 'moving average of the premium of the mid price',
  sources: [
    {
      title: 'OKX help 360053909272, on funding: the moving average of the premium, within 0.375 %',
      date: 'undated',
      states: ['stampHours', 'interestPer8h', 'deadZonePer8h', 'capPer8h', 'averaging'],
    },
  ],
  assumptions: { firstStampHour: 'as at Binance: 00:00, 08:00, 16:00' },
};

/** OKX as revised in 2026: as at Binance, over the number of stamps in 8 hours. `stampHours` may be said otherwise. */
export const okxFunding: FundingVenue = {
  title: 'OKX, BTC-USDT, from 2026-05',
  asOf: '2026-05-29',
  settlement: {
    stampHours: 8,
    firstStampHour: 0,
    throughPremium: true,
    interestPer8h: 0.0001,
    deadZonePer8h: 0.0005,
    capPer8h: 0.00375,
  },
  averaging: 'mean of the interval',
  sources: [
    {
      title: 'OKX, Revision of the Funding Rate Formula',
      date: '2026-05-29',
      states: ['stampHours', 'interestPer8h', 'deadZonePer8h', 'averaging'],
    },
  ],
  assumptions: {
    firstStampHour: 'as at Binance: 00:00, 08:00, 16:00',
    capPer8h: 'a contract’s own, of what an interval is charged; here as it was, in proportion to the interval',
  },
};
