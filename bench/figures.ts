/** How figures are told: one line each, and beside every absolute one a fixed piece of work done in the same run. */
import { createHash } from 'node:crypto'

export interface Figure {
  readonly bench: string
  readonly figure: string
  readonly value: number
  readonly unit: string
  /** What a ratio is of. */
  readonly of?: string
}

const json = process.argv.includes('--json')

export function tell(figure: Figure): void {
  const rounded = { ...figure, value: Math.round(figure.value * 1000) / 1000 }
  if (json) console.log(JSON.stringify(rounded))
  else
    console.log(
      `${rounded.bench}  ${rounded.figure.padEnd(34)} ${rounded.value} ${rounded.unit}${rounded.of ? ` of ${rounded.of}` : ''}`,
    )
}

/** For what is going on; not a figure. */
export const say = (line: string): void => console.error(line)

/**
 * A fixed piece of work (hashing, sorting, string building), so that absolute figures can be compared across machines.
 * Tells its milliseconds, the median of five.
 */
export function calibrate(bench: string): number {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now()
    const hash = createHash('sha256')
    for (let i = 0; i < 200; i++) hash.update(Buffer.alloc(65_536, i))
    const words = Array.from({ length: 60_000 }, (_, i) => `${(i * 7919) % 60_013} ord`)
    words.sort()
    hash.update(words.join('\n'))
    hash.digest()
    return performance.now() - began
  })
  const value = median(times)
  tell({ bench, figure: 'calibration', value, unit: 'ms' })
  return value
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
