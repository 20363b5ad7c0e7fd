import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from '../../src/batch/node/evaluate.ts';
import type { Program } from '../../src/batch/program.ts';
import type { PageOrder, PageReport } from '../../src/batch/serve-page.ts';
import { servePage } from '../../src/batch/serve-page.ts';
import type { CrewOptions, LiveQuestion, Look } from '../../src/report/live/crew.ts';
import { crew } from '../../src/report/live/crew.ts';
import type { StartWorker } from '../../src/report/live/engine-worker.ts';
import { keyFigures } from '../../src/report/live/key-figures.ts';
import { summarise } from '../../src/result/summarise.ts';
import { runInline, settled } from '../batch/small-run.ts';

/** Workers that live in this thread and answer one order at a time, each when `delayMs` says. */
function workersOf(program: Program, delayMs: () => number): StartWorker {
  return (tell) => {
    const waiting: PageOrder[] = [];
    let isBusy = false;
    let isStopped = false;
    let sent: PageReport[] = [];
    const take = servePage(program, (report) => sent.push(report));
    const next = () => {
      const order = waiting.shift();
      isBusy = order !== undefined;
      if (order === undefined) return;
      const reports: PageReport[] = [];
      sent = reports;
      take(order);
      setTimeout(() => {
        if (!isStopped) for (const report of reports) tell(report);
        next();
      }, delayMs());
    };
    return {
      order: (order) => {
        waiting.push(order);
        if (!isBusy) next();
      },
      stop: () => {
        isStopped = true;
      },
    };
  };
}

const question = (set: LiveQuestion['set'] = {}, paths = 500): LiveQuestion => ({
  name: 'small',
  paths,
  seed: 'live',
  set,
});

const digestOfRun = async ({ paths, seed, set }: LiveQuestion) =>
  (await runInline(await settled('small', { paths, seed, set }))).result;

describe('a page finds what the command line finds', () => {
  let program: Program;
  beforeAll(async () => {
    program = evaluate((await settled()).bundle);
  });

  interface Heard {
    readonly looks: readonly Look[];
    readonly refusals: readonly string[];
  }

  /** Asks all questions, some time apart, and waits until the last of them is answered or refused. */
  async function asked(
    questions: readonly LiveQuestion[],
    options: Partial<CrewOptions> & { delayMs?: () => number; apartMs?: number } = {},
  ): Promise<Heard> {
    const looks: Look[] = [];
    const refusals: string[] = [];
    const last = questions.at(-1);
    await new Promise<void>((resolve) => {
      const { ask } = crew({
        start: workersOf(program, options.delayMs ?? (() => 0)),
        workers: 2,
        holding: 0,
        now: () => performance.now(),
        onLook: (look) => {
          looks.push(look);
          if (look.isFinal && look.question === last) resolve();
        },
        onRefusal: (message) => {
          refusals.push(message);
          resolve();
        },
        ...options,
      });
      questions.forEach((each, index) => {
        setTimeout(() => ask(each), index * (options.apartMs ?? 0));
      });
    });
    return { looks, refusals };
  }

  test('neither workers, nor their haste, nor what was asked before can show in a digest', async () => {
    const last = question({ days: '3' });
    const { digest } = await digestOfRun(last);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 7 }),
        fc.array(fc.constantFrom('1', '2', '4'), { maxLength: 3 }),
        async (workers, delays, before) => {
          let turn = 0;
          const delayMs = () => delays[turn++ % delays.length]!;
          const questions = [...before.map((days) => question({ days })), last];
          const { looks } = await asked(questions, { workers, delayMs, apartMs: 2 });
          expect(await looks.at(-1)!.result.digest()).toBe(digest);
        },
      ),
      { numRuns: 6, seed: 20261129 },
    );
  });

  test('the fan and the key figures of its last look are those of the run', async () => {
    const expected = await digestOfRun(question());
    const holding = expected.holdings.length - 1;
    const { looks } = await asked([question(), question()], { workers: 3, holding, apartMs: 150 });
    const { result, fan } = looks.at(-1)!;
    const held = result.holding(holding, fan);
    expect(fan).toEqual(expected.holdings[holding]!.fan);
    expect(held.columns).toEqual(expected.holdings[holding]!.columns);
    const { finalValue } = Object.values(summarise(expected).holdings)[holding]!;
    expect(keyFigures(held, result.spot() as Float64Array)[0]!.value).toBe(`${finalValue.median!.toFixed(2)}×`);
  });

  test('a first look comes before all paths are done, over paths from the first on without a gap', async () => {
    const { looks } = await asked([question()]);
    expect(looks[0]!.isFinal).toBe(false);
    expect(looks.filter(({ isFinal }) => isFinal)).toHaveLength(1);
  });

  test('of questions that pile up, those between are never begun, and something is seen on the way', async () => {
    const many = Array.from({ length: 30 }, (_, index) => question({ days: String(1 + (index % 5)) }));
    const { looks } = await asked(many, { delayMs: () => 3, apartMs: 2 });
    const answered = new Set(looks.map(({ question: of }) => of));
    expect(answered.size).toBeGreaterThan(1);
    expect(answered.size).toBeLessThan(many.length);
  });

  test('what the scenario refuses is told in its own words, and the next question is answered', async () => {
    const { refusals } = await asked([question({ days: '0' })]);
    expect(refusals[0]).toMatch(/--set days: must be a whole number/);
    const { looks } = await asked([question({ days: '0' }), question()], { apartMs: 60, onRefusal: () => {} });
    expect(looks.at(-1)!.isFinal).toBe(true);
  });

  test('a holding that a parameter has done away with gives its place to the last there is', async () => {
    const { looks } = await asked([question()], { holding: 40 });
    expect(looks.at(-1)!.holding).toBe(looks.at(-1)!.opened.description.holdings.length - 1);
  });

  test('a worker that stays with an older question is replaced', async () => {
    let started = 0;
    const start = workersOf(program, () => 0);
    const stuckFirst: StartWorker = (tell, lost) => {
      const isFirst = ++started === 1;
      let looks = 0;
      return start((report) => {
        if (!isFirst || looks === 0) tell(report);
        if (report.kind === 'counted') looks++;
      }, lost);
    };
    const { looks } = await asked([question({ days: '1' }), question()], {
      start: stuckFirst,
      workers: 1,
      apartMs: 100,
    });
    expect(started).toBe(2);
    expect(await looks.at(-1)!.result.digest()).toBe((await digestOfRun(question())).digest);
  });
});
