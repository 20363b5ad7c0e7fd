import { faultsIn } from './mutant.ts';

const schedules = [
  'test/laws/dates.test.ts',
  'test/laws/funding.test.ts',
  'test/laws/leverage.test.ts',
  'test/laws/nesting.test.ts',
];
const engine = ['checks', 'randomness', 'ledger', 'observation', 'leverage', 'dates'].map(
  (name) => `test/laws/${name}.test.ts`,
);
const random = ['test/random/generators.test.ts', 'test/random/stream.test.ts'];
const batch = [
  'test/batch/assemble-result.test.ts',
  'test/batch/run-batch.test.ts',
  'test/batch/no-trace-of-how.test.ts',
  'test/batch/threads.test.ts',
];

const accounts = ['test/batch/kept-accounts.test.ts'];

/** Faults of the clock, the order of events, the books and the observers. */
export const engineMutants = [
  ...faultsIn('src/cli/interruption.ts', ['test/cli/interruption.test.ts'], {
    'interruption: an echo of the key ends what sums up': ['Math.max(0, ECHO_MS - (performance.now() - firstMs))', '0'],
    'interruption: nobody hears a second key while a run is summed up': ['firstMs)));\n      ignore();', 'firstMs)));'],
    'interruption: a run that nobody interrupted is left to the system': ['if (code === null) return;', ''],
  }),
  ...faultsIn('src/engine/clock.ts', schedules, {
    'clock: 252 days in a year': ['export const YEAR_MS = 365 * DAY_MS;', 'export const YEAR_MS = 252 * DAY_MS;'],
    'clock: days are counted from the step before': [
      '(clock.instantsMs[step]! - clock.instantsMs[0]!) / DAY_MS',
      '(clock.instantsMs[Math.max(0, step - 1)]! - clock.instantsMs[0]!) / DAY_MS',
    ],
    'clock: a recording has the length of its last step': ['if (count > most) {', 'if (count > 0) {'],
  }),
  ...faultsIn('src/engine/schedule.ts', schedules, {
    'schedule: a stamp at the end of a step belongs to the next': [
      'Math.floor((ms - origin - schedule.phaseMs) / schedule.periodMs)',
      'Math.ceil((ms - origin - schedule.phaseMs) / schedule.periodMs)',
    ],
    'schedule: the time of day is ignored': ['ms - origin - schedule.phaseMs', 'ms - origin'],
    'schedule: counted from midnight, not from the start': ["schedule.origin === 'start' ? instantsMs[0]! : 0", '0'],
    'schedule: at most one stamp a step': [
      'most = Math.max(most, count);',
      'most = Math.min(1, Math.max(most, count));',
    ],
  }),
  ...faultsIn('src/engine/seats.ts', [...engine, 'test/engines/parts.test.ts'], {
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is text of a source
    'engine: all holdings’ streams follow one name': ['string => `${drawsAs}/${draw}`', 'string => draw'],
    'engine: trades before the price has moved': [
      "...operation(own, 'step', model.step),\n        ...operations('between'),\n        ...operation(own, 'trade', model.trade),",
      "...operations('between'),\n        ...operation(own, 'trade', model.trade),\n        ...operation(own, 'step', model.step),",
    ],
    'engine: a holding acts before what it holds': [
      "        ...operations('before'),\n        ...operation(own, 'withinBar', withinBar),\n        ...operation(own, 'step', model.step),",
      "        ...operation(own, 'withinBar', withinBar),\n        ...operation(own, 'step', model.step),\n        ...operations('before'),",
    ],
    'engine: parts act in the order in which they were written': [
      'KINDS_IN_TURN.indexOf(a.kind) - KINDS_IN_TURN.indexOf(b.kind)',
      'KINDS_IN_TURN.indexOf(a.kind) * 0 - KINDS_IN_TURN.indexOf(b.kind) * 0',
    ],
    'engine: a wrapped model draws as its place is called': [
      'place !== `${wrapper.place}/of`) return place;',
      'place === `${wrapper.place}/of`) return place;',
    ],
    'engine: two players share a stream': [
      '.some((name) => taken.has(streamName(wrapper, name))) ? place : wrapper.drawsAs',
      '.some((name) => taken.has(name)) ? place : wrapper.drawsAs',
    ],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: it is text of a source
  }),
  ...faultsIn('src/engine/walk.ts', engine, {
    'engine: state leaks from path to path': ['for (const each of seats) Object.assign(each.s, each.initial);', ''],
    'engine: every path begins where path 0 does': ['stream.startPath(path);', 'stream.startPath(0);'],
    'engine: the last step is never told': ['const isLast = step === clock.steps - 1;', 'const isLast = false;'],
    'engine: what fell due is told a step late': ['counts[i]![step]!', 'counts[i]![Math.max(0, step - 1)]!'],
  }),
  ...faultsIn('src/engine/path-ends.ts', ['test/laws/checks.test.ts', 'test/engines/path-ends.test.ts'], {
    'path ends: what is not a number is written down': [
      'if (Number.isFinite(values[lane])) continue;',
      'if (!(values[lane]! > 1e300)) continue;',
    ],
    'path ends: a value below zero is written down': ['if (!(value >= 0))', 'if (value < -1e9)'],
    'path ends: books are kept and never checked': ['if (accounts.length > 0) residual', 'if (path < 0) residual'],
    'path ends: books are those of the first lane': [
      'largest[lane]!, accounts, lane);',
      'largest[lane]!, accounts, 0);',
    ],
    'path ends: the last path that goes wrong is the one reported': [
      'for (let lane = 0; lane < badLane; lane++)',
      'for (let lane = 0; lane < paths; lane++)',
    ],
    'path ends: the path after the one that goes wrong is named': [
      'throw explain(path, names',
      'throw explain(path + 1, names',
    ],
    'path ends: numbers are looked at before all books': [
      'if (lane === badLane) throw explain(path, ',
      'if (badLane < paths) throw explain(firstPath + badLane, ',
    ],
    'path ends: the column is the last of all': ['badColumn = column;', 'badColumn = columns.length - 1;'],
    'path ends: what is kept begins with the block': [
      'kept[row + lane] = values[lane]!;',
      'kept[lane] = values[lane]!;',
    ],
    'path ends: the largest value is read of another path': ['value, largest[lane]!,', 'value, largest[0]!,'],
  }),
  ...faultsIn('src/engine/fans.ts', [...engine, 'test/engines/fans.test.ts', 'test/kernel/models.test.ts'], {
    'fans: every point is counted in the one before': [
      'fans[h]!, point * observation.binsPerPoint',
      'fans[h]!, Math.max(0, point - 1) * observation.binsPerPoint',
    ],
    'fans: the start is where the last path ended': [
      'if (point === 0) noted.fill(startBin, at, at + paths);\n        else bins(noted, at, paths);',
      'bins(noted, at, paths);',
    ],
    'fans: one path of those that are simulated together is counted': ['pathsNoted += paths;', 'pathsNoted += 1;'],
    'fans: paths beyond the last four are not counted': [
      'for (; at < end; at++) counts',
      'for (; at < at; at++) counts',
    ],
    'fans: more is noted than there is room for': ['> NOTED_PATHS) countNoted', '> 2 * NOTED_PATHS) countNoted'],
    'fans: what a failed block had noted is counted in the next': [
      'begin: () => {\n      pathsNoted = 0;',
      'begin: () => {',
    ],
    'fans: samples are those of the first lane': ['[h]![point] = read[lane]!;', '[h]![point] = read[0]!;'],
    'fans: the coin begins where the path before it ended': ['if (point === 0) coins.fill(1);', ''],
    'fans: returns of the coin are added': ['coins[lane]! *= 1 + read[lane]!;', 'coins[lane]! += read[lane]!;'],
  }),
  ...faultsIn('src/engine/columns.ts', ['test/engines/columns.test.ts', 'test/laws/ledger.test.ts'], {
    'columns: metrics come before own results': [
      'for (const each of [own, ...parts, ...metrics]) results',
      'for (const each of [...metrics, ...parts, own]) results',
    ],
    'columns: an outcome that nobody keeps has a column': [
      'for (const field of OUTCOMES) if (field in own.s)',
      'for (const field of OUTCOMES) if (field.length > 0)',
    ],
  }),
  ...faultsIn('src/engine/watch.ts', [...engine, 'test/kernel/models.test.ts'], {
    'watch: the largest value is the last': [
      's.largest = value > s.largest ? value : s.largest;',
      's.largest = value;',
    ],
    'watch: bins are those of the step before': [
      'Float64Array.from(observation.pointOfStep, (point) => (point >= 0 ? 1 : 0))',
      'Float64Array.from(observation.pointOfStep, (_, step) => (observation.pointOfStep[step + 1]! >= 0 ? 1 : 0))',
    ],
  }),
  ...faultsIn('src/engine/model.ts', ['test/scenario/scenario.test.ts'], {
    'model: a calendar may be called isLast': ["['step', 'days', 'isLast'].filter", "['step', 'days'].filter"],
  }),
  ...faultsIn('src/scenario/open-scenario.ts', ['test/scenario/remembering-steps.test.ts'], {
    'scenario: a step may remember': [
      'if (outside.length === 0) return simulation;',
      'if (outside.length >= 0) return { ...simulation, plainBecause: outside };',
    ],
    'scenario: what a step remembers of the same path is not seen': ['  run(1);\n  if', '  if'],
  }),
  ...faultsIn('src/engine/books.ts', ['test/laws/checks.test.ts', 'test/laws/ledger.test.ts'], {
    'books: money is never checked': ['if (!(Math.abs(gap) <= ', 'if (Number.isNaN(gap) && !(Math.abs(gap) <= '],
    'books: logs are never checked': [
      'if (!(Math.abs(residual) <= ',
      'if (Number.isNaN(residual) && !(Math.abs(residual) <= ',
    ],
    'books: a thousandth is rounding': ['const TOLERANCE = 1e-12;', 'const TOLERANCE = 1e-3;'],
  }),
  ...faultsIn('src/engine/observation.ts', ['test/laws/observation.test.ts', 'test/laws/bins.test.ts'], {
    'observation: one step late': [
      'Math.round((point * clock.steps) / points) - 1;',
      'Math.min(clock.steps - 1, Math.round((point * clock.steps) / points));',
    ],
    'observation: zero is counted among the small': [
      'return value === 0 ? 0 : value < lowest',
      'return value < lowest',
    ],
    'observation: the highest bin takes what is above it': ['value >= highest ? bins + 2 : inside', 'inside'],
    'observation: a bin too far': ['const inside = 2 + (', 'const inside = 3 + ('],
    'observation: a mantissa by a straight line': ['-0.22223202159714325 +', '-0.2 +'],
    'observation: bins are not logarithmic': [
      '(math.exponent(bounded) * 0.6931471805599453 + logMantissa - logLowest) * binsPerLog',
      '(bounded - lowest) * binsPerLog',
    ],
  }),
];

/** Faults of the random numbers. */
export const randomMutants = [
  ...faultsIn('src/random/path-state.ts', random, {
    'streams: the path is not in the counter': [
      'philox4x32(nameLow, nameHigh, path | 0,',
      'philox4x32(nameLow, nameHigh, 0,',
    ],
    'streams: the upper half of the path is lost': ['(path * 2.3283064365386963e-10) | 0', '0'],
  }),
  ...faultsIn('src/random/stream.ts', random, {
    'streams: sine half reused by the next path': ['      sineHalfIsNext = false;\n    },', '    },'],
    'streams: sine half given twice': [
      'if (sineHalfIsNext) {\n        sineHalfIsNext = false;',
      'if (sineHalfIsNext) {',
    ],
    'streams: uniforms of 32 bits': [
      'return openUniform(high, nextWord(state));',
      'return openUniform(high, 0 * nextWord(state));',
    ],
    'streams: the sign of a pair reaches its cosine only': [
      'sineHalf[0] = signed * sinHalfTurn(h, math);',
      'sineHalf[0] = size * sinHalfTurn(h, math);',
    ],
  }),
  ...faultsIn('src/random/box-muller.ts', [...random, 'test/random/box-muller.test.ts'], {
    'streams: a radius without its 2': ['math.sqrt(x > 0 ? x : 0)', 'math.sqrt(x > 0 ? 0.95 * x : 0)'],
    'streams: the angle is a whole turn': [
      '(h: number, _math: MathCore): number => {\n  const z = h * h;\n  const z2 = z * z;\n  const z4 = z2 * z2;\n  return (\n    0.',
      '(h: number, _math: MathCore): number => {\n  const z = 4 * h * h;\n  const z2 = z * z;\n  const z4 = z2 * z2;\n  return (\n    0.',
    ],
  }),
  ...faultsIn('src/random/philox.ts', random, {
    'philox: the second key is not bumped': ['0xbb67ae85', '0x00000000'],
    'philox: the upper word of a product loses a carry': [' + (carry >>> 16) + (middle >>> 16)', ' + (carry >>> 16)'],
    'philox: nine rounds': ['rounds = 10,', 'rounds = 9,'],
  }),
  ...faultsIn('src/random/uniform.ts', random, {
    'uniform: can be zero': ['(low >>> 0) + 0.5)', '(low >>> 0))'],
    'uniform: 53 bits, of which the last rounds to 1': ['(high >>> 12) * 4294967296', '(high >>> 11) * 4294967296'],
  }),
  ...faultsIn('src/random/xoshiro.ts', random, {
    'xoshiro: a shift is a rotation': ['t2 ^ (s1 << 9)', 't2 ^ ((s1 << 9) | (s1 >>> 23))'],
  }),
  ...faultsIn('src/random/seed.ts', random, {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is text of a source
    'seed: 1, 11 and 111 are one': ['`${bytes.length}:${', '`${'],
  }),
];

/** Faults of the batch: who simulates what, and how it is put together. */
export const batchMutants = [
  ...faultsIn('src/batch/assemble-result.ts', batch, {
    'partial: counts unfinished paths': [
      'const paths = outcome.completed.reduce((sum, { count }) => sum + count, 0);',
      'const paths = scenario.paths;',
    ],
    'partial: is not called so': ['isPartial: paths < scenario.paths', 'isPartial: false'],
    'partial: unfinished paths stay between the others': ['completedPart(column, outcome.completed)', 'column'],
    'partial: finished paths are not moved together': [
      'if (firstPath !== paths) column.copyWithin',
      'if (firstPath < paths) column.copyWithin',
    ],
    'partial: draws paths that were never simulated': [
      'path >= firstPath && path < firstPath + count',
      'path >= 0 || firstPath + count < 0',
    ],
    'digest: forgets a column': ['digest: digestOf(columns)', 'digest: digestOf(columns.slice(1))'],
  }),
  ...faultsIn('src/batch/node/digest.ts', batch, {
    'digest: sees the first path only': ['column.byteOffset, column.byteLength', 'column.byteOffset, 8'],
  }),
  ...faultsIn('src/batch/simulate-block.ts', batch, {
    'block: written at the beginning': ['column.subarray(firstPath, firstPath + count)', 'column.subarray(0, count)'],
    'block: simulates the first paths again': [
      'simulation.runBlock(firstPath, count, {',
      'simulation.runBlock(0, count, {',
    ],
  }),
  ...faultsIn('src/batch/assemble-result.ts', accounts, {
    'partial: accounts of paths beyond the kept ones': [
      'Math.min(firstPath + count, column.length)',
      'firstPath + count',
    ],
  }),
  ...faultsIn('src/batch/storage.ts', accounts, {
    'accounts: kept for one path too few': ['Math.min(paths, ACCOUNT_PATHS)', 'Math.min(paths, ACCOUNT_PATHS - 1)'],
    'accounts: everything ends with them': ['/^(book|log)\\//.test(name)', 'name.length > 0'],
  }),
  ...faultsIn('src/bundling/node/cached-bundle.ts', ['test/bundling'], {
    'cache: sources are not looked at again': ['if (!isUnchanged(header)) return undefined;', ''],
    'cache: new names are not looked for': ['namesIn(folder) === hash', 'hash.length > 0'],
    'cache: options make no difference': ['esbuildVersion(), options]', 'esbuildVersion()]'],
    'cache: what changes while it is read is kept': ['.ctimeMs >= settledMs', '.ctimeMs < 0'],
  }),
  ...faultsIn('src/bundling/node/cache-folder.ts', ['test/bundling'], {
    'cache: an entry is believed': [
      "if (sha256(entry) !== whole.toString('latin1', 0, HASH_LENGTH)) return undefined;",
      '',
    ],
    'cache: what is in use grows old': ['utimesSync(path, now, now);', ''],
    'cache: the youngest go first': ['.sort((a, b) => a.ageMs - b.ageMs)', '.sort((a, b) => b.ageMs - a.ageMs)'],
    'cache: a folder of strangers is trusted': ['(found.mode & 0o022) === 0', 'found.mode > 0'],
  }),
  ...faultsIn('src/batch/node/kept-kernel.ts', ['test/batch/kept-kernel.test.ts'], {
    'kept kernel: recordings are not in its key': [', hashOf(question.recordings)]);', ']);'],
    'kept kernel: parameters are not in its key': ['? [set] : [set, history]', '? [] : [history]'],
    'kept kernel: the code is not in its key': ['bundle.fingerprint, asked', 'asked'],
    'kept kernel: the seed is in its key': ['? [set] :', '? [question.overrides] :'],
    'kept kernel: it is kept and never read': ['if (kept !== undefined) return open(kept);', ''],
    'kept kernel: of a recording only texts are hashed': [
      'hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));',
      '',
    ],
  }),
  ...faultsIn('src/cli/run-file.ts', ['test/cli/kernels.test.ts'], {
    'command line: a description is compiled': [
      'const isRun = !given.dryRun && given.path === null;',
      'const isRun = given.path === null;',
    ],
    'command line: a replay is compiled': [
      'const isRun = !given.dryRun && given.path === null;',
      'const isRun = !given.dryRun;',
    ],
    'command line: what was asked for is said to be slow': [
      "given.kernels === 'plain' ? [] : simulation.plainBecause",
      'simulation.plainBecause',
    ],
  }),
  ...faultsIn('src/cli/replay-path.ts', ['test/cli/history.test.ts', 'test/cli/kernels.test.ts'], {
    'command line: only windows can be replayed': ['if (windows === null || path', 'if (windows !== null && path'],
    'command line: a window that there is not is replayed': ['path < windows) return;', 'path <= windows) return;'],
  }),
  ...faultsIn('src/batch/block-size.ts', batch, {
    'blocks: the last, smaller one is dropped': [
      'Math.ceil(paths / blockSize)',
      'Math.max(1, Math.floor(paths / blockSize))',
    ],
    'blocks: the last one runs over the end': ['Math.min(blockSize, paths - index * blockSize)', 'blockSize'],
  }),
  ...faultsIn('src/batch/run-batch.ts', batch, {
    'batch: put together in another order': [
      'const completed = blocks.filter(({ index }) => isCompleted[index] === 1);',
      'const completed = blocks.filter(({ index }) => isCompleted[index] === 1).reverse();',
    ],
    'batch: what a lost worker had counted is not counted again': ['again.push(...finished);', ''],
    'batch: a lost worker’s counts count': [
      'const { block, finished } = from;\n',
      'const { block, finished } = from;\n      if (from.runner) fans = addFans(fans, from.runner.fans);\n',
    ],
    'batch: the last failure is reported, not the earliest': ['index < failed.index', 'index > failed.index'],
    'batch: counts of all but one worker are lost': [
      'fans = addFans(fans, ready.runner!.fans);',
      'fans = ready.runner!.fans;',
    ],
    'batch: stopping starts other blocks': [
      'const isStopping = () => signal?.aborted === true || failed !== null;',
      'const isStopping = () => failed !== null;',
    ],
  }),
  ...faultsIn('src/batch/serve.ts', batch, {
    'worker: does not prove that it reads the same scenario': [
      'requireSame(description, JSON.stringify(prepared.describe(question)));',
      '',
    ],
  }),
];
