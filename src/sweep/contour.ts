/** A straight piece of a contour, in steps of the grid: `[column, row]` to `[column, row]`, both from 0. */
export interface ContourPiece {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Height of the surface at each node, row by row; `null` or what is not a number where it is not known. */
export type Surface = readonly (readonly (number | null)[])[];

/**
 * Where a surface crosses zero, by marching squares (Lorensen & Cline 1987, in the plane).
 *
 * It crosses the side of a square exactly where its ends have different signs, at the place that a straight line between them
 * has; zero counts as above. Of the two ways through a saddle, the mean of its corners decides. Squares with a corner that is
 * not known are left out.
 */
export function zeroContour(surface: Surface): readonly ContourPiece[] {
  const pieces: ContourPiece[] = [];
  for (let row = 0; row + 1 < surface.length; row++) {
    for (let column = 0; column + 1 < surface[row]!.length; column++) {
      const corners = [
        surface[row]![column],
        surface[row]![column + 1],
        surface[row + 1]![column + 1],
        surface[row + 1]![column],
      ];
      if (!corners.every((corner) => typeof corner === 'number' && Number.isFinite(corner))) continue;
      pieces.push(...throughSquare(corners as [number, number, number, number], column, row));
    }
  }
  return pieces;
}

/** Where a line of heights crosses zero, in steps between them. */
export function zeroCrossings(heights: readonly (number | null)[]): readonly number[] {
  return heights.slice(1).flatMap((next, i) => {
    const here = heights[i]!;
    if (!Number.isFinite(here) || !Number.isFinite(next) || here === null || next === null) return [];
    return isAbove(here) === isAbove(next) ? [] : [i + shareOf(here, next)];
  });
}

const isAbove = (height: number): boolean => height >= 0;

/** How far from the first end of a side to the second the surface is zero. */
const shareOf = (first: number, second: number): number => first / (first - second);

function throughSquare(corners: readonly [number, number, number, number], column: number, row: number) {
  const [a, b, c, d] = corners;
  // Sides in the order of the corners: each from the corner of its number to the next.
  const sides: readonly (() => readonly [number, number])[] = [
    () => [column + shareOf(a, b), row],
    () => [column + 1, row + shareOf(b, c)],
    () => [column + shareOf(d, c), row + 1],
    () => [column, row + shareOf(a, d)],
  ];
  const crossed = [0, 1, 2, 3].filter((side) => isAbove(corners[side]!) !== isAbove(corners[(side + 1) % 4]!));
  const piece = (one: number, other: number): ContourPiece => ({ from: sides[one]!(), to: sides[other]!() });
  if (crossed.length === 2) return [piece(crossed[0]!, crossed[1]!)];
  if (crossed.length < 4) return [];
  return isAbove((a + b + c + d) / 4) === isAbove(a) ? [piece(0, 1), piece(2, 3)] : [piece(3, 0), piece(1, 2)];
}
