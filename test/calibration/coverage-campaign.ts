/**
 * How often do the intervals of every model hold the truth? `npx tsx test/calibration/coverage-campaign.ts [histories]
 * [model]`. The suite asks the same of a few models and fewer histories.
 */
import { coverageCases, coverageOf } from './coverage-cases.ts';

const [histories = '200', only = ''] = process.argv.slice(2);
for (const each of coverageCases.filter(({ model }) => model.includes(only))) {
  const { hits } = coverageOf(each, Number(histories));
  const shares = Object.entries(hits).map(([option, counts]) => {
    const [wide, narrow] = counts.map((count) => ((100 * count) / Number(histories)).toFixed(0));
    return `${option} ${wide}/${narrow}`;
  });
  process.stdout.write(`${each.model}, ${each.days} days: ${shares.join('  ')}\n`);
}
