/** Several samples looked at as one, every value with the weight of its sample. */
export interface Mixture {
  /** Each ascending, none with a NaN; they may differ in length. */
  readonly sorted: readonly Float64Array[];
  /** Of one value of each sample; above zero. */
  readonly weights: readonly number[];
}

/** Copies and sorts. `weights` need not add up to anything. */
export function mixtureOf(samples: readonly Float64Array[], weights: readonly number[]): Mixture {
  return { sorted: samples.map((sample) => sample.toSorted()), weights };
}

/** The weight of all values together; 0 where there is none. */
export function totalWeight({ sorted, weights }: Mixture): number {
  let total = 0;
  for (const [k, sample] of sorted.entries()) total += (weights[k] as number) * sample.length;
  return total;
}

/**
 * The inverse of the weighted empirical distribution, at a jump its lower and its upper end (Hyndman & Fan types 1 and 3 at
 * the jump): the smallest values at which it reaches, and exceeds, the share p of all weight. They differ only where p is
 * reached exactly between two values; their mean is then the convention of type 2.
 *
 * NaN for no values. Found by halving in each sample, so n log n is paid once, in `mixtureOf`.
 */
export function quantileEnds(mixture: Mixture, p: number): readonly [number, number] {
  const wanted = p * totalWeight(mixture);
  // Weights that are no binary fractions add up with an error; a jump reached to within it counts as reached.
  const slack = 1e-12 * totalWeight(mixture);
  return [
    smallestWhere(mixture, (below) => below >= wanted - slack),
    smallestWhere(mixture, (below) => below > wanted + slack),
  ];
}

/** The smallest value whose weight, with all below it, is enough; the largest value of all where none is. */
function smallestWhere(mixture: Mixture, isEnough: (below: number) => boolean): number {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (const sample of mixture.sorted) {
    if (sample.length === 0) continue;
    largest = Math.max(largest, sample[sample.length - 1] as number);
    let first = 0;
    let end = sample.length;
    while (first < end) {
      const middle = (first + end) >> 1;
      if (isEnough(weightUpTo(mixture, sample[middle] as number))) end = middle;
      else first = middle + 1;
    }
    if (first < sample.length) smallest = Math.min(smallest, sample[first] as number);
  }
  if (smallest < Number.POSITIVE_INFINITY) return smallest;
  return largest > Number.NEGATIVE_INFINITY ? largest : Number.NaN;
}

/** Weight of the values not above x. */
export function weightUpTo({ sorted, weights }: Mixture, x: number): number {
  let weight = 0;
  for (const [k, sample] of sorted.entries()) weight += (weights[k] as number) * countUpTo(sample, x);
  return weight;
}

function countUpTo(sorted: Float64Array, x: number): number {
  let first = 0;
  let end = sorted.length;
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((sorted[middle] as number) <= x) first = middle + 1;
    else end = middle;
  }
  return first;
}
