import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { nearestName } from '../text/nearest-name.ts';
import { UsageError } from './usage-error.ts';

/** Refuses what is no file, and says which one was probably meant. @throws UsageError */
export function requireScenarioFile(file: string): void {
  const shown = JSON.stringify(file);
  const kind = kindOf(file);
  if (kind === 'folder')
    throw new UsageError(`${shown}: must be a scenario file; got a folder${hint(scenariosIn(file))}`);
  if (kind === 'other')
    throw new UsageError(`${shown}: must be a scenario file; got something that cannot be read as one`);
  if (kind === 'file') {
    if (/\.[cm]?[jt]s$/.test(file)) return;
    throw new UsageError(`${shown}: must be a scenario file, which ends in .ts; got one that does not`);
  }
  const folder = dirname(file);
  const near = nearestName(
    basename(file),
    scenariosIn(folder).map((each) => basename(each)),
  );
  const choices = near === undefined ? scenariosIn(folder === '.' ? 'scenarios' : folder) : [join(folder, near)];
  throw new UsageError(`${shown}: no such file${hint(choices)}`);
}

/** What the run is called: the file's name without its extension. */
export const scenarioName = (file: string): string => basename(file, extname(file)).normalize('NFC');

function kindOf(file: string): 'file' | 'folder' | 'other' | 'missing' {
  try {
    const found = statSync(file);
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'missing';
  }
}

function scenariosIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    return names.sort().map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function hint(choices: readonly string[]): string {
  if (choices.length === 0) return '';
  return choices.length === 1
    ? `\nHint: did you mean ${choices[0]}?`
    : `\nHint: there are ${choices.slice(0, 12).join(', ')}`;
}
