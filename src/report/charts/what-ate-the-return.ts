import type { RunResult } from '../../result/run-result.ts';
import type { AccountSummary, LogAccount, Summary } from '../../result/summary.ts';
import { fixed, logPoints } from '../format.ts';
import { counted, scaled } from '../page/figures.ts';
import { html } from '../page/html.ts';
import { protagonist, type Series, seriesOf } from '../series.ts';
import { type Caption, type Chart, type Row, rounded } from './chart.ts';
import { logAccounts, negligibleLog } from './log-accounts.ts';
import { asSentence, frame, saying, silent } from './theme.ts';

const rowHeight = 34;

/** Waterfall of the mean log attribution: each account from where the last one ended, down to the total. */
export function whatAteTheReturn(result: RunResult, summary: Summary): Chart | null {
  const all = seriesOf(result, summary).filter(
    (s) => s.summary.attribution.paths > 0 && s.summary.attribution.total.mean !== null,
  );
  if (all.length === 0) return null;
  const main = protagonist(all);
  const used = logAccounts.filter(([name]) =>
    all.some((s) => Math.abs(s.summary.attribution[name].mean ?? 0) > negligibleLog),
  );
  const steps = all.flatMap((s) => stepsOf(s, used));
  const isSpread = steps.some((row) => row.lo !== null);

  const y = {
    field: 'account',
    type: 'nominal',
    sort: { field: 'i' },
    axis: { title: null, labelFontSize: 12, labelColor: 'var(--ink-soft)', labelLimit: 0, offset: 4 },
  };
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { zero: true, nice: true },
    axis: {
      title: `${isSpread ? 'Mean log' : 'Log'} return, log points (100 × log)`,
      tickCount: { expr: 'max(3, floor(width / 80))' },
      labelOverlap: true,
      grid: true,
    },
  });
  const shown = { data: { name: 'steps' }, transform: [{ filter: 'datum.h === holding' }] };

  return {
    id: 'what-ate-the-return',
    caption: captionOf(main, summary),
    choices: all.map((s) => ({ id: s.id, name: s.name, colour: s.colour, caption: captionOf(s, summary) })),
    initial: main.id,
    table: {
      dataset: 'steps',
      columns: [
        { field: 'h', label: 'holding' },
        { field: 'account', label: 'account' },
        { field: 'mean', label: 'mean log points' },
        { field: 'error', label: 'standard error' },
        { field: 'range', label: '5th to 95th percentile, log points' },
      ],
    },
    spec: {
      ...frame('Waterfall of the mean log return by account.', rowHeight * (used.length + 1)),
      params: [{ name: 'holding', value: main.id }],
      datasets: { steps },
      layer: [
        {
          ...shown,
          transform: [...shown.transform, { filter: "datum.kind !== 'total'" }],
          mark: { type: 'rule', color: 'var(--line-strong)', ...silent },
          encoding: { y: { ...y, bandPosition: 0.5 }, y2: { field: 'next', bandPosition: 0.5 }, x: x('to') },
        },
        {
          ...shown,
          transform: [
            ...shown.transform,
            asSentence("datum.words + (datum.range === null ? '.' : '; on nine paths in ten ' + datum.range + '.')"),
          ],
          mark: { type: 'bar', height: { band: 0.62 }, cornerRadius: 1 },
          encoding: {
            y,
            x: x('from'),
            x2: { field: 'to' },
            color: {
              field: 'kind',
              type: 'nominal',
              scale: {
                domain: ['down', 'up', 'total', 'none'],
                range: ['var(--loss)', 'var(--gain)', 'var(--accent)', 'var(--line-strong)'],
              },
            },
            description: { field: 'words' },
            tooltip: saying,
          },
        },
        ...(isSpread
          ? [
              {
                ...shown,
                mark: { type: 'rule', color: 'var(--ink)', strokeWidth: 1, ...silent },
                encoding: { y: { ...y, bandPosition: 0.5 }, x: x('lo'), x2: { field: 'hi' } },
              },
            ]
          : []),
        {
          data: { values: [{ v: 0 }] },
          mark: { type: 'rule', color: 'var(--ink-quiet)', ...silent },
          encoding: { x: x('v') },
        },
        {
          ...shown,
          mark: { type: 'text', align: 'right', dx: 92, fontWeight: 600, ...silent },
          encoding: {
            y: { ...y, bandPosition: 0.5 },
            x: { value: 'width' },
            text: { field: 'text' },
            color: {
              condition: [
                { test: "datum.kind === 'down'", value: 'var(--loss)' },
                { test: "datum.kind === 'up'", value: 'var(--gain)' },
                { test: "datum.kind === 'none'", value: 'var(--ink-quiet)' },
              ],
              value: 'var(--accent)',
            },
          },
        },
      ],
    },
  };
}

/** The rows of one holding, then its total. The accounts are those that any holding uses, so that the switch moves bars and not rows. */
function stepsOf(s: Series, used: typeof logAccounts): Row[] {
  const { attribution } = s.summary;
  const rows: Row[] = [];
  let from = 0;
  for (const [i, [name, account]] of used.entries()) {
    const mean = attribution[name].mean ?? 0;
    const next = used[i + 1]?.[1] ?? 'Total';
    rows.push(row(s, i, account, next, from, attribution[name], kindOf(mean)));
    from += mean;
  }
  rows.push(row(s, used.length, 'Total', 'Total', 0, attribution.total, 'total'));
  return rows;
}

const kindOf = (mean: number): string => (Math.abs(mean) <= negligibleLog ? 'none' : mean < 0 ? 'down' : 'up');

function row(
  s: Series,
  i: number,
  account: string,
  next: string,
  from: number,
  { mean: meanOrNull, standardError: error, q05, q95 }: AccountSummary,
  kind: string,
): Row {
  const mean = meanOrNull ?? 0;
  const isSpread = error !== null && error > 0 && q05 !== null && q95 !== null;
  const decimals = error !== null && error > 0 && error < 5e-4 ? 2 : 1;
  const text =
    kind === 'none'
      ? '0'
      : error === null || 100 * error < 0.005
        ? logPoints(mean)
        : `${fixed(100 * mean, decimals)} ± ${fixed(100 * error, decimals)}`;
  return {
    h: s.id,
    i,
    account,
    next,
    kind,
    from: rounded(100 * from),
    to: rounded(100 * (from + mean)),
    lo: isSpread ? rounded(100 * (from + q05)) : null,
    hi: isSpread ? rounded(100 * (from + q95)) : null,
    range: isSpread ? `${logPoints(q05)} to ${logPoints(q95)}` : null,
    mean: rounded(100 * mean),
    error: error === null ? null : rounded(100 * error),
    text,
    words: `${account}: ${text} log points`,
  };
}

function captionOf(s: Series, { accountPaths }: Summary): Caption {
  const { attribution } = s.summary;
  const total = attribution.total;
  // Direction is the coin's own return: what is asked here is what became of the rest.
  const costs = logAccounts
    .filter(([name]) => name !== 'direction' && name !== 'residual')
    .map(([name, words]) => ({
      name,
      words,
      mean: attribution[name].mean ?? 0,
      error: attribution[name].standardError ?? 0,
    }))
    .filter(({ mean }) => mean < -negligibleLog)
    .sort((a, b) => a.mean - b.mean);
  const [first, second] = costs;
  const isFirst =
    first !== undefined &&
    (second === undefined || second.mean - first.mean > 3 * Math.hypot(first.error, second.error));
  // What is not held to its target has a drag of that target on paper, and most of it back as drift: neither stands alone.
  const drift = attribution.leverageDrift.mean ?? 0;
  const isGivenBack = isFirst && first.name === 'varianceDrag' && drift > -0.1 * first.mean;
  const points = (name: LogAccount, scale: number, mean: number) =>
    scaled(`${s.id}.attribution.${name}.mean`, scale, logPoints(mean));
  return {
    title: isGivenBack
      ? html`Variance drag takes ${points('varianceDrag', -100, -first.mean)} log points from ${s.label}, leverage off its target gives back ${points('leverageDrift', 100, drift)}`
      : isFirst
        ? html`${first.words} takes the most from ${s.label}: ${points(first.name, -100, -first.mean)} log points`
        : first
          ? html`${first.words} and ${second?.words.toLowerCase()} take about as much from ${s.label}`
          : html`Nothing but the direction of the coin moves ${s.label}`,
    subtitle: html`${total.standardError === null ? 'Log' : 'Mean log'} return, split into accounts that add up exactly. Each bar begins where the one above it ends.`,
    note:
      total.standardError === null
        ? html`One path, so no errors.`
        : html`Thin lines: nine paths in ten of each account, from where its bar begins; ± one standard error of the mean. Over the ${counted(`${s.id}.attribution.paths`, attribution.paths)} paths that end above zero${accountPaths !== undefined && html` among the first ${counted('accountPaths', accountPaths)}, whose accounts were kept`}.`,
  };
}
