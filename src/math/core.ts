/**
 * What the elementary functions of this folder are built from: operations with exactly one correct result in IEEE 754
 * arithmetic, so that no engine, machine or compiler has a choice. The last parameter of every function here has this
 * type.
 */
export interface MathCore {
  readonly sqrt: (x: number) => number;
  readonly abs: (x: number) => number;
  readonly floor: (x: number) => number;
  readonly int: (x: number) => number;
  readonly scaleByPowerOfTwo: (x: number, k: number) => number;
  readonly exponent: (x: number) => number;
  readonly mantissa: (x: number) => number;
}
