import { expect, test } from 'vitest';
import type { Model } from '../../src/engine/model.ts';
import { untilExit } from '../../src/investors/until-exit.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { bridged } from '../../src/markets/price/bridged.ts';
import { egarch } from '../../src/markets/price/egarch.ts';
import { garch } from '../../src/markets/price/garch.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { gjrGarch } from '../../src/markets/price/gjr-garch.ts';
import { markovRegimes } from '../../src/markets/price/markov-regimes.ts';
import { spot } from '../../src/rivals/spot.ts';
import { withParts } from '../../src/scenario/columns.ts';
import { clockOf } from '../../src/scenario/open-scenario.ts';
import { overshootNotes } from '../../src/scenario/overshoot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import type { Setting } from '../../src/scenario/setting.ts';
import { volatilityPerYear } from '../../src/scenario/warnings.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { discretisationShift } from '../../src/tokens/renewal.ts';
import { modulesOfModels } from '../support/models.ts';
import { examplesOf } from '../support/try-models.ts';

const notes = (holdings: Setting['holdings'], price: Model<'price'> = gbm({ volatilityPerYear: 0.6 })) => {
  const setting = () => ({ days: 10, stepMinutes: 120, price, funding: noFunding(), holdings });
  const resolved = scenario({ question: 'How late is it seen?', setting }).resolve();
  return overshootNotes(resolved, clockOf(resolved, new Map()));
};
const banded = (leverage: number, low: number, high: number) =>
  leveragedToken({ leverage, rebalance: band({ low, high }) });

// Kills: a band that narrows; the shift of the other edge; logs taken for simple returns.
test.each([
  [3, 2, 4],
  [-3, 2, 4],
  [2, 1.7, 2.3],
] as const)('a %dx token in [%d, %d] is said to act as the theory of renewals says it does', (leverage, low, high) => {
  const [note] = notes({ it: banded(leverage, low, high) });
  const shifted = discretisationShift({ leverage, low, high, volatilityPerYear: 0.6, stepMinutes: 120 });
  const shown = (value: number) => String(Number(value.toPrecision(3)));
  expect(note).toContain(
    `${low}x to ${high}x around ${leverage}x acts as ${shown(shifted.low)}x to ${shown(shifted.high)}x`,
  );
  expect(note).toContain(`every 2 h, when the price is on average ${shown(100 * shifted.beyond)} % past them`);
});

test('a band inside a plan is looked at no more often than one outside', () => {
  expect(notes({ it: untilExit({ of: banded(3, 2, 4), leaveOnDay: 5 }) })).toEqual(notes({ it: banded(3, 2, 4) }));
});

test('nothing is said where nothing is triggered, or nothing moves', () => {
  expect(notes({ it: leveragedToken({ leverage: 3, rebalance: daily() }), spot: spot() })).toEqual([]);
  expect(notes({ it: banded(3, 2, 4) }, gbm({ volatilityPerYear: 0 }))).toEqual([]);
});

// Kills: the volatility, or the range, of one coin told of the holdings of another; a coin that holds no trigger.
test('each coin has its own sentence, of its own price and of what is held in it', () => {
  const calm = gbm({ volatilityPerYear: 0.6 });
  const wild = gbm({ volatilityPerYear: 1.2 });
  const it = banded(3, 2, 4);
  const both = (
    price: Model<'price'>,
    first: Setting['holdings'],
    other: Model<'price'>,
    held: Setting['holdings'],
  ) => {
    const otherMarkets = { ETH: { price: other, funding: noFunding(), holdings: held } };
    const setting = () => ({ days: 10, stepMinutes: 120, price, funding: noFunding(), holdings: first, otherMarkets });
    const resolved = scenario({ question: 'How late is it seen?', setting }).resolve();
    return overshootNotes(resolved, clockOf(resolved, new Map()));
  };
  const named = (place: string, price: Model<'price'>) =>
    notes({ it }, price).map((note) => note.replace('Triggers', `Triggers in ${place}`));
  const held = { theirs: it };
  expect(both(calm, { it }, wild, held)).toEqual([...named('the first coin', calm), ...named('“ETH”', wild)]);
  expect(both(calm, { spot: spot() }, wild, held)).toEqual(named('“ETH”', wild));
  expect(both(calm, { it }, wild, { theirs: spot() })).toEqual(named('the first coin', calm));
  expect(both(bridged({ of: calm }), { it }, wild, held)).toEqual(named('“ETH”', wild));
});

const regimes = { calmVolatilityPerYear: 0.3, wildVolatilityPerYear: 1.2, calmDays: 9, wildDays: 3 };

// Kills: per cent taken for fractions; a period for a day; shares of time left out; the start where there is a long run.
test.each([
  ['garch', garch({ omega: 1, alpha: 0.1, beta: 0.8, startVolatilityPerYear: 2 }), Math.sqrt(365 * 10) / 100],
  ['garch by the hour', garch({ omega: 1, alpha: 0, beta: 0, periodHours: 1 }), Math.sqrt(8760) / 100],
  [
    'garch that never forgets',
    garch({ omega: 1, alpha: 0.2, beta: 0.8, startVolatilityPerYear: 0.5, allowNonStationary: true }),
    0.5,
  ],
  ['gjrGarch', gjrGarch({ omega: 1, alpha: 0.05, gamma: 0.1, beta: 0.8 }), Math.sqrt(365 * 10) / 100],
  ['egarch', egarch({ omega: 0.5, alpha: 0, gamma: 0, beta: 0.75 }), (Math.sqrt(365) * Math.E) / 100],
  ['egarch at its bound', egarch({ omega: 50, alpha: 0, gamma: 0, beta: 0.9, mostVolatilityPerYear: 3 }), 3],
  ['markovRegimes', markovRegimes(regimes), Math.sqrt(0.75 * 0.09 + 0.25 * 1.44)],
] as const)('%s: what is said is that of gbm with the same variance in the long run', (_name, price, volatility) => {
  expect(price.problems).toEqual([]);
  expect(price.volatilityPerYear()).toBeCloseTo(volatility, 12);
  const holdings = { it: banded(3, 2, 4) };
  expect(notes(holdings, price)).toEqual(notes(holdings, gbm({ volatilityPerYear: volatility })));
  expect(notes(holdings, price)).toHaveLength(1);
});

test('every price that moves, and is not made of a recording, knows its volatility', async () => {
  const prices = examplesOf(await modulesOfModels())
    .map(({ model }) => model)
    .filter(({ kind }) => kind === 'price');
  const isRecorded = ({ recording }: Model) => recording !== undefined;
  const isStill = ({ options }: Model) =>
    options.some(({ name, value }) => name === 'volatilityPerYear' && value === 0);
  // What is written out is known, and has no volatility to be known.
  const generated = prices.filter(
    (price) => price.name !== 'scriptedReturns' && !withParts(price).some((part) => isRecorded(part) || isStill(part)),
  );
  expect(generated.length).toBeGreaterThan(30);
  expect(generated.filter((price) => !(volatilityPerYear(price) > 0)).map(({ name }) => name)).toEqual([]);
});
