/**
 * What a path-step costs, scenario by scenario: `npm run bench`, or `npm run -s bench -- choppy --json`.
 *
 * One thread, plain steps, median of five rounds after a warm-up; the digest of what was computed is printed so that an
 * "optimisation" that changes results is seen. Times depend on the machine; ratios between rows are what counts.
 */
import { createHash } from 'node:crypto';
import { cpus } from 'node:os';
import choppy from '../scenarios/choppy.ts';
import flat from '../scenarios/flat.ts';
import lab from '../scenarios/lab.ts';
import trend from '../scenarios/trend.ts';
import { openScenario } from '../src/scenario/open-scenario.ts';
import type { Scenario } from '../src/scenario/scenario.ts';

const ROUNDS = 5;
const PATHS = 64;
const scenarios: Readonly<Record<string, Scenario>> = { choppy, trend, lab, flat };

function measure(name: string, scenario: Scenario) {
  const resolved = scenario.resolve({ paths: PATHS });
  const simulation = openScenario(resolved);
  const columns = simulation.columns.map(() => new Float64Array(PATHS));
  const fans = resolved.holdings.map(() => new Uint32Array(simulation.observation.size));
  const steps = simulation.observation.pointOfStep.length;
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    simulation.runBlock(0, PATHS, { columns, fans, samples: [] });
    const { user, system } = process.cpuUsage(before);
    if (round > 0) rounds.push(((user + system) * 1000) / (PATHS * steps));
  }
  rounds.sort((a, b) => a - b);
  const hash = createHash('sha256');
  for (const column of columns) hash.update(new Uint8Array(column.buffer));
  const cpuNsPerPathStep = rounds[(ROUNDS - 1) / 2]!;
  return {
    workload: name,
    holdings: resolved.holdings.length,
    steps,
    cpuNsPerPathStep: Number(cpuNsPerPathStep.toFixed(1)),
    perHolding: Number((cpuNsPerPathStep / resolved.holdings.length).toFixed(1)),
    digest: hash.digest('hex').slice(0, 16),
  };
}

const [wanted] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const chosen = Object.entries(scenarios).filter(([name]) => wanted === undefined || name === wanted);
if (chosen.length === 0) {
  process.stderr.write(`bench: no workload "${wanted}"; there are ${Object.keys(scenarios).join(', ')}\n`);
  process.exit(2);
}
if (!process.argv.includes('--json')) {
  process.stdout.write(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}; CPU ns per path-step\n`);
}
for (const [name, scenario] of chosen) {
  const row = measure(name, scenario);
  process.stdout.write(
    process.argv.includes('--json')
      ? `${JSON.stringify(row)}\n`
      : `${name.padEnd(10)} ${String(row.cpuNsPerPathStep).padStart(8)} ns  (${row.holdings} holdings, ${row.perHolding} ns each)  ${row.digest}\n`,
  );
}
