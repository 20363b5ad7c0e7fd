import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonName } from '../../src/sweep/common-name.ts';
import { zeroContour, zeroCrossings } from '../../src/sweep/contour.ts';

const height = fc.double({ min: -5, max: 5, noNaN: true });
const surfaces = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(height, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

/** Sides of the grid between two nodes of different signs, as text, with how often a contour touches each. */
function touched(surface: readonly (readonly number[])[]): Map<string, number> {
  const ends = zeroContour(surface).flatMap(({ from, to }) => [from, to]);
  const count = (isOn: (end: readonly [number, number]) => boolean) => ends.filter(isOn).length;
  const found = new Map<string, number>();
  surface.forEach((row, r) => {
    row.forEach((value, c) => {
      const right = row[c + 1];
      const below = surface[r + 1]?.[c];
      if (right !== undefined && value >= 0 !== right >= 0) {
        found.set(
          `row ${r}, ${c} to ${c + 1}`,
          count(([x, y]) => y === r && x >= c && x <= c + 1),
        );
      }
      if (below !== undefined && value >= 0 !== below >= 0) {
        found.set(
          `column ${c}, ${r} to ${r + 1}`,
          count(([x, y]) => x === c && y >= r && y <= r + 1),
        );
      }
    });
  });
  return found;
}

describe('the contour of a surface', () => {
  test('passes between any two neighbours of different signs', () => {
    fc.assert(
      fc.property(surfaces, (surface) => {
        for (const [side, times] of touched(surface)) expect(times, side).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test('passes nowhere else: a surface of one sign has none', () => {
    fc.assert(
      fc.property(surfaces, (surface) => {
        expect(zeroContour(surface.map((row) => row.map((value) => Math.abs(value) + 1e-9)))).toEqual([]);
      }),
    );
  });

  test('stays within the grid, and each of its ends lies on a line of it', () => {
    fc.assert(
      fc.property(surfaces, (surface) => {
        for (const { from, to } of zeroContour(surface)) {
          for (const [x, y] of [from, to]) {
            expect(Number.isInteger(x) || Number.isInteger(y)).toBe(true);
            expect(x >= 0 && x <= surface[0]!.length - 1 && y >= 0 && y <= surface.length - 1).toBe(true);
          }
        }
      }),
    );
  });

  test('of a plane is the straight line on which the plane is zero', () => {
    const surface = [0, 1, 2, 3].map((y) => [0, 1, 2, 3].map((x) => x + 2 * y - 3.7));
    const pieces = zeroContour(surface);
    expect(pieces.length).toBeGreaterThan(2);
    for (const { from, to } of pieces) {
      for (const [x, y] of [from, to]) expect(x + 2 * y).toBeCloseTo(3.7, 12);
    }
  });

  test('goes round both corners of a saddle as the mean of the four says', () => {
    const ends = (surface: readonly (readonly number[])[]) => zeroContour(surface).map(({ from, to }) => [from, to]);
    // The mean is above zero: the two corners below it are cut off one by one.
    expect(
      ends([
        [3, -1],
        [-1, 3],
      ]),
    ).toEqual([
      [
        [0.75, 0],
        [1, 0.25],
      ],
      [
        [0.25, 1],
        [0, 0.75],
      ],
    ]);
    expect(
      ends([
        [1, -3],
        [-3, 1],
      ]),
    ).toEqual([
      [
        [0, 0.25],
        [0.25, 0],
      ],
      [
        [1, 0.75],
        [0.75, 1],
      ],
    ]);
  });

  test('leaves out what touches a cell that is not known', () => {
    expect(
      zeroContour([
        [1, null],
        [-1, -1],
      ]),
    ).toEqual([]);
    expect(zeroCrossings([1, null, -1, 1])).toEqual([2.5]);
  });

  test('crosses a line of heights where a straight line between them is zero', () => {
    expect(zeroCrossings([3, 1, -1, -2])).toEqual([1.5]);
    expect(zeroCrossings([1, 0, 2])).toEqual([]);
  });
});

describe('one name for what is named after a parameter', () => {
  test('keeps what all names have in common, and marks the rest', () => {
    expect(commonName(['2x daily', '3x daily'])).toBe('…x daily');
    expect(commonName(['-1.5x daily', '-2x daily'])).toBe('-…x daily');
    expect(commonName(['perp 1', 'perp 12'])).toBe('perp 1…');
    expect(commonName(['token', 'token'])).toBe('token');
    expect(commonName(['a', 'b'])).toBe('a');
  });
});
