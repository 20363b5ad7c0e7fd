/**
 * The Heston and Bates laws from their characteristic function, for tests alone: it shares no formula with the
 * simulation.
 *
 * Heston (1993) in the stable form of Albrecher, Mayer, Schoutens & Tistaert (2007), with an integral of variance
 * beside the log price: that alone gives a token that is re-levered all the time, log N = L X - L (L - 1) / 2 · IV,
 * without any mapping.
 */
type Complex = readonly [re: number, im: number];

const add = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const subtract = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const scale = (factor: number, [a, b]: Complex): Complex => [factor * a, factor * b];
const over = (x: Complex, [c, d]: Complex): Complex => scale(1 / (c * c + d * d), times(x, [c, -d]));
const exp = ([a, b]: Complex): Complex => [Math.exp(a) * Math.cos(b), Math.exp(a) * Math.sin(b)];
const log = ([a, b]: Complex): Complex => [Math.log(Math.hypot(a, b)), Math.atan2(b, a)];
const sqrt = (x: Complex): Complex => (x[0] === 0 && x[1] === 0 ? x : exp(scale(0.5, log(x))));
const one: Complex = [1, 0];

export interface HestonLaw {
  readonly v0: number;
  readonly theta: number;
  readonly kappa: number;
  readonly xi: number;
  readonly rho: number;
  readonly T: number;
  readonly mu?: number;
  /** Merton's jumps: so many a year, of normal log size. */
  readonly jumps?: { readonly perYear: number; readonly mean: number; readonly deviation: number };
}

/** A quantity `onLog` · X - `onVariance` · IV of the log return X and the integrated variance IV of a run. */
export interface Mix {
  readonly onLog: number;
  readonly onVariance: number;
}

export const LOG_PRICE: Mix = { onLog: 1, onVariance: 0 };
export const logToken = (L: number): Mix => ({ onLog: L, onVariance: (L * (L - 1)) / 2 });
/** Log of a token over the price: below zero where the token has done worse. */
export const logTokenOverPrice = (L: number): Mix => ({ ...logToken(L), onLog: L - 1 });

/** log E exp(p · mix) for complex p. */
function cumulant({ v0, theta, kappa, xi, rho, T, mu = 0, jumps }: HestonLaw, mix: Mix, p: Complex): Complex {
  const s = scale(mix.onLog, p);
  const b = subtract([kappa, 0], scale(rho * xi, s));
  const drive = subtract(subtract(times(s, s), s), scale(2 * mix.onVariance, p));
  const d = sqrt(subtract(times(b, b), scale(xi * xi, drive)));
  const g = over(subtract(b, d), add(b, d));
  const decay = exp(scale(-T, d));
  const ratio = over(subtract(one, times(g, decay)), subtract(one, g));
  const level = scale((kappa * theta) / (xi * xi), subtract(scale(T, subtract(b, d)), scale(2, log(ratio))));
  const shrunk = over(subtract(one, decay), subtract(one, times(g, decay)));
  const start = scale(v0 / (xi * xi), times(subtract(b, d), shrunk));
  const continuous = add(scale(mu * T, s), add(level, start));
  if (jumps === undefined) return continuous;
  const { perYear, mean, deviation } = jumps;
  const size = exp(add(scale(mean, s), scale(deviation ** 2 / 2, times(s, s))));
  const compensator = Math.exp(mean + deviation ** 2 / 2) - 1;
  return add(continuous, scale(perYear * T, subtract(subtract(size, one), scale(compensator, s))));
}

/** E exp(p · mix) for real p. */
export const moment = (law: HestonLaw, mix: Mix, p: number): number => exp(cumulant(law, mix, [p, 0]))[0];

/**
 * Integral over (0, inf) of what falls off like exp(-c u) at the slowest: u = exp(x - exp(-x)), and the trapezoidal
 * rule.
 */
function integral(f: (u: number) => number): number {
  const step = 1 / 64;
  let sum = 0;
  for (let x = -4; x <= 8; x += step) {
    const u = Math.exp(x - Math.exp(-x));
    const value = f(u);
    sum += value * u * (1 + Math.exp(-x));
  }
  return sum * step;
}

/** P(mix > y), by Gil-Pelaez (1951). */
export const chanceAbove = (law: HestonLaw, mix: Mix, y: number): number =>
  0.5 + integral((u) => exp(subtract(cumulant(law, mix, [0, u]), [0, u * y]))[1] / u) / Math.PI;

/** E max(exp(mix) - strike, 0), by Lewis (2001) on the line Re p = 1/2; the mean of exp(mix) is `moment(1)`. */
export function call(law: HestonLaw, mix: Mix, strike: number): number {
  const k = Math.log(strike);
  const inner = integral((u) => exp(subtract(cumulant(law, mix, [0.5, u]), [0, u * k]))[0] / (u * u + 0.25));
  return moment(law, mix, 1) - (Math.sqrt(strike) * inner) / Math.PI;
}
