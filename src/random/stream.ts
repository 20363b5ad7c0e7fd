import { math } from '../math/math.ts';
import { cosHalfTurn, radius, sinHalfTurn } from './box-muller.ts';
import { openPathState } from './path-state.ts';
import { halfTurnOfWord, openUniform } from './uniform.ts';
import { nextWord } from './xoshiro.ts';

/** The version of everything below; a change of any number drawn is a new version. It is part of a run's manifest. */
export const STREAM_VERSION = 2;

/** The random numbers of one draw of one model, path by path. */
export interface Stream {
  /** Go to the beginning of a path; `path` is a whole number, 0 <= path < 2^53. Throws RangeError otherwise. */
  readonly startPath: (path: number) => void;
  /** The next uniform number of the path, in (0, 1), with 52 random bits. */
  readonly nextUniform: () => number;
  /** The next standard normal number of the path; none is larger than 8.572 in size. */
  readonly nextNormal: () => number;
  /** The number of the path itself, whatever has been drawn; draws nothing. */
  readonly nextPath: () => number;
}

/**
 * Open the stream of a name under a key (see `seedKey`). Before the first number, `startPath` chooses a path.
 *
 * Rule: every draw of a model has its own stream, named `<model>/<draw>`, and takes either uniforms or normals from it.
 * A number depends only on (seed, stream name, path, place in the stream): neither on other streams, nor on the order
 * in which paths are visited, nor on who computes them.
 *
 * - Path: Philox4x32-10 with the seed's key and the counter (name hash low, name hash high, path low, path high) gives
 *   the four words of the path's own xoshiro128++ state. (Should they all be zero, the first becomes 1.)
 * - Uniform: two words, the upper 20 bits of the first and then the second, 52 bits in all; open interval.
 * - Normal: Box & Muller (1958). Values 2j and 2j + 1 are radius times the cosine and radius times the sine of pair j.
 *   A pair takes three words: radius = sqrt(-2 log u) of a uniform u as above (two words), then one word for the angle,
 *   its lower 31 bits an odd multiple of 2^-32 of a half turn, in (-1/2, 1/2), its upper bit the sign of both values.
 */
export const openStream = (key: readonly [number, number], name: string): Stream => {
  const startState = openPathState(key, name);
  const state = new Int32Array(4);
  const number = new Float64Array(1);
  // Numbers that change live in typed arrays: a changing double in a closure would be allocated anew each time.
  const sineHalf = new Float64Array(1);
  let sineHalfIsNext = false;

  const nextUniform = (): number => {
    const high = nextWord(state);
    return openUniform(high, nextWord(state));
  };

  return {
    startPath: (path) => {
      startState(path, state);
      number[0] = path;
      sineHalfIsNext = false;
    },
    nextUniform,
    nextNormal: () => {
      if (sineHalfIsNext) {
        sineHalfIsNext = false;
        return sineHalf[0] as number;
      }
      const size = radius(nextUniform(), math);
      const word = nextWord(state);
      const h = halfTurnOfWord(word);
      const signed = word < 0 ? -size : size;
      sineHalf[0] = signed * sinHalfTurn(h, math);
      sineHalfIsNext = true;
      return signed * cosHalfTurn(h, math);
    },
    nextPath: () => number[0] as number,
  };
};
