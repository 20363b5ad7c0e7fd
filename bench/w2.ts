import { referenceWorkload } from './reference-workload.ts';

export default referenceWorkload({
  question: 'W2: what is left of a 3x token after a year of daily steps?',
  stepMinutes: 1440,
  paths: 20_000,
});
