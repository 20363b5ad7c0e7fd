import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import type { Column } from '../../result/run-result.ts';

/** SHA-256 of all columns, one after the other, as little-endian doubles: the first 16 hex digits. */
export function digestOf(columns: readonly Column[]): string {
  const hash = createHash('sha256');
  for (const column of columns) {
    const bytes = Buffer.from(column.buffer, column.byteOffset, column.byteLength);
    hash.update(endianness() === 'LE' ? bytes : Buffer.from(bytes).swap64());
  }
  return hash.digest('hex').slice(0, 16);
}
