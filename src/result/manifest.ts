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
  /** What the report says first; manifests of earlier versions have none. */
  readonly verdict?: string;
  /** How to name the run in a paper; manifests of earlier versions have none. */
  readonly citation?: Citation;
  /** Files that were asked for with `--export`, below the folder of the run; left out where none were. */
  readonly exports?: readonly string[];
}

export interface Citation {
  /** Of an entry of BibTeX. */
  readonly key: string;
  readonly title: string;
  readonly author: string;
  readonly version: string;
  /** ISO 8601, day. */
  readonly date: string;
  /** Of the result: equal for whoever runs the same. */
  readonly identifier: string;
  readonly command: string;
  /** Papers and pages that the models rest on, each once. */
  readonly sources: readonly string[];
}
