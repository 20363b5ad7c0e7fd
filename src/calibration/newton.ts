import type { Objective } from './nelder-mead.ts';
import { choleskyOf, solve } from './symmetric.ts';

/** So far is stepped for a derivative that the objective changes by about this much: far above its rounding. */
const PROBE = 1e-3;
/** First derivatives bear shorter steps than second ones, and need them: their error moves the peak. */
const SHORTER = 1 / 32;
const PROBE_SPAN = { least: 1e-6, most: 0.5 };
/** An expected gain below this is none: log-likelihoods differ by ones where models do. */
const SETTLED = 1e-8;
const MOST_ITERATIONS = 60;
const LONGEST_STEP = 2;

/** How far each coordinate is moved for its derivatives, by the curvature found along it. */
export function probeSteps(f: Objective, at: readonly number[], here = f(at)): number[] {
  return at.map((x, i) => {
    const beside = (h: number) => f(at.map((xj, j) => (i === j ? x + h : xj)));
    let h = 0.01;
    for (let round = 0; round < 3; round++) {
      const rise = 0.5 * (beside(h) + beside(-h)) - here;
      const wanted = h * Math.sqrt(PROBE / Math.abs(rise));
      h = Math.min(PROBE_SPAN.most, Math.max(PROBE_SPAN.least, Number.isFinite(wanted) ? wanted : 0.1 * h));
    }
    return h;
  });
}

export interface Derivatives {
  readonly gradient: readonly number[];
  readonly hessian: readonly (readonly number[])[];
}

/** Central differences: errors are of second order in the steps. */
export function derivativesOf(
  f: Objective,
  at: readonly number[],
  steps: readonly number[],
  here = f(at),
): Derivatives {
  const moved = (i: number, hi: number, j: number, hj: number) =>
    f(at.map((x, k) => x + (k === i ? hi : 0) + (k === j ? hj : 0)));
  const gradient = at.map(() => 0);
  const hessian = at.map(() => at.map(() => 0));
  for (const [i, h] of steps.entries()) {
    const [up, down] = [moved(i, h, -1, 0), moved(i, -h, -1, 0)];
    const short = SHORTER * h;
    gradient[i] = (moved(i, short, -1, 0) - moved(i, -short, -1, 0)) / (2 * short);
    hessian[i]![i] = (up - 2 * here + down) / (h * h);
    for (let j = 0; j < i; j++) {
      const g = steps[j]!;
      const twist = moved(i, h, j, g) - moved(i, h, j, -g) - moved(i, -h, j, g) + moved(i, -h, j, -g);
      hessian[i]![j] = hessian[j]![i] = twist / (4 * h * g);
    }
  }
  return { gradient, hessian };
}

/**
 * The lowest point near `start`, by Newton's method with the damping of Levenberg (1944): where the curvature is no
 * bowl, or a step does not go down, the bowl is made steeper until it does. `isFree` says which coordinates may still
 * move.
 */
export function newton(
  f: Objective,
  start: readonly number[],
  isFree: (at: readonly number[]) => readonly boolean[] = (at) => at.map(() => true),
): readonly number[] {
  let at = start;
  let here = f(at);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const origin = at;
    const free = isFree(origin).flatMap((may, i) => (may ? [i] : []));
    const spread = (inner: readonly number[]) => origin.map((x, i) => (free.includes(i) ? inner[free.indexOf(i)]! : x));
    const inside: Objective = (inner) => f(spread(inner));
    const inner = free.map((i) => origin[i]!);
    const { gradient, hessian } = derivativesOf(inside, inner, probeSteps(inside, inner, here), here);
    const step = descend(inside, inner, here, gradient, hessian);
    if (step === null) return at;
    at = spread(step.point);
    here = step.height;
    if (step.expected < SETTLED) return at;
  }
  return at;
}

function descend(
  f: Objective,
  at: readonly number[],
  here: number,
  gradient: readonly number[],
  hessian: readonly (readonly number[])[],
): { readonly point: readonly number[]; readonly height: number; readonly expected: number } | null {
  const size = Math.max(1e-12, ...hessian.map((row, i) => Math.abs(row[i]!)));
  for (let damping = 0; damping < 1e12; damping = damping === 0 ? 1e-6 : damping * 10) {
    const bowl = hessian.map((row, i) => row.map((x, j) => (i === j ? x + damping * size : x)));
    const factor = choleskyOf(bowl);
    if (factor === null) continue;
    const direction = solve(factor, gradient);
    const longest = Math.max(...direction.map(Math.abs));
    const share = Math.min(1, LONGEST_STEP / longest);
    const expected = gradient.reduce((sum, g, i) => sum + 0.5 * g * direction[i]!, 0);
    const point = at.map((x, i) => x - share * direction[i]!);
    const height = f(point);
    if (height < here || (height === here && expected < SETTLED)) return { point, height, expected };
    if (expected < SETTLED * SETTLED) return null;
  }
  return null;
}
