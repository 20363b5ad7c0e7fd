import type { AccessOutputs } from '../engine/contracts.ts';
import { marketAccess } from '../engine/define.ts';
import { primaryMarket } from './primary-market.ts';
import { secondaryMarket } from './secondary-market.ts';

type Offer = Readonly<AccessOutputs>;

/** Takes the better offer of those that stand, on each side by itself. */
const takeTheBetter = (
  s: AccessOutputs,
  _k: object,
  _draw: object,
  _at: object,
  ports: { readonly primary: Offer; readonly secondary: Offer },
) => {
  const buysFirst =
    ports.primary.canBuy && (!ports.secondary.canBuy || ports.primary.buyKept >= ports.secondary.buyKept);
  const sellsFirst =
    ports.primary.canSell && (!ports.secondary.canSell || ports.primary.sellKept >= ports.secondary.sellKept);
  s.canBuy = ports.primary.canBuy || ports.secondary.canBuy;
  s.canSell = ports.primary.canSell || ports.secondary.canSell;
  s.buyKept = buysFirst ? ports.primary.buyKept : ports.secondary.buyKept;
  s.sellKept = sellsFirst ? ports.primary.sellKept : ports.secondary.sellKept;
  s.buyable = buysFirst ? ports.primary.buyable : ports.secondary.buyable;
  s.sellable = sellsFirst ? ports.primary.sellable : ports.secondary.sellable;
};

/**
 * The issuer or the exchange, whichever is open and gives the better price; the issuer where they are equal.
 *
 * One market a step and a side: where the better one takes less than is wanted, the rest waits for the next step. An issuer
 * does not see where its holder dealt, so that what is dealt on the exchange is counted against the issuer's limits too.
 */
export const eitherMarket = marketAccess({
  name: 'eitherMarket',
  options: {},
  takes: { primary: 'access', secondary: 'access' } as const,
  constants: () => ({}),
  begin: takeTheBetter,
  step: takeTheBetter,
});

export const examples = [
  eitherMarket({ primary: primaryMarket(), secondary: secondaryMarket() }),
  eitherMarket({
    primary: primaryMarket({ windowHours: 24, totalLimitPerDay: 0.05 }),
    secondary: secondaryMarket({ deviation: 0.02, closedDeviation: 0.1 }),
  }),
];
