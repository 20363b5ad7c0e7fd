import { createRequire } from 'node:module';
import { resolve, sep } from 'node:path';
import type * as TraceMapping from '@jridgewell/trace-mapping';
import type { Bundle } from './bundle.ts';
import { BUNDLE_NAME, projectRoot } from './bundle.ts';
import { shownPath } from './shown-path.ts';

const frame = new RegExp(`(?:${BUNDLE_NAME.replace('.', '\\.')}|\\[worker eval\\]):(\\d+):(\\d+)`, 'g');

const require = createRequire(import.meta.url);

/** `scenarios/choppy.ts:12:7`: the innermost place of the author's own code in a stack; undefined where there is none. */
export function authorsPosition(stack: string, { map }: Bundle): string | undefined {
  // Only here, since only mistakes need it.
  const { originalPositionFor, TraceMap } = require('@jridgewell/trace-mapping') as typeof TraceMapping;
  const trace = new TraceMap(map);
  for (const [, line, column] of stack.matchAll(frame)) {
    const original = originalPositionFor(trace, { line: Number(line), column: Number(column) - 1 });
    if (original.source === null) continue;
    const source = resolve(projectRoot, original.source);
    const isOurs = ['src', 'node_modules'].some((folder) => source.startsWith(resolve(projectRoot, folder) + sep));
    if (!isOurs) return `${shownPath(source)}:${original.line}:${original.column + 1}`;
  }
  return undefined;
}
