import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rebuildShelf } from '../../src/cli/shelf.ts';
import { textOf } from '../../src/report/page/html.ts';
import { run, scratch } from './captured.ts';

const disk = scratch();
afterAll(disk.remove);
const small = 'test/fixtures/scenarios/small.ts';
const styles = { styles: 'p{color:red}', stylesHash: 'AAAA' };

/** Writes what a run of some version may have left. */
function leave(out: string, folder: string, files: Readonly<Record<string, unknown>>): void {
  mkdirSync(join(out, folder), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(out, folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}
const page = (out: string) => readFileSync(join(out, 'index.html'), 'utf8');
const links = (out: string) => [...page(out).matchAll(/<h2><a href="([^"]*)"/g)].map(([, link]) => link);
const summary = (scenario: string, more = {}) => ({ scenario, seed: 's', paths: 3, digest: '0'.repeat(16), ...more });

describe('the shelf', () => {
  test('lists every run after a run, the earlier ones too, the latest first, each with a link to its report', async () => {
    const out = disk.fresh();
    for (const seed of ['one', 'two']) {
      const { code } = await run([small, '--paths', '40', '--seed', seed, '--quiet', '--out', out]);
      expect(code).toBe(0);
    }
    const [earlier] = readdirSync(join(out, 'small/runs'));
    expect(links(out)).toEqual(['./small/report.html', `./small/runs/${earlier}/report.html`]);
    const { question } = JSON.parse(readFileSync(join(out, 'small/summary.json'), 'utf8'));
    const { verdict } = JSON.parse(readFileSync(join(out, 'small/manifest.json'), 'utf8'));
    expect(page(out)).toContain(question);
    expect(page(out)).toContain(verdict);
    const report = readFileSync(join(out, 'small/report.html'), 'utf8');
    expect(textOf({ markup: /<h1>.*<\/h1>/.exec(report)![0] })).toBe(verdict);
  });

  test('is not made by a run without a report', async () => {
    const out = disk.fresh();
    await run([small, '--paths', '40', '--quiet', '--no-report', '--out', out]);
    expect(readdirSync(out)).toEqual(['small']);
  });

  test('lists a folder that cannot be read as such, and loses no other for it', () => {
    const out = disk.fresh();
    leave(out, 'good', { 'summary.json': summary('good'), 'report.html': '' });
    leave(out, 'cut', { 'summary.json': '{"scenario":', 'report.html': '' });
    leave(out, 'other', { 'summary.json': [1, 2], 'manifest.json': 'x' });
    leave(out, 'bare', { 'report.html': '' });
    leave(out, 'nothing', { 'notes.txt': 'mine' });
    leave(out, '.hidden', { 'summary.json': summary('hidden') });
    expect(rebuildShelf(out, styles)).toBe(null);
    expect(links(out)).toEqual([
      './bare/report.html',
      './cut/report.html',
      './good/report.html',
      './other/summary.json',
    ]);
    expect(page(out).match(/Cannot be read: [^<]*/g)).toEqual([
      'Cannot be read: summary.json: it cannot be created there',
      'Cannot be read: summary.json is not JSON',
      'Cannot be read: summary.json is not the summary of a run',
    ]);
  });

  test('follows no link out of its folder', () => {
    const [out, elsewhere] = [disk.fresh(), disk.fresh()];
    leave(elsewhere, 'secret', { 'summary.json': summary('secret') });
    symlinkSync(join(elsewhere, 'secret'), join(out, 'linked'));
    expect(rebuildShelf(out, styles)).toBe(null);
    expect(links(out)).toEqual([]);
  });

  test('never replaces a page that is not its own', async () => {
    const out = disk.fresh();
    writeFileSync(join(out, 'index.html'), '<!doctype html><title>My site</title>');
    const { code, stderr } = await run([small, '--paths', '40', '--quiet', '--out', out]);
    expect(code).toBe(0);
    expect(stderr).toContain('index.html: is not a list of runs, and was left as it is');
    expect(page(out)).toContain('My site');
  });

  test('that cannot be written costs a line, not the run', async () => {
    const out = disk.fresh();
    mkdirSync(join(out, 'index.html'));
    const { code, stderr } = await run([small, '--paths', '40', '--quiet', '--out', out]);
    expect(code).toBe(0);
    expect(stderr).toContain('The list of runs was not made anew');
    expect(readdirSync(join(out, 'small'))).toContain('report.html');
  });

  test('reads a run once, again where its files changed, and whatever its notes of that hold', () => {
    const out = disk.fresh();
    leave(out, 'a', { 'summary.json': summary('a', { question: 'First?' }) });
    rebuildShelf(out, styles);
    const cache = join(out, '.shelf.json');
    writeFileSync(cache, readFileSync(cache, 'utf8').replace('First?', 'From the notes?'));
    rebuildShelf(out, styles);
    expect(page(out)).toContain('From the notes?');
    leave(out, 'a', { 'summary.json': summary('a', { question: 'Second, longer?' }) });
    rebuildShelf(out, styles);
    expect(page(out)).toContain('Second, longer?');
    const whole = page(out);
    const notes = readFileSync(cache, 'utf8');
    for (const broken of ['', '{', 'null', '{"schema":1}', notes.replace('"card":', '"cord":')]) {
      writeFileSync(cache, broken);
      expect(rebuildShelf(out, styles)).toBe(null);
      expect(page(out)).toBe(whole);
    }
  });

  test('looks again after it was written: a run that came in the meantime is on it', () => {
    const out = disk.fresh();
    leave(out, 'a', { 'summary.json': summary('a') });
    let isFirst = true;
    const interrupted = {
      ...styles,
      get stylesHash() {
        if (isFirst) leave(out, 'b', { 'summary.json': summary('b') });
        isFirst = false;
        return 'x';
      },
    };
    expect(rebuildShelf(out, interrupted)).toBe(null);
    expect(links(out)).toEqual(['./a/summary.json', './b/summary.json']);
  });

  test('of several processes at once has every run, whoever writes last', async () => {
    const out = disk.fresh();
    const program = `
      import { rebuildShelf } from ${JSON.stringify(join(process.cwd(), 'src/cli/shelf.ts'))};
      import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
      const [out, name] = process.argv.slice(2);
      for (let i = 0; i < 12; i++) {
        const folder = out + '/' + name + i;
        mkdirSync(folder);
        writeFileSync(folder + '/.draft', JSON.stringify({ scenario: name + i, seed: 's', paths: 1, digest: '0' }));
        renameSync(folder + '/.draft', folder + '/summary.json');
        rebuildShelf(out, { styles: '', stylesHash: 'x' });
      }`;
    const path = join(disk.fresh(), 'publish.mts');
    writeFileSync(path, program);
    const ran = ['a', 'b', 'c'].map(
      (name) =>
        new Promise((settle) => {
          spawn(process.execPath, ['--import', 'tsx', path, out, name], { stdio: 'inherit' }).on('close', settle);
        }),
    );
    expect(await Promise.all(ran)).toEqual([0, 0, 0]);
    expect(links(out)).toHaveLength(36);
    expect(readdirSync(out).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('runs nothing but its one script: the policy names its hash, and that of each style', () => {
    const out = disk.fresh();
    leave(out, 'a', { 'summary.json': summary('a') });
    rebuildShelf(out, styles);
    const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/
      .exec(page(out))![1]!
      .replaceAll('&#39;', "'");
    const scripts = [...page(out).matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text!);
    const sheets = [...page(out).matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text]) => text!);
    expect(scripts).toHaveLength(1);
    expect(sheets).toHaveLength(2);
    expect(policy).toContain(`script-src 'sha256-${sha256(scripts[0]!)}'`);
    expect(policy).toContain(`style-src 'sha256-AAAA' 'sha256-${sha256(sheets[1]!)}'`);
    expect(policy).toContain("default-src 'none'");
  });

  test('of two hundred runs is made anew in little time', () => {
    const out = disk.fresh();
    const finalValue = { q05: 0.1, q25: 0.3, median: 0.5, q75: 1, q95: 2 };
    const holdings = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, { finalValue }]));
    for (let i = 0; i < 200; i++) leave(out, `run-${i}`, { 'summary.json': summary(`run ${i}`, { holdings }) });
    rebuildShelf(out, styles);
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) {
      const start = performance.now();
      rebuildShelf(out, styles);
      best = Math.min(best, performance.now() - start);
    }
    // Some 30 ms where others use the machine; reading every summary again would take a second.
    expect(best).toBeLessThan(200);
  });
});
