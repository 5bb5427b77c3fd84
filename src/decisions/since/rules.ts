/** What happened since the meeting before, in the order in which a chair goes through it. Pure. */
import { isOpen } from '#actions/rules.ts'
import type { ActionStatus } from '#actions/tables.ts'

/** What is most urgent comes first. */
export const kinds = ['overdue', 'blocked', 'open', 'done', 'ended'] as const
export type Kind = (typeof kinds)[number]

interface Standing {
  readonly status: ActionStatus
  readonly overdue: boolean
}

export function kindOf({ status, overdue }: Standing): Kind {
  if (status === 'done') return 'done'
  if (!isOpen({ status })) return 'ended'
  if (overdue) return 'overdue'
  return status === 'blocked' ? 'blocked' : 'open'
}

/** By kind, and as they came within each. */
export const inOrder = <T extends Standing>(actions: readonly T[]): T[] =>
  kinds.flatMap((kind) => actions.filter((one) => kindOf(one) === kind))

/** One of a list with what lies before and after it; null where there is none of that number. */
export function stepOf<T extends { readonly publicId: number }>(all: readonly T[], publicId: number) {
  const at = all.findIndex((one) => one.publicId === publicId)
  const one = all[at]
  return one ? { one, at, previous: all[at - 1] ?? null, next: all[at + 1] ?? null } : null
}
