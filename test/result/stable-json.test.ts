import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stableJson } from '../../src/result/stable-json.ts';

test('a document is one line, ended by the only newline', () => {
  expect(stableJson({ b: 1, a: [null, 'x\ny'] })).toBe('{"b":1,"a":[null,"x\\ny"]}\n');
});

test('the pretty form indents by two and says the same', () => {
  const value = { b: 1, a: { c: true } };
  expect(stableJson(value, { pretty: true })).toBe('{\n  "b": 1,\n  "a": {\n    "c": true\n  }\n}\n');
});

test('minus zero is written as 0', () => {
  expect(stableJson([-0, 0])).toBe('[0,0]\n');
});

test('a number that is not finite, and what JSON would drop, is refused by name', () => {
  expect(() => stableJson({ a: { mean: Number.NaN } })).toThrow(
    'stableJson: "mean" must be something that JSON can hold; got NaN',
  );
  expect(() => stableJson([Number.POSITIVE_INFINITY])).toThrow('got Infinity');
  expect(() => stableJson({ a: undefined })).toThrow('got undefined');
  expect(() => stableJson({ a: Float64Array.of(1) })).toThrow('got Float64Array');
});

test('numbers read back as the same double', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(JSON.parse(stableJson(value))).toBe(value + 0);
    }),
    { seed: 1 },
  );
});

test('a key called __proto__ is written like any other', () => {
  const named: Record<string, number> = Object.create(null);
  for (const [i, name] of ['__proto__', 'constructor'].entries()) named[name] = i;
  expect(stableJson(named)).toBe('{"__proto__":0,"constructor":1}\n');
});
