export interface Mutant {
  /** What was broken, in words. */
  readonly name: string;
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** The test files that should notice: few and fast. */
  readonly tests: readonly string[];
  /** Why no test can see it, where none can. */
  readonly equivalent?: string;
}

/** `[from, to]`, or `[from, to, why no test can see it]`, by what was broken. */
export type Faults = Readonly<
  Record<string, readonly [from: string, to: string] | readonly [from: string, to: string, equivalent: string]>
>;

/** The faults of one file, and the tests that know it. */
export function faultsIn(file: string, tests: readonly string[], faults: Faults): readonly Mutant[] {
  return Object.entries(faults).map(([name, [from, to, equivalent]]) => ({
    name,
    file,
    from,
    to,
    tests,
    ...(equivalent === undefined ? {} : { equivalent }),
  }));
}
