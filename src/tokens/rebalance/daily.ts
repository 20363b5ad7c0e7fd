import { rebalanceRule } from '../../engine/define.ts';
import { text } from '../../engine/options.ts';
import { dailyAt, isTimeOfDay } from '../../engine/schedule.ts';

/** The option that daily rules share. */
export const timeOfDayOption = text('a time of day such as "00:00"', isTimeOfDay, {
  default: '00:00',
  meaning: 'time of the daily rebalance, UTC; it happens at the end of the step that holds it',
});

/** Back to the target once a day at a fixed time of day, whatever the leverage then is. */
export const daily = rebalanceRule({
  name: 'daily',
  options: { timeOfDay: timeOfDayOption },
  sources: ['Cheng, M. & Madhavan, A. (2009), The dynamics of leveraged and inverse exchange-traded funds'],
  calendar: ({ timeOfDay }) => ({ due: dailyAt(timeOfDay) }),
  constants: (_options, { targetLeverage }) => ({ target: targetLeverage }),
  step: (s, k, _draw, at) => {
    s.isFiring = at.due > 0;
    s.wantedLeverage = k.target;
  },
});

export const examples = [daily(), daily({ timeOfDay: '17:00' })];
