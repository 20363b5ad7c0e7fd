import { acrossRegimes } from './across-regimes.ts';
import { allFigures } from './all-figures.ts';
import { claimsRuled } from './claims-ruled.ts';
import { inRecordedHistory } from './in-recorded-history.ts';
import { luckAndNotKnowing } from './luck-and-not-knowing.ts';
import { methodAndLimits } from './method-and-limits.ts';
import { onTheWay } from './on-the-way.ts';
import { overAGrid } from './over-a-grid.ts';
import type { MakeSection } from './section.ts';
import { sideBySide } from './side-by-side.ts';
import { simulatedAndReal } from './simulated-and-real.ts';
import { singlePaths } from './single-paths.ts';
import { theDuel } from './the-duel.ts';
import { tryItYourself } from './try-it-yourself.ts';
import { valueThroughTime } from './value-through-time.ts';
import { whatAteIt } from './what-ate-it.ts';
import { whereItEnds } from './where-it-ends.ts';

/** In the order of the page: first what the question asked, then the run, then everything there is, then how it was made. */
export const allSections: readonly MakeSection[] = [
  claimsRuled,
  theDuel,
  simulatedAndReal,
  valueThroughTime,
  whereItEnds,
  onTheWay,
  inRecordedHistory,
  luckAndNotKnowing,
  whatAteIt,
  singlePaths,
  overAGrid,
  acrossRegimes,
  sideBySide,
  allFigures,
  tryItYourself,
  methodAndLimits,
];
