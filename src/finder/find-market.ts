import * as fc from 'fast-check';
import type { Aim } from './aim.ts';
import { simplerThan } from './simpler-markets.ts';
import type { Moves, OpenScript } from './try-markets.ts';
import { marginsIn } from './try-markets.ts';

/** Of one length and one grid: how many markets were tried, and whether those were all. */
export interface Tried {
  readonly days: number;
  /** Moves are multiples of it, in per cent: 1 or 0.1. */
  readonly gridPercent: number;
  readonly markets: number;
  /** Every market of the grid up to the one that was found, or altogether where none was. */
  readonly isAll: boolean;
}

export interface Search {
  /** `null` where none was found. */
  readonly moves: Moves | null;
  readonly tried: readonly Tried[];
}

export interface SearchLimits {
  readonly mostDays: number;
  /** True once the search should come to an end. */
  readonly isOver: () => boolean;
  readonly seed: number;
}

/** Moves of a day that are looked at, in tenths of a per cent. */
export const LOWEST = -900;
export const HIGHEST = 1000;
const BATCH = 2000;
/** Up to so many days every market in whole per cents is tried. */
const MOST_DAYS_OF_ALL = 2;
const ROUNDS = 12;
const KEPT = 25;

/**
 * The simplest market that is what is looked for: fewest days, then moves of the smallest sum of sizes, whole per cents
 * before tenths. Markets of one and two days are tried from the simplest on, in whole per cents all of them: what is found
 * there is the simplest there is. Longer ones are drawn, led by how nearly they come to it, and what is found is shrunk.
 */
export function findMarket(open: OpenScript, aim: Aim, limits: SearchLimits): Search {
  const tried: Tried[] = [];
  for (const unit of [10, 1]) {
    for (let days = 1; days <= limits.mostDays; days++) {
      const isAll = days <= (unit === 10 ? MOST_DAYS_OF_ALL : 1);
      const search = isAll ? tryAll : tryDrawn;
      const { moves, markets, isComplete } = search(open, aim, limits, days, unit);
      tried.push({ days, gridPercent: unit / 10, markets, isAll: isAll && isComplete });
      if (moves !== null) return { moves, tried };
      if (limits.isOver()) return { moves: null, tried };
    }
  }
  return { moves: null, tried };
}

interface Attempt {
  readonly moves: Moves | null;
  readonly markets: number;
  readonly isComplete: boolean;
}

function tryAll(open: OpenScript, aim: Aim, { isOver }: SearchLimits, days: number, unit: number): Attempt {
  const markets = allOf(days, unit);
  for (let from = 0; from < markets.length; from += BATCH) {
    if (from > 0 && isOver()) return { moves: null, markets: from, isComplete: false };
    const batch = markets.slice(from, from + BATCH);
    const found = marginsIn(open, aim, batch).findIndex((margin) => margin > 0);
    if (found >= 0) return { moves: batch[found]!, markets: from + found + 1, isComplete: true };
  }
  return { moves: null, markets: markets.length, isComplete: true };
}

/** Every market of a length, from the simplest on. */
function allOf(days: number, unit: number): readonly Moves[] {
  let markets: readonly Moves[] = [[]];
  for (let day = 0; day < days; day++) {
    markets = markets.flatMap((before) => {
      const longer: Moves[] = [];
      for (let move = LOWEST; move <= HIGHEST; move += unit) longer.push([...before, move]);
      return longer;
    });
  }
  return [...markets].sort(bySimplicity);
}

const sizeOf = (moves: Moves) => moves.reduce((sum, move) => sum + Math.abs(move), 0);

/** Smallest moves first; of equal ones that which begins higher. */
function bySimplicity(a: Moves, b: Moves): number {
  const differing = a.findIndex((move, day) => move !== b[day]);
  return sizeOf(a) - sizeOf(b) || (differing < 0 ? 0 : b[differing]! - a[differing]!);
}

/** Draws markets, keeps those that come nearest, and draws around them; then shrinks the first in which it holds. */
function tryDrawn(open: OpenScript, aim: Aim, { isOver, seed }: SearchLimits, days: number, unit: number): Attempt {
  const move = fc.integer({ min: Math.ceil(LOWEST / unit), max: Math.floor(HIGHEST / unit) });
  const market = fc.array(move, { minLength: days, maxLength: days });
  const inTenths = (moves: Moves): Moves => moves.map((each) => each * unit);
  let markets = 0;
  let nearest: readonly { readonly moves: Moves; readonly margin: number }[] = [];
  const holds = (moves: Moves) => {
    markets++;
    return marginsIn(open, aim, [inTenths(moves)])[0]! > 0;
  };
  for (let round = 0; round < ROUNDS && !isOver(); round++) {
    const drawn = fc.sample(
      round === 0
        ? market
        : around(
            nearest.map(({ moves }) => moves),
            market,
            unit,
          ),
      {
        numRuns: BATCH / 4,
        seed: seed + round,
      },
    );
    const margins = marginsIn(open, aim, drawn.map(inTenths));
    markets += drawn.length;
    nearest = [...nearest, ...drawn.map((moves, index) => ({ moves, margin: margins[index]! }))]
      .sort((a, b) => b.margin - a.margin)
      .slice(0, KEPT);
    const hit = nearest[0]!;
    if (!(hit.margin > 0)) continue;
    const property = fc.property(market, (moves) => isOver() || !holds(moves));
    const shrunk = fc.check(property, { numRuns: 1, seed, examples: [[[...hit.moves]]] }).counterexample?.[0];
    const smallest = simplerThan(shrunk ?? hit.moves, holds, isOver);
    return { moves: inTenths(smallest), markets, isComplete: false };
  }
  return { moves: null, markets, isComplete: false };
}

/** Near misses with a move or two changed: by little, or to any other. */
function around(near: readonly Moves[], market: fc.Arbitrary<number[]>, unit: number): fc.Arbitrary<Moves> {
  const widest = Math.round(200 / unit);
  const nudge = fc.integer({ min: -widest, max: widest });
  return fc
    .tuple(fc.constantFrom(...near), market, fc.nat({ max: 4 }), nudge, fc.nat(), fc.nat())
    .map(([base, fresh, kind, by, one, other]) =>
      base.map((move, day) => {
        if (day !== one % base.length && (kind < 2 || day !== other % base.length)) return move;
        return kind === 4 ? fresh[day]! : Math.max(LOWEST / unit, Math.min(HIGHEST / unit, move + by));
      }),
    );
}
