import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openOutputFolder } from '../../src/cli/output-folder.ts';
import type { Files } from '../../src/cli/write-files.ts';
import { systemFiles } from '../../src/cli/write-files.ts';
import { bibtex } from '../../src/exports/citation.ts';
import type { Citation } from '../../src/result/manifest.ts';
import { filesIn, run, scratch } from '../cli/captured.ts';

const disk = scratch();
afterAll(disk.remove);
const small = 'test/fixtures/scenarios/small.ts';
const short = [small, '--paths', '40', '--quiet'];

describe('--export', () => {
  test('writes what was asked for beside the report, and says so in the manifest', async () => {
    const out = disk.fresh();
    const { code } = await run([...short, '--out', out, '--no-report', '--export', 'parquet,quantiles']);
    expect(code).toBe(0);
    expect(filesIn(join(out, 'small'))).toEqual([
      'exports/citation.bib',
      'exports/columns.json',
      'exports/paths.parquet',
      'exports/quantiles.csv',
      'manifest.json',
      'summary.json',
    ]);
    const manifest = JSON.parse(readFileSync(join(out, 'small/manifest.json'), 'utf8'));
    expect(manifest.exports.toSorted()).toEqual(filesIn(join(out, 'small')).filter((name) => name.includes('/')));
    expect(manifest.citation).toMatchObject({ key: `decaylab-${manifest.digest}`, command: manifest.command });
    expect(readFileSync(join(out, 'small/exports/citation.bib'), 'utf8')).toBe(bibtex(manifest.citation));
  });

  test('changes nothing of what the run leaves otherwise, and without it there are no exports', async () => {
    const [plain, more] = [disk.fresh(), disk.fresh()];
    await run([...short, '--out', plain, '--no-report']);
    await run([...short, '--out', more, '--no-report', '--export', 'csv,arrow']);
    expect(filesIn(plain)).toEqual(['small/manifest.json', 'small/summary.json']);
    const summary = (out: string) => readFileSync(join(out, 'small/summary.json'), 'utf8');
    expect(summary(more)).toBe(summary(plain));
  });

  test('names everything that is wrong, beside all else that is', async () => {
    const { code, stderr } = await run([...short, '--workers', 'x', '--export', 'parket,csv,,PNG,parket']);
    expect(code).toBe(2);
    for (const wrong of ['"parket"', '""', '"PNG"']) expect(stderr.split(`got ${wrong}`)).toHaveLength(2);
    expect(stderr).toContain('must be all, or some of parquet,csv,arrow,quantiles,specs,svg,png');
    expect(stderr).toContain('--workers');
  });

  test('moves away with the run that it belongs to', async () => {
    const out = disk.fresh();
    await run([...short, '--out', out, '--no-report', '--export', 'quantiles']);
    const { digest } = JSON.parse(readFileSync(join(out, 'small/summary.json'), 'utf8'));
    await run([...short, '--out', out, '--no-report', '--seed', 'other']);
    expect(existsSync(join(out, 'small/exports'))).toBe(false);
    expect(filesIn(join(out, 'small/runs', digest))).toEqual([
      'exports/citation.bib',
      'exports/quantiles.csv',
      'manifest.json',
      'summary.json',
    ]);
  });
});

describe('a file that is written piece by piece', () => {
  const pieces = {
    'exports/long.csv': (write: (bytes: Uint8Array) => void) => {
      for (const byte of [1, 2, 3]) write(Uint8Array.of(byte));
    },
  };
  const files = { 'summary.json': '{"digest":"2222222222222222"}', ...pieces };
  const before = { 'summary.json': '{"digest":"1111111111111111"}', 'exports/long.csv': 'old' };

  test('holds all of them, in order', () => {
    const path = join(disk.fresh(), 'lab');
    const folder = openOutputFolder(path);
    folder.publish(files);
    folder.release();
    expect([...readFileSync(join(path, 'exports/long.csv'))]).toEqual([1, 2, 3]);
  });

  test('leaves the earlier run whole where the disk fails at any step before the new one is safe', () => {
    // The clean run writes two drafts in five steps of writing before anything is moved.
    for (let failing = 0; failing < 5; failing++) {
      const path = join(disk.fresh(), 'lab');
      const first = openOutputFolder(path);
      first.publish(before);
      first.release();
      let step = 0;
      const broken: Files = {
        ...systemFiles,
        write: (file, bytes, offset) => {
          if (step++ === failing) throw Object.assign(new Error(), { code: 'ENOSPC' });
          return systemFiles.write(file, bytes, offset);
        },
      };
      const second = openOutputFolder(path, broken);
      const publish = () => second.publish(files);
      if (failing < 4) expect(publish).toThrow(/cannot be written.*more than \d+ bytes/s);
      else publish();
      second.release();
      expect(filesIn(path).includes('runs/1111111111111111/exports/long.csv')).toBe(failing === 4);
      expect(readFileSync(join(path, 'exports/long.csv')).length).toBe(3);
      expect(filesIn(path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
  });
});

test('a citation holds no sign that TeX would take for its own', () => {
  const citation: Citation = {
    key: 'decaylab-00',
    title: '50 % of $x_1$ & {more} #1 \\end{x} ~^\n@misc{evil,',
    author: 'Decay Lab',
    version: '0.1.0',
    date: '2026-11-22',
    identifier: 'decaylab:00',
    command: "npx tsx run 'a_b.ts'",
    sources: ['One (1990),\neq. 1'],
  };
  expect(bibtex(citation)).toBe(
    [
      '% Rests on: One (1990), eq. 1',
      '@misc{decaylab-00,',
      '  author = {{Decay Lab}},',
      '  title = {{50 \\% of \\$x\\_1\\$ \\& \\{more\\} \\#1 \\textbackslash{}end\\{x\\} \\textasciitilde{}\\textasciicircum{} @misc\\{evil,}},',
      '  year = {2026},',
      '  month = 11,',
      '  version = {0.1.0},',
      "  note = {Result decaylab:00, made by: npx tsx run 'a\\_b.ts'}",
      '}',
      '',
    ].join('\n'),
  );
});

test('the examples name only columns that there are', async () => {
  const out = disk.fresh();
  await run([...short, '--out', out, '--no-report', '--export', 'parquet']);
  const { columns } = JSON.parse(readFileSync(join(out, 'small/exports/columns.json'), 'utf8'));
  const known = columns.map(({ name }: { readonly name: string }) => name);
  const sql = readFileSync('src/guide/examples/paths.sql', 'utf8');
  const python = readFileSync('src/guide/examples/paths.py', 'utf8');
  const named = [...sql.matchAll(/\b(?:[a-z]+_)?[a-z]+[A-Z]\w*/g)].map(([name]) => name);
  const inPython = [...python.matchAll(/\)\["(\w+)"\]|(?:index|columns|values)="(\w+)"/g)].map(([, a, b]) => a ?? b);
  expect(named.length).toBeGreaterThan(3);
  expect(inPython.length).toBeGreaterThan(3);
  for (const name of [...named, ...inPython]) expect(known).toContain(name);
});
