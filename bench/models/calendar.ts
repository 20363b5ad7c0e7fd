import { everyHoursUtc } from '../../src/index.ts';

/** When the reference market settles funding: 08:00, 16:00 and 24:00 UTC; and when its fund trades: 24:00. */
export const fundingStamps = everyHoursUtc(8);
export const dayEnds = everyHoursUtc(24);
