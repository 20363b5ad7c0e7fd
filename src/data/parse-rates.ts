import type { Parsed, Rates, RatesRequest } from './contracts.ts';
import { parseDecimal } from './parse-decimal.ts';
import { readRows } from './read-rows.ts';

/**
 * The funding stamps that a request wants, from the text of its file. A rate of 0.1 or more (1,000 bp for one interval) is
 * more likely a per cent than a fraction; it is read as it stands, with a warning.
 *
 * @throws {DataError} naming the first ten mistakes by row and column, and the number of the others.
 */
export function parseRates(text: string, request: RatesRequest): Parsed<Rates> {
  const timeMs: number[] = [];
  const rate: number[] = [];
  let implausible = 0;
  const { rows, problems } = readRows(text, {
    request,
    columns: [request.rate],
    dateRefusal: 'an instant is required, since a stamp falls at one and a date is a whole day',
    visit(stampMs, [cell = ''], at) {
      const value = parseDecimal(cell);
      if (Number.isNaN(value)) at.refuse(request.rate, 'a decimal number is required', cell);
      if (Math.abs(value) >= 0.1) implausible++;
      timeMs.push(stampMs);
      rate.push(value);
    },
  });
  problems.throwIfAny();
  const share = `${implausible} of ${rate.length} rates are 0.1 of the notional or more`;
  const warnings = implausible === 0 ? [] : [`${request.file}: ${share}; are they fractions, not per cent?`];
  return { data: { timeMs: Float64Array.from(timeMs), rate: Float64Array.from(rate) }, rows, warnings };
}
