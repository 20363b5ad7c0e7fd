import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Asked } from './asked.ts';
import type { Sheet } from './sheet.ts';
import { sheetAsMarkdown } from './sheet.ts';
import { runWorkload, workloadSheet } from './workload.ts';

const README = fileURLToPath(new URL('./README.md', import.meta.url));

const introduction = `# Benches

What a path-step costs, and beside whom. \`npm run bench -- table\` wrote this page; times are of one machine on one day, so
look at ratios. One path-step is one step of one path: shocks, price, funding, every holding, every statistic.

- **W1**: a year of hourly steps, 2,000 paths. Geometric Brownian price at 80 % volatility; funding a correlated
  Ornstein–Uhlenbeck rate, capped, paid at 8-hour stamps; a 3x token that trades daily and when its leverage leaves 2.25 to 4,
  with a trading and a management fee. Seven statistics a path: final and lowest value, drawdown, rebalances, funding, fees,
  the sum of squared returns; and the log price.
- **W2**: the same year in daily steps, 20,000 paths.
- **choppy**: the scenario as it stands, every holding with its full ledger.

W1 and W2 are scenarios like any other (\`w1.ts\`, \`w2.ts\`, \`reference-workload.ts\`, \`models/\`): written as steps, read by
the public reader, run by the public batch runner. Peers compute the same from their own random numbers; means are compared.

    npm run bench                                   w1, w2, choppy and what costs are made of
    npm run bench -- NAME                           w1 w2 choppy holdings processes own-models startup scaling memory peers table
    npm run -s bench -- w1 --json                   one line for programs; --paths N, --workers N
    DECAYLAB_PEERS=FOLDER npm run bench -- peers w1 --rounds 7
    DECAYLAB_PEERS=FOLDER npm run bench -- table    writes this page
    npx tsx bench/engines/run.ts                    digests of choppy in other Nodes and in browsers

The folder of peers holds \`a_scalar.cpp\`, \`b_lane.cpp\` with its headers, \`c_numpy.py\` and \`d_numba.py\`; what cannot be
compiled or imported is skipped, and said so. \`DECAYLAB_PYTHON\` names a python with numpy or numba.
`;

/** In the order of the page. */
const shown = ['peers w1', 'peers w2', 'holdings', 'processes', 'own-models', 'startup', 'scaling', 'memory'];

/** Runs what the page shows, at its usual sizes, each bench in a process of its own, and writes it. */
export async function writeTable({ rounds }: Asked): Promise<readonly Sheet[]> {
  const asked: Asked = { words: [], ...(rounds === undefined ? {} : { rounds }) };
  const more = rounds === undefined ? [] : ['--rounds', String(rounds)];
  const choppy = workloadSheet('choppy', await runWorkload('choppy', asked));
  const sheets = [choppy, ...shown.flatMap((bench) => sheetsOf([...bench.split(' '), ...more]))];
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${memory}; Node ${process.versions.node}, V8 ${process.versions.v8}.`;
  writeFileSync(README, [introduction, `Measured on ${machine}\n`, ...sheets.map(sheetAsMarkdown)].join('\n'));
  return sheets;
}

/** What a bench prints with `--json`, a sheet a line. A process that has run others first is slower. */
function sheetsOf(words: readonly string[]): readonly Sheet[] {
  const run = fileURLToPath(new URL('./run.ts', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', run, ...words, '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  if (lines.length === 0) throw new Error(`bench ${words.join(' ')}: printed no sheet; ${stderr.trim()}`);
  return lines.map((line) => JSON.parse(line) as Sheet);
}
