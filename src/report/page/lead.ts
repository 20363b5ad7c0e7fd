import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { logAccounts } from '../charts/log-accounts.ts';
import { type Duel, duelsOf, isOfPairs } from '../duels.ts';
import { logPoints, multiple, multipleWithin, percent, points } from '../format.ts';
import { protagonist, type Series, seriesOf, spotName } from '../series.ts';
import { counted, figure, period, quoted, scaled, shown, stepWords, withError } from './figures.ts';
import { type Html, html, named } from './html.ts';

/**
 * The paragraph under the headline. Of a run with duels, the first of them: its holdings may leave before the end, so what one
 * of them is worth over the whole run would mislead. Else medians with their intervals, chances with their errors, the largest cost.
 */
export function lead(result: RunResult, summary: Summary): Html {
  const duel = duelsOf(result, summary)[0];
  if (duel !== undefined && result.paths > 1) return duelLead(duel);
  const all = seriesOf(result, summary);
  const main = protagonist(all);
  const spot = all.find((s) => s.name === 'spot' && s !== main);
  const rival = spotName(all);
  const many = result.paths > 1;
  const cost = largestCost(main);
  const time = period('setting.days', result.scenario.clock.days);
  const print = multipleWithin(...main.summary.finalValue.medianInterval);
  return html`<p class="lead">${
    many
      ? html`After ${time} the median of ${named(main.name)} is <b>${shown(main, 'finalValue.median', print)}</b> of what was put in (95% interval ${shown(main, 'finalValue.medianInterval.0', print)} to ${shown(main, 'finalValue.medianInterval.1', print)})`
      : html`After ${time} ${named(main.name)} is worth <b>${shown(main, 'finalValue.median', multiple)}</b> of what was put in`
  }${spot && html`; that of ${named(spot.name)} is ${shown(spot, 'finalValue.median', multiple)}`}. ${
    many &&
    html`It ends with a loss on ${shown(main, 'probability.loss.value', percent)} of paths${withPoints(`${main.id}.probability.loss.standardError`, main.summary.probability.loss.standardError)}${rival !== undefined && html` and below ${rival} on ${shown(main, 'probability.belowSpot.value', percent)}`}. `
  }${
    cost &&
    html`Of its ${many && 'mean '}log return of ${shown(main, 'attribution.total.mean', logPoints)} points, ${cost.words.toLowerCase()} accounts for ${shown(main, `attribution.${cost.name}.mean`, logPoints)}.`
  }</p>`;
}

/** Nothing where it happened on none of the paths, or on every one. */
const withPoints = (key: string, standardError: number | null): Html | false =>
  standardError !== null && standardError !== 0 && html` (± ${figure(key, standardError, points)} points)`;

/** Who wins how often, by how much in the middle, and what is left on the worst days. */
function duelLead(duel: Duel): Html {
  const { probabilityFirstBeats: p, medianLogGap: gap, expectedShortfall05: worst } = duel.summary;
  const [low, high] = gap.interval;
  const [first, second] = [named(duel.first), named(duel.second)];
  const key = (path: string) => `${duel.id}.${path}`;
  const left = (side: 'first' | 'second') =>
    withError(
      key(`expectedShortfall05.${side}`),
      worst[side].value,
      worst[side].standardError,
      'standardError',
      'value',
    );
  return html`<p class="lead">In the duel ${named(duel.name)}, ${first} beats ${second} ${isOfPairs(duel) ? 'in' : 'on'} <b>${figure(key('probabilityFirstBeats.value'), p.value, percent)}</b> of ${isOfPairs(duel) ? 'all pairs and paths' : 'paths'}${withPoints(key('probabilityFirstBeats.standardError'), p.standardError)}${
    gap.value !== null &&
    html`; the median of log ${first} − log ${second} is ${figure(key('medianLogGap.value'), gap.value, logPoints)} points${low !== null && high !== null && html` (95% interval ${figure(key('medianLogGap.interval.0'), low, logPoints)} to ${figure(key('medianLogGap.interval.1'), high, logPoints)})`}`
  }. The worst twentieth of outcomes leaves ${first} on average ${left('first')} of what was put in, ${second} ${left('second')}.</p>`;
}

/** The account, other than the coin's own direction, that takes most from the log return. */
export function largestCost(s: Series): { readonly name: string; readonly words: string } | undefined {
  if (s.summary.attribution.paths === 0) return undefined;
  return logAccounts
    .filter(([name]) => name !== 'direction' && name !== 'residual')
    .map(([name, words]) => ({ name, words, mean: s.summary.attribution[name].mean ?? 0 }))
    .filter(({ mean }) => mean < -1e-4)
    .sort((a, b) => a.mean - b.mean)[0];
}

/** One line of facts: how many, how long, which seed. */
export function facts(result: RunResult, summary: Summary, version: string): Html {
  const { clock } = result.scenario;
  const when =
    clock.from !== null && clock.to !== null
      ? html`${scaled('setting.from', 1, clock.from.slice(0, 10))} to ${scaled('setting.to', 1, clock.to.slice(0, 10))}`
      : period('setting.days', clock.days);
  const of = result.isPartial ? html` of ${counted('setting.pathsAskedFor', result.scenario.paths)}` : '';
  return html`<ul class="facts"><li>${counted('paths', summary.paths)}${of} ${result.paths === 1 ? 'path' : 'paths'}</li><li>${when}, ${stepWords('setting.stepMinutes', clock.stepMinutes)} steps</li><li>seed ${quoted('seed', result.scenario.seed)}</li><li>digest <code data-key="digest">${result.digest}</code></li><li>version ${quoted('manifest.version', version)}</li></ul>`;
}
