import type { Figure } from './cell-figures.ts';

/** A root with its error, or that there is none between two ends. */
export interface Root {
  /** `null` where there is none. */
  readonly value: number | null;
  /** Error of the figure there, over its slope. */
  readonly standardError: number | null;
  readonly slope: number | null;
  readonly atLow: number;
  readonly atHigh: number;
}

/** The figure at the root is this close to zero, in its own standard errors: chance is then all that is left. */
const CLOSE_ENOUGH = 0.01;
/** Share of the bracket below which a root is not looked for more closely. */
const NARROW_ENOUGH = 1e-7;
const MOST_TURNS = 60;
/** Where both ends have one sign, the inside is looked at in so many places. */
const INSIDE = [0.25, 0.5, 0.75, 0.125, 0.375, 0.625, 0.875];

/**
 * Where a figure is zero between `low` and `high`, on common random numbers: every turn lives through the same paths, so that
 * the figure is a function of the parameter and not of chance.
 *
 * ITP (Oliveira & Takahashi 2020): interpolates, is truncated towards the middle, projected so that it never takes more turns
 * than halving does but one. The error of the root is that of the figure there over its slope (delta method), the slope taken
 * across two standard errors to both sides. Where there are several roots, one of them.
 */
export async function findBreakEven(
  figureAt: (at: number) => Promise<Figure>,
  low: number,
  high: number,
): Promise<Root> {
  const [atLow, atHigh] = [await figureAt(low), await figureAt(high)];
  const ends = { atLow: atLow.value, atHigh: atHigh.value };
  let [a, b] = [
    { at: low, value: atLow.value },
    { at: high, value: atHigh.value },
  ];
  for (const share of INSIDE) {
    if (isAbove(a.value) !== isAbove(b.value)) break;
    const at = low + share * (high - low);
    const inside = await figureAt(at);
    if (isAbove(inside.value) !== isAbove(a.value)) b = { at, value: inside.value };
  }
  if (isAbove(a.value) === isAbove(b.value)) return { value: null, standardError: null, slope: null, ...ends };

  const root = await itp(figureAt, a, b);
  const { standardError } = root.figure;
  const rough = Math.abs((b.value - a.value) / (b.at - a.at));
  const reach = Math.max((2 * (Number.isFinite(standardError) ? standardError : 0)) / rough, 1e-3 * (high - low));
  const [left, right] = [Math.max(low, root.at - reach), Math.min(high, root.at + reach)];
  const slope = ((await figureAt(right)).value - (await figureAt(left)).value) / (right - left);
  return {
    value: root.at,
    standardError: Number.isFinite(standardError / slope) ? Math.abs(standardError / slope) : null,
    slope,
    ...ends,
  };
}

const isAbove = (value: number): boolean => value >= 0;

interface End {
  readonly at: number;
  readonly value: number;
}

async function itp(figureAt: (at: number) => Promise<Figure>, from: End, to: End) {
  let [a, b] = from.at < to.at ? [from, to] : [to, from];
  const width = b.at - a.at;
  const tolerance = NARROW_ENOUGH * width;
  const halvings = Math.ceil(Math.log2(width / (2 * tolerance))) + 1;
  for (let turn = 0; ; turn++) {
    const middle = (a.at + b.at) / 2;
    const interpolated = (b.value * a.at - a.value * b.at) / (b.value - a.value);
    const towards = Math.sign(middle - interpolated);
    const truncation = (0.2 / width) * (b.at - a.at) * (b.at - a.at);
    const truncated = truncation <= Math.abs(middle - interpolated) ? interpolated + towards * truncation : middle;
    const radius = Math.max(0, tolerance * 2 ** (halvings - turn) - (b.at - a.at) / 2);
    const at = Math.abs(truncated - middle) <= radius ? truncated : middle - towards * radius;
    const figure = await figureAt(at);
    const isClose = Math.abs(figure.value) <= CLOSE_ENOUGH * figure.standardError;
    if (isClose || figure.value === 0 || b.at - a.at <= 2 * tolerance || turn === MOST_TURNS) return { at, figure };
    if (isAbove(figure.value) === isAbove(a.value)) a = { at, value: figure.value };
    else b = { at, value: figure.value };
  }
}
