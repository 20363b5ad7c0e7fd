import { createHash } from 'node:crypto';

const MOST_BYTES = 80;
/** Names that Windows keeps for devices, with or without an extension. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

/**
 * The folder that a scenario's results go to: its name, where every file system accepts that. Another name keeps what can
 * be kept and gains a hash of the whole, so that no two of them meet.
 */
export function folderName(scenario: string): string {
  const isPlain = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(scenario) && !scenario.endsWith('.');
  if (isPlain && scenario.length <= MOST_BYTES && !device.test(scenario)) return scenario;
  const kept = scenario
    .normalize('NFC')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MOST_BYTES);
  const hash = createHash('sha256').update(scenario.normalize('NFC')).digest('hex').slice(0, 8);
  return kept === '' ? `scenario-${hash}` : `${kept}-${hash}`;
}
