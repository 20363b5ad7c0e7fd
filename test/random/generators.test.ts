import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { multiplyHighLow, philox4x32 } from '../../src/random/philox.ts';
import { hashName, seedKey } from '../../src/random/seed.ts';
import { halfTurnOfWord, openUniform } from '../../src/random/uniform.ts';
import { nextWord } from '../../src/random/xoshiro.ts';

const oracles: {
  philox4x32: { vectors: readonly { rounds: number; counter: Four; key: readonly [string, string]; out: Four }[] };
  products: { table: readonly Four[] };
} = JSON.parse(readFileSync(new URL('../oracles/random.json', import.meta.url), 'utf8'));
type Four = readonly [string, string, string, string];

const word = (hex: string): number => Number.parseInt(hex, 16);
const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
const anyWord = fc.integer({ min: 0, max: 0xffffffff });

test('Philox4x32 gives the published known answers, at 7 and at 10 rounds', () => {
  for (const { counter, key, rounds, out } of oracles.philox4x32.vectors) {
    const [c0, c1, c2, c3] = counter.map(word) as [number, number, number, number];
    const words = new Uint32Array(4);
    philox4x32(c0, c1, c2, c3, word(key[0]), word(key[1]), words, rounds);
    expect(Array.from(words, hex)).toEqual(out);
    if (rounds !== 10) continue;
    const signed = new Int32Array(4);
    philox4x32(c0 | 0, c1 | 0, c2 | 0, c3 | 0, word(key[0]) | 0, word(key[1]) | 0, signed);
    expect(Array.from(signed, hex), 'ten rounds are the default, and signed words mean the same').toEqual(out);
  }
});

// Kills: a product in doubles, which is wrong above 2^53; a lost carry between the 16-bit limbs.
test('the product of two words is exact in all its 64 bits', () => {
  for (const [a, b, high, low] of oracles.products.table) {
    expect(multiplyHighLow(word(a), word(b)).map(hex)).toEqual([high, low]);
  }
  fc.assert(
    fc.property(anyWord, anyWord, (a, b) => {
      const product = BigInt(a) * BigInt(b);
      expect(multiplyHighLow(a, b)).toEqual([Number(product >> 32n), Number(product & 0xffffffffn)]);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

/** The reference code of Blackman & Vigna, word for word, in unbounded integers. */
function* referenceXoshiro(seed: readonly number[]): Generator<number, never> {
  const mask = 0xffffffffn;
  const rotl = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (32n - k))) & mask;
  let [s0, s1, s2, s3] = seed.map((x) => BigInt(x) & mask) as [bigint, bigint, bigint, bigint];
  for (;;) {
    yield Number((rotl((s0 + s3) & mask, 7n) + s0) & mask);
    const t = (s1 << 9n) & mask;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = rotl(s3, 11n);
  }
}

test('xoshiro128++ follows its reference code', () => {
  fc.assert(
    fc.property(fc.tuple(anyWord, anyWord, anyWord, anyWord), (seed) => {
      const state = new Int32Array(seed);
      const reference = referenceXoshiro(seed);
      for (let i = 0; i < 50; i++) expect(nextWord(state) >>> 0).toBe(reference.next().value);
    }),
    { seed: 2, examples: [[[1, 2, 3, 4]], [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff]], [[0, 0, 0, 1]]] },
  );
});

test('xoshiro128++ begins 641, 1573767, 3222811527 from the state 1, 2, 3, 4', () => {
  const state = new Int32Array([1, 2, 3, 4]);
  expect([nextWord(state), nextWord(state), nextWord(state)].map((w) => w >>> 0)).toEqual([641, 1573767, 3222811527]);
});

test('two words become a double strictly between 0 and 1, of 52 bits', () => {
  // Exact rational arithmetic; each is a double.
  const table = [
    ['00000000', '00000000', 1.1102230246251565e-16],
    ['ffffffff', 'ffffffff', 0.9999999999999999],
    ['80000000', '00000000', 0.5000000000000001],
    ['12345678', '9abcdef0', 0.0711113018459707],
    ['00000000', 'ffffffff', 9.536743162952277e-7],
    ['00000fff', '00000000', 1.1102230246251565e-16],
    ['00001000', '00000000', 9.536743165172723e-7],
  ] as const;
  for (const [high, low, uniform] of table) {
    expect(openUniform(word(high), word(low))).toBe(uniform);
    expect(openUniform(word(high) | 0, word(low) | 0), 'signed words mean the same').toBe(uniform);
  }
  fc.assert(
    fc.property(anyWord, anyWord, (high, low) => {
      const k = BigInt(high >>> 12) * 4294967296n + BigInt(low);
      expect(openUniform(high, low)).toBe(Number(2n * k + 1n) * 2 ** -53);
      expect(1 - openUniform(high, low)).toBe(openUniform(~high, ~low));
    }),
    { seed: 3 },
  );
});

test('a uniform is also made of bits: those of the words below the exponent of 1, less 1 - 2^-53', () => {
  const view = new DataView(new ArrayBuffer(8));
  fc.assert(
    fc.property(anyWord, anyWord, (high, low) => {
      view.setUint32(0, (0x3ff00000 | (high >>> 12)) >>> 0);
      view.setUint32(4, low);
      expect(view.getFloat64(0) - (1 - 2 ** -53)).toBe(openUniform(high, low));
    }),
    {
      seed: 5,
      examples: [
        [0, 0],
        [0xffffffff, 0xffffffff],
      ],
    },
  );
});

test('a word becomes an angle strictly inside half a half turn, whatever its sign bit, and opposite words opposite angles', () => {
  expect([0, 0x40000000, 0x7fffffff].map(halfTurnOfWord)).toEqual([2 ** -32, -0.5 + 2 ** -32, -(2 ** -32)]);
  expect(halfTurnOfWord(0x3fffffff)).toBe(0.5 - 2 ** -32);
  fc.assert(
    fc.property(anyWord, (word) => {
      const h = halfTurnOfWord(word);
      expect(Math.abs((h * 2 ** 32) % 2)).toBe(1);
      expect(Math.abs(h)).toBeLessThan(0.5);
      expect(halfTurnOfWord(word ^ 0x80000000)).toBe(h);
      expect(halfTurnOfWord(~word)).toBe(-h);
    }),
    { seed: 6 },
  );
});

test('a name is hashed by 64-bit FNV-1a over its UTF-8 bytes', () => {
  // The published vectors of the authors: "", "a", "foobar"; "ä" is the bytes c3 a4.
  const hashed = (name: string): string => {
    const [low, high] = hashName(name);
    return hex(high) + hex(low);
  };
  expect(hashed('')).toBe('cbf29ce484222325');
  expect(hashed('a')).toBe('af63dc4c8601ec8c');
  expect(hashed('foobar')).toBe('85944171f73967e8');
  expect(hashed('ä')).not.toBe(hashed('a'));
  expect(hashed('price/return')).not.toBe(hashed('return/price'));
});

test('the same seed gives the same key, and the key of a seed is pinned', () => {
  expect(seedKey('choppy')).toEqual(seedKey('choppy'));
  expect([seedKey('1'), seedKey('choppy')]).toMatchInlineSnapshot(`
    [
      [
        -1959551001,
        1525326480,
      ],
      [
        2039632136,
        1256212327,
      ],
    ]
  `);
});

// Kills: handing the bare string to seedrandom, for which '1' and '11' are one seed, and so are 'a' and 'š'.
test('different seeds give different keys: repeated, empty, long and foreign ones', () => {
  const seeds = [
    '',
    '1',
    '11',
    '111',
    '1 ',
    'a',
    'š',
    'A',
    '7',
    '07',
    '7\u0000',
    'long'.repeat(100),
    `${'long'.repeat(100)}!`,
  ];
  expect(new Set(seeds.map((seed) => seedKey(seed).join())).size).toBe(seeds.length);
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      fc.pre(a !== b);
      expect(seedKey(a)).not.toEqual(seedKey(b));
    }),
    { seed: 4 },
  );
});

const bitsSet = (x: number): number => {
  let count = 0;
  for (let rest = x; rest !== 0; rest &= rest - 1) count++;
  return count;
};

test('flipping any one bit of counter or key flips half the bits that come out', () => {
  const [before, after] = [new Int32Array(4), new Int32Array(4)];
  const flips = new Float64Array(192);
  const samples = 64;
  for (let sample = 0; sample < samples; sample++) {
    const input = [sample, 0, 7 * sample, 0, 42, sample];
    for (let bit = 0; bit < 192; bit++) {
      const flipped = [...input];
      flipped[bit >> 5] = (flipped[bit >> 5] as number) ^ (1 << (bit & 31));
      philox4x32(...(input as Six), before);
      philox4x32(...(flipped as Six), after);
      for (let i = 0; i < 4; i++) flips[bit]! += bitsSet((before[i] as number) ^ (after[i] as number));
    }
  }
  // 64 samples of 128 fair bits: a mean of 4096 with deviation sqrt(64 * 128) / 2 = 45; 5 deviations for 192 looks.
  for (const [bit, count] of flips.entries()) expect(Math.abs(count - 4096), `bit ${bit}`).toBeLessThan(5 * 45.3);
});
type Six = [number, number, number, number, number, number];
