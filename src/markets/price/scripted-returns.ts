import { priceProcess } from '../../engine/define.ts';
import { text } from '../../engine/options.ts';
import { math } from '../../math/math.ts';

const MOVE = /^\s*([+-]?\d{1,4}(?:\.\d{1,6})?)\s*%\s*$/;
const LONGEST = 1_000_000;

/** Moves of each market, in per cent; `null` where the text is none. */
function movesOf(returns: string): readonly (readonly number[])[] | null {
  if (returns.length > LONGEST) return null;
  const scripts = returns.split(';').map((script) => script.split(',').map((move) => Number(MOVE.exec(move)?.[1])));
  return scripts.flat().every((move) => move > -100 && move <= 1000) ? scripts : null;
}

/**
 * A market that is written out: simple returns over the close before, a step each, in per cent: `'+50 %, -20 %'`. After the
 * last of them nothing moves. Several markets stand between semicolons, one a path; paths beyond the last live through the
 * last. There is no chance in it, and nothing is known of the inside of a step: triggers and stops are seen at its end.
 */
export const scriptedReturns = priceProcess({
  name: 'scriptedReturns',
  options: {
    returns: text(
      'moves above -100 % and at most 1000 %, such as "+50 %, -20 %", markets apart by ;',
      (value) => movesOf(value) !== null,
      { meaning: 'simple return of each step, in per cent, in the order in which they come; a market a path' },
    ),
  },
  assumptions: ['The market is written out, not drawn: shares of its paths are no probabilities.'],
  draws: { path: 'path' },
  checkClock: ({ returns }, { steps }) => {
    const longest = Math.max(...(movesOf(returns) ?? []).map(({ length }) => length));
    return longest > steps ? [`returns must be at most one a step, ${steps}; got ${longest}`] : [];
  },
  constants: ({ returns }, { clock: { steps } }) => {
    const scripts = movesOf(returns) ?? [];
    const simple = new Float64Array(scripts.length * steps);
    scripts.forEach((moves, script) => {
      moves.slice(0, steps).forEach((move, step) => {
        simple[script * steps + step] = move / 100;
      });
    });
    return { simple, log: simple.map(math.log1p), steps, last: scripts.length - 1 };
  },
  step: (s, k, draw, at, _ports, math) => {
    const row = math.min(draw.path, k.last) * k.steps + at.step;
    s.simpleReturn = math.at(k.simple, row);
    s.logReturn = math.at(k.log, row);
  },
});

export const examples = [
  scriptedReturns({ returns: '+50 %, -20 %' }),
  scriptedReturns({ returns: '10 %; -10 %, 2.5 %; 0 %' }),
];
