import { barTimes, requireApart } from './bar-times.ts';
import type { Levels, LevelsRequest, Parsed } from './contracts.ts';
import { parseDecimal } from './parse-decimal.ts';
import { readRows } from './read-rows.ts';

/**
 * The prices or yields that a request wants, from the text of its file, each at the instant at which it holds.
 *
 * @throws {DataError} naming the first ten mistakes by row and column, and the number of the others.
 */
export function parseLevels(text: string, request: LevelsRequest): Parsed<Levels> {
  const { closeAfterMs, dateRefusal } = barTimes(request);
  const timeMs: number[] = [];
  const level: number[] = [];
  const { rows, problems } = readRows(text, {
    request,
    columns: [request.level],
    dateRefusal,
    visit(rowMs, [cell = ''], at) {
      const value = parseDecimal(cell);
      if (request.isYield ? Number.isNaN(value) : !(value > 0)) {
        at.refuse(
          request.level,
          request.isYield ? 'a decimal number is required' : 'a positive price is required',
          cell,
        );
      }
      requireApart(request, timeMs.at(-1), rowMs + closeAfterMs, at);
      timeMs.push(rowMs + closeAfterMs);
      level.push(value);
    },
  });
  problems.throwIfAny();
  return { data: { timeMs: Float64Array.from(timeMs), level: Float64Array.from(level) }, rows, warnings: [] };
}
