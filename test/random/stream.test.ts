import fc from 'fast-check';
import { expect, test } from 'vitest';
import { philox4x32 } from '../../src/random/philox.ts';
import { hashName, seedKey } from '../../src/random/seed.ts';
import { openStream, STREAM_VERSION, type Stream } from '../../src/random/stream.ts';
import { openUniform } from '../../src/random/uniform.ts';
import { nextWord } from '../../src/random/xoshiro.ts';

const key = seedKey('stream tests');
const normalsOf = (stream: Stream, path: number, count: number): number[] => {
  stream.startPath(path);
  return Array.from({ length: count }, stream.nextNormal);
};
const uniformsOf = (stream: Stream, path: number, count: number): number[] => {
  stream.startPath(path);
  return Array.from({ length: count }, stream.nextUniform);
};
const anyPath = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const anyKey = fc.tuple(fc.integer(), fc.integer());

test('stream version 1 is pinned', () => {
  expect(STREAM_VERSION).toBe(1);
  const seeded = seedKey('1');
  const pinned = [
    [openStream(seeded, 'price/return'), 0],
    [openStream(seeded, 'price/return'), 1],
    [openStream(seeded, 'price/return'), 2 ** 53 - 1],
    [openStream(seeded, 'funding/shock'), 0],
    [openStream(seedKey('choppy'), 'price/return'), 0],
  ] as const;
  expect(
    pinned.map(([stream, path]) => [...normalsOf(stream, path, 4), ...uniformsOf(stream, path, 2)]),
  ).toMatchInlineSnapshot(`
    [
      [
        -1.1215411208991772,
        -1.2490111371797203,
        0.30596100825967865,
        0.9217058867362502,
        0.24440180816375034,
        0.6335498932602622,
      ],
      [
        0.8623738817147513,
        1.5051384531501102,
        0.036908137469394656,
        0.8365194194944463,
        0.22211383960972853,
        0.1671925292058457,
      ],
      [
        1.1300230137796634,
        0.8713052721608505,
        -1.3391656050940772,
        -0.8445924717750299,
        0.3612942901845878,
        0.1045390261046063,
      ],
      [
        -0.08349859415703387,
        -0.7415338819074098,
        -0.022028000709010252,
        -0.4715056359736572,
        0.7569771154208159,
        0.7321539207485258,
      ],
      [
        -0.7283715673116798,
        -0.21031555008234917,
        0.6141272968187289,
        -0.04868633630458661,
        0.7502274248102868,
        0.54473875205452,
      ],
    ]
  `);
});

// Written out again from the rule, with the engine's own cosine and sine, so that the two can only agree by following it.
test('a path is what the published rule says: Philox of name and path, xoshiro128++, two words a uniform, three a pair of normals', () => {
  fc.assert(
    fc.property(anyKey, fc.string(), anyPath, (anyKey, name, path) => {
      const state = new Int32Array(4);
      const [low, high] = hashName(name);
      philox4x32(low, high, Number(BigInt(path) & 0xffffffffn), Math.floor(path / 2 ** 32), ...anyKey, state);
      const words = Array.from({ length: 12 }, () => nextWord(state) >>> 0) as [number, ...number[]];
      const uniform = (i: number): number => openUniform(words[i] as number, words[i + 1] as number);

      const stream = openStream(anyKey, name);
      expect(uniformsOf(stream, path, 6)).toEqual([0, 2, 4, 6, 8, 10].map(uniform));
      const normals = normalsOf(stream, path, 8);
      for (let pair = 0; pair < 4; pair++) {
        const radius = Math.sqrt(-2 * Math.log(uniform(3 * pair)));
        const angle = (2 * Math.PI * ((words[3 * pair + 2] as number) + 0.5)) / 2 ** 32;
        expect(Math.abs((normals[2 * pair] as number) - radius * Math.cos(angle))).toBeLessThan(1e-14);
        expect(Math.abs((normals[2 * pair + 1] as number) - radius * Math.sin(angle))).toBeLessThan(1e-14);
      }
    }),
    { seed: 1 },
  );
});

// Kills: a second half of a pair that outlives its path; state kept across paths.
test('a path has the same numbers in whatever order, how often and by whom paths are visited', () => {
  fc.assert(
    fc.property(
      anyKey,
      fc.array(fc.tuple(anyPath, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 8 }),
      (anyKey, visits) => {
        const shared = openStream(anyKey, 'a/b');
        for (const [path, count] of [...visits, ...visits.toReversed()]) {
          expect(normalsOf(shared, path, count)).toEqual(normalsOf(openStream(anyKey, 'a/b'), path, count));
        }
      },
    ),
    { seed: 2 },
  );
});

test('another draw from elsewhere changes nothing', () => {
  const [alone, watched, other] = [openStream(key, 'a/x'), openStream(key, 'a/x'), openStream(key, 'b/y')];
  const expected = normalsOf(alone, 5, 10);
  watched.startPath(5);
  const got = expected.map(() => {
    other.startPath(3);
    other.nextNormal();
    return watched.nextNormal();
  });
  expect(got).toEqual(expected);
});

test('paths, names and seeds each have numbers of their own', () => {
  const paths = [0, 1, 2, 255, 256, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 52, 2 ** 53 - 1];
  const names = [
    'price/return',
    'price/jump',
    'funding/return',
    'funding/shock',
    'holding/a/fill',
    'holding/b/fill',
    '',
  ];
  const seeds = ['1', '2', '11', 'choppy', ''];
  const firsts = seeds.flatMap((seed) =>
    names.flatMap((name) => {
      const stream = openStream(seedKey(seed), name);
      return paths.map((path) => uniformsOf(stream, path, 1)[0]);
    }),
  );
  expect(new Set(firsts).size).toBe(seeds.length * names.length * paths.length);
});

test('a path that is no whole number from 0 to 2^53 - 1 is refused by name', () => {
  const stream = openStream(key, 'price/return');
  for (const path of [-1, 0.5, 2 ** 53, NaN, Infinity]) {
    expect(() => stream.startPath(path)).toThrow(
      `stream price/return: path must be a whole number from 0 to 2^53 - 1; got ${path}`,
    );
  }
});

test('neighbouring paths differ in half of the bits of their first words', () => {
  const stream = openStream(key, 'price/return');
  const bits = (x: number): number => [...(x * 2 ** 52).toString(2)].filter((bit) => bit === '1').length;
  let flips = 0;
  const count = 4000;
  for (let path = 0; path < count; path++) {
    const [a] = uniformsOf(stream, path, 1) as [number];
    const [b] = uniformsOf(stream, path + 1, 1) as [number];
    const [x, y] = [BigInt(Math.floor(a * 2 ** 52)), BigInt(Math.floor(b * 2 ** 52))];
    flips += bits(Number(x ^ y) / 2 ** 52);
  }
  // 52 fair bits for each path: deviation sqrt(52 * 4000) / 2, and neighbours share a word, which leaves it as it is.
  expect(Math.abs(flips - 26 * count) / (Math.sqrt(52 * count) / 2)).toBeLessThan(4);
});

/** The order in which a block consumes numbers: a few from each of many paths. */
const sample = (pathCount: number, perPath: number, draw: 'nextNormal' | 'nextUniform'): Float64Array => {
  const stream = openStream(key, 'price/return');
  const values = new Float64Array(pathCount * perPath);
  for (let path = 0; path < pathCount; path++) {
    stream.startPath(path);
    for (let i = 0; i < perPath; i++) values[path * perPath + i] = stream[draw]();
  }
  return values;
};
const meanOf = (values: Float64Array, f: (x: number, i: number) => number): number => {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += f(values[i] as number, i);
  return total / values.length;
};

test('a million normals over 8,000 paths have the moments of a normal distribution, within 4 standard errors', () => {
  const z = sample(8000, 125, 'nextNormal');
  // Variances of z, z^2, z^3, z^4 and z^6: 1, 2, 15, 96 and 10,170.
  const moments = [
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
    [6, 15, 10170],
  ] as const;
  for (const [power, expected, variance] of moments) {
    const score = (meanOf(z, (x) => x ** power) - expected) / Math.sqrt(variance / z.length);
    expect(Math.abs(score), `moment ${power}`).toBeLessThan(4);
  }
});

test('the tails of a million normals beyond 1, 2, 3, 4 and 4.5 have their chances, on each side, within 4 standard errors', () => {
  const z = sample(8000, 125, 'nextNormal');
  const tails = [
    [1, 0.15865525393145707],
    [2, 0.02275013194817921],
    [3, 0.0013498980316300957],
    [4, 3.16712418331199e-5],
    [4.5, 3.39767312473006e-6],
  ] as const;
  for (const [limit, chance] of tails) {
    const deviation = Math.sqrt((chance * (1 - chance)) / z.length);
    expect(Math.abs(meanOf(z, (x) => (x > limit ? 1 : 0)) - chance) / deviation, `above ${limit}`).toBeLessThan(4);
    expect(Math.abs(meanOf(z, (x) => (x < -limit ? 1 : 0)) - chance) / deviation, `below ${-limit}`).toBeLessThan(4);
  }
});

// Kills: a path that begins at its neighbour's second number; the two halves of a pair built from one angle alone.
test('normals are uncorrelated along a path, between paths, and in their squares', () => {
  const perPath = 125;
  const z = sample(8000, perPath, 'nextNormal');
  for (const lag of [1, 2, 3, perPath, perPath + 1, perPath - 1]) {
    const product = meanOf(z, (x, i) => (i + lag < z.length ? x * (z[i + lag] as number) : 0));
    const squares = meanOf(z, (x, i) => (i + lag < z.length ? (x * x - 1) * ((z[i + lag] as number) ** 2 - 1) : 0));
    expect(Math.abs(product) * Math.sqrt(z.length), `lag ${lag}`).toBeLessThan(4);
    expect((Math.abs(squares) * Math.sqrt(z.length)) / 2, `squares, lag ${lag}`).toBeLessThan(4);
  }
});

test('uniforms fill 1,000 equal cells evenly, and their successive pairs a grid of 32 by 32', () => {
  const u = sample(8000, 126, 'nextUniform');
  // Chi-squared with n - 1 degrees of freedom has deviation sqrt(2 (n - 1)).
  const scoreOf = (cells: number, total: number, cellOf: (i: number) => number): number => {
    const counts = new Float64Array(cells);
    for (let i = 0; i < total; i++) counts[cellOf(i)]! += 1;
    const expected = total / cells;
    const chiSquared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    return (chiSquared - (cells - 1)) / Math.sqrt(2 * (cells - 1));
  };
  expect(Math.abs(scoreOf(1000, u.length, (i) => Math.floor((u[i] as number) * 1000)))).toBeLessThan(4);
  const pairCell = (i: number): number =>
    Math.floor((u[2 * i] as number) * 32) * 32 + Math.floor((u[2 * i + 1] as number) * 32);
  expect(Math.abs(scoreOf(1024, u.length / 2, pairCell))).toBeLessThan(4);
});
