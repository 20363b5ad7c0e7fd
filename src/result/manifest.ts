/** What is true of one execution and not of the question: when, where, how long. Never part of `summary.json`. */
export interface Manifest {
  /** Version of the package that ran. */
  readonly version: string;
  /** The line that reproduces the run, exactly. */
  readonly command: string;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  /** Wall time of the simulation. */
  readonly seconds: number;
  readonly workers: number;
  /** Version of Node, such as `v20.20.2`. */
  readonly node: string;
  /** Operating system and architecture, such as `linux x64`. */
  readonly platform: string;
  /** SHA-256 of the code that ran, the first 16 hex digits. */
  readonly bundle: string;
}
