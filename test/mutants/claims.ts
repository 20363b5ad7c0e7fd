import { faultsIn } from './mutant.ts';

const laws = ['test/result/claims.test.ts'];
const cli = ['test/cli/claims.test.ts'];

/** Faults of rulings: claims that are held too easily, or against the wrong path. */
export const claimMutants = [
  ...faultsIn('src/result/rule-on-claims.ts', laws, {
    'claims: the near end of the interval decides': ['if (high < limit)', 'if (low < limit)'],
    'claims: above is below': [
      "return below === undefined ? 'holds' : 'fails';",
      "return below === undefined ? 'fails' : 'holds';",
    ],
    'claims: one exception is none': ['if (count > 0) return', 'if (count > 1) return'],
    'claims: of those against it the best path': [
      '(finalValue?.[path] ?? 0) < (finalValue?.[worst] ?? 0)',
      '(finalValue?.[path] ?? 0) > (finalValue?.[worst] ?? 0)',
    ],
    'claims: exceptions are as rare as one path': [
      '1 - DOUBT ** (overlapOf(result) / result.paths)',
      '1 / result.paths',
    ],
    'claims: what is not there reads as nothing': [
      'if (holding === undefined) throw new Error(unknown(String(name), result));',
      'if (holding === undefined) return undefined as unknown as PathOutcome;',
    ],
  }),
  ...faultsIn('src/cli/claimed.ts', cli, {
    'claims: the exit code never knows': ["isBad && matter !== 'never'", "isBad && matter === 'never'"],
    'claims: an open one counts as failed': [
      "(matter === 'unless they hold' && ruling !== 'holds')",
      "ruling !== 'holds'",
    ],
  }),
];
