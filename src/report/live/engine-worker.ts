/// <reference lib="dom" />
import { BUNDLE_GLOBAL } from '../../batch/bundle-global.ts';
import type { PageOrder, PageReport } from '../../batch/serve-page.ts';

/** Something that answers orders in their order. */
export interface EngineWorker {
  readonly order: (order: PageOrder) => void;
  readonly stop: () => void;
}

/** Starts one; `lost` is told where it does not start, or breaks. */
export type StartWorker = (tell: (report: PageReport) => void, lost: (reason: string) => void) => EngineWorker;

/** What joins the bundle to a Web Worker; the bundle itself is left as it ran. */
const glue = `
;{
  const { program, servePage } = ${BUNDLE_GLOBAL};
  const take = servePage(program, (report, transfer) => postMessage(report, transfer));
  addEventListener('message', ({ data }) => take(data));
}
`;

/** Unpacks the engine that the page carries, and starts workers of it: a page from disk can load no other file. */
export async function unpackEngine(packed: string): Promise<StartWorker> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const code = await new Response(unpacked).text();
  const address = URL.createObjectURL(new Blob([code, glue], { type: 'text/javascript' }));
  return (tell, lost) => {
    const worker = new Worker(address);
    worker.addEventListener('message', ({ data }: MessageEvent<PageReport>) => tell(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      lost(event.message || 'this browser starts no workers from a page on disk');
    });
    return { order: (order) => worker.postMessage(order), stop: () => worker.terminate() };
  };
}
