import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../cli/captured.ts';
import { studies } from './studies.ts';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'scenarios/README.md'), 'utf8');
const commands = [...new Set([...page.matchAll(/`npx tsx run (scenarios\/[^`]+)`/g)].map(([, argv]) => argv!))];
const recorded = ['black-thursday', 'us-funds', 'blvt'];

test('every scenario but the workbench is a study of the gallery, with its question, a finding and a picture', () => {
  const files = readdirSync(join(root, 'scenarios')).filter((file) => file.endsWith('.ts') && file !== 'lab.ts');
  expect(studies.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
  const entries = page.split(/\n\n(?=## \[)/).slice(1);
  expect(entries).toHaveLength(studies.length);
  for (const entry of entries) {
    expect(entry).toMatch(/^## \[[a-z-]+\]\([a-z-]+\.ts\)\n\n\*.*\?\*\n\n\*\*[^*]+\*\*\n\n!\[/);
    const picture = /\]\(\.\.\/(\.images\/gallery\/[a-z-]+\.svg)\)/.exec(entry)?.[1];
    expect(existsSync(join(root, picture ?? 'none'))).toBe(true);
    expect(entry).toMatch(/digest `[0-9a-f]{16}`/);
  }
  expect(entries.length).toBeGreaterThanOrEqual(12);
});

describe('every line of the gallery is a question that the program understands', () => {
  test.each(commands.filter((argv) => !recorded.some((name) => argv.includes(name))))('%s', async (argv) => {
    const { code, stderr } = await run([...argv.split(' '), '--dry-run']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
