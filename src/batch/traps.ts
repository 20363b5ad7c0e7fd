/** A scenario asked for something that differs from one run, or one machine, to the next. */
export class ImpureScenario extends Error {
  override readonly name = 'ImpureScenario';

  constructor(what: string, hint: string) {
    super(`${what}; a scenario must describe the same thing every time\nHint: ${hint}`);
  }
}

const hints = {
  clock: 'write instants as text in the scenario, such as from: "2024-01-01"',
  chance: 'draw inside a step, from a stream: draws: { z: "normal" }; the seed is --seed',
  machine: 'declare a parameter and give it with --set name=value',
};

/**
 * Arms the traps: until the function that it returns is called, the clock, `Math.random` and the like throw
 * `ImpureScenario`. Everything between the two calls must be synchronous, or others would be trapped.
 */
export function armTraps(): () => void {
  const saved: (() => void)[] = [];
  const replace = (owner: object, name: string, by: PropertyDescriptor) => {
    const before = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, { configurable: true, ...by });
    saved.unshift(() => {
      if (before === undefined) Reflect.deleteProperty(owner, name);
      else Object.defineProperty(owner, name, before);
    });
  };
  const refusal = (what: string, hint: string) => () => {
    throw new ImpureScenario(what, hint);
  };
  const clock = (what: string) => refusal(`reads the clock (${what})`, hints.clock);

  replace(Math, 'random', { value: refusal('draws at random (Math.random)', hints.chance), writable: true });
  replace(globalThis, 'Date', {
    value: new Proxy(Date, {
      apply: clock('Date()'),
      construct: clock('new Date'),
      get: (date, name) => (name === 'now' || name === 'parse' ? clock(`Date.${name}`) : Reflect.get(date, name)),
    }),
    writable: true,
  });
  replace(globalThis, 'performance', { get: clock('performance') });
  replace(globalThis, 'crypto', { get: refusal('draws at random (crypto)', hints.chance) });
  if ('process' in globalThis) {
    const reach = (_: object, name: string | symbol) =>
      refusal(`reaches for the machine (process.${String(name)})`, hints.machine)();
    replace(globalThis, 'process', {
      value: new Proxy({}, { get: reach, has: reach, ownKeys: reach as never }),
      writable: true,
    });
  }
  return () => {
    for (const restore of saved.splice(0)) restore();
  };
}

/** Does something with the traps armed. */
export function withTraps<T>(work: () => T): T {
  const disarm = armTraps();
  try {
    return work();
  } finally {
    disarm();
  }
}
