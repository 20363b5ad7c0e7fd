import { constantFunding, dailyWithEmergency, finite, leveragedToken, scenario, spot, studentT } from '../src/index.ts';

const leverages = [1.25, 1.5, 2, 2.5, 3, 4] as const;
const most = 0.3;

/** Fat tails, a month, and a limit on what a bad month may take: the leverage that fits is smaller than one thinks. */
export default scenario({
  question: 'How much leverage keeps the loss of a bad month (one in twenty) below 30 %?',
  seed: 'risk-limit',
  parameters: {
    volatilityPerYear: finite(0.01, 10, {
      default: 0.7,
      meaning: 'standard deviation of the log return of a day, as that of a year',
    }),
    degreesOfFreedom: finite(2.1, 100, { default: 3, meaning: 'of Student’s t: the fewer, the fatter the tails' }),
    horizonDays: finite(1, 365, { default: 30, meaning: 'days held' }),
  },
  setting: ({ volatilityPerYear, degreesOfFreedom, horizonDays }) => ({
    days: horizonDays,
    stepMinutes: 60,
    price: studentT({ volatilityPerYear, degreesOfFreedom }),
    funding: constantFunding({ fundingPerYear: 0.11 }),
    holdings: {
      ...Object.fromEntries(
        leverages.map((leverage) => [`${leverage}x`, leveragedToken({ leverage, rebalance: dailyWithEmergency() })]),
      ),
      spot: spot(),
    },
  }),
  answer: ({ holdings }, say) => {
    const loss = (name: string) => 1 - (holdings[name]!.finalValue.q05 ?? 0);
    const within = leverages.filter((leverage) => loss(`${leverage}x`) <= most);
    const largest = within.at(-1);
    const three = `3x loses ${say.share(loss('3x'))} or more in one month of twenty, the coin itself ${say.share(loss('spot'))}`;
    return largest === undefined
      ? `None of these: even ${leverages[0]}x loses more than that; ${three}`
      : `At most ${largest}x of those tried, which loses ${say.share(loss(`${largest}x`))} or more then; ${three}`;
  },
});
