/// <reference types="node" />
import { gzipSync } from 'node:zlib';

/** A script as text that a page can carry: a third of its size, and nothing in it that could end an element. */
export const packEngine = (code: string): string => gzipSync(code).toString('base64');
