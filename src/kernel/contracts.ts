import type { Node } from 'acorn';

/**
 * What a value of the kernel can be. `number` is a double, `int` a signed 32-bit integer; a `numberArray` has a fixed
 * length and may be written when it belongs to the state; a `numberTable` is read only, through `math.at`.
 */
export type FieldType = 'number' | 'int' | 'boolean' | 'numberArray' | 'numberTable';

/** Any function at all: what it takes and gives is what the checker finds out. */
export type AnyFunction = (...parameters: never) => unknown;

export type Fields = Readonly<Record<string, FieldType>>;

export interface MathSignature {
  readonly parameters: readonly FieldType[];
  readonly result: FieldType;
}

export type MathSignatures = Readonly<Record<string, MathSignature>>;

/** The records a step may touch, in the order of its parameters: `step(s, k, draw, at, ports, math)`. */
export interface StepSignature {
  /** The model's own state: the only record a step writes. */
  readonly s: Fields;
  /** Folded constants and tables. */
  readonly k: Fields;
  /** This step's random numbers. */
  readonly draw: Fields;
  /** What is the same for all paths. */
  readonly at: Fields;
  /** What the model reads from others, by port: `ports.price.logReturn`. */
  readonly ports: Readonly<Record<string, Fields>>;
  /** The project's arithmetic, and the helpers the model declares in `uses`. */
  readonly math: MathSignatures;
}

/** One place outside the kernel subset. Line and column count from 1, from the first character of the function. */
export interface SubsetProblem {
  /** The offending source on one line, cut at 60 characters. */
  readonly text: string;
  /** What is wrong, to be read after the text: `uses the free name Math`. */
  readonly problem: string;
  /** What to do about it: `write math.exp(x)`. */
  readonly instead: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The type of every expression the checker understood. An `int` node where a number is needed is to be widened; a
 * literal has the type its place asks for.
 */
export type NodeTypes = ReadonlyMap<Node, FieldType>;
