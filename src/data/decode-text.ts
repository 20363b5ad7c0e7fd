import { DataError } from './data-error.ts';
import { dataLimits } from './limits.ts';

/**
 * The text of a file's bytes: UTF-8, a byte order mark allowed and kept.
 * @throws {DataError} where the bytes are too many, or are not UTF-8.
 */
export function decodeText(file: string, bytes: Uint8Array): string {
  if (bytes.length > dataLimits.textBytes) {
    throw new DataError(`${file}: at most ${dataLimits.textBytes} bytes of text are read; got ${bytes.length}`);
  }
  const first = bytes[0];
  const second = bytes[1];
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new DataError(`${file}: UTF-8 is required; got UTF-16`, { hint: 'save it again as "CSV UTF-8".' });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new DataError(`${file}: UTF-8 is required; got bytes that are not, near byte ${firstBadByte(bytes)}`, {
      hint: 'the file may be cut off, or compressed under a name that does not end in .gz.',
      cause,
    });
  }
}

/** Where lenient decoding, encoded again, first differs: the first bad byte, or up to two bytes into a cut character. */
function firstBadByte(bytes: Uint8Array): number {
  const repaired = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  let at = 0;
  while (at < bytes.length && bytes[at] === repaired[at]) at++;
  return at;
}
