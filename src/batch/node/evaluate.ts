import { Console } from 'node:console';
import { stderr } from 'node:process';
import { compileFunction } from 'node:vm';
import { BUNDLE_GLOBAL } from '../bundle-global.ts';
import type { Program } from '../program.ts';
import type { Bundle } from './bundle.ts';
import { BUNDLE_NAME } from './bundle.ts';

/**
 * Reads the bundle, once; what is returned evaluates it anew in this thread each time it is called. Nothing is shared
 * between two evaluations.
 */
export function evaluator({ code }: Bundle): () => Program {
  const run = compileFunction(`${code}\nreturn ${BUNDLE_GLOBAL};`, [], { filename: BUNDLE_NAME });
  return () => keepingGlobals(() => (run() as { readonly program: Program }).program);
}

/** Reads and evaluates the bundle in this thread. */
export function evaluate(bundle: Bundle): Program {
  return evaluator(bundle)();
}

/** Does something in which the author's code may print: that goes to stderr, since stdout is for results. */
export function printingToStderr<T>(work: () => T): T {
  const before = globalThis.console;
  globalThis.console = new Console(stderr);
  try {
    return work();
  } finally {
    globalThis.console = before;
  }
}

/** The bundle arms its traps before the scenario's own code runs; a scenario that throws leaves them armed. */
function keepingGlobals<T>(work: () => T): T {
  const saved = [
    ...['Date', 'performance', 'crypto', 'process'].map((name) => descriptorOf(globalThis, name)),
    descriptorOf(Math, 'random'),
  ];
  try {
    return work();
  } finally {
    for (const { owner, name, descriptor } of saved) Object.defineProperty(owner, name, descriptor);
  }
}

function descriptorOf(owner: object, name: string) {
  return { owner, name, descriptor: Object.getOwnPropertyDescriptor(owner, name)! };
}
