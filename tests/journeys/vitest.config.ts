import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    root: '.',
    include: ['tests/journeys/*.spec.ts'],
    globalSetup: ['tests/journeys/sample.ts'],
    // One browser and one program at a time: they share the two cores. Each file's program has a sample of its own.
    fileParallelism: false,
    // Nor a process: what they start is another, and to load the browser's library anew takes three seconds each time.
    isolate: false,
    // However busy the machine: what is waited for comes or does not.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
