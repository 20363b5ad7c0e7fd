import { blockSizeOf, blocksOf, estimateSeconds } from '../../batch/block-size.ts';
import type { Block } from '../../batch/protocol.ts';
import type { OpenedPage, PageReport } from '../../batch/serve-page.ts';
import type { EngineWorker, StartWorker } from './engine-worker.ts';
import type { LiveResult } from './live-result.ts';
import { liveResult } from './live-result.ts';

/** A run that is asked of the crew. */
export interface LiveQuestion {
  readonly name: string;
  readonly paths: number;
  readonly seed: string;
  readonly set: Readonly<Record<string, string>>;
}

/** A look at a run: of its first paths while it goes on, of all of them at its end. */
export interface Look {
  readonly question: LiveQuestion;
  readonly opened: OpenedPage;
  readonly result: LiveResult;
  readonly holding: number;
  /** Counters of the holding over all blocks so far. */
  readonly fan: Uint32Array;
  readonly isFinal: boolean;
  /** Since the question was taken up. */
  readonly milliseconds: number;
  readonly workers: number;
}

export interface Crew {
  /** The latest question alone matters: whoever drags a control asks more than can be answered. */
  readonly ask: (question: LiveQuestion) => void;
  /** Looks at another holding of the run that is there. */
  readonly show: (holding: number) => void;
}

export interface CrewOptions {
  readonly start: StartWorker;
  readonly workers: number;
  readonly holding: number;
  readonly onLook: (look: Look) => void;
  readonly onRefusal: (message: string) => void;
  readonly now: () => number;
}

/** At most, so that a new question waits for little; whole groups of the kernels' 32, so that no lane is wasted. */
const MOST_BLOCK_PATHS = 64;
/** Enough for a first picture that already has the right shape. */
const FIRST_PATHS = 256;
/** Between two looks at a run that goes on. */
const LOOK_MS = 350;
/** A worker that is still busy with an older question after so long is replaced. */
const PATIENCE_MS = 600;

interface Member {
  worker: EngineWorker | null;
  /** The job of the order that it has not answered yet. */
  busyWith: number | null;
}

interface Job {
  readonly id: number;
  readonly question: LiveQuestion;
  readonly startedMs: number;
  blocks: readonly Block[];
  next: number;
  opened: OpenedPage | null;
  result: LiveResult | null;
  /** Counters that workers have handed over for the look that is being prepared; null where none is. */
  counts: Counts | null;
  lastLookMs: number | null;
  endedMs: number | null;
  isSeen: boolean;
}

interface Counts {
  readonly look: number;
  readonly holding: number;
  readonly isFinal: boolean;
  /** Workers that were asked. */
  readonly of: number;
  readonly parts: Uint32Array[];
}

/**
 * Runs the latest question on all workers. A question that has shown its first picture gives way to a newer one; before that
 * it is finished so far, so that something moves while a control is dragged. What a path yields stands at its place, and
 * counts are whole numbers: neither the number of workers nor their order can show in a result.
 */
export function crew({ start, workers, holding: first, onLook, onRefusal, now }: CrewOptions): Crew {
  let jobs = 0;
  let looks = 0;
  let job: Job | null = null;
  let pending: LiveQuestion | null = null;
  let holding = first;
  const members: Member[] = [];

  const take = (question: LiveQuestion): void => {
    pending = null;
    job = {
      id: ++jobs,
      question,
      startedMs: now(),
      blocks: [],
      next: 0,
      opened: null,
      result: null,
      counts: null,
      lastLookMs: null,
      endedMs: null,
      isSeen: false,
    };
    const { id } = job;
    while (members.length < workers) members.push(engage({ worker: null, busyWith: null }));
    for (const member of members) {
      if (member.busyWith === null) open(member);
      else setTimeout(() => replaceIfStuck(member, id), PATIENCE_MS);
    }
  };
  const engage = (member: Member): Member => {
    const worker = start(
      (report) => {
        if (member.worker === worker) hear(member, report);
      },
      (reason) => refuse(`The engine did not run: ${reason}`),
    );
    member.worker = worker;
    return member;
  };
  const open = (member: Member): void => {
    const { id, question } = job!;
    const { name, ...overrides } = question;
    member.busyWith = id;
    member.worker?.order({ kind: 'open', job: id, name, overrides });
  };
  const replaceIfStuck = (member: Member, id: number): void => {
    if (job?.id !== id || member.busyWith === null || member.busyWith === id) return;
    member.worker?.stop();
    open(engage(member));
  };
  const refuse = (message: string): void => {
    job = null;
    onRefusal(message);
    if (pending !== null) take(pending);
  };
  const hear = (member: Member, report: PageReport): void => {
    // Stories are told by a worker of their own.
    if (report.kind === 'told') return;
    if (report.kind !== 'counted') member.busyWith = null;
    if (job === null) return;
    if (report.job !== job.id) {
      // It was busy with an older question; that is over.
      if (member.busyWith === null && report.kind !== 'counted') open(member);
      return;
    }
    if (report.kind === 'failed') return refuse(report.failure.message);
    if (report.kind === 'counted') return gather(job, report.look, report.counts);
    if (report.kind === 'opened') begin(job, report);
    else job.result!.add(report.block, report.columns);
    proceed(job, member);
  };
  const begin = (current: Job, opened: OpenedPage): void => {
    if (current.opened !== null) return;
    const { paths } = current.question;
    const { clock, holdings } = opened.description;
    const seconds = estimateSeconds(clock.steps, holdings.length, paths, true);
    current.opened = opened;
    current.result = liveResult(opened, paths);
    current.blocks = blocksOf(paths, Math.min(MOST_BLOCK_PATHS, blockSizeOf(paths, seconds, workers)));
  };
  const proceed = (current: Job, member: Member): void => {
    const paths = current.result!.paths();
    if (paths === current.question.paths) {
      current.endedMs ??= now();
      if (current.counts?.isFinal !== true) look(current);
      return;
    }
    const block = current.blocks[current.next];
    if (block !== undefined) {
      current.next++;
      member.busyWith = current.id;
      member.worker?.order({ kind: 'run', job: current.id, block });
    }
    const isLong = now() - (current.lastLookMs ?? current.startedMs) > LOOK_MS;
    const isDue = isLong ? paths > 0 : current.lastLookMs === null && paths >= FIRST_PATHS;
    if (isDue) look(current);
  };
  const look = (current: Job): void => {
    const isFinal = current.endedMs !== null;
    const { counts } = current;
    // Moving a parameter may leave fewer of them.
    holding = Math.min(holding, current.opened!.description.holdings.length - 1);
    if (counts !== null && counts.holding === holding && counts.isFinal === isFinal) return;
    current.lastLookMs = now();
    // One that is still busy with an older question has counted nothing for this one.
    const asked = members.filter(({ busyWith }) => busyWith === null || busyWith === current.id);
    current.counts = { look: ++looks, holding, isFinal, of: asked.length, parts: [] };
    for (const { worker } of asked) worker?.order({ kind: 'count', job: current.id, look: looks, holding });
  };
  const gather = (current: Job, of: number, part: Uint32Array): void => {
    const { counts } = current;
    if (counts?.look !== of) return;
    counts.parts.push(part);
    if (counts.parts.length < counts.of) return;
    current.counts = null;
    current.isSeen = true;
    onLook({
      question: current.question,
      opened: current.opened!,
      result: current.result!,
      holding: counts.holding,
      fan: sumOf(counts.parts),
      isFinal: counts.isFinal,
      milliseconds: (current.endedMs ?? now()) - current.startedMs,
      workers: members.length,
    });
    if (pending !== null) take(pending);
  };

  return {
    ask: (question) => {
      pending = question;
      if (job === null || job.isSeen) take(question);
    },
    show: (index) => {
      holding = index;
      if (job?.isSeen === true) look(job);
    },
  };
}

/** Whole counts: their sum is exact in any order. */
function sumOf([first, ...others]: readonly Uint32Array[]): Uint32Array {
  const sum = first!;
  for (const counts of others) for (let i = 0; i < sum.length; i++) sum[i]! += counts[i]!;
  return sum;
}
