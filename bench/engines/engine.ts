import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Told } from './browser.ts';
import type { Answer, Refusal } from './job.ts';
import type { Work } from './script.ts';

/** What came of the same script in one place. */
export interface Sighting {
  readonly name: string;
  readonly version: string;
  readonly told: Answer | Refusal;
}

/** Something that runs JavaScript. */
export interface Engine {
  readonly name: string;
  /** How to get it, in words; undefined where it is here. */
  readonly missing: () => string | undefined;
  /** Gets it; absent where that is left to people. @throws Error that says what went wrong */
  readonly install?: () => void;
  readonly ask: (work: Work) => Promise<readonly Sighting[]>;
}

/** One sighting for the page and one for its worker. */
export function sightingsOf(name: string, version: string, told: Told): readonly Sighting[] {
  return (['page', 'worker'] as const).map((place) => {
    return { name: `${name}, ${place}`, version, told: told[place] };
  });
}

/** Writes the page to disk, hands its file:// address over, and clears up whatever happens. */
export async function withPage<T>({ page }: Work, use: (url: string, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'decaylab-engine-'));
  try {
    const file = join(folder, 'one-digest.html');
    writeFileSync(file, page);
    return await use(pathToFileURL(file).href, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
