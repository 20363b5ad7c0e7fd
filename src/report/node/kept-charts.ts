/// <reference types="node" />
import { keep, readKept } from '../../bundling/node/cache-folder.ts';
import type { CompileSpec } from '../report-assets.ts';

/**
 * A compiler of charts that takes what it made before, and is loaded only for what it has not: a page of a dozen charts is compiled
 * in as long as three hundred paths are simulated. A chart of which the compiler has something to say is compiled each time, so that
 * it is said each time.
 *
 * `load` gives the compiler; `version` names it.
 */
export function keptCharts(load: () => CompileSpec, version: string): CompileSpec {
  let compiler: CompileSpec | undefined;
  return (spec, options) => {
    const key = `chart 1 ${version} ${JSON.stringify(spec)}`;
    const kept = readKept(key);
    if (kept !== undefined) return { spec: JSON.parse(kept.toString('utf8')) as unknown };
    let isSilent = true;
    const heard =
      (tell: (...parts: unknown[]) => unknown) =>
      (...parts: unknown[]) => {
        isSilent = false;
        return tell(...parts);
      };
    const { error, warn, ...rest } = options.logger as Readonly<
      Record<'error' | 'warn', (...parts: unknown[]) => unknown>
    >;
    compiler ??= load();
    const made = compiler(spec, { logger: { ...rest, error: heard(error), warn: heard(warn) } as never });
    if (isSilent) keep(key, Buffer.from(JSON.stringify(made.spec), 'utf8'));
    return made;
  };
}
