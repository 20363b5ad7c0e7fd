import type { TopLevelSpec } from 'vega-lite';
import { type Chart, inPlainText, type PlainCaption, type Row, type Spec } from '../charts/chart.ts';
import type { CompileSpec } from '../report-assets.ts';

/** A chart that is ready for a page: its data once, beside both the readable and the compiled specification. */
export interface CompiledChart {
  readonly id: string;
  /** Vega-Lite without its data: what is taken away, once `datasets` is put back. */
  readonly spec: Spec;
  /** Vega with empty data; the page fills each source named in `datasets`. */
  readonly vega: unknown;
  readonly datasets: Readonly<Record<string, readonly Row[]>>;
  readonly table: Chart['table'];
  readonly choices: readonly { readonly id: string; readonly caption: PlainCaption }[];
}

interface VegaMark {
  readonly name?: string;
  readonly marks?: readonly VegaMark[];
}

/** The box that a reader draws has no words of its own: it is kept from screen readers, which are told of the picture. */
function withSilentBrushes(vega: unknown): unknown {
  const silenced = (mark: VegaMark): VegaMark => ({
    ...mark,
    ...(/_brush(_bg)?$/.test(mark.name ?? '') && { aria: false }),
    ...(mark.marks && { marks: mark.marks.map(silenced) }),
  });
  const { marks = [], ...spec } = vega as VegaMark;
  return { ...spec, marks: marks.map(silenced) };
}

/** Compiles Vega-Lite to Vega, so that the page need not carry the compiler. Anything the compiler warns of goes to `warn`. */
export function compileChart(
  chart: Chart,
  compile: CompileSpec,
  warn: (message: string) => void = () => {},
): CompiledChart {
  const { datasets = {}, ...spec } = chart.spec as Spec & { readonly datasets?: CompiledChart['datasets'] };
  const empty = Object.fromEntries(Object.keys(datasets).map((name) => [name, []]));
  const heard = (...parts: readonly unknown[]) => {
    warn(parts.join(' '));
    return logger;
  };
  const logger = { level: () => logger, error: heard, warn: heard, info: () => logger, debug: () => logger };
  const { spec: vega } = compile({ ...spec, datasets: empty } as unknown as TopLevelSpec, { logger: logger as never });
  return {
    id: chart.id,
    spec,
    vega: withSilentBrushes(vega),
    datasets,
    table: chart.table,
    choices: chart.choices.map(({ id, caption }) => ({ id, caption: inPlainText(caption) })),
  };
}
