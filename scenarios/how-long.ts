import {
  constantFunding,
  dailyWithEmergency,
  finite,
  gbm,
  leveragedToken,
  scenario,
  spot,
  untilExit,
} from '../src/index.ts';

const stays = [7, 30, 90, 180] as const;

/** The same token, held for a week, a month, a quarter, half a year: decay is a matter of how long one stays. */
export default scenario({
  question: 'How long can I hold a 3x token before decay is felt?',
  seed: 'how-long',
  parameters: {
    leverage: finite(-5, 5, { default: 3, meaning: 'target leverage of the token' }),
    volatilityPerYear: finite(0, 10, { default: 0.7, meaning: 'standard deviation of the log return over a year' }),
    driftPerYear: finite(-10, 10, { default: 0, meaning: 'E[S(T)] = S(0) exp(drift T)' }),
    fundingPerYear: finite(-5, 5, { default: 0.11, meaning: 'paid by longs on their notional' }),
  },
  setting: ({ leverage, volatilityPerYear, driftPerYear, fundingPerYear }) => {
    const of = leveragedToken({ leverage, rebalance: dailyWithEmergency() });
    const held = (days: number) => [`${days} days`, untilExit({ of, leaveOnDay: days })] as const;
    return {
      days: 365,
      stepMinutes: 60,
      price: gbm({ volatilityPerYear, driftPerYear }),
      funding: constantFunding({ fundingPerYear }),
      holdings: {
        ...Object.fromEntries(stays.map(held)),
        '365 days': untilExit({ of }),
        spot: spot(),
      },
    };
  },
  answer: ({ holdings }, say) => {
    const after = (days: number) => say.multiple(holdings[`${days} days`]!.finalValue);
    const loss = (days: number) => say.percent(holdings[`${days} days`]!.probability.loss);
    return (
      `Half of all holders have ${after(7)} or less after a week, ${after(30)} after a month, ${after(90)} after a quarter ` +
      `and ${after(365)} after a year, when ${loss(365)} of them have lost money`
    );
  },
});
