import { readFileSync } from 'node:fs';

/** Of the package, from its manifest. */
export const version: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
