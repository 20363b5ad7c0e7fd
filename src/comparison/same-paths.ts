import type { Sample } from './sample.ts';

/** Whether two samples lived through the same paths by the same luck, so that path k of one is path k of the other. */
export const haveSamePaths = (a: Sample, b: Sample): boolean =>
  a.seed === b.seed && a.stream === b.stream && a.paths === b.paths && a.scenario === b.scenario;
