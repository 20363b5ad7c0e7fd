/**
 * What things cost: `npm run bench`, `npm run bench -- NAME`, `npm run -s bench -- w1 --json`.
 *
 * A digest of what was computed is printed beside a time, so that an "optimisation" that changes results is seen. Times
 * depend on the machine and on what else it does; ratios within one run are what counts.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Asked } from './asked.ts';
import { holdingsSheet } from './holdings.ts';
import { liveSheet } from './live.ts';
import { memorySheet } from './memory.ts';
import { ownModelsSheet } from './own-models.ts';
import { peersSheets } from './peers.ts';
import { processesSheet } from './processes.ts';
import { scalingSheet } from './scaling.ts';
import type { Sheet } from './sheet.ts';
import { sheetAsText } from './sheet.ts';
import { startupSheet } from './startup.ts';
import { writeTable } from './table.ts';
import { isWorkload, runWorkload, workloadAsJson, workloadSheet, workloads } from './workload.ts';

const benches: Readonly<Record<string, (asked: Asked) => Promise<readonly Sheet[]>>> = {
  holdings: async (asked) => [await holdingsSheet(asked)],
  processes: async (asked) => [await processesSheet(asked)],
  'own-models': async (asked) => [await ownModelsSheet(asked)],
  startup: async (asked) => [await startupSheet(asked)],
  scaling: async (asked) => [await scalingSheet(asked)],
  live: async (asked) => [await liveSheet(asked)],
  memory: async (asked) => [await memorySheet(asked)],
  peers: peersSheets,
  table: writeTable,
};

const names = [...Object.keys(workloads), ...Object.keys(benches)];
const usage = `usage: npm run bench -- [NAME] [--paths N] [--workers N] [--rounds N] [--json]
NAME is one of ${names.join(', ')}; without it w1, w2, choppy and what costs are made of
peers takes w1 or w2, and DECAYLAB_PEERS, the folder with the peers' sources`;

function refuse(message: string): never {
  process.stderr.write(`bench: ${message}\n${usage}\n`);
  process.exit(2);
}

function readArguments() {
  try {
    const option = { type: 'string' } as const;
    return parseArgs({
      allowPositionals: true,
      options: { paths: option, workers: option, rounds: option, json: { type: 'boolean', default: false } },
    });
  } catch (thrown) {
    return refuse(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function countOf(name: string, typed: string | undefined): Readonly<Record<string, number>> {
  if (typed === undefined) return {};
  const value = Number(typed);
  if (!Number.isInteger(value) || value < 1) refuse(`--${name} must be a whole number above 0; got ${typed}`);
  return { [name]: value };
}

const print = (text: string) => void process.stdout.write(`${text}\n`);

async function runOne(name: string, asked: Asked, isJson: boolean): Promise<void> {
  if (isWorkload(name)) {
    const measured = await runWorkload(name, asked);
    return print(isJson ? workloadAsJson(name, measured) : sheetAsText(workloadSheet(name, measured)));
  }
  const bench = benches[name] ?? refuse(`there is no "${name}"`);
  for (const sheet of await bench(asked)) {
    print(isJson ? JSON.stringify(sheet) : sheetAsText(sheet));
    if (sheet.failures !== undefined && sheet.failures.length > 0) process.exitCode = 1;
  }
}

const { values, positionals } = readArguments();
const [name, ...words] = positionals;
const asked: Asked = {
  words,
  ...countOf('paths', values.paths),
  ...countOf('workers', values.workers),
  ...countOf('rounds', values.rounds),
};
if (!values.json) print(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}\n`);
const chosen =
  name === undefined ? ['w1', 'w2', 'choppy', 'holdings', 'processes', 'own-models', 'startup', 'scaling'] : [name];
for (const each of chosen) await runOne(each, asked, values.json);
