import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Agreement } from './agreement.ts';
import { agreements, MOST_STANDARD_ERRORS } from './agreement.ts';
import type { Asked } from './asked.ts';
import { pathsOf } from './asked.ts';
import { HOW_IT_IS_MEASURED, measure, median, openQuestion } from './measure.ts';
import type { Found, Peer } from './peer-programs.ts';
import { findPeers, peersFolder } from './peer-programs.ts';
import { compared } from './peer-report.ts';
import type { Sheet } from './sheet.ts';
import { nanoseconds } from './sheet.ts';
import { workloads } from './workload.ts';

const ROUNDS = 7;

/** Ours beside every peer that is installed, in interleaved rounds: one sheet for each of W1 and W2, or the one asked for. */
export async function peersSheets(asked: Asked): Promise<readonly Sheet[]> {
  const [word] = asked.words;
  const names: readonly ('w1' | 'w2')[] = word === 'w1' || word === 'w2' ? [word] : ['w1', 'w2'];
  const place = peersFolder();
  const folder = mkdtempSync(join(tmpdir(), 'decaylab-peers-'));
  try {
    const found = 'missing' in place ? { peers: [], skipped: [place.missing] } : findPeers(place.sources, folder);
    const sheets: Sheet[] = [];
    for (const name of names) sheets.push(await raceWith(found, name, asked));
    return sheets;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function raceWith({ peers, skipped }: Found, name: 'w1' | 'w2', asked: Asked): Promise<Sheet> {
  const settled = await openQuestion(workloads[name], pathsOf(asked));
  const { paths } = settled.description;
  const rounds = asked.rounds ?? ROUNDS;
  const ours: number[] = [];
  const theirs = peers.map((): number[] => []);
  const found = new Map<Peer, readonly Agreement[]>();
  for (let round = 0; round < rounds; round++) {
    const measured = await measure(settled);
    ours.push(measured.cpuNsPerPathStep);
    for (const [index, peer] of peers.entries()) {
      const asks = peer.pathsFor(paths);
      const report = peer.run(name, asks);
      theirs[index]!.push(report.cpuNsPerPathStep);
      found.set(peer, agreements(measured.result, report, asks));
    }
  }
  const ratio = (index: number) => median(ours.map((time, round) => time / theirs[index]![round]!));
  return {
    title: `${name} beside its peers`,
    notes: [
      `CPU ns per path-step on one core, ${paths} paths, median of ${rounds} interleaved rounds; the ratio is the median over rounds of ours to theirs, and "apart" the largest distance of six means, in standard errors.`,
      HOW_IT_IS_MEASURED,
      ...fastestOfEqualPrecision(peers, theirs),
      ...skipped,
    ],
    heads: ['program', 'shocks', 'ns', 'ours / theirs', 'apart'],
    rows: [
      ['Decay Lab', 'f64', nanoseconds(median(ours)), '1.00', ''],
      ...peers.map((peer, index) => [
        peer.name,
        peer.shocks,
        nanoseconds(median(theirs[index]!)),
        ratio(index).toFixed(2),
        Math.max(...found.get(peer)!.map(({ z }) => z)).toFixed(1),
      ]),
    ],
    failures: peers.flatMap((peer) => disagreements(peer, found.get(peer)!)),
  };
}

/** Which vector program with double-precision shocks is the one to be measured against. */
function fastestOfEqualPrecision(peers: readonly Peer[], theirs: readonly (readonly number[])[]): readonly string[] {
  const equal = peers
    .map(({ name, shocks }, index) => ({ name, shocks, ns: median(theirs[index]!) }))
    .filter(({ name, shocks }) => shocks === 'f64' && name.includes('AVX'))
    .sort((a, b) => a.ns - b.ns);
  return equal.length === 0 ? [] : [`The yardstick of equal shock precision is "${equal[0]!.name}".`];
}

function disagreements({ name }: Peer, found: readonly Agreement[]): readonly string[] {
  return found
    .filter(({ z }) => !(z <= MOST_STANDARD_ERRORS))
    .map(({ statistic, ours, theirs, z }) => {
      const figures = `ours ${ours.toPrecision(6)}, theirs ${theirs}`;
      return `${compared[statistic].name} differs from ${name}: ${figures}, ${z.toFixed(1)} standard errors apart`;
    });
}
