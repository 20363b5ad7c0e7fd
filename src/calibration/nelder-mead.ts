/** Any function of a point; the lowest is sought. What is not a number counts as infinitely high. */
export type Objective = (point: readonly number[]) => number;

interface Corner {
  readonly point: readonly number[];
  readonly height: number;
}

/**
 * The lowest point that a simplex finds (Nelder & Mead (1965), The Computer Journal 7), with the coefficients of Gao &
 * Han (2012), which keep it from stalling where there are many dimensions.
 *
 * Needs no derivatives and forgives ridges and cliffs, so it goes first; near the bottom `newton` is quicker and exact.
 * It ends where the simplex is flatter than `flat`, or after `most` evaluations.
 */
export function nelderMead(
  f: Objective,
  start: readonly number[],
  { edge = 0.5, flat = 1e-5, most = 400 * start.length } = {},
): readonly number[] {
  const n = start.length;
  const [expansion, contraction, shrinkage] = [
    1 + 2 / Math.max(2, n),
    0.75 - 1 / (2 * Math.max(2, n)),
    1 - 1 / Math.max(2, n),
  ];
  let evaluations = 0;
  const corner = (point: readonly number[]): Corner => {
    evaluations++;
    const height = f(point);
    return { point, height: Number.isNaN(height) ? Number.POSITIVE_INFINITY : height };
  };
  const towards = (from: readonly number[], to: readonly number[], share: number) =>
    corner(from.map((x, i) => x + share * (to[i]! - x)));

  const corners = [corner(start), ...start.map((_, i) => corner(start.map((x, j) => (i === j ? x + edge : x))))];
  const order = () => corners.sort((a, b) => a.height - b.height);
  order();
  while (evaluations < most && corners[n]!.height - corners[0]!.height > flat) {
    const [best, worst, nextToWorst] = [corners[0]!, corners[n]!, corners[n - 1]!];
    const centre = start.map((_, i) => corners.slice(0, n).reduce((sum, { point }) => sum + point[i]! / n, 0));
    const reflected = towards(centre, worst.point, -1);
    let replacement: Corner | null = reflected;
    if (reflected.height < best.height) {
      const expanded = towards(centre, worst.point, -expansion);
      if (expanded.height < reflected.height) replacement = expanded;
    } else if (reflected.height >= nextToWorst.height) {
      const isOutside = reflected.height < worst.height;
      const contracted = towards(centre, worst.point, isOutside ? -contraction : contraction);
      replacement = contracted.height < Math.min(reflected.height, worst.height) ? contracted : null;
    }
    if (replacement !== null) corners[n] = replacement;
    else for (let i = 1; i <= n; i++) corners[i] = towards(best.point, corners[i]!.point, shrinkage);
    order();
  }
  return corners[0]!.point;
}
