import type { Clock } from './clock.ts';
import type { Model } from './model.ts';

/** A coin: how its price moves, and what it costs to hold a perpetual of it. */
export interface Market {
  readonly price: Model<'price'>;
  readonly funding: Model<'funding'>;
}

/** Another coin, whose price moves with those of the coins before it. */
export interface OtherMarket extends Market {
  readonly name: string;
  /** Row of the Cholesky factor of their correlations: a share of the shock of each coin before it, and of its own. */
  readonly loadings: readonly number[];
}

/** What a simulation needs to know: models at their places, a clock, a key. It knows none of them by name. */
export interface Setup extends Market {
  readonly key: readonly [number, number];
  readonly clock: Clock;
  readonly otherMarkets?: readonly OtherMarket[];
  /** `market`: the other coin that it is held in; left out: the one of `price` and `funding`. */
  readonly holdings: readonly {
    readonly name: string;
    readonly model: Model<'holding'>;
    readonly market?: string | undefined;
  }[];
  /** Each watches the market, or every holding, as it declares. */
  readonly metrics: readonly Model<'metric'>[];
  /** At how many points behind the start values are observed on the way; left out: as `observation` has it. */
  readonly fanPoints?: number | undefined;
  /** The recording a model asked for, as tables on the clock. */
  readonly recordingOf: (model: Model) => Readonly<Record<string, Float64Array>>;
}
