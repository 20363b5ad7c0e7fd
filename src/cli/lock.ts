import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { OutputError } from './output-error.ts';

export interface Lock {
  readonly release: () => void;
}

/** Who holds a lock: a process, and when it started, since its number is used again after it has ended. */
interface Holder {
  readonly pid: number;
  readonly started: string;
}

const ATTEMPTS = 5;

/** Takes a lock file, recovering it from a process that is no more. @throws OutputError while a live process holds it */
export function takeLock(path: string): Lock {
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) ?? '' };
  const text = JSON.stringify(mine);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      writeFileSync(path, text, { flag: 'wx' });
      return {
        release: () => {
          if (read(path) === text) rmSync(path, { force: true });
        },
      };
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    }
    const found = read(path);
    const holder = holderOf(found);
    if (holder !== undefined && isAlive(holder)) {
      throw new OutputError(
        `${dirname(path)}: another run writes there, process ${holder.pid}\nHint: wait for it, or name another folder with --out DIR`,
      );
    }
    // Moved before it is removed: of two who find the same stale lock, one alone gets hold of it.
    const stale = `${path}.${process.pid}.tmp`;
    try {
      renameSync(path, stale);
    } catch {
      continue;
    }
    if (read(stale) === found) rmSync(stale, { force: true });
    else renameSync(stale, path);
  }
  throw new OutputError(`${path}: cannot be taken; other runs start there at the same moment`);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function holderOf(text: string | undefined): Holder | undefined {
  try {
    const holder = JSON.parse(text ?? '') as Holder;
    return Number.isInteger(holder.pid) && holder.pid > 0 ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    // EPERM: it lives, and belongs to somebody else.
    if ((thrown as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const since = startOf(pid);
  return since === undefined || started === '' || since === started;
}

/** When a process started, in the kernel's own count; undefined where it does not say (proc(5), field 22 of stat). */
function startOf(pid: number): string | undefined {
  const fields = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ');
  return fields?.[19];
}
