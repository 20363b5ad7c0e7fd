import {
  constantFunding,
  dailyWithEmergency,
  finite,
  gbm,
  leveragedToken,
  lifeCycle,
  primaryMarket,
  scenario,
  spot,
  untilExit,
} from '../src/index.ts';

/** A token through a long fall: it is merged ten to one again and again, and each time nobody deals for a while. */
export default scenario({
  question: 'What does a reverse split cost those who hold the token?',
  seed: 'reverse-split',
  paths: 5_000,
  parameters: {
    driftPerYear: finite(-10, 10, { default: -1.2, meaning: 'growth of the expected price: a long fall' }),
    volatilityPerYear: finite(0, 10, { default: 0.8, meaning: 'standard deviation of the log return over a year' }),
    splitBelow: finite(0.001, 1, { default: 0.1, meaning: 'unit price below which units are merged; it begins at 1' }),
    splitRatio: finite(1.01, 1000, { default: 10, meaning: 'units that become one' }),
    haltHours: finite(0, 720, { default: 24, meaning: 'hours after a split in which nobody deals' }),
    stopBelowSplit: finite(0, 0.99, {
      default: 0.9,
      meaning: 'where a stop lies, as a fraction of the split threshold',
    }),
    horizonDays: finite(1, 3650, { default: 180, meaning: 'days held' }),
  },
  setting: (p) => {
    const { driftPerYear, volatilityPerYear, splitBelow, splitRatio, haltHours } = p;
    const design = { leverage: 3, rebalance: dailyWithEmergency() } as const;
    const life = (hours: number) => lifeCycle({ initialUnitPrice: 1, splitBelow, splitRatio, haltHours: hours });
    const [whole, split, halted] = [
      leveragedToken(design),
      leveragedToken({ ...design, life: life(0) }),
      leveragedToken({ ...design, life: life(haltHours) }),
    ];
    const stopLoss = 1 - p.stopBelowSplit * splitBelow;
    const access = primaryMarket();
    return {
      days: p.horizonDays,
      stepMinutes: 60,
      price: gbm({ driftPerYear, volatilityPerYear }),
      funding: constantFunding({ fundingPerYear: 0.11 }),
      holdings: {
        'held, never split': whole,
        'held, split': split,
        'held, split and halted': halted,
        'stop, never split': untilExit({ of: whole, access, stopLoss }),
        'stop, split': untilExit({ of: split, access, stopLoss }),
        'stop, split and halted': untilExit({ of: halted, access, stopLoss }),
        spot: spot(),
      },
    };
  },
  answer: ({ holdings }, say) => {
    const { splits } = holdings['held, split']!;
    const { slippageOfWaiting } = holdings['stop, split and halted']!.metrics;
    const worth = (name: string) => say.multiple(holdings[name]!.finalValue);
    const refused = (name: string) => {
      const { mean, standardError } = holdings[name]!.metrics.refusedShare!;
      return say.percent({ value: mean, standardError }, 'with error');
    };
    return (
      `${splits.mean?.toFixed(1) ?? '–'} splits a path take nothing: ${worth('held, split')} with them, ` +
      `${worth('held, never split')} without; a halt turns away ${refused('stop, split and halted')} of those with a stop ` +
      `just below, not ${refused('stop, split')}, and moves what nine in ten get by ` +
      `${say.share(slippageOfWaiting!.q05)} to +${say.share(slippageOfWaiting!.q95)}`
    );
  },
});
