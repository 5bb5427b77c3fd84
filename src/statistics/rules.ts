/** Which time the figures are of, and who sees them. Pure. */
import type { Actor } from '#actor.ts'
import type { Audience } from '#meeting/tables.ts'
import { isMember, mayOrganise } from '#network/rules.ts'
import type { OrganisationType } from '#network/tables.ts'
import type { Locale, Words } from '#platform/words/text.ts'

/** Whole days, the last included. */
export interface Period {
  readonly from: string
  readonly to: string
}

export const yearOf = (year: number): Period => ({ from: `${year}-01-01`, to: `${year}-12-31` })

/** The calendar year that a period is; null for any other. */
export function wholeYear({ from, to }: Period): number | null {
  const year = Number(from.slice(0, 4))
  return from === `${from.slice(0, 4)}-01-01` && to === `${from.slice(0, 4)}-12-31` ? year : null
}

const aYearBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ years: 1 }).toString()

/** The same time of the year before. */
export const periodBefore = ({ from, to }: Period): Period => ({ from: aYearBefore(from), to: aYearBefore(to) })

export const maySeeStatistics = (actor: Actor): 'yes' | 'network_only_members' =>
  isMember(actor) ? 'yes' : 'network_only_members'

export const mayExport = (actor: Actor): 'yes' | 'network_only_organisers' => mayOrganise(actor)

/** Of which meetings somebody sees figures: closed ones are counted for those who organise alone. */
export const countedFor = (actor: Actor): readonly Audience[] =>
  mayOrganise(actor) === 'yes' ? ['public', 'members', 'invited'] : ['public', 'members']

/** What was counted in a period. */
export interface Counts {
  readonly meetings: Readonly<Record<'onsite' | 'online' | 'mixed', { readonly n: number; readonly hours: number }>>
  /** By where the workplace belongs; null for those without one. The most first. */
  readonly attendance: readonly {
    readonly place: Words | null
    readonly number: string | null
    readonly n: number
    readonly online: number
  }[]
  readonly organisations: readonly { readonly type: OrganisationType; readonly all: number; readonly represented: number }[]
  readonly questions: { readonly asked: number; readonly answered: number; readonly days: number | null }
  readonly actions: { readonly inTime: number; readonly late: number; readonly open: number; readonly ended: number }
  /** Words by language. */
  readonly languages: Readonly<Record<Locale, { readonly minutes: number; readonly texts: number }>>
  readonly registrations: readonly {
    readonly title: Words
    readonly registered: number
    readonly came: number
    /** Of those registered. */
    readonly cameRegistered: number
  }[]
}

/** Whole per cent; null of nothing. */
export const shareOf = (part: number, all: number): number | null => (all === 0 ? null : Math.round((100 * part) / all))

/** One figure, ready to be set as a table, a chart and a sheet. */
export interface Figure {
  readonly id: string
  readonly title: string
  readonly how: string
  readonly headings: readonly string[]
  readonly rows: readonly {
    readonly label: string
    readonly lang?: string | undefined
    readonly cells: readonly (number | string)[]
    readonly total?: boolean
  }[]
  readonly chart: {
    /** Set behind each number: " %". */
    readonly unit: string
    readonly bars: readonly {
      readonly label: string
      readonly lang?: string | undefined
      readonly now: number
      readonly before: number
    }[]
  }
}
