/**
 * One scenario, one bundle, every JavaScript engine that is at hand: `npx tsx bench/engines/run.ts`. Prints a line for each
 * place in which it ran, and exits with 1 if two digests differ or an engine fails. Times are of one thread.
 * `--install` gets the engines that are missing; those that stay so are named as skipped.
 */
import { parseArgs } from 'node:util';
import { bundleScenario } from '../../src/batch/node/bundle.ts';
import { chromiumEngine } from './chromium.ts';
import type { Engine, Sighting } from './engine.ts';
import { firefoxEngine } from './firefox.ts';
import type { Order } from './job.ts';
import { refusal } from './job.ts';
import { otherNodes } from './node.ts';
import { workOf } from './script.ts';
import { inThisNode } from './this-node.ts';

const usage = 'usage: run.ts [--paths N] [--scenario FILE] [--kernels plain|wasm] [--install]';

function refuse(why: string): never {
  process.stderr.write(`engines: ${why}\n`);
  process.exit(2);
}

function askedFor() {
  try {
    const { values } = parseArgs({
      options: {
        paths: { type: 'string', default: '256' },
        scenario: { type: 'string', default: 'scenarios/choppy.ts' },
        kernels: { type: 'string' },
        install: { type: 'boolean', default: false },
      },
    });
    const paths = Number(values.paths);
    const { kernels } = values;
    if (!Number.isInteger(paths) || paths < 1) throw new Error(`paths: must be a whole number; got ${values.paths}`);
    if (kernels !== undefined && kernels !== 'plain' && kernels !== 'wasm') {
      throw new Error(`kernels: must be plain or wasm; got ${kernels}`);
    }
    const order: Order = { paths, ...(kernels === undefined ? {} : { kernels }) };
    return { ...values, order };
  } catch (thrown) {
    return refuse(`${refusal(thrown).error}\n${usage}`);
  }
}

const print = (...cells: readonly string[]) =>
  process.stdout.write(`${cells.map((cell, index) => cell.padEnd([18, 15, 18, 7][index] ?? 0)).join('')}\n`);

const digests = new Set<string>();

function show({ name, version, told }: Sighting): void {
  if ('error' in told) print(name, version, 'failed', told.error);
  else print(name, version, told.digest, told.kernels, `${told.seconds.toFixed(2)} s`);
  digests.add('error' in told ? 'failed' : told.digest);
}

const engines: readonly Engine[] = [...otherNodes, chromiumEngine, firefoxEngine];

/** @returns why it is left out, or undefined where it may be asked */
function settle({ missing, install }: Engine, mayInstall: boolean): string | undefined {
  if (missing() === undefined || !mayInstall || install === undefined) return missing();
  try {
    install();
    return missing();
  } catch (thrown) {
    return `could not be installed: ${thrown instanceof Error ? thrown.message : thrown}`;
  }
}

const { scenario, install, order } = askedFor();
const bundle = await bundleScenario(scenario).catch((thrown: unknown) => refuse(refusal(thrown).error));
const work = await workOf(bundle, order);
process.stdout.write(`${scenario}, ${order.paths} paths, bundle ${bundle.fingerprint}\n`);
show(await inThisNode(bundle, order));
for (const engine of engines) {
  const why = settle(engine, install);
  if (why !== undefined) {
    print(engine.name, 'skipped', why);
    continue;
  }
  const failed = (thrown: unknown) => [{ name: engine.name, version: '?', told: refusal(thrown) }];
  for (const sighting of await engine.ask(work).catch(failed)) show(sighting);
}
process.exitCode = digests.size === 1 && !digests.has('failed') ? 0 : 1;
