import { existsSync } from 'node:fs';

/** The folder of recorded markets; tests that need it are skipped, visibly, where it is not set. */
export const dataFolder = process.env.DECAYLAB_DATA ?? '';
export const hasData = dataFolder !== '' && existsSync(dataFolder);
/** To end the title of such a test with. */
export const needsData = hasData ? '' : ' (skipped: set DECAYLAB_DATA to the folder of recorded markets)';
