import type { Asked } from './asked.ts';
import { pathsOf } from './asked.ts';
import type { Measured } from './measure.ts';
import { measure, median, openQuestion } from './measure.ts';
import type { Sheet } from './sheet.ts';
import { nanoseconds } from './sheet.ts';

const FILE = './scenarios/own-models.ts';
const MOST_TIMES_BUILT_IN = 1.3;

/** A price, a rule and a metric of a scenario's own against the built-in ones whose arithmetic they repeat. */
export async function ownModelsSheet(asked: Asked): Promise<Sheet> {
  const rounds = asked.rounds ?? 7;
  const overrides = { paths: 4_000, ...pathsOf(asked) };
  const builtIn = await openQuestion(FILE, { ...overrides, set: { models: 'built-in' } });
  const own = await openQuestion(FILE, { ...overrides, set: { models: 'own' } });
  const pairs: (readonly [Measured, Measured])[] = [];
  for (let round = 0; round < rounds; round++) pairs.push([await measure(builtIn), await measure(own)]);
  const ratio = median(pairs.map(([theirs, ours]) => ours.cpuNsPerPathStep / theirs.cpuNsPerPathStep));
  const row = (name: string, side: 0 | 1) => {
    const times = pairs.map((pair) => pair[side].cpuNsPerPathStep);
    return [name, nanoseconds(median(times)), side === 0 ? '' : ratio.toFixed(2), pairs[0]![side].digest];
  };
  const failures: string[] = [];
  if (ratio > MOST_TIMES_BUILT_IN) {
    failures.push(`own models take ${ratio.toFixed(2)} times as long; at most ${MOST_TIMES_BUILT_IN} is promised`);
  }
  if (pairs.some(([theirs, ours]) => theirs.digest !== ours.digest)) failures.push('they do not give the same numbers');
  return {
    title: 'Models of a scenario’s own',
    notes: [
      `A price, a band and a drawdown written in a scenario, against \`gbm\`, \`band\` and \`drawdown\`: CPU ns per path-step, one thread, medians of ${rounds} interleaved rounds; the ratio is the median of the rounds’ ratios.`,
    ],
    heads: ['models', 'CPU', 'times', 'digest'],
    rows: [row('built in', 0), row('of the scenario’s own', 1)],
    failures,
  };
}
