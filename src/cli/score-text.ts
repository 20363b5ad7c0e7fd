import type { JudgedFit } from '../calibration/score-fit.ts';
import { plain } from '../report/format.ts';
import { plainTable } from './plain-table.ts';

/** A scorecard as it is read on a terminal. */
export function scoreText({ scores, beside }: JudgedFit, markets: number): string {
  const rows = scores.map(({ name, recorded, median, low, high, chance, verdict }) => [
    name,
    plain(recorded),
    plain(median),
    `${plain(low)} to ${plain(high)}`,
    chance < 0.01 ? '<0.01' : chance.toFixed(2),
    verdict,
  ]);
  const failed = scores.filter(({ verdict }) => verdict === 'FAIL').length;
  const warned = scores.filter(({ verdict }) => verdict === 'WARN').length;
  return [
    plainTable(['recorded against simulated', 'recorded', 'median', '5% to 95%', 'chance', ''], rows),
    `${markets} simulated markets of the same length; ${failed} FAIL, ${warned} WARN of ${scores.length}.`,
    'chance: of a statistic so far out, were the model the truth. WARN below 0.1, FAIL below 0.01.',
    ...(beside === null ? [] : [`Given beside the fit: ${beside}.`]),
  ].join('\n');
}
