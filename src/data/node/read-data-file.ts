import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { RecordingRequest } from '../contracts.ts';
import { DataError } from '../data-error.ts';
import { dataLimits } from '../limits.ts';
import { quote } from '../quote.ts';

/**
 * The bytes of a file in the data folder, and of no other: the name must lead downwards, and so must every link on its way.
 *
 * @throws {DataError} where there is no such file (with what to put there), it is outside, too large or not readable.
 */
export function readDataFile(dataFolder: string, request: RecordingRequest): Uint8Array {
  const { file } = request;
  requireInsideName(file);
  const folder = realPath(dataFolder);
  if (folder === null) {
    throw new DataError(`${file}: the data folder ${quote(dataFolder, 200)} does not exist`, {
      hint: howToGet(request),
    });
  }
  const path = realPath(join(folder, file));
  if (path === null) {
    const missing = `${file}: no such file in the data folder ${quote(dataFolder, 200)}`;
    const twin = file.endsWith('.gz') ? file.slice(0, -3) : `${file}.gz`;
    const hasTwin = existsSync(join(folder, twin));
    throw new DataError(missing, { hint: hasTwin ? `did you mean ${quote(twin)}?` : howToGet(request) });
  }
  if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
    throw new DataError(`${file}: a file inside the data folder is required; this is a link that leads out of it`);
  }
  try {
    const found = statSync(path);
    if (!found.isFile()) throw new DataError(`${file}: a plain file is required; got a folder or a device`);
    if (found.size > dataLimits.textBytes) {
      throw new DataError(`${file}: at most ${dataLimits.textBytes} bytes are read; got ${found.size}`);
    }
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError(`${file}: cannot be read (${reasonOf(cause)})`, { cause });
  }
}

function requireInsideName(file: string): void {
  const parts = file.split('/');
  const isInside =
    file.length <= 1024 &&
    !/[\\\p{Cc}]/u.test(file) &&
    !/^[A-Za-z]:/.test(file) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..');
  if (isInside) return;
  throw new DataError(
    `file: a path inside the data folder is required, such as "prices/BTC_1d.csv"; got ${quote(file)}`,
  );
}

/** `null` where there is nothing; whatever else stands in the way is an error. */
function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new DataError(`data folder: cannot be read (${reasonOf(cause)})`, { cause });
  }
}

function howToGet(request: RecordingRequest): string {
  const columns = [request.time, ...valueColumns(request)].map((column) => quote(column)).join(', ');
  const compressed = request.file.endsWith('.gz') ? 'a gzipped CSV file' : 'a CSV file';
  return (
    `put ${compressed} with the columns ${columns} there (a venue's public history has them), ` +
    'or name the folder that holds your recordings with --data DIR or DECAYLAB_DATA.'
  );
}

function valueColumns(request: RecordingRequest): string[] {
  if (request.kind === 'rates') return [request.rate];
  if (request.kind === 'levels') return [request.level];
  return [request.open, request.high, request.low, request.close].filter((column) => column !== undefined);
}

function reasonOf(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  return code ?? (cause instanceof Error ? cause.message : String(cause));
}
