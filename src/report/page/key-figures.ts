import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { logPoints, multiple, multipleWithin, percent, points } from '../format.ts';
import { protagonist, type Series, seriesOf, spotName } from '../series.ts';
import { counted, numberAt, shown } from './figures.ts';
import { type Html, html, named } from './html.ts';
import { largestCost } from './lead.ts';

/** Five figures with their errors: the middle, two chances, the largest cost, and the cliff of a rival or the worst fall. */
export function keyFigures(result: RunResult, summary: Summary): Html {
  const all = seriesOf(result, summary);
  const main = protagonist(all);
  const many = result.paths > 1;
  const spot = all.find((s) => s.name === 'spot' && s !== main);
  const rival = spotName(all);
  const cells = many
    ? [
        median(main),
        loss(main, result.paths),
        rival === undefined ? halved(main, result.paths) : belowSpot(main, rival, result.paths),
        cost(main, true),
        cliff(all, main, result.paths),
      ]
    : onePath(main, spot);
  return html`<dl class="key-figures">${cells}</dl>`;
}

const cell = (label: Html | string, value: Html, note: Html | string): Html =>
  html`<div><dt>${label}</dt><dd class="value">${value}</dd><dd class="note">${note}</dd></div>`;

const median = (s: Series): Html => {
  const print = multipleWithin(...s.summary.finalValue.medianInterval);
  return cell(
    html`Median, ${named(s.name)}`,
    shown(s, 'finalValue.median', print),
    html`95% interval ${shown(s, 'finalValue.medianInterval.0', print)} to ${shown(s, 'finalValue.medianInterval.1', print)}`,
  );
};

/** An error of zero would pass for certainty: of what happened on no path, or on every one, the note says on how many. */
const chance = (label: Html | string, s: Series, name: string, paths: number): Html => {
  const share = numberAt(s.summary, `probability.${name}.value`);
  return cell(
    label,
    shown(s, `probability.${name}.value`, percent),
    share === 0
      ? html`on none of ${counted('paths', paths)} paths`
      : share === 1
        ? html`on all ${counted('paths', paths)} paths`
        : html`± ${shown(s, `probability.${name}.standardError`, points)} points`,
  );
};

const loss = (s: Series, paths: number): Html => chance('Chance of a loss', s, 'loss', paths);
const halved = (s: Series, paths: number): Html => chance('Chance of losing half', s, 'halved', paths);
const belowSpot = (s: Series, rival: string, paths: number): Html =>
  chance(`Ends below ${rival}`, s, 'belowSpot', paths);

function cost(s: Series, many: boolean): Html {
  const largest = largestCost(s) ?? { name: 'total', words: 'Log return' };
  const value = shown(s, `attribution.${largest.name}.mean`, logPoints);
  return many
    ? cell(
        largest.words,
        value,
        html`± ${shown(s, `attribution.${largest.name}.standardError`, logPoints)} log points, mean`,
      )
    : cell(largest.words, value, 'log points');
}

/** The rival that is liquidated most often; where none ever is, how far the protagonist falls on the way. */
function cliff(all: readonly Series[], main: Series, paths: number): Html {
  const often = (s: Series) => s.summary.probability.liquidated.value ?? 0;
  const worst = all.reduce((a, b) => (often(b) > often(a) ? b : a));
  return often(worst) > 0
    ? chance(html`${named(worst.name)} liquidated`, worst, 'liquidated', paths)
    : cell(
        'Worst fall, median',
        shown(main, 'maxDrawdown.median', percent),
        html`from a peak; middle half ${shown(main, 'maxDrawdown.q25', percent)} to ${shown(main, 'maxDrawdown.q75', percent)}`,
      );
}

const onePath = (s: Series, spot: Series | undefined): Html[] => [
  cell(html`Ends at, ${named(s.name)}`, shown(s, 'finalValue.median', multiple), 'one path: no spread'),
  ...(spot
    ? [cell(html`Ends at, ${named(spot.name)}`, shown(spot, 'finalValue.median', multiple), 'on the same path')]
    : []),
  cell('Worst fall', shown(s, 'maxDrawdown.median', percent), 'from a peak, at step ends'),
  cell(
    'Rebalances',
    shown(s, 'rebalances.median', (v) => (v === null ? '–' : String(v))),
    'firings of the rule',
  ),
  cost(s, false),
];
