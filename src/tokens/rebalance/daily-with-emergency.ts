import { rebalanceRule } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { dailyAt } from '../../engine/schedule.ts';
import { timeOfDayOption } from './daily.ts';

/**
 * FTX's rule: back to the target once a day, and at once whenever |leverage| has grown beyond a multiple of the target (a
 * third above it: 4x for a 3x token). The emergency only de-levers, as FTX's did since September 2019, unless
 * `favourableMultiple` says that it levers up as well, as FTX's did before.
 *
 * Where the market records highs and lows the emergency is seen inside the bar and filled at the price that triggers it,
 * or at the bar's open when it gapped beyond; at most once a bar. Elsewhere it is seen, and filled, at the step's price.
 */
export const dailyWithEmergency = rebalanceRule({
  name: 'dailyWithEmergency',
  options: {
    timeOfDay: timeOfDayOption,
    emergencyMultiple: finite(1.01, 100, {
      default: 4 / 3,
      meaning: 'de-levers at once when |leverage| exceeds this multiple of |target|',
    }),
    favourableMultiple: finite(0, 0.99, {
      default: 0,
      meaning: 'levers up at once when |leverage| falls below this multiple of |target|; 0: never',
    }),
  },
  sources: [
    'FTX help centre, Leveraged Token Walkthrough (360032509552) and Leveraged Token Updates (360034392031), 2019-09',
  ],
  assumptions: ['The fund is watched continuously inside a recorded bar; FTX watched it periodically.'],
  calendar: ({ timeOfDay }) => ({ due: dailyAt(timeOfDay) }),
  limits: ({ emergencyMultiple, favourableMultiple }, target) => ({
    low: favourableMultiple * Math.abs(target),
    high: emergencyMultiple * Math.abs(target),
  }),
  constants: ({ emergencyMultiple, favourableMultiple }, { targetLeverage }) => ({
    target: targetLeverage,
    emergency: emergencyMultiple * Math.abs(targetLeverage),
    favourable: favourableMultiple * Math.abs(targetLeverage),
  }),
  step: (s, k, _draw, at, ports, math) => {
    const isBeyond = math.abs(ports.fund.leverage) > k.emergency || math.abs(ports.fund.leverage) < k.favourable;
    const isEmergency = isBeyond && !ports.fund.hasFired;
    s.isFiring = at.due > 0 || isEmergency;
    s.wantedLeverage = k.target;
  },
});

export const examples = [
  dailyWithEmergency(),
  dailyWithEmergency({ timeOfDay: '12:00', emergencyMultiple: 2 }),
  dailyWithEmergency({ favourableMultiple: 2 / 3 }),
];
