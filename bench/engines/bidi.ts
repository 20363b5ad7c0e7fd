import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** WebDriver BiDi: commands by name, answers by number. */
export interface Bidi {
  /** @throws Error with the browser's own words, when the connection is gone, or when no answer came in time */
  readonly call: (method: string, params: object, limitMs?: number) => Promise<Readonly<Record<string, unknown>>>;
  readonly close: () => void;
}

interface Reply {
  readonly type: string;
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: string;
  readonly message?: string;
  readonly method?: string;
  readonly params?: unknown;
}

const LIMIT_MS = 30_000;

/** Lines of stdin to a WebSocket, and what it says to stdout. */
const relay = `
const socket = new WebSocket(process.argv[1]);
const lines = () => require('node:readline').createInterface({ input: process.stdin });
socket.onopen = () => lines().on('line', (line) => socket.send(line)).on('close', () => socket.close());
socket.onmessage = ({ data }) => process.stdout.write(data + '\\n');
socket.onclose = () => process.exit();
socket.onerror = () => process.exit(1);
`;

/**
 * Events go to `onEvent`, of the kinds that were subscribed to. Speaks over a child process: Node 20 has WebSocket behind a flag only, and a flag is for a whole process.
 *
 * Source: https://w3c.github.io/webdriver-bidi/
 */
export function connectBidi(url: string, onEvent: (method: string, params: unknown) => void = () => {}): Bidi {
  const child = spawn(process.execPath, ['--experimental-websocket', '-e', relay, url], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  let sent = 0;
  let isGone = false;
  const lose = () => {
    isGone = true;
    for (const [id, tell] of waiting) tell({ type: 'error', id, error: 'connection lost', message: url });
    waiting.clear();
  };
  child.on('error', lose);
  child.on('close', lose);
  child.stdin.on('error', lose);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const reply = JSON.parse(line) as Reply;
    if (reply.id === undefined) return onEvent(reply.method ?? '', reply.params);
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  return {
    call: (method, params, limitMs = LIMIT_MS) =>
      new Promise((resolve, reject) => {
        const id = ++sent;
        const timer = setTimeout(() => reject(new Error(`engines: ${method}: no answer in time`)), limitMs);
        waiting.set(id, ({ result, error, message }) => {
          clearTimeout(timer);
          if (result === undefined) reject(new Error(`engines: ${method}: ${error}: ${message}`));
          else resolve(result);
        });
        if (isGone) lose();
        else child.stdin.write(`${JSON.stringify({ id, method, params })}\n`);
      }),
    close: () => void child.stdin.end(),
  };
}
