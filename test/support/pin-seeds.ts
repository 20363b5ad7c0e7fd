import fc from 'fast-check';
import { expect } from 'vitest';
import { pinned } from './arbitraries.ts';

/** A law that names no seed of its own takes its file's: what passed once passes again, and nothing fails by luck alone. */
const file = expect.getState().testPath?.replaceAll('\\', '/').split('/test/').at(-1) ?? '';
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: pinned(file) });
