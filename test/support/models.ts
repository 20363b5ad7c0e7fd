import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const rooms = ['src/markets', 'src/tokens', 'src/access', 'src/rivals', 'src/investors', 'src/metrics'];

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every source file in the rooms of models, whether it holds one or not, relative to the root. */
export function filesOfModels(): readonly string[] {
  return rooms.flatMap((room) =>
    readdirSync(`${root}${room}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${room}/${file}`),
  );
}

/** What the files export, by file. */
export async function modulesOfModels(): Promise<Readonly<Record<string, object>>> {
  const entries = filesOfModels().map(
    async (file) => [file, (await import(/* @vite-ignore */ root + file)) as object] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
