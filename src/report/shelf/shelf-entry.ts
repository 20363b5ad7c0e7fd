/** A holding as a thumbnail shows it: multiples of the money put in; null where the run does not say. */
export interface ShelfHolding {
  readonly name: string;
  readonly family: 'token' | 'perpetual' | 'spot' | 'recorded';
  readonly q05: number | null;
  readonly q25: number | null;
  readonly median: number | null;
  readonly q75: number | null;
  readonly q95: number | null;
}

/** What the shelf knows of a run. Text is an author's, as it was found. */
export interface ShelfEntry {
  readonly scenario: string;
  readonly question: string;
  /** What the report says first. */
  readonly verdict: string;
  /** Where that stands; null where the shelf put it together. */
  readonly verdictKey: 'summary.answer' | 'manifest.verdict' | null;
  /** ISO 8601; null where no manifest says it. */
  readonly finishedAt: string | null;
  readonly seed: string;
  readonly paths: number | null;
  readonly isPartial: boolean;
  readonly digest: string;
  /** Of the program that ran; null where no manifest says it. */
  readonly version: string | null;
  readonly holdings: readonly ShelfHolding[];
}

/** Holdings that a thumbnail has room for. */
const MOST_HOLDINGS = 5;
/** Of one text: a longer one is cut, so that one run cannot fill the page. */
const MOST_LETTERS = 400;

/**
 * Reads what a run left behind, of whichever version of this program: what is known is taken, what is not is passed over, and
 * of what is missing the shelf says nothing. `manifest` is null where there is none that can be read.
 *
 * @throws Error where `summary` is not the summary of a run
 */
export function shelfEntry(summary: unknown, manifest: unknown): ShelfEntry {
  const run = record(summary);
  const made = record(manifest);
  const described = record(made.scenario);
  const scenario = text(run.scenario);
  if (scenario === '') throw new Error('summary.json is not the summary of a run');
  const families = new Map(
    list(described.holdings).map((each) => {
      const { name, family } = record(each);
      return [name, family] as const;
    }),
  );
  const holdings = Object.entries(record(run.holdings))
    .slice(0, MOST_HOLDINGS)
    .map(([name, each]) => shelfHolding(name, families.get(name), record(record(each).finalValue)));
  return {
    scenario,
    question: text(run.question),
    ...verdictOf(run.answer, made.verdict, holdings),
    finishedAt: instant(made.finishedAt),
    seed: text(run.seed),
    paths: number(run.paths),
    isPartial: run.partial === true,
    digest: text(run.digest),
    version: text(made.version) || null,
    holdings,
  };
}

function shelfHolding(name: string, family: unknown, finalValue: Readonly<Record<string, unknown>>): ShelfHolding {
  const { q05, q25, median, q75, q95 } = finalValue;
  const known = (['token', 'perpetual', 'spot', 'recorded'] as const).find((each) => each === family);
  return {
    name: text(name),
    family: known ?? (name === 'spot' ? 'spot' : 'token'),
    q05: number(q05),
    q25: number(q25),
    median: number(median),
    q75: number(q75),
    q95: number(q95),
  };
}

function verdictOf(
  answer: unknown,
  verdict: unknown,
  holdings: readonly ShelfHolding[],
): Pick<ShelfEntry, 'verdict' | 'verdictKey'> {
  for (const [given, key] of [
    [answer, 'summary.answer'],
    [verdict, 'manifest.verdict'],
  ] as const) {
    const shown = text(given);
    if (shown !== '') return { verdict: shown, verdictKey: key };
  }
  return { verdict: inTheMiddle(holdings), verdictKey: null };
}

/** Of a run whose manifest does not yet hold what its report says. */
function inTheMiddle([first]: readonly ShelfHolding[]): string {
  if (first === undefined || first.median === null) return '';
  return `The middle path of ${first.name} ends at ${Number(first.median.toPrecision(3))} of what was put in`;
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

function text(value: unknown): string {
  if (typeof value !== 'string') return '';
  const letters = Array.from(value.slice(0, 2 * MOST_LETTERS));
  return letters.length > MOST_LETTERS || value.length > 2 * MOST_LETTERS
    ? `${letters.slice(0, MOST_LETTERS).join('')}…`
    : value;
}

/** ISO 8601 in UTC, as a manifest has it. */
function instant(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) ? value : null;
}
