import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folders = [
  'src/markets/price',
  'src/markets/funding',
  'src/tokens/rebalance',
  'src/tokens',
  'src/rivals',
  'src/metrics',
];

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every source file in the folders of models, whether it holds one or not, relative to the root. */
export function filesOfModels(): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file}`),
  );
}

/** What the files export, by file. */
export async function modulesOfModels(): Promise<Readonly<Record<string, object>>> {
  const entries = filesOfModels().map(
    async (file) => [file, (await import(/* @vite-ignore */ root + file)) as object] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
