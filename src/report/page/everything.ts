import type { RunResult } from '../../result/run-result.ts';
import type { DistributionSummary, MeanSummary, Summary } from '../../result/summary.ts';
import { logAccounts } from '../charts/log-accounts.ts';
import { plain } from '../format.ts';
import { type Series, seriesOf } from '../series.ts';
import { dotClass } from './figure-block.ts';
import { figure, numberAt, type Print, withError } from './figures.ts';
import { type Html, html, named } from './html.ts';
import { scrolling } from './tables.ts';

interface Line {
  readonly label: string;
  readonly cell: (s: Series) => Html;
  /** True where this statistic is zero or missing for the holding. */
  readonly isEmpty: (s: Series) => boolean;
}

interface Group {
  readonly label: string;
  readonly lines: readonly Line[];
}

const quantiles: readonly (readonly [string, string])[] = [
  ['min', 'Smallest'],
  ['q01', '1st percentile'],
  ['q05', '5th percentile'],
  ['q25', '25th percentile'],
  ['median', 'Median'],
  ['q75', '75th percentile'],
  ['q95', '95th percentile'],
  ['q99', '99th percentile'],
  ['max', 'Largest'],
];

const distributions: readonly (readonly [keyof Series['summary'] & string, string])[] = [
  ['finalValue', 'Final value, multiple of the money put in'],
  ['logGrowth', 'Log growth, over paths that end above zero'],
  ['maxDrawdown', 'Largest fall from a peak, share'],
  ['underWaterShare', 'Time below the peak so far, share'],
  ['rebalances', 'Rebalances, count'],
  ['turnover', 'Turnover, money traded per unit put in'],
  ['splits', 'Splits, count'],
  ['blockedShare', 'Time with creation or redemption blocked, share'],
];

const chances: readonly (readonly [string, string])[] = [
  ['loss', 'Ends below what was put in'],
  ['halved', 'Ends below half of it'],
  ['belowSpot', 'Ends below spot'],
  ['ruin', 'Ruined'],
  ['liquidated', 'Liquidated'],
  ['stopped', 'Stopped out'],
];

/** Every statistic of every holding with its standard error; what is zero everywhere is named, not tabulated. */
export function everything(result: RunResult, summary: Summary, number: number): Html {
  const all = seriesOf(result, summary);
  const groups = groupsOf(result, summary);
  const isUsed = (group: Group) => group.lines.some((line) => all.some((s) => !line.isEmpty(s)));
  const used = groups.filter(isUsed);
  const unused = groups
    .filter((group) => !isUsed(group))
    .map((group) => group.label.split(',')[0]?.toLowerCase() ?? '');
  const table = html`<table class="everything"><caption><span>Table ${number}. Every statistic. ${result.paths > 1 ? '± one standard error; s.d. is the standard deviation over paths, with n − 1' : 'One path: no errors'}</span></caption><thead><tr><th scope="col">Statistic</th>${all.map((s) => html`<th scope="col"><i class="dot ${dotClass(s.colour)}"></i>${named(s.name)}</th>`)}</tr></thead>${used.map(
    (group) =>
      html`<tbody><tr class="group"><th scope="colgroup" colspan="${all.length + 1}"><span>${group.label}</span></th></tr>${group.lines
        .filter((line) => all.some((s) => !line.isEmpty(s)))
        .map(
          (line) => html`<tr><th scope="row">${line.label}</th>${all.map((s) => html`<td>${line.cell(s)}</td>`)}</tr>`,
        )}</tbody>`,
  )}</table>`;
  return html`${scrolling('Every statistic', table)}${unused.length > 0 && html`<p class="quiet">Zero for every holding, and left out: ${unused.join('; ')}. Within the table, lines that are zero everywhere are left out too; <code>summary.json</code> has them all.</p>`}`;
}

function groupsOf(result: RunResult, summary: Summary): Group[] {
  const many = result.paths > 1;
  const own = [...new Set(Object.values(summary.holdings).flatMap((h) => Object.keys(h.metrics)))];
  const books = [...new Set(Object.values(summary.holdings).flatMap((h) => Object.keys(h.books)))];
  return [
    ...distributions.map(
      ([name, label]): Group => ({ label, lines: many ? distribution(name) : [value('Value', `${name}.median`)] }),
    ),
    { label: 'Probability', lines: chances.map(([name, label]) => chance(label, `probability.${name}`, many)) },
    {
      label: 'Log attribution, log units, over paths that end above zero',
      lines: [
        ...logAccounts.map(([name, label]) => mean(label, `attribution.${name}`)),
        mean('Total', 'attribution.total'),
      ],
    },
    { label: 'Metrics of this scenario', lines: own.map((name) => mean(bookName(name), `metrics.${name}`)) },
    {
      label: 'Books, money per unit put in, over all paths',
      lines: books.map((name) => mean(bookName(name), `books.${name}`)),
    },
  ];
}

/** varianceDrag → Variance drag. */
const bookName = (name: string): string => {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function distribution(name: keyof Series['summary'] & string): Line[] {
  const of = (s: Series) => s.summary[name] as DistributionSummary;
  const lines: Line[] = [
    mean('Mean', name),
    value('s.d.', `${name}.standardDeviation`),
    ...quantiles.map(([key, label]) => value(label, `${name}.${key}`)),
    {
      label: 'Median, 95% interval',
      isEmpty: (s) => of(s).medianInterval.every((v) => !v),
      cell: (s) =>
        html`${figure(`${s.id}.${name}.medianInterval.0`, of(s).medianInterval[0])} to ${figure(`${s.id}.${name}.medianInterval.1`, of(s).medianInterval[1])}`,
    },
  ];
  if (name === 'logGrowth') lines.push(value('Paths', 'logGrowth.paths', (v) => (v === null ? '–' : String(v))));
  if (name === 'finalValue') {
    lines.push(
      estimate('Mean of the worst 5%', 'finalValue.expectedShortfall05'),
      value('Share of the best 1% of paths', 'finalValue.topOnePercentShare'),
      value('Skewness', 'finalValue.skewness'),
    );
  }
  return lines;
}

function value(label: string, path: string, print: Print = plain): Line {
  return {
    label,
    isEmpty: (s) => !numberAt(s.summary, path),
    cell: (s) => figure(`${s.id}.${path}`, numberAt(s.summary, path), print),
  };
}

/** Where one part of the path is an author's word, as in `books.<account>`, it stands last. */
function mean(label: string, path: string): Line {
  const of = (s: Series): MeanSummary | undefined => {
    const dot = path.indexOf('.');
    const [owner, key] =
      dot < 0
        ? [s.summary, path]
        : [(s.summary as unknown as Record<string, object>)[path.slice(0, dot)], path.slice(dot + 1)];
    return owner && Object.hasOwn(owner, key) ? (owner as unknown as Record<string, MeanSummary>)[key] : undefined;
  };
  return {
    label,
    isEmpty: (s) => !of(s)?.mean,
    cell: (s) => withError(`${s.id}.${path}`, of(s)?.mean ?? null, of(s)?.standardError ?? null),
  };
}

function estimate(label: string, path: string): Line {
  return {
    label,
    isEmpty: (s) => !numberAt(s.summary, `${path}.value`),
    cell: (s) =>
      withError(
        `${s.id}.${path}`,
        numberAt(s.summary, `${path}.value`),
        numberAt(s.summary, `${path}.standardError`),
        'standardError',
        'value',
      ),
  };
}

function chance(label: string, path: string, many: boolean): Line {
  const end = (s: Series, i: number) =>
    figure(`${s.id}.${path}.interval.${i}`, numberAt(s.summary, `${path}.interval.${i}`));
  return {
    label,
    isEmpty: (s) => !numberAt(s.summary, `${path}.value`),
    cell: (s) =>
      html`${withError(`${s.id}.${path}`, numberAt(s.summary, `${path}.value`), many ? numberAt(s.summary, `${path}.standardError`) : null, 'standardError', 'value')}${many && html`<small class="interval">${end(s, 0)} to ${end(s, 1)}</small>`}`,
  };
}
