import { faultsIn } from './mutant.ts';

const coins = ['test/laws/correlation.test.ts'];
const luck = ['test/scenario/uncertain.test.ts', 'test/statistics/share-between.test.ts'];

/** Faults of several coins on the same paths, and of what is not known about a market. */
export const coinMutants = [
  ...faultsIn('src/engine/correlated-shocks.ts', coins, {
    'coins: a share is taken of the blended shock of another': ['* ports.other.raw;', '* ports.other.z;'],
    'coins: a share is put in the place of the others': ['s.z = ports.before.z + (k', 's.z = (k'],
    'coins: the own share is all of it': ['s.z = (k.loading as number) * draw.z;', 's.z = draw.z;'],
    'coins: the own share is that of the first': ['loading: loadings.at(-1)!', 'loading: loadings[0]!'],
    'coins: shares are read one coin too far': ['loading: loadings[index]!', 'loading: loadings[index + 1]!'],
  }),
  ...faultsIn('src/engine/seats.ts', coins, {
    'coins: each holding is in the first market': [
      'market === undefined ? first : others.get(market)!',
      'market === undefined ? first : first',
    ],
    'coins: each draws its shock, and no price is blended': [
      'owner.loadings.length > shocks.length && model',
      'owner.loadings.length < 0 && model',
    ],
  }),
  ...faultsIn('src/engine/kernel-program.ts', coins, {
    'coins: kernels draw where they should blend': [
      'draw === player.blended?.draw ? fieldName(player.blended.from, draw) : streamName(player, draw)',
      "draw === player.blended?.draw ? 'price/z' : streamName(player, draw)",
    ],
  }),
  ...faultsIn('src/scenario/other-markets.ts', coins, {
    'coins: correlations of a coin are those of the one before it': [
      'rows[Math.max(i, j)]![Math.min(i, j)] ?? 0',
      'rows[Math.min(i, j)]![Math.min(i, j)] ?? 0',
    ],
    'coins: a price without a normal number is correlated all the same': [
      '!movesTogether(settled) || hasShock(price as Model)',
      '!movesTogether(settled) || !hasShock(price as Model) || hasShock(price as Model)',
    ],
  }),
  ...faultsIn('src/batch/run-draws.ts', luck, {
    'draws: each meets a chance of its own': ['runBlock(0, paths, sink);', 'runBlock(draw * paths, paths, sink);'],
    'draws: what was interrupted is told': ['if (signal.aborted) return null;', ''],
  }),
  ...faultsIn('src/scenario/uncertain.ts', luck, {
    'draws: all take the estimate': ['given?.draws[draw]', 'given?.estimate'],
    'draws: fewer than three are enough': ['draws.length < LEAST_DRAWS', 'draws.length < 1'],
  }),
  ...faultsIn('src/statistics/share-between.ts', luck, {
    'share between: of deviations': [
      'between + within > 0 ? between / (between + within)',
      'between + within > 0 ? Math.sqrt(between) / (Math.sqrt(between) + Math.sqrt(within))',
    ],
    'share between: a jackknife without its factor': [
      '((n - 1) * (n - 1) * variance(without)) / n',
      'variance(without) / n',
    ],
  }),
  ...faultsIn('src/result/summarise-uncertainty.ts', [...luck, 'test/report/not-knowing.test.ts'], {
    'uncertainty: of values instead of logs': ['.map(Math.log)', ''],
    'uncertainty: the range of medians is that of all values': [
      'median: ofDraws((values) => quantileSorted(sorted(values), 0.5)),',
      'median: [finite(pooledQuantile(groups, 0.05)), finite(pooledQuantile(groups, 0.95))] as const,',
    ],
  }),
];
