import type { PlanRow } from '../rules.ts'

/** The years that a plan can be reported on: those it is for, as far as they have begun. @param today `YYYY-MM-DD` */
export function reportYears({ starts, ends }: Pick<PlanRow, 'starts' | 'ends'>, today: string): number[] {
  const [from, to] = [Number(starts.slice(0, 4)), Math.min(Number(ends.slice(0, 4)), Number(today.slice(0, 4)))]
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
}
