import { createHash } from 'node:crypto';
import type {
  BarsRecording,
  BarsRequest,
  LevelsRecording,
  LevelsRequest,
  Provenance,
  RatesRecording,
  RatesRequest,
  RecordingRequest,
} from '../contracts.ts';
import { decodeText } from '../decode-text.ts';
import { parseBars } from '../parse-bars.ts';
import { parseLevels } from '../parse-levels.ts';
import { parseRates } from '../parse-rates.ts';
import { decompress } from './decompress.ts';
import { readDataFile } from './read-data-file.ts';

/**
 * Reads a recording from the data folder: plain text, or compressed where the name ends in `.gz`.
 *
 * @throws {DataError} for whatever is wrong with it: missing, outside the folder, too large, corrupt, or with rows that
 * cannot be right; nothing else is thrown.
 */
export function readRecording(dataFolder: string, request: BarsRequest): BarsRecording;
export function readRecording(dataFolder: string, request: RatesRequest): RatesRecording;
export function readRecording(dataFolder: string, request: LevelsRequest): LevelsRecording;
export function readRecording(
  dataFolder: string,
  request: RecordingRequest,
): BarsRecording | RatesRecording | LevelsRecording;
export function readRecording(
  dataFolder: string,
  request: RecordingRequest,
): BarsRecording | RatesRecording | LevelsRecording {
  const stored = readDataFile(dataFolder, request);
  const text = decodeText(request.file, decompress(request.file, stored));
  const provenance = (rows: number): Provenance => {
    return { file: request.file, sha256: createHash('sha256').update(stored).digest('hex'), rows };
  };
  if (request.kind === 'bars') {
    const { data, rows, warnings } = parseBars(text, request);
    return { bars: data, provenance: provenance(rows), warnings };
  }
  if (request.kind === 'rates') {
    const { data, rows, warnings } = parseRates(text, request);
    return { rates: data, provenance: provenance(rows), warnings };
  }
  const { data, rows, warnings } = parseLevels(text, request);
  return { levels: data, provenance: provenance(rows), warnings };
}
