import { fundingProcess } from '../../engine/define.ts';
import { finite, oneOf } from '../../engine/options.ts';
import { everyHoursUtc } from '../../engine/schedule.ts';

const HOURS_PER_YEAR = 8760;

/**
 * The same rate at every stamp. At each stamp a long pays `fundingPerYear · stampHours / 8760` of its notional, a short
 * receives it; a step that holds several stamps pays them together at its end.
 */
export const constantFunding = fundingProcess({
  name: 'constantFunding',
  options: {
    fundingPerYear: finite(-50, 50, {
      meaning: 'paid by longs to shorts over a year, as a fraction of notional; negative: shorts pay',
    }),
    stampHours: oneOf([8, 4, 1], { default: 8, meaning: 'hours between funding stamps, counted from 00:00 UTC' }),
  },
  calendar: ({ stampHours }) => ({ stamps: everyHoursUtc(stampHours) }),
  constants: ({ fundingPerYear, stampHours }) => ({ ratePerStamp: fundingPerYear / (HOURS_PER_YEAR / stampHours) }),
  step: (s, k, _draw, at) => {
    s.rate = k.ratePerStamp * at.stamps;
  },
});

export const examples = [
  constantFunding({ fundingPerYear: 0.11 }),
  constantFunding({ fundingPerYear: -0.2, stampHours: 1 }),
];
