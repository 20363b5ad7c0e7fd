/// <reference lib="dom" />
import type { Program } from '../../src/batch/program.ts';
import type { Answer, Order, Refusal } from './job.ts';
import { answer, refusal } from './job.ts';

/** What a page leaves for whoever drives the browser: JSON of `Told`. */
declare global {
  var engineAnswers: Promise<string> | undefined;
}

/** Answers by place; a place that failed says why. */
export type Told = Readonly<Record<'page' | 'worker', Answer | Refusal>>;

/**
 * Called by the one script of the page, and by the worker that the page makes of the text of that same script: a page from
 * disk can load no other file. The page starts by itself, since what a driver evaluates is not held to the page's policy.
 */
export function answerBrowser(program: Program, order: Order): void {
  const told = (): Promise<Answer | Refusal> => answer(program, order).catch(refusal);
  if (typeof document === 'undefined') {
    void told().then((message) => postMessage(message));
    return;
  }
  const source = document.currentScript?.textContent ?? '';
  const inTurn = async (): Promise<Told> => ({ page: await told(), worker: await askWorker(source).catch(refusal) });
  globalThis.engineAnswers = new Promise((resolve) => setTimeout(resolve))
    .then(inTurn)
    .then((all) => JSON.stringify(all));
}

function askWorker(source: string): Promise<Answer> {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  return new Promise((resolve, reject) => {
    const worker = new Worker(address);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message || 'the worker did not start'));
  });
}
