import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { BUNDLE_GLOBAL } from '../../src/batch/bundle-global.ts';
import type { Bundle } from '../../src/batch/node/bundle.ts';
import type { Order } from './job.ts';

/** The same work, dressed for each kind of engine. */
export interface Work {
  /** Prints an `Answer`, or a `Refusal`, as its last line. */
  readonly forNode: string;
  /** A page that needs nothing beside itself, and leaves `engineAnswers`. */
  readonly page: string;
}

const JOB = 'decaylabEngineJob';

/** Puts the bundle of a scenario, which is left as it is, and the order into scripts. */
export async function workOf({ code }: Bundle, order: Order): Promise<Work> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('entry.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: JOB,
    target: 'node20',
    platform: 'neutral',
  });
  const job = outputFiles[0]?.text ?? '';
  const call = (name: string) => `${JOB}.${name}(${BUNDLE_GLOBAL}.program, ${JSON.stringify(order)})`;
  const all = `${code}\n${job}`;
  return {
    forNode: `${all}\n${call('answer')}.catch(${JOB}.refusal).then((told) => console.log('\\n' + JSON.stringify(told)));`,
    page: pageOf(`${all}\n${call('answerBrowser')};`),
  };
}

/** The policy of a report, and what a report that simulates would need on top: compiled kernels, and workers made of text. */
function pageOf(script: string): string {
  if (/<\/script|<!--/i.test(script)) throw new Error('engines: the bundle holds "</script" or "<!--"');
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Decay Lab: one digest</title>
</head>
<body><script>${script}</script></body>
</html>
`;
}
