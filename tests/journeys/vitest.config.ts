import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    root: '.',
    include: ['tests/journeys/*.spec.ts'],
    globalSetup: ['tests/program.ts'],
    // One browser and one program at a time: they share the two cores.
    fileParallelism: false,
    // They change one sample after each other: always in the same order, not in one that an earlier run suggests.
    cache: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
