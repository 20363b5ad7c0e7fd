import { expect, test } from 'vitest';
import { percent } from '../../src/report/format.ts';

test('a share below one is never printed as all of it, nor one above nothing as none', () => {
  for (let paths = 1; paths <= 20_000; paths = Math.ceil(paths * 1.7)) {
    expect(percent((paths - 1) / paths)).not.toMatch(/^100/);
    expect(percent(1 / (paths + 1))).not.toMatch(/^0(\.0)?%/);
  }
  // The middle between 99.9 and 100.0, which rounds up.
  expect([percent(0.9995), percent(0.0005), percent(1), percent(0)]).toEqual(['>99.9%', '0.1%', '100%', '0%']);
});
