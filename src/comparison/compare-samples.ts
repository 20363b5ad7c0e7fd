import { math } from '../math/math.ts';
import { holm } from '../statistics/holm.ts';
import { kolmogorovSmirnov } from '../statistics/kolmogorov-smirnov.ts';
import { mean } from '../statistics/mean.ts';
import { quantileSorted } from '../statistics/quantile-sorted.ts';
import { signTest } from '../statistics/sign-test.ts';
import { asKept } from './baseline.ts';
import { haveSamePaths } from './same-paths.ts';
import type { Sample } from './sample.ts';
import { heightInWords } from './told-apart.ts';

/** Heights at which two distributions are held against each other. */
export const HEIGHTS = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** Chance of a false alarm over all that is compared in one call, unless another is asked for. */
export const USUAL_LEVEL = 0.001;

export interface QuantileChange {
  readonly height: number;
  readonly a: number;
  readonly b: number;
  /** Of b - a; NaN where too few values lie around the quantile. */
  readonly standardError: number;
}

export interface MetricChange {
  readonly holding: string;
  readonly metric: string;
  /** Paths on which the two differ at all; `null` where paths are not the same ones. */
  readonly differing: number | null;
  readonly quantiles: readonly QuantileChange[];
  readonly mean: { readonly a: number; readonly b: number; readonly standardError: number };
  /** The smallest of its tests, as it stands and adjusted for all that were made. */
  readonly pValue: number;
  readonly adjusted: number;
  /** What the smallest was a test of. */
  readonly by: string;
  /** Of the quantile that it was a test of; `null` for a test of the whole. */
  readonly height: number | null;
  readonly hasMoved: boolean;
}

export interface Comparison {
  readonly a: Sample;
  readonly b: Sample;
  /** On the same paths, by the same luck; else two samples that know nothing of each other. */
  readonly isPaired: boolean;
  readonly level: number;
  readonly tests: number;
  readonly changes: readonly MetricChange[];
  readonly onlyInA: readonly string[];
  readonly onlyInB: readonly string[];
  /** What differs in the question: name, there, here. */
  readonly question: readonly (readonly [name: string, a: string, b: string])[];
  readonly hasMoved: boolean;
}

interface Test {
  readonly height: number | null;
  readonly by: string;
  readonly pValue: number;
}

/**
 * Two runs beside each other. With the same seed, streams and paths they are compared path by path: the sign of the
 * differences, and at each height who crosses it (McNemar). Else as independent samples: Kolmogorov–Smirnov, and at each
 * height the shares below the pooled quantile. All tests of a call are one family at `level` (Holm).
 */
export function compareSamples(a: Sample, b: Sample, level = USUAL_LEVEL): Comparison {
  const isPaired = haveSamePaths(a, b);
  const read = a.isRounded || b.isRounded ? asKept : (value: number) => value;
  const pairs = [...a.holdings].flatMap(([holding, columns]) =>
    [...columns].flatMap(([metric, column]) => {
      const other = b.holdings.get(holding)?.get(metric);
      return other === undefined ? [] : [{ holding, metric, ...held(column, other, isPaired, read) }];
    }),
  );
  const adjusted = holm(pairs.flatMap(({ tests }) => tests.map(({ pValue }) => pValue)));
  let next = 0;
  const changes = pairs.map(({ tests, ...change }): MetricChange => {
    const own = tests.map((test) => ({ ...test, adjusted: adjusted[next++]! }));
    const first = own.reduce((least, test) => (test.pValue < least.pValue ? test : least), {
      height: null,
      by: '',
      pValue: 1,
      adjusted: 1,
    });
    return { ...change, ...first, hasMoved: first.adjusted <= level };
  });
  const names = (one: Sample, other: Sample) => [...one.holdings.keys()].filter((name) => !other.holdings.has(name));
  const [onlyInA, onlyInB] = [names(a, b), names(b, a)];
  return {
    a,
    b,
    isPaired,
    level,
    tests: adjusted.length,
    changes,
    onlyInA,
    onlyInB,
    question: differencesOf(a.question, b.question),
    hasMoved: onlyInA.length + onlyInB.length > 0 || changes.some((change) => change.hasMoved),
  };
}

type Held = Pick<MetricChange, 'differing' | 'quantiles' | 'mean'> & { readonly tests: readonly Test[] };

/** `read` gives a value as precisely as both samples have it. */
function held(a: Float64Array, b: Float64Array, isPaired: boolean, read: (value: number) => number): Held {
  const [sortedA, sortedB] = [a.toSorted(), b.toSorted()];
  if (!isPaired) {
    return {
      differing: null,
      quantiles: quantilesOf(sortedA, sortedB, (height, low, high) => {
        const error = (n: number) => Math.sqrt((height * (1 - height)) / n);
        return Math.hypot(error(a.length) * low, error(b.length) * high);
      }),
      mean: {
        a: mean(a).value,
        b: mean(b).value,
        standardError: Math.hypot(mean(a).standardError, mean(b).standardError),
      },
      tests: isConstant(sortedA) && sortedA[0] === sortedB[0] && isConstant(sortedB) ? [] : apart(sortedA, sortedB),
    };
  }
  const differences = a.map((value, path) => b[path]! - value);
  const isSame = (path: number) => read(a[path]!) === read(b[path]!);
  const up = count(a, (path) => !isSame(path) && differences[path]! > 0);
  const down = count(a, (path) => !isSame(path) && differences[path]! < 0);
  const crossings = HEIGHTS.map((height) => {
    const edge = quantileSorted(sortedA, height);
    const isBelow = (column: Float64Array, path: number) => read(column[path]!) < read(edge);
    const left = count(a, (path) => isBelow(a, path) && !isBelow(b, path));
    const entered = count(a, (path) => !isBelow(a, path) && isBelow(b, path));
    return { height, left, entered };
  });
  return {
    differing: up + down,
    quantiles: quantilesOf(sortedA, sortedB, (height, slope) => {
      const { left, entered } = crossings.find((each) => each.height === height)!;
      const n = a.length;
      return (slope * Math.sqrt(left + entered - (left - entered) ** 2 / n)) / n;
    }),
    mean: { a: mean(a).value, b: mean(b).value, standardError: mean(differences).standardError },
    tests:
      up + down === 0
        ? []
        : [
            { height: null, by: 'the sign of the differences', pValue: signTest(up, down) },
            ...crossings.map(({ height, left, entered }) => ({
              height,
              by: `who is below the ${heightInWords(height)}`,
              pValue: signTest(left, entered),
            })),
          ],
  };
}

/** Two samples by different luck. */
function apart(a: Float64Array, b: Float64Array): readonly Test[] {
  const pooled = Float64Array.from([...a, ...b]).sort();
  const below = (sorted: Float64Array, edge: number) => sorted.findLastIndex((value) => value < edge) + 1;
  return [
    { height: null, by: 'the whole distribution (Kolmogorov–Smirnov)', pValue: kolmogorovSmirnov(a, b).pValue },
    ...HEIGHTS.map((height) => {
      const edge = quantileSorted(pooled, height);
      const [inA, inB] = [below(a, edge), below(b, edge)];
      const share = (inA + inB) / pooled.length;
      const error = Math.sqrt(share * (1 - share) * (1 / a.length + 1 / b.length));
      const z = error > 0 ? Math.abs(inA / a.length - inB / b.length) / error : 0;
      return {
        height,
        by: `the share below the ${heightInWords(height)}`,
        pValue: Math.min(1, 2 * math.normalCdf(-z)),
      };
    }),
  ];
}

/**
 * Quantiles of both with the error of their difference: that of the share below, times how fast the quantile moves with it
 * (Bahadur 1966), from the values one standard error of the share away on either side.
 */
function quantilesOf(
  a: Float64Array,
  b: Float64Array,
  errorOf: (height: number, slopeOfA: number, slopeOfB: number) => number,
): readonly QuantileChange[] {
  const slope = (sorted: Float64Array, height: number) => {
    const width = Math.sqrt((height * (1 - height)) / sorted.length);
    const [low, high] = [Math.max(0, height - width), Math.min(1, height + width)];
    return (quantileSorted(sorted, high) - quantileSorted(sorted, low)) / (high - low);
  };
  return HEIGHTS.map((height) => ({
    height,
    a: quantileSorted(a, height),
    b: quantileSorted(b, height),
    standardError: errorOf(height, slope(a, height), slope(b, height)),
  }));
}

const isConstant = (sorted: Float64Array): boolean => sorted[0] === sorted.at(-1);

function count(column: Float64Array, is: (path: number) => boolean): number {
  let found = 0;
  for (let path = 0; path < column.length; path++) found += is(path) ? 1 : 0;
  return found;
}

function differencesOf(a: Sample['question'], b: Sample['question']): Comparison['question'] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((name) => a[name] !== b[name])
    .map((name) => [name, a[name] ?? 'not there', b[name] ?? 'not there']);
}
