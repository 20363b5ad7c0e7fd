import { gammaTails } from '../../math/gamma.ts';
import { math } from '../../math/math.ts';

/** Normal scores at which deviations are tabulated: from -6 to 6, which leaves out one in 1e9 at either end. */
const REACH = 6;
const CELLS_PER_SCORE = 256;

/** How a step finds its place in the table: `(draw.mixing + k.reach) * k.cellsPerScore`. */
export const mixingScale = { reach: REACH, cellsPerScore: CELLS_PER_SCORE };

/**
 * Deviations whose mixture of normals is a Student-t of variance 1: t = D z, with z normal and
 *
 *   D² = (nu - 2) / chi²(nu) = (nu / 2 - 1) / G,   G a standard gamma number of shape nu / 2 (Student 1908; Bailey 1994, section 1)
 *
 * One normal number, the score, gives one D: the entry at a score g is D where G has the quantile that g has among
 * normal numbers. So a period's D is drawn once, its steps are normal given it, and their sum is exactly t however
 * many there are.
 *
 * Between entries D is read off a straight line: 2e-6 of itself too large where |g| < 3, 2e-5 at the ends, beyond
 * which it stays what it is: no period is wilder than one in a billion, and no price overflows. Of the variance of 3
 * degrees of freedom that takes 0.1 %, of 2.33 six: a billion periods would not show what is missing. Without degrees
 * of freedom D is 1: normal shocks.
 */
export function studentDeviations(degreesOfFreedom: number): Float64Array {
  if (degreesOfFreedom === 0) return new Float64Array([1]);
  const shape = degreesOfFreedom / 2;
  const middle = REACH * CELLS_PER_SCORE;
  const deviations = new Float64Array(2 * middle + 1);
  // Neighbours are each other's first guess; the first of all is Wilson & Hilferty's median.
  const median = 3 * math.log(1 - 1 / (9 * shape)) + math.log(shape);
  for (const way of [1, -1]) {
    let logQuantile = median;
    for (let i = 0; i <= middle; i++) {
      logQuantile = logGammaQuantile(shape, (way * i) / CELLS_PER_SCORE, logQuantile);
      deviations[middle + way * i] = math.exp(0.5 * (math.log(shape - 1) - logQuantile));
    }
  }
  return deviations;
}

/**
 * Newton's method for the log of a tail in the log of the quantile, nearly a straight line; errors are squared each
 * time.
 */
function logGammaQuantile(shape: number, score: number, guess: number): number {
  const wanted = math.log(math.normalCdf(-Math.abs(score)));
  let logQuantile = guess;
  for (let i = 0, move = 1; i < 20 && Math.abs(move) > 1e-7; i++) {
    const { below, above, logDensity } = gammaTails(shape, math.exp(logQuantile));
    const tail = score < 0 ? below : above;
    move = ((wanted - math.log(tail)) * tail) / math.exp(logDensity);
    logQuantile += score < 0 ? move : -move;
  }
  return logQuantile;
}

/** E|t| of a Student-t of variance 1, and of a normal number where there are no degrees of freedom. */
export function meanSizeOf(deviations: Float64Array): number {
  if (deviations.length === 1) return Math.sqrt(2 / Math.PI);
  let weights = 0;
  let sum = 0;
  for (const [i, deviation] of deviations.entries()) {
    const score = i / CELLS_PER_SCORE - REACH;
    const weight = math.exp(-0.5 * score * score);
    weights += weight;
    sum += weight * deviation;
  }
  return Math.sqrt(2 / Math.PI) * (sum / weights);
}
