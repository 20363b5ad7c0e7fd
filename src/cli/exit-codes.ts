/** What a run ends with; scripts rely on these. When several scenarios run, the one to worry about most wins. */
export const exitCodes = {
  complete: 0,
  /** A claim or a comparison failed, or what was looked for was not found. */
  failed: 1,
  /** Usage, or a scenario that is missing, mistaken, throws, or reads the clock. */
  usage: 2,
  /** A data file that the scenario names is missing or bad. */
  data: 3,
  /** A step gives what is not a number, or a block failed twice. */
  step: 4,
  /** Output cannot be written, the disk is full, or another live process writes there. */
  output: 5,
  /** Our books do not balance, or another mistake of ours. */
  ours: 70,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The larger number is the worse news: an interruption ends everything, a mistake of ours outweighs those of others. */
export const worst = (codes: readonly ExitCode[]): ExitCode =>
  codes.reduce((a, b) => (b > a ? b : a), exitCodes.complete);
