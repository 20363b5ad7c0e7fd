import {
  binance,
  constantFunding,
  dailyWithEmergency,
  finite,
  gbm,
  leveragedToken,
  primaryMarket,
  regularSaving,
  scenario,
  spot,
  untilExit,
} from '../src/index.ts';

/** Fifty-two weekly payments against all at once, into the coin and into a 3x token on it. */
export default scenario({
  question: 'Does saving week by week tame a 3x token?',
  seed: 'saving-plan',
  parameters: {
    volatilityPerYear: finite(0, 10, { default: 0.7, meaning: 'standard deviation of the log return over a year' }),
    driftPerYear: finite(-10, 10, { default: 0.3, meaning: 'E[S(T)] = S(0) exp(drift T)' }),
    fundingPerYear: finite(-5, 5, { default: 0.11, meaning: 'paid by longs on their notional' }),
  },
  setting: ({ volatilityPerYear, driftPerYear, fundingPerYear }) => {
    const token = leveragedToken({ leverage: 3, rebalance: dailyWithEmergency() });
    const weekly = { everyDays: 7, payments: 52 } as const;
    const access = primaryMarket();
    return {
      days: 365,
      stepMinutes: 60,
      price: gbm({ volatilityPerYear, driftPerYear }),
      funding: constantFunding({ fundingPerYear }),
      holdings: {
        '3x, week by week': regularSaving({ of: token, access, ...weekly }),
        '3x, at once': untilExit({ of: token, access }),
        'hidden target, week by week': regularSaving({ of: binance({ leverage: 3 }), access, ...weekly }),
        'coin, week by week': regularSaving({ of: spot(), ...weekly }),
        spot: spot(),
      },
      duels: {
        'saving or all at once': { pairs: [['3x, week by week', '3x, at once']], on: 'the same money' },
        'saving in the token or in the coin': {
          pairs: [['3x, week by week', 'coin, week by week']],
          on: 'the same payments',
        },
      },
    };
  },
  answer: ({ holdings, duels }, say) => {
    const [weekly, once] = [holdings['3x, week by week']!, holdings['3x, at once']!];
    const beatsCoin = duels!['saving in the token or in the coin']!.probabilityFirstBeats;
    return (
      `Saving leaves ${say.multiple(weekly.finalValue)} on the middle path where all at once leaves ` +
      `${say.multiple(once.finalValue)}, and still loses money on ${say.percent(weekly.probability.loss, 'with error')} of ` +
      `paths; it beats saving in the coin on ${say.percent(beatsCoin, 'with error')}`
    );
  },
});
