import { shown } from '../engine/options.ts';

/** Numbers that were estimated, and so are not known: what `setting` is made of beside its parameters. */
export interface Uncertain<U> {
  /** What the run itself takes. */
  readonly estimate: U;
  /** What they might as well be: drawn from what the estimate leaves open, each as likely as any other. */
  readonly draws: readonly U[];
  /** How many of the run's paths are lived through again with each draw; 500 unless given. */
  readonly pathsPerDraw?: number;
}

/** How much of it there is; draws are taken by their number. */
export interface ResolvedUncertain {
  readonly draws: number;
  readonly pathsPerDraw: number;
}

const DEFAULT_PATHS = 500;
const LEAST_PATHS = 40;
const LEAST_DRAWS = 3;
const MOST_DRAWS = 1000;
const FIELDS = ['estimate', 'draws', 'pathsPerDraw'];

/** Reads what an author gave; what is wrong goes to `problems`, one line each. `null` where everything is known. */
export function settleUncertain(given: unknown, paths: number, problems: string[]): ResolvedUncertain | null {
  if (given === undefined) return null;
  if (typeof given !== 'object' || given === null || !('estimate' in given)) {
    problems.push(`scenario: uncertain must be an object { estimate, draws }; got ${shown(given)}`);
    return null;
  }
  for (const field of Object.keys(given).filter((each) => !FIELDS.includes(each))) {
    problems.push(`scenario: uncertain has no "${field}"; it has ${FIELDS.join(', ')}`);
  }
  const { draws, pathsPerDraw = DEFAULT_PATHS } = given as Partial<Uncertain<unknown>>;
  if (!Array.isArray(draws) || draws.length < LEAST_DRAWS || draws.length > MOST_DRAWS) {
    const got = Array.isArray(draws) ? `${draws.length} of them` : shown(draws);
    problems.push(`scenario: uncertain.draws must be a list of ${LEAST_DRAWS} to ${MOST_DRAWS}; got ${got}`);
    return null;
  }
  if (!Number.isInteger(pathsPerDraw) || pathsPerDraw < LEAST_PATHS || pathsPerDraw > 1e6) {
    problems.push(
      `scenario: uncertain.pathsPerDraw must be a whole number from ${LEAST_PATHS} to 1000000; got ${shown(pathsPerDraw)}`,
    );
  }
  return { draws: draws.length, pathsPerDraw: Math.min(pathsPerDraw, paths) };
}

/** The numbers of a draw; of the run itself, the estimate. */
export function drawnOf<U>(given: Uncertain<U> | undefined, draw: number | undefined): U {
  return (draw === undefined ? given?.estimate : given?.draws[draw]) as U;
}
