import type { FundingVenue } from './venue.ts';

/** Binance, USDT-margined bitcoin. For ether the cap is 0.00375. */
export const binanceFunding: FundingVenue = {
  title: 'Binance, BTCUSDT',
  asOf: '2023-12-31',
  settlement: {
    stampHours: 8,
    firstStampHour: 0,
    throughPremium: true,
    interestPer8h: 0.0001,
    deadZonePer8h: 0.0005,
    capPer8h: 0.003,
  },
  averaging: 'mean of the 8 hours, later minutes weighing more',
  sources: [
    {
      title: 'Binance support 360033525031, on funding rates: 0.01 % per 8 h, clamp of 0.05 %, 00:00, 08:00, 16:00',
      date: 'undated',
      states: ['stampHours', 'firstStampHour', 'interestPer8h', 'deadZonePer8h'],
    },
  ],
  assumptions: {
    capPer8h: 'largest rate charged either way, 2019-09 to 2023-12: 0.75 of the lowest maintenance margin, 0.4 %',
    averaging: 'the page says "average"; weights as at Bybit',
  },
};
