import type { FieldType, MathSignature, MathSignatures } from './contracts.ts';

const takes = (parameters: readonly FieldType[], result: FieldType): MathSignature => ({ parameters, result });
const ofOneNumber = takes(['number'], 'number');
const ofTwoNumbers = takes(['number', 'number'], 'number');

/** The types of the arithmetic that every step and helper finds in `math`. A table parameter takes a state array too. */
export const mathSignatures = {
  sqrt: ofOneNumber,
  abs: ofOneNumber,
  floor: ofOneNumber,
  min: ofTwoNumbers,
  max: ofTwoNumbers,
  exp: ofOneNumber,
  expm1: ofOneNumber,
  log: ofOneNumber,
  log1p: ofOneNumber,
  logRatio: ofTwoNumbers,
  sinTurn: ofOneNumber,
  cosTurn: ofOneNumber,
  normalQuantile: ofOneNumber,
  normalCdf: ofOneNumber,
  normalSurvival: ofOneNumber,
  at: takes(['numberTable', 'number'], 'number'),
  int: takes(['number'], 'int'),
  imul: takes(['int', 'int'], 'int'),
  scaleByPowerOfTwo: takes(['number', 'int'], 'number'),
  exponent: takes(['number'], 'int'),
  mantissa: takes(['number'], 'number'),
} as const satisfies MathSignatures;
