import { gunzipSync } from 'node:zlib';
import { DataError } from '../data-error.ts';
import { dataLimits } from '../limits.ts';

/**
 * The bytes of a file as they are to be read: decompressed where its name ends in `.gz`. What would grow beyond the limit
 * is given up while it grows, so a small file that hides a huge one costs no more memory than an honest one.
 *
 * @throws {DataError} where the file is corrupt or grows too large.
 */
export function decompress(file: string, stored: Uint8Array): Uint8Array {
  if (!file.endsWith('.gz')) return stored;
  try {
    return gunzipSync(stored, { maxOutputLength: dataLimits.textBytes });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new DataError(`${file}: at most ${dataLimits.textBytes} bytes of text are read; it holds more`, { cause });
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`${file}: a whole gzip file is required; got one that cannot be decompressed (${reason})`, {
      hint: 'fetch it again; the copy is cut off, damaged, or not compressed at all.',
      cause,
    });
  }
}
