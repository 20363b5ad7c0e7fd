import { philox4x32 } from './philox.ts';
import { hashName } from './seed.ts';

/** Writes the four words that the generator of a path begins with; `path` is a whole number, 0 <= path < 2^53. */
export type PathState = (path: number, out: Int32Array) => void;

/**
 * The beginnings of a stream: Philox4x32-10 with the seed's key and the counter (name hash low, name hash high, path low,
 * path high). Should all four words be zero, which xoshiro128++ never leaves, the first becomes 1.
 *
 * The function throws RangeError for a path that is no whole number from 0 to 2^53 - 1.
 */
export const openPathState = ([key0, key1]: readonly [number, number], name: string): PathState => {
  const [nameLow, nameHigh] = hashName(name);
  return (path, out) => {
    if (!(path >= 0 && path < 9007199254740992 && Math.floor(path) === path)) {
      throw new RangeError(`stream ${name}: path must be a whole number from 0 to 2^53 - 1; got ${path}`);
    }
    philox4x32(nameLow, nameHigh, path | 0, (path * 2.3283064365386963e-10) | 0, key0, key1, out);
    if (((out[0] as number) | (out[1] as number) | (out[2] as number) | (out[3] as number)) === 0) out[0] = 1;
  };
};
