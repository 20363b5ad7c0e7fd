import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correlation } from '../../src/statistics/correlation.ts';
import { basketChanges, impliedBasket } from '../../src/statistics/implied-leverage.ts';
import { pinnedUniforms } from './pinned-random.ts';

const f64 = (...values: number[]) => Float64Array.from(values);

describe('the basket that a value implies', () => {
  // Kills: a slope through the means, the price at the start of the window, a basket of returns instead of changes.
  test('of a fund that stood still is its own, without error, whatever the price did; its leverage is that of the end', () => {
    const prices = fc.array(fc.double({ min: 50, max: 200, noNaN: true }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(prices, fc.double({ min: -2, max: 2, noNaN: true }), (path, basket) => {
        fc.pre(path.some((price) => Math.abs(price - path[0]!) > 1));
        const price = Float64Array.from(path);
        const value = price.map((each) => 1000 + basket * each);
        const found = impliedBasket(value, price);
        expect(found.basket).toBeCloseTo(basket, 9);
        expect(found.standardError).toBeLessThan(1e-9);
        expect(found.leverage).toBeCloseTo((basket * path.at(-1)!) / value.at(-1)!, 9);
      }),
      { seed: 51 },
    );
  });

  test('by hand: changes of 2, -1, 1 against 1, -1, 1 give 4/3, with an error of one third', () => {
    const { basket, standardError, leverage, changes } = impliedBasket(f64(10, 12, 11, 12), f64(5, 6, 5, 6));
    expect(basket).toBeCloseTo(4 / 3, 15);
    // Left over: 2/3, 1/3, -1/3, of squares 6/9; over n - 1 = 2 and over 3.
    expect(standardError).toBeCloseTo(1 / 3, 15);
    expect(leverage).toBeCloseTo(2 / 3, 15);
    expect(changes).toBe(3);
  });

  test('leaves out what touches a gap, and has no error of a single change', () => {
    expect(impliedBasket(f64(10, Number.NaN, 12, 14), f64(5, 6, 7, 8))).toMatchObject({ basket: 2, changes: 1 });
    expect(impliedBasket(f64(10, 12), f64(5, 6)).standardError).toBeNaN();
  });

  test('its error is that of repetitions: the spread of 400 estimates, within 4.5 of its own errors', () => {
    const random = pinnedUniforms(52);
    const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    const price = Float64Array.from({ length: 25 }, (_, i) => 100 + 5 * Math.sin(i));
    const found = Array.from({ length: 400 }, () => {
      let value = 100;
      const values = price.map((each, i) => (value += i === 0 ? 0 : 2 * (each - price[i - 1]!) + normal()));
      return impliedBasket(values, price);
    });
    const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
    const spread = Math.sqrt(mean(found.map(({ basket }) => (basket - 2) ** 2)));
    const stated = Math.sqrt(mean(found.map(({ standardError }) => standardError ** 2)));
    expect(Math.abs(spread / stated - 1)).toBeLessThan(4.5 / Math.sqrt(2 * 400));
  });
});

describe('changes of a basket', () => {
  const window = (basket: number, leverage = 2) => ({
    basket,
    standardError: 0.02 * Math.abs(basket),
    leverage,
    changes: 18,
  });

  // Kills: a change that is named once for every window that sees it, from and to changed about.
  test('are named once, at their largest, with the leverage before and after', () => {
    const baskets = [1, 1, 1, 1.1, 1.25, 1.5, 1.5, 1.5, 1.5].map((basket) => window(basket));
    const changes = basketChanges(baskets, { apart: 3, threshold: 4.5 });
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ window: 2, from: 2 });
    expect(changes[0]!.to).toBeCloseTo(3, 12);
    expect(changes[0]!.deviations).toBeCloseTo(Math.log(1.5) / Math.sqrt(0.0008), 9);
  });

  test('of a short fund and of a fall are found as well; what chance would do is not', () => {
    const short = [-1, -1, -1, -0.6, -0.6, -0.6].map((basket) => window(basket, -3));
    expect(basketChanges(short, { apart: 1, threshold: 4.5 })).toMatchObject([{ window: 2, from: -3 }]);
    const still = [1, 1.02, 0.99, 1.01, 1].map((basket) => window(basket));
    expect(basketChanges(still, { apart: 1, threshold: 4.5 })).toEqual([]);
  });
});

describe('correlation', () => {
  // Anscombe (1973), The American Statistician 27: four sets, each of 0.816.
  const x = f64(10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5);
  test('of Anscombe’s first set is 0.81642, with Fisher’s error', () => {
    const y = f64(8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68);
    const { value, standardError } = correlation(x, y);
    expect(value).toBeCloseTo(0.81642051634484, 13);
    expect(standardError).toBeCloseTo((1 - 0.81642051634484 ** 2) / Math.sqrt(8), 13);
  });

  test('does not see units, and changes its sign with one of them', () => {
    const y = x.map((each, i) => each + (i % 3));
    const { value } = correlation(x, y);
    expect(
      correlation(
        x.map((each) => 1e6 + 7 * each),
        y,
      ).value,
    ).toBeCloseTo(value, 9);
    expect(
      correlation(
        x,
        y.map((each) => -each),
      ).value,
    ).toBeCloseTo(-value, 14);
  });

  test('is not defined for two pairs, nor where one does not vary', () => {
    expect(correlation(f64(1, 2), f64(1, 2)).value).toBeNaN();
    expect(correlation(f64(1, 2, 3), f64(5, 5, 5)).value).toBeNaN();
  });
});
