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

test('stream version 2 is pinned', () => {
  expect(STREAM_VERSION).toBe(2);
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
        -1.1215413766941325,
        -1.249011422390929,
        0.30596114830770743,
        0.9217063086621082,
        0.24440165082474408,
        0.6335502853560083,
      ],
      [
        0.8623736194718297,
        1.5051379949357744,
        0.03690815763248437,
        0.8365198725467815,
        0.2221140431280909,
        0.16719313077080844,
      ],
      [
        1.1300232152981025,
        0.8713054276432766,
        -1.3391650044052066,
        -0.8445920928654831,
        0.36129415891078065,
        0.10453918985983768,
      ],
      [
        -0.083498546177059,
        -0.7415334555925591,
        -0.022028043191376166,
        -0.47150654315835155,
        0.7569773577574076,
        0.732154745654669,
      ],
      [
        -0.7283719726195795,
        -0.21031566708923943,
        -0.6141264286559234,
        0.04868626748719691,
        0.750227184928668,
        0.5447386046948516,
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
        const word = words[3 * pair + 2] as number;
        // The lower 31 bits as a signed number, and the upper bit as half a turn more.
        const lower = ((word % 2 ** 31) + 2 ** 30) % 2 ** 31;
        const angle = Math.PI * ((lower - 2 ** 30 + 0.5) / 2 ** 31 + (word >= 2 ** 31 ? 1 : 0));
        expect(Math.abs((normals[2 * pair] as number) - radius * Math.cos(angle))).toBeLessThan(1e-8);
        expect(Math.abs((normals[2 * pair + 1] as number) - radius * Math.sin(angle))).toBeLessThan(1e-8);
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

test('uniforms fill 1,000 equal cells evenly, and their successive pairs a grid of 32 by 32', () => {
  const stream = openStream(key, 'price/return');
  const perPath = 126;
  const u = new Float64Array(8000 * perPath);
  for (let i = 0; i < u.length; i++) {
    if (i % perPath === 0) stream.startPath(i / perPath);
    u[i] = stream.nextUniform();
  }
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
