import { sameWithin } from '../result/beyond.ts';
import type { ClaimedRun } from '../result/claim-values.ts';

/**
 * What is asked of a market, as a statement about what one path comes to. Values are multiples of what they were at the
 * start, unless a metric says otherwise.
 */
export type Condition =
  | { readonly kind: 'compare'; readonly left: Term; readonly by: Comparison; readonly right: Term }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

export type Comparison = '<' | '<=' | '>' | '>=';

export type Term =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'coin' }
  | { readonly kind: 'holding'; readonly name: string; readonly metric: Metric };

/** Named as in `summary.json`; those that begin with `is` are 1 or 0. */
export const metrics = [
  'finalValue',
  'maxDrawdown',
  'underWaterShare',
  'rebalances',
  'turnover',
  'isRuined',
  'isLiquidated',
  'isStopped',
] as const;
export type Metric = (typeof metrics)[number];

/** What a path came to. */
export interface PathValues {
  /** The coin at the end, as a multiple of its start. */
  readonly coin: number;
  readonly metric: (holding: string, metric: Metric) => number;
}

/** What each path came to. */
export function pathValuesOf({ paths, market, holdings }: ClaimedRun): readonly PathValues[] {
  const columnsOf = new Map(holdings.map(({ description, columns }) => [description.name, columns]));
  return Array.from({ length: paths }, (_, path) => ({
    coin: 1 + market.spotReturn![path]!,
    metric: (holding, name) => {
      const columns = columnsOf.get(holding)!;
      if (!name.startsWith('is')) return columns[name]?.[path] ?? 0;
      // Days are -1 where it did not happen.
      return (columns[daysOf[name]!]?.[path] ?? -1) >= 0 ? 1 : 0;
    },
  }));
}

const daysOf: Readonly<Record<string, string>> = {
  isRuined: 'ruinDays',
  isLiquidated: 'liquidationDays',
  isStopped: 'stopDays',
};

/**
 * How far the condition is from being otherwise, in the units of what it compares: it holds where this is above 0. Of `and`
 * the least of its parts, of `or` the largest.
 */
export function marginOf(condition: Condition, path: PathValues): number {
  switch (condition.kind) {
    case 'and':
      return Math.min(...condition.of.map((each) => marginOf(each, path)));
    case 'or':
      return Math.max(...condition.of.map((each) => marginOf(each, path)));
    case 'not':
      return -marginOf(condition.of, path);
    case 'compare': {
      const [left, right] = [termIn(condition.left, path), termIn(condition.right, path)];
      const same = sameWithin(left, right);
      const above = condition.by.startsWith('>') ? left - right : right - left;
      // Never 0, so that what is not the case is the case of its opposite.
      return above + (condition.by.endsWith('=') ? same : -same) || -Number.MIN_VALUE;
    }
  }
}

function termIn(term: Term, path: PathValues): number {
  if (term.kind === 'number') return term.value;
  return term.kind === 'coin' ? path.coin : path.metric(term.name, term.metric);
}

/** The holdings that it speaks of, each once. */
export function holdingsOf(condition: Condition): readonly string[] {
  const names = (each: Condition): readonly string[] => {
    if (each.kind === 'not') return names(each.of);
    if (each.kind !== 'compare') return each.of.flatMap(names);
    return [each.left, each.right].flatMap((term) => (term.kind === 'holding' ? [term.name] : []));
  };
  return [...new Set(names(condition))];
}
