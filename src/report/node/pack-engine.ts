/// <reference types="node" />
import { gzipSync } from 'node:zlib';
import { keep, readKept } from '../../bundling/node/cache-folder.ts';

/**
 * A script as text that a page can carry: a third of its size, and nothing in it that could end an element. Packing takes as long as
 * two hundred paths: what was packed before, under the fingerprint of its code, is taken again.
 */
export function packEngine(code: string, fingerprint: string): string {
  const key = `packed engine 1 ${fingerprint}`;
  const kept = readKept(key);
  if (kept !== undefined) return kept.toString('latin1');
  const packed = gzipSync(code).toString('base64');
  keep(key, Buffer.from(packed, 'latin1'));
  return packed;
}
