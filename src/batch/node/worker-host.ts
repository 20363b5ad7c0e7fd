import { Worker } from 'node:worker_threads';
import { BUNDLE_GLOBAL } from '../bundle-global.ts';
import type { Host } from '../host.ts';
import type { Report, Task } from '../protocol.ts';
import type { Bundle } from './bundle.ts';

/** Hands the worker's messages to `serve` of the bundle, which knows nothing of Node. */
const glue = `
;{
  const { parentPort, workerData } = require('node:worker_threads');
  const { program, serve } = ${BUNDLE_GLOBAL};
  parentPort.on('message', serve(program, workerData, (report) => parentPort.postMessage(report)));
}
`;

/** Runs blocks in threads of the operating system, each with its own copy of the bundle. */
export function workerHost({ code }: Bundle, task: Omit<Task, 'fans'>, newFans: () => readonly Uint32Array[]): Host {
  return {
    start: (tell) => {
      const fans = newFans();
      const workerData: Task = { ...task, fans };
      // What a scenario prints would end up between the lines of --json: it is not passed on.
      const worker = new Worker(`${code}${glue}`, { eval: true, execArgv: [], stdout: true, stderr: true, workerData });
      worker.stdout.resume();
      worker.stderr.resume();
      worker.on('message', (report: Report) => tell(report));
      // An error is followed by an exit; the reason comes with the error, which may be anything, null included.
      let reason: string | undefined;
      worker.on('error', (thrown: unknown) => {
        reason = thrown instanceof Error ? thrown.message : String(thrown);
      });
      worker.on('messageerror', () => tell({ kind: 'lost', reason: 'its message could not be read' }));
      worker.on('exit', (code) => tell({ kind: 'lost', reason: reason ?? `the worker ended with code ${code}` }));
      return { fans, run: (block) => worker.postMessage(block), stop: () => void worker.terminate() };
    },
  };
}
