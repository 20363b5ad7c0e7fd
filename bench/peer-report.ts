/** What all programs of the race report, and the column of ours that it is held against; `null`: of the market. */
export const compared = {
  minV: { name: 'mean lowest value', column: 'lowestValue', of: 'holding' },
  dd: { name: 'mean drawdown', column: 'maxDrawdown', of: 'holding' },
  nreb: { name: 'mean rebalances', column: 'rebalances', of: 'holding' },
  fee: { name: 'mean fees', column: 'feesPaid', of: 'holding' },
  ss: { name: 'mean sum of squared returns', column: 'squaredReturnSum', of: 'holding' },
  S: { name: 'mean log price', column: 'sumLogReturn', of: 'market' },
} as const;

export type Statistic = keyof typeof compared;

export interface Printed {
  readonly mean: number;
  /** Absent where the peer prints none. */
  readonly standardError?: number;
  /** Half a unit of the last figure printed. */
  readonly rounding: number;
}

/** One line of a peer: its time and its statistics. */
export interface PeerReport {
  readonly cpuNsPerPathStep: number;
  readonly statistics: Readonly<Record<Statistic, Printed>>;
}

/** Reads `… 9.794 ns/step … | V=1.08(0.35) minV=0.0808(0.0034) …`. @throws Error where a figure is missing */
export function readPeerReport(line: string): PeerReport {
  const time = /ns\/step wall,? ([\d.]+) cpu/.exec(line) ?? /([\d.]+) ns\/step/.exec(line);
  if (time === null) throw new Error(`no time in "${line}"`);
  const printed = (name: Statistic): Printed => {
    const found = new RegExp(`\\b${name}=(-?\\d+(?:\\.(\\d+))?)(?:\\(([\\d.]+)\\))?`).exec(line);
    if (found === null) throw new Error(`no ${name} in "${line}"`);
    const [, mean, decimals = '', error] = found;
    return {
      mean: Number(mean),
      rounding: Number(`5e-${decimals.length + 1}`),
      ...(error === undefined ? {} : { standardError: Number(error) }),
    };
  };
  const names = Object.keys(compared) as Statistic[];
  return {
    cpuNsPerPathStep: Number(time[1]),
    statistics: Object.fromEntries(names.map((name) => [name, printed(name)])) as PeerReport['statistics'],
  };
}
