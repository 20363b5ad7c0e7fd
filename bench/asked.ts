/** What the command line asked a bench for. */
export interface Asked {
  /** Words after the bench's name. */
  readonly words: readonly string[];
  readonly workers?: number;
  readonly paths?: number;
  readonly rounds?: number;
}

/** `{ paths }` where they were asked for, so that a scenario's own number applies elsewhere. */
export const pathsOf = ({ paths }: Asked) => (paths === undefined ? {} : { paths });
