import { daily, gbm, leveragedToken, meanRevertingFunding, perpetual, scenario, spot, whole } from '../../src/index.ts';

/** Holdings that keep every account, one more at a time: what each adds to a path-step. */
export default scenario({
  question: 'What does a holding with its full ledger cost?',
  paths: 1_000,
  parameters: {
    tokens: whole(0, 4, { default: 1, meaning: 'leveraged tokens, traded daily' }),
    perpetuals: whole(0, 4, { default: 0, meaning: 'perpetuals, held' }),
    spots: whole(0, 4, { default: 0, meaning: 'coins, held' }),
  },
  setting: ({ tokens, perpetuals, spots }) => {
    const named = <T>(name: string, count: number, make: () => T) =>
      Array.from({ length: count }, (_, index) => [`${name} ${index + 1}`, make()] as const);
    return {
      days: 90,
      stepMinutes: 60,
      price: gbm({ driftPerYear: 0, volatilityPerYear: 0.8 }),
      funding: meanRevertingFunding({ meanPerYear: 0.11, deviationPerYear: 0.3, halfLifeDays: 5, correlation: 0.3 }),
      holdings: Object.fromEntries([
        ...named('token', tokens, () => leveragedToken({ leverage: 3, rebalance: daily() })),
        ...named('perp', perpetuals, () => perpetual({ exposure: 3 })),
        ...named('spot', spots, () => spot()),
      ]),
    };
  },
});
