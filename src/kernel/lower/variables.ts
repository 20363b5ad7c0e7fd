import type { Value } from '../graph/value.ts';

/**
 * What every variable holds at the present place of the function: fields of the state and locals, by key. A way of a
 * branch writes into a layer of its own, so that what both ways changed can be merged afterwards.
 */
export interface Variables {
  readonly get: (key: string) => Value | undefined;
  /** A key that nobody else has. */
  readonly fresh: () => string;
  readonly set: (key: string, value: Value) => void;
  /** Runs with a fresh layer on top and returns what was written into it. */
  readonly layered: (work: () => void) => ReadonlyMap<string, Value>;
}

export function openVariables(): Variables {
  const layers: Map<string, Value>[] = [new Map()];
  let locals = 0;
  return {
    fresh: () => `local ${locals++}`,
    get: (key) => {
      for (let i = layers.length - 1; i >= 0; i--) {
        const value = layers[i]!.get(key);
        if (value !== undefined) return value;
      }
      return undefined;
    },
    set: (key, value) => void layers.at(-1)!.set(key, value),
    layered: (work) => {
      const layer = new Map<string, Value>();
      layers.push(layer);
      work();
      layers.pop();
      return layer;
    },
  };
}
