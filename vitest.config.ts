import { configDefaults, defineConfig } from 'vitest/config';

/** They put something else in the place of a module, or of the arithmetic under it: no other file may meet that. */
const alone = ['test/batch/kept-kernel.test.ts', 'test/random/self-check.test.ts'];

export default defineConfig({
  test: {
    setupFiles: ['test/support/pin-seeds.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'threads',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'alone', include: alone, isolate: true } },
      // Modules keep nothing that a test could see, so that files share them, and what the engine has made of them.
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...alone],
          isolate: false,
        },
      },
    ],
  },
});
