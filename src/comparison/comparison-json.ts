import type { Comparison } from './compare-samples.ts';
import type { Sample } from './sample.ts';
import { verdictOf } from './verdict.ts';

/** A comparison as plain data, `decaylab/comparison@1`: what `--json` prints. What is not finite is null. */
export function comparisonJson(comparison: Comparison): unknown {
  const { a, b, changes, question, onlyInA, onlyInB, isPaired, level, tests, hasMoved } = comparison;
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    schema: 'decaylab/comparison@1',
    a: headOf(a),
    b: headOf(b),
    samePaths: isPaired,
    level,
    tests,
    moved: hasMoved,
    verdict: verdictOf(comparison),
    onlyInA,
    onlyInB,
    question: question.map(([name, inA, inB]) => ({ name, a: inA, b: inB })),
    changes: changes.map(({ quantiles, mean, ...change }) => ({
      holding: change.holding,
      metric: change.metric,
      moved: change.hasMoved,
      differingPaths: change.differing,
      pValue: change.pValue,
      adjusted: change.adjusted,
      by: change.by,
      quantiles: quantiles.map(({ height, ...each }) => ({
        height,
        a: finite(each.a),
        b: finite(each.b),
        difference: finite(each.b - each.a),
        standardError: finite(each.standardError),
      })),
      mean: {
        a: finite(mean.a),
        b: finite(mean.b),
        difference: finite(mean.b - mean.a),
        standardError: finite(mean.standardError),
      },
    })),
  };
}

const headOf = ({ label, scenario, seed, stream, paths, digest }: Sample) => ({
  label,
  scenario,
  seed,
  stream,
  paths,
  digest,
});
