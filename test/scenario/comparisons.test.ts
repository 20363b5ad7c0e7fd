import { expect, test } from 'vitest';
import {
  daily,
  leveragedToken,
  noFunding,
  recordedBars,
  recordedValue,
  scenario,
  spot,
  untilExit,
} from '../../src/index.ts';

const problemsOf = (holdings: Parameters<typeof settingOf>[0]) => {
  try {
    scenario({ question: 'Who is compared?', setting: () => settingOf(holdings) }).resolve();
    return [];
  } catch (thrown) {
    return (thrown as Error).message.split('\n').filter((line) => line.includes('comparedWith'));
  }
};

function settingOf(holdings: Readonly<Record<string, ReturnType<typeof spot>>>) {
  return { price: recordedBars({ file: 'bars.csv' }), funding: noFunding(), holdings };
}

const token = leveragedToken({ leverage: 3, rebalance: daily() });
const traded = (comparedWith: string) => recordedValue({ file: 'levels.csv', comparedWith });

test('something real may be compared with any other holding, or with none', () => {
  expect(problemsOf({ token, real: traded('token') })).toEqual([]);
  expect(problemsOf({ token, real: traded('') })).toEqual([]);
});

test('a name that no other holding has is refused, with the one that was meant', () => {
  expect(problemsOf({ 'BULL, simulated': token, real: traded('BULL simulated') })[0]).toContain(
    'holdings: "real": comparedWith must name another holding; got "BULL simulated"; did you mean "BULL, simulated"?',
  );
  expect(problemsOf({ token, coin: spot(), real: traded('nobody') })[0]).toContain('the others are token, coin');
  expect(problemsOf({ token, real: traded('real') })[0]).toContain('must name another holding; got "real"');
});

test('what another holding holds cannot be compared: nothing would show it', () => {
  const problems = problemsOf({ token, plan: untilExit({ of: traded('token') }) });
  expect(problems[0]).toContain('holdings: "plan": comparedWith must be left out of what another holding holds');
});
