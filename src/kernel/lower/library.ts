import { exp, expm1 } from '../../math/exp.ts';
import { log, log1p } from '../../math/log.ts';
import { logRatio } from '../../math/log-ratio.ts';
import { normalCdf, normalQuantile, normalSurvival } from '../../math/normal.ts';
import { cosTurn, sinTurn } from '../../math/turn.ts';
import type { AnyFunction } from '../contracts.ts';
import type { NumberOp } from '../graph/value.ts';
import { bits } from './bits.ts';

/** Functions of `math` that are one operation of the graph. */
export const operations: Readonly<Record<string, NumberOp>> = {
  sqrt: 'squareRoot',
  abs: 'absolute',
  floor: 'floor',
  min: 'minimum',
  max: 'maximum',
  int: 'truncate',
  imul: 'imul',
  /** Of shocks alone: no step may call it. */
  flipSign: 'flipSign',
};

/** What only the library itself calls: see `bits.ts`. */
export const bitOperations: Readonly<Record<string, NumberOp>> = {
  exponentField: 'exponentField',
  significand: 'significand',
  powerOfTwo: 'powerOfTwo',
};

/** Functions of `math` that are inlined from their own source: the same lines that run in the plain step. */
export const library: Readonly<Record<string, AnyFunction>> = {
  ...bits,
  exp,
  expm1,
  log,
  log1p,
  logRatio,
  sinTurn,
  cosTurn,
  normalQuantile,
  normalCdf,
  normalSurvival,
};
