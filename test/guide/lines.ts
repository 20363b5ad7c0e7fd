import { createInterface } from 'node:readline';
import { run } from '../cli/captured.ts';

/** Gives each line of stdin, the words of a command as JSON, to the command line, and tells how it ended: one line each. */
for await (const line of createInterface({ input: process.stdin })) {
  const { code, stderr } = await run(JSON.parse(line) as readonly string[], process.env);
  process.stdout.write(`${JSON.stringify({ code, stderr })}\n`);
}
