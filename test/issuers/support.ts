import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Issuer } from '../../src/tokens/issuer.ts';

const folder = fileURLToPath(new URL('../../src/tokens/issuers/', import.meta.url));

const isIssuer = (each: unknown): each is Issuer => typeof each === 'function' && 'rulebook' in each;

/** Every issuer that a file of `src/tokens/issuers` exports, in the order of their files. */
export async function allIssuers(): Promise<readonly Issuer[]> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const modules = await Promise.all(
    files.map(async (file) => (await import(/* @vite-ignore */ folder + file)) as object),
  );
  return modules.flatMap((module) => Object.values(module).filter(isIssuer));
}

/** Nothing costs anything: what is left is the rule. */
export const free = {
  tradingFee: 0,
  feePerRebalance: 0,
  managementPerDay: 0,
  managementOnNotionalPerYear: 0,
  financingPerYear: 0,
  financingSpreadPerYear: 0,
  subscriptionFee: 0,
  redemptionFee: 0,
} as const;

/** Nothing costs anything but what the issuer charges under one name. */
export const but = (charged: keyof typeof free) =>
  Object.fromEntries(Object.entries(free).filter(([name]) => name !== charged)) as Partial<typeof free>;

export const closes = (list: readonly number[]) => list.map((close) => ({ close }));
