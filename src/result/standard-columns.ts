/** Columns that every holding may have; any other without a slash is a metric of the scenario's own. */
const STANDARD_COLUMNS: readonly string[] = [
  'finalValue',
  'maxDrawdown',
  'underWaterShare',
  'rebalances',
  'turnover',
  'ruinDays',
  'liquidationDays',
  'stopDays',
  'splits',
  'blockedShare',
];

/** Whether a column of a holding is neither standard nor an account. */
export function isOwnMetric(column: string): boolean {
  return !column.includes('/') && !STANDARD_COLUMNS.includes(column);
}
