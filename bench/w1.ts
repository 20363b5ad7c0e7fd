import { referenceWorkload } from './reference-workload.ts';

export default referenceWorkload({
  question: 'W1: what is left of a 3x token after a year of hourly steps?',
  stepMinutes: 60,
  paths: 2_000,
});
