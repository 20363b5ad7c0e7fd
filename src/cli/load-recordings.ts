import type { RecordingRequest } from '../data/contracts.ts';
import { readRecording } from '../data/node/read-recording.ts';
import type { DataDescription } from '../result/run-result.ts';
import type { Recording, Recordings } from '../scenario/recording-tables.ts';
import { requestKey } from '../scenario/recording-tables.ts';

export interface LoadedRecordings {
  readonly recordings: Recordings;
  /** One entry a file. */
  readonly data: readonly DataDescription[];
  readonly warnings: readonly string[];
}

/** Reads what a scenario asks for, into memory that threads can share. @throws DataError */
export function loadRecordings(folder: string, requests: readonly RecordingRequest[]): LoadedRecordings {
  const recordings = new Map<string, Recording>();
  const data = new Map<string, DataDescription>();
  const warnings: string[] = [];
  for (const request of requests) {
    const read = readRecording(folder, request);
    const recording = 'bars' in read ? read.bars : 'rates' in read ? read.rates : read.levels;
    recordings.set(requestKey(request), shared(recording));
    data.set(read.provenance.file, read.provenance);
    warnings.push(...read.warnings);
  }
  return { recordings, data: [...data.values()], warnings: [...new Set(warnings)] };
}

function shared<R extends Recording>(recording: R): R {
  const copies = Object.entries(recording).map(([name, values]) => {
    if (!(values instanceof Float64Array)) return [name, values];
    const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
    copy.set(values);
    return [name, copy];
  });
  return Object.fromEntries(copies) as R;
}
