import { faultsIn } from './mutant.ts';

const tests = ['operations', 'streams', 'encoder', 'helpers', 'rare-fields', 'same-bits'].map(
  (name) => `test/kernel/${name}.test.ts`,
);
const rare = ['rare-fields', 'same-bits'].map((name) => `test/kernel/${name}.test.ts`);
const limits = ['test/kernel/limits.test.ts'];
const models = ['test/kernel/models.test.ts'];

/** Faults of the kernel compiler and of its host. */
export const kernelMutants = [
  ...faultsIn('src/kernel/graph/fold.ts', tests, {
    'kernel fold: the lesser is the larger': [
      'lesser: (a: number, b: number) => (a < b ? a : b)',
      'lesser: (a: number, b: number) => (a < b ? b : a)',
    ],
    'kernel fold: x - -0 is x, and x - 0 is not': [
      "case 'subtract':\n      return is(b, 0)",
      "case 'subtract':\n      return is(b, -0)",
    ],
    'kernel fold: x + 0 is x, for -0 too': [
      'return is(b, -0) ? a : is(a, -0) ? b : undefined;',
      'return is(b, 0) ? a : is(a, 0) ? b : undefined;',
    ],
    'kernel fold: any division is a multiplication': [
      'math.mantissa(math.abs(inverse)) === 1',
      'math.mantissa(math.abs(inverse)) >= 1',
    ],
    'kernel fold: either is both': [
      'return is(a, false) || a === b ? b : is(b, false) ? a : is(a, true) ? a : is(b, true) ? b : undefined;',
      'return is(a, false) || a === b ? b : is(b, false) ? a : is(a, true) ? b : is(b, true) ? a : undefined;',
    ],
    'kernel fold: what touches is apart': [
      'knownLess(a!.range, b!.range, false) === true || knownLess(b!.range, a!.range, false) === true',
      'knownLess(a!.range, b!.range, true) === true || knownLess(b!.range, a!.range, true) === true',
    ],
  }),
  ...faultsIn('src/kernel/graph/range.ts', tests, {
    'kernel range: Infinity - Infinity is a number': [
      '|| Number.isNaN(a!.low - b!.low) || Number.isNaN(a!.high - b!.high)',
      '',
    ],
    'kernel range: the larger takes NaN from the wrong side': [
      'high: Math.max(a!.high, b!.high),\n    mayBeNaN: a!.mayBeNaN,',
      'high: Math.max(a!.high, b!.high),\n    mayBeNaN: b!.mayBeNaN,',
    ],
    'kernel range: the floor of an interval is the interval': [
      'floor: (a) => ({ low: Math.floor(a!.low)',
      'floor: (a) => ({ low: a!.low',
    ],
    'kernel range: a quotient by an interval around zero is bounded': ['(b!.low <= 0 && b!.high >= 0)', 'false'],
    'kernel range: sizes of an interval around zero begin at its nearer end': [
      'low: a!.low <= 0 && a!.high >= 0 ? 0 : Math.min(...ends)',
      'low: Math.min(...ends)',
    ],
    'kernel range: equal ends decide what is strictly less': [
      'if (orEqual ? a.high <= b.low : a.high < b.low) return true;',
      'if (a.high <= b.low) return true;',
    ],
    'kernel range: NaN is compared like a number': ['if (a.mayBeNaN || b.mayBeNaN) return undefined;', ''],
    'kernel range: of two ways only the first is looked at': [
      'high: Math.max(a.high, b.high), mayBeNaN',
      'high: a.high, mayBeNaN',
    ],
  }),
  ...faultsIn('src/kernel/graph/graph.ts', tests, {
    'kernel graph: a choice is made the other way round': [
      'return test.literal === true ? whenTrue : whenFalse;',
      'return test.literal === true ? whenFalse : whenTrue;',
    ],
    'kernel graph: not is forgotten where a choice turns it round': [
      'choose(test.operands[0]!, whenFalse, whenTrue)',
      'choose(test.operands[0]!, whenTrue, whenFalse)',
    ],
    'kernel graph: a < b ? b : a is the lesser': [
      "compute('larger', whenFalse, whenTrue)",
      "compute('lesser', whenFalse, whenTrue)",
    ],
    'kernel graph: a choice that is false or something is both': [
      "if (whenFalse.literal === false) return compute('and', test, whenTrue);",
      "if (whenFalse.literal === false) return compute('or', test, whenTrue);",
    ],
    'kernel graph: the key forgets an operand': ['key = key * MOST_IDS + id + 1;', 'key = key * MOST_IDS + 1;'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is text of a source
    'kernel graph: tables are all one': ['`at ${index.id} ${idOf(table)}`', '`at ${index.id}`'],
    'kernel graph: -0 and 0 are one constant': [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is text of a source
      "`constant ${Object.is(value, -0) ? '-0' : value}`",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is text of a source
      '`constant ${value}`',
    ],
    'kernel graph: what one way computed is known outside': [
      'const known = new Map<Key, Value>();\n    blocks.push(block);',
      'const known = scopes[0]!;\n    blocks.push(block);',
      'settle moves a value into the innermost block that holds all its uses, wherever it was first computed',
    ],
    'kernel graph: both ways leave what the first leaves': [
      'return [{ value, whenTrue: a, whenFalse: b }];',
      'return [{ value, whenTrue: a, whenFalse: a }];',
    ],
    'kernel graph: a table is read beyond its end': [
      'Math.min(Math.trunc(index), length - 1)',
      'Math.min(Math.trunc(index), length)',
    ],
  }),
  ...faultsIn('src/kernel/emit/operations.ts', tests, {
    'kernel emit: the sides of a choice are swapped': [
      "  push(whenTrue);\n  push(whenFalse);\n  push(test);\n  code.op('v128.bitselect');",
      "  push(whenFalse);\n  push(whenTrue);\n  push(test);\n  code.op('v128.bitselect');",
    ],
    'kernel emit: a choice with -0 is one with 0': ['Object.is(literal, 0)', 'literal === 0'],
    'kernel emit: zero comes where the other is meant': [
      "return code.op('v128.andnot');",
      "return code.op('v128.and');",
    ],
    'kernel emit: the larger is the maximum': ["larger: 'f64x2.pmax'", "larger: 'f64x2.max'"],
    'kernel emit: operands of the lesser stand the other way round': [
      "case 'lesser':\n      push(b!);\n      push(a!);\n      return code.op('f64x2.pmin');",
      "case 'lesser':\n      push(a!);\n      push(b!);\n      return code.op('f64x2.pmin');",
    ],
    'kernel emit: of one for all, the larger is the lesser': [
      "push(value.op === 'lesser' ? a! : b!);\n      push(value.op === 'lesser' ? b! : a!);",
      'push(a!);\n      push(b!);',
    ],
    'kernel emit: the bias of a power is one too many': ['4503599627370496 + 1023', '4503599627370496 + 1024'],
    'kernel emit: the magic of the exponent': ['const MAGIC_HIGH = 0x43300000;', 'const MAGIC_HIGH = 0x43200000;'],
    'kernel emit: an exponent with its sign': [
      "if (!(a!.range.low > 0) || a!.range.mayBeNaN) code.op('f64x2.abs');",
      '',
    ],
    'kernel emit: NaN has no sign': ['if (!(a!.range.low > 0) || a!.range.mayBeNaN)', 'if (!(a!.range.low > 0))'],
    'kernel emit: a significand without its sign': [
      'isPositive ? FRACTION_HIGH : SIGN_AND_FRACTION_HIGH',
      'FRACTION_HIGH',
    ],
    'kernel emit: the second lane is the first': [
      "code.lane('f64x2.replace_lane', 1);",
      "code.lane('f64x2.replace_lane', 0);",
    ],
    'kernel emit: an index may be below zero': ["code.op('i32.gt_s');", "code.op('i32.ne');"],
    'kernel emit: the last entry of a table is never read': [
      'code.i32(table.length - 1);\n  code.get(at);',
      'code.i32(table.length - 2);\n  code.get(at);',
    ],
    'kernel emit: unsigned is signed': [
      "code.op(op === 'shiftRightUnsigned' ? 'f64x2.convert_low_i32x4_u' : 'f64x2.convert_low_i32x4_s');",
      "code.op('f64x2.convert_low_i32x4_s');",
    ],
    'kernel emit: a truth that all share is one in every lane, not a mask': [
      "code.op('i32.sub');",
      "code.op('i32.add');",
    ],
  }),
  ...faultsIn('src/kernel/emit/emit-loop.ts', tests, {
    'kernel loop: all paths are some of them': ['const ALL_LANES = (1 << LANES) - 1;', 'const ALL_LANES = 1;'],
    'kernel loop: the other way is left out where one vector needs it': [
      "pushLanes('v128.and');\n      code.i32(ALL_LANES);\n      code.op('i32.ne');",
      "pushLanes('v128.or');\n      code.i32(ALL_LANES);\n      code.op('i32.ne');",
    ],
    'kernel loop: a way is left out unless every vector takes it': [
      "pushLanes('v128.or');\n    code.open('if');",
      "pushLanes('v128.and');\n    code.open('if');",
    ],
    'kernel loop: what one vector agrees on, all do': [
      "pushLanes('v128.and');\n    code.i32(ALL_LANES);\n    code.op('i32.eq');",
      "pushLanes('v128.or');\n    code.i32(ALL_LANES);\n    code.op('i32.eq');",
    ],
    'kernel loop: where all take one way, they are given the other': [
      'setMerge(value, (k) => push(whenTrue, k, true));',
      'setMerge(value, (k) => push(whenFalse, k, true));',
    ],
    'kernel loop: where paths differ, each is given the other’s way': [
      'push(whenTrue, k, true);\n        push(whenFalse, k, true);',
      'push(whenFalse, k, true);\n        push(whenTrue, k, true);',
    ],
    'kernel loop: every constant is the first': [
      'code.global(loop.globalOf(constant));',
      'code.global(0 * loop.globalOf(constant));',
    ],
    'kernel loop: the state is not stored between chunks': [
      "code.get(lane);\n      code.get(local);\n      code.memory('v128.store', address + k * VECTOR_BYTES);",
      "code.get(lane);\n      code.get(local);\n      code.memory('v128.store', address);",
    ],
    'kernel loop: fields are written back in another order': [
      'for (const { field } of [...carried].reverse()) for',
      'for (const { field } of carried) for',
    ],
    'kernel loop: rare fields are stored for paths that did not take the way': [
      'storeRare(of, true);',
      'storeRare(of, false);',
    ],
    'kernel loop: rare fields are not stored where the test is one for all': [
      "way(of.whenTrue, 'whenTrue');\n    storeRare(of, false);",
      "way(of.whenTrue, 'whenTrue');",
    ],
    'kernel loop: rare fields are not stored where all paths take the way': [
      'push(whenTrue, k, true));\n    storeRare(of, false);',
      'push(whenTrue, k, true));',
    ],
    'kernel loop: rare fields change places': ['of stores.reverse()) code', 'of stores) code'],
    'kernel loop: of a rare field only the first lanes are stored': [
      "code.memory('v128.store', inMemory.get(field)! + k * VECTOR_BYTES);",
      "code.memory('v128.store', inMemory.get(field)!);",
    ],
    'kernel loop: a rare field is read of the first lanes': [
      "code.memory('v128.load', address + k * VECTOR_BYTES);\n  };\n  const write",
      "code.memory('v128.load', address);\n  };\n  const write",
    ],
    'kernel loop: calendars begin anew with each chunk': [
      'code.get(first);\n    code.i32(3);',
      'code.i32(0);\n    code.i32(3);',
    ],
  }),
  ...faultsIn('src/kernel/emit/homes.ts', tests, {
    'kernel homes: a value sinks into the first way that asks for it': [
      'homes.set(value, home === undefined ? block : commonBlock(home, block));',
      'homes.set(value, home === undefined ? block : home);',
    ],
    'kernel homes: nobody needs the test of a guard': ['use(item.test, home);', ''],
    'kernel homes: what the other way leaves is not needed': ['use(whenFalse, item.whenFalse);', ''],
    'kernel homes: what rare fields become is not needed': [
      'for (const { next } of stored) use(next, item.whenTrue);',
      '',
    ],
    'kernel homes: a guard that only stores is not needed': [
      'if (needed.length === 0 && stored.length === 0) continue;',
      'if (needed.length === 0) continue;',
    ],
    'kernel homes: a guard that stores sinks into another': [
      'stored.length > 0 ? body : needed',
      'needed.length === 0 ? body : needed',
    ],
  }),
  ...faultsIn('src/kernel/emit/rare-fields.ts', rare, {
    'kernel rare: a field that falls back to another is rare': [
      'if (before.source.field !== field || uses',
      'if (uses',
    ],
    'kernel rare: a field that is read after its guard is rare': [
      '|| uses.of(next).length !== 1) return [];',
      ') return [];',
      'it is then merged as well as stored: the same numbers, at a higher cost',
    ],
    'kernel rare: a field that is read elsewhere is rare': [
      'return inside === uses.of(before).length - 1 ?',
      'return inside >= 0 ?',
    ],
    'kernel rare: what is left for later phases is no use': [
      'for (const value of others) uses.add(value, undefined);',
      '',
    ],
    'kernel rare: what other fields become is no use': [
      'for (const { next } of fields) uses.add(next, undefined);',
      '',
      'no field is rare then: the same numbers, at a higher cost',
    ],
    'kernel rare: tests of guards are no use': ['add(item.test, way);', ''],
    'kernel rare: what merges fall back to is no use': ['add(whenFalse, way);', ''],
  }),
  ...faultsIn('src/kernel/emit/generator.ts', tests, {
    'kernel generator: a rotation by one place less': ['rotate(code, added, 7);', 'rotate(code, added, 6);'],
    'kernel generator: a shift count': ['code.i32(9);', 'code.i32(8);'],
    'kernel generator: a uniform of 51 bits': ['code.i32(12);', 'code.i32(13);'],
    'kernel generator: a uniform can be zero': ['code.f64x2(1 - LEAST_UNIFORM);', 'code.f64x2(1);'],
    'kernel generator: even multiples of an angle, zero among them': [
      'code.f64x2(1_048_576.5 - 2.3283064365386963e-10);',
      'code.f64x2(1_048_576.5);',
    ],
    'kernel generator: no pair is negative': [
      "code.i32x4([SIGN, SIGN, SIGN, SIGN]);\n  code.op('v128.and');",
      "code.i32x4([0, 0, 0, 0]);\n  code.op('v128.and');",
    ],
    'kernel generator: paths 2 and 3 are given what 0 and 1 are': ['[2, 6, 3, 7]', '[0, 4, 1, 5]'],
  }),
  ...faultsIn('src/kernel/lower/lower.ts', tests, {
    'kernel lower: a return in a block within a block is lost': [
      "if (statement.type === 'BlockStatement' && returns(statement)) return statements(statement.body, names, onward);",
      '',
    ],
    'kernel lower: greater is less': [
      "case '>':\n        return graph.compute('less', b, a);",
      "case '>':\n        return graph.compute('less', a, b);",
    ],
    'kernel lower: unequal booleans are equal': [
      "return a.type === 'boolean' ? graph.compute('xor', a, b) : graph",
      "return a.type === 'boolean' ? graph.compute('not', graph.compute('xor', a, b)) : graph",
    ],
    'kernel lower: a way that writes nothing is given the other’s value': [
      'yes.changed.get(key) ?? before, no.changed.get(key) ?? before',
      'yes.changed.get(key) ?? before, no.changed.get(key) ?? yes.changed.get(key)!',
    ],
    'kernel lower: an operation comes before the helper of its name': [
      'const own = isLibrary ? undefined : around.helpers[name];',
      'const own = isLibrary || operations[name] !== undefined ? undefined : around.helpers[name];',
    ],
    'kernel lower: what only the library calls comes before the helper of its name': [
      'const own = isLibrary ? undefined : around.helpers[name];',
      'const own = isLibrary || bitOperations[name] !== undefined ? undefined : around.helpers[name];',
    ],
    'kernel lower: the library calls helpers of a model': [
      'const own = isLibrary ? undefined : around.helpers[name];',
      'const own = around.helpers[name];',
    ],
    'kernel lower: a helper is as good as the library': [
      'return call(own, given, false);',
      'return call(own, given, true);',
    ],
    'kernel lower: a helper called at is a table': [
      "if (name === 'at' && around.helpers.at === undefined)",
      "if (name === 'at')",
    ],
    'kernel lower: a loop has a round more': [
      'for (let i = from; i < until; i++)',
      'for (let i = from; i <= until; i++)',
    ],
  }),
  ...faultsIn('src/kernel/lower/changed-fields.ts', tests, {
    'kernel fields: what is added to a field is what it began with': ["operator === '=' && right", 'right'],
    'kernel fields: -0 is what a field of 0 began with': [
      "Object.is(right!.value, initial(field ?? ''))",
      "right!.value === initial(field ?? '')",
    ],
    'kernel fields: whatever is written is what a field began with': [
      " && Object.is(right!.value, initial(field ?? ''))",
      '',
    ],
  }),
  ...faultsIn('src/kernel/lower/bits.ts', tests, {
    'kernel bits: subnormal numbers have no exponent': [
      'math.exponentField(x * 18014398509481984) - 1077',
      'math.exponentField(x) - 1077',
    ],
    'kernel bits: powers of two below the normal numbers': [
      'if (k >= -1022 && k <= 1023)',
      'if (k >= -1023 && k <= 1023)',
    ],
  }),
  ...faultsIn('src/kernel/phase.ts', tests, {
    'kernel phase: a normal number is never larger than one': ['between(-8.6, 8.6)', 'between(-1, 1)'],
    'kernel phase: a calendar is what its first entry is': [
      'const isConstant = range.low === range.high &&',
      'const isConstant = range.low < 1 ||',
    ],
    'kernel phase: a calendar with holes is what its entries are': [
      'range.low !== 0 && !range.mayBeNaN;',
      'range.low !== 0;',
    ],
  }),
  ...faultsIn('src/kernel/graph/graph.ts', limits, {
    'kernel limits: nothing is too long': ['const MOST_VALUES = 100_000;', 'const MOST_VALUES = 100_000_000;'],
  }),
  ...faultsIn('src/kernel/wasm/code.ts', limits, {
    'kernel limits: engines take everything': [
      'locals.length > MOST_LOCALS || bytes.length() > MOST_BYTES',
      'locals.length < 0',
    ],
  }),
  ...faultsIn('src/kernel/compile.ts', tests, {
    'kernel compile: a field that ends steps alike is none': [
      'return [...new Set([...read, ',
      "return [...new Set([...[...read].filter((field) => left.get(field)!.kind === 'series'), ",
    ],
    'kernel compile: chunks may be odd': ['return chunk - (chunk % 2);', 'return chunk;'],
    'kernel compile: a pair too few where steps are odd': [
      "code.get(steps);\n    code.i32(1);\n    code.op('i32.add');",
      'code.get(steps);',
    ],
  }),
  ...faultsIn('src/kernel/alike.ts', ['test/kernel/alike.test.ts'], {
    'kernel alike: tables may differ': ['if (!Object.is(a[i], b[i])) return false;', ''],
    'kernel alike: calendars may differ': ['calendars: mapped(program.calendars, numberOf),', 'calendars: {},'],
    'kernel alike: steps may differ': ['[seat, numberOf(step)]', '[seat]'],
    'kernel alike: truths may differ': [
      "typeof value === 'boolean' ? value :",
      "typeof value === 'boolean' ? 'a truth' :",
    ],
    'kernel alike: zeros have no sign': ["Object.is(value, -0) ? '-0' : String(value)", 'String(value)'],
    'kernel alike: what differs is folded all the same': [
      "typeof values[0] === 'number' && differ(values)",
      "typeof values[0] === 'string' && differ(values)",
    ],
    'kernel alike: all begin as the first does': [
      "if (differ(valuesOf(place, 'state', name))) fields",
      "if (differ(valuesOf(place, 'state', name)) && place < 0) fields",
    ],
    'kernel alike: what differs is as large as the first': [
      'between(Math.min(...values), Math.max(...values))',
      'between(values[0]!, values[0]!)',
    ],
    'kernel alike: all is open': ['!Object.is(value, values[0])', 'true'],
    'kernel alike: a layout keeps the names of its places': [
      'results: rekeyed(layout.results, field),\n    watched: rekeyed(layout.watched, field),\n  };\n}\n\n/** Everything',
      'results: layout.results,\n    watched: rekeyed(layout.watched, field),\n  };\n}\n\n/** Everything',
    ],
  }),
  ...faultsIn('src/kernel/lower/lower.ts', ['test/kernel/alike.test.ts'], {
    'kernel alike: a loop whose end is open has no rounds': [
      "if (typeof from !== 'number' || typeof until !== 'number') {",
      "if (typeof from !== 'number') {",
    ],
  }),
  ...faultsIn('src/kernel/emit/emit-loop.ts', ['test/kernel/alike.test.ts'], {
    'kernel alike: an open number is read beside its place': [
      "code.memory('f64.load', loop.addressOf(source));\n    } else if (source.kind === 'calendar')",
      "code.memory('f64.load', loop.addressOf(source) + 8);\n    } else if (source.kind === 'calendar')",
    ],
  }),
  ...faultsIn('src/kernel/program.ts', tests, {
    'kernel state: every path begins with zeros': [
      'new Float64Array(...place).fill(value);',
      'new Float64Array(...place).fill(0);',
    ],
    'kernel state: true begins as a number': ['fill(value ? -1n : 0n)', 'fill(value ? 1n : 0n)'],
  }),
  ...faultsIn('src/kernel/wasm/bytes.ts', tests, {
    'kernel encoder: the sign of the last seven bits is not looked at': [
      '(rest === 0n && (low & 0x40) === 0)',
      'rest === 0n',
    ],
    'kernel encoder: numbers of seven bits take two bytes less': ['while (rest > 0x7f)', 'while (rest > 0xff)'],
  }),
  ...faultsIn('src/engine/kernel-backend.ts', models, {
    'kernel host: a path is numbered within its block': ['const path = firstPath + row;', 'const path = row;'],
    'kernel host: every group begins with the first path': ['beginGroup(path);', 'beginGroup(firstPath);'],
    'kernel host: a bin is that of the path before it': [
      'into[at + lane + 3] = numbers[from + lane + 3]!;',
      'into[at + lane + 3] = numbers[from + lane + 2]!;',
    ],
    'kernel host: chunks are told they begin at the start': ['advance(step, end - step);', 'advance(0, end - step);'],
  }),
  ...faultsIn('src/engine/plain-backend.ts', models, {
    'plain host: a path is numbered within its block': ['const path = firstPath + row;', 'const path = row;'],
  }),
];
