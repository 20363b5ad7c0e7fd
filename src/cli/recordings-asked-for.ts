import type { RecordingRequest } from '../data/contracts.ts';
import type { LoadedRecordings } from './load-recordings.ts';

/** The recordings that are asked for; what reads files is loaded only where any is. @throws DataError */
export const recordingsAskedFor = async (
  folder: string,
  requests: readonly RecordingRequest[],
): Promise<LoadedRecordings> =>
  requests.length === 0
    ? { recordings: new Map(), data: [], warnings: [] }
    : (await import('./load-recordings.ts')).loadRecordings(folder, requests);
