import { daily, finite, gate, gbm, leveragedToken, meanRevertingFunding, scenario, spot } from '../src/index.ts';

/** One issuer takes a flat fee a day and pays everything out of it; the other passes funding on and takes a tenth of the fee. */
export default scenario({
  question: 'Is a flat fee of 0.1 % a day dearer than funding that is passed on?',
  seed: 'all-in-fee',
  parameters: {
    fundingPerYear: finite(-5, 5, { default: 0.11, meaning: 'mean funding, paid by longs on their notional' }),
    volatilityPerYear: finite(0, 10, { default: 0.7, meaning: 'standard deviation of the log return over a year' }),
    horizonDays: finite(1, 3650, { default: 90, meaning: 'days held' }),
  },
  setting: ({ fundingPerYear, volatilityPerYear, horizonDays }) => ({
    days: horizonDays,
    stepMinutes: 60,
    price: gbm({ volatilityPerYear }),
    funding: meanRevertingFunding({
      meanPerYear: fundingPerYear,
      deviationPerYear: 0.28,
      halfLifeDays: 3,
      correlation: 0.1,
    }),
    holdings: {
      'flat fee, long': gate({ leverage: 3 }),
      'passed on, long': leveragedToken({ leverage: 3, rebalance: daily() }),
      'flat fee, short': gate({ leverage: -3 }),
      'passed on, short': leveragedToken({ leverage: -3, rebalance: daily() }),
      spot: spot(),
    },
    duels: {
      long: { pairs: [['flat fee, long', 'passed on, long']], on: 'the same exposure' },
      short: { pairs: [['flat fee, short', 'passed on, short']], on: 'the same exposure' },
    },
  }),
  answer: ({ duels }, say) => {
    const gap = (side: string) => say.logPoints(duels![side]!.medianLogGap, 'with error');
    return (
      `Against funding that is passed on, the flat fee leaves a long ${gap('long')} log points more on the middle path, ` +
      `a short ${gap('short')}`
    );
  },
});
