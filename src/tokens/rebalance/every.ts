import { rebalanceRule } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { everyHoursFromStart } from '../../engine/schedule.ts';

/** Back to the target every so many hours, counted from the start of the run, and at no other time. */
export const every = rebalanceRule({
  name: 'every',
  options: { hours: finite(1 / 60, 876_000, { meaning: 'hours between rebalances, counted from the start' }) },
  calendar: ({ hours }) => ({ due: everyHoursFromStart(hours) }),
  constants: (_options, { targetLeverage }) => ({ target: targetLeverage }),
  step: (s, k, _draw, at) => {
    s.isFiring = at.due > 0;
    s.wantedLeverage = k.target;
  },
});

export const examples = [every({ hours: 24 }), every({ hours: 1 })];
