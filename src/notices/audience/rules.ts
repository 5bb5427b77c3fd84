/**
 * Whom a letter goes to. An audience is what a form can say: groups to reach, what narrows them, groups to leave out, and
 * registrations picked one by one. Who is in which group is a fact about each reader; the rest is choosing. Pure.
 */

import type { Locale } from '#platform/words/text.ts'
import type { RegistrationRow } from '#registration/rules.ts'

/** Groups that a letter about a meeting can reach, in the order in which they are offered. */
export const meetingGroups = [
  'registered',
  'waiting',
  'requested',
  'members',
  'invited',
  'speakers',
  'chair',
  'minute_taker',
  'organisers',
  'followers',
  'unregistered',
  'unanswered',
  'owing',
] as const
/** And one to a network as a whole. */
export const networkGroups = ['members', 'organisers', 'followers'] as const satisfies readonly Group[]
export type Group = (typeof meetingGroups)[number]

/** As it is stored: fields of the form with what was chosen in each; nothing chosen narrows nothing. */
export interface Audience {
  /** Everybody in any of these groups. */
  readonly to: readonly Group[]
  /** Of those, none who is in any of these. */
  readonly not: readonly Group[]
  /** These registrations beside them, whatever narrows the groups. */
  readonly registration: readonly string[]
  /** Who comes so. What is asked of a registration leaves out whoever has none. */
  readonly mode: readonly ('onsite' | 'online')[]
  /** Who comes on one of these days, by id. */
  readonly day: readonly string[]
  /** Who registered in one of these groups of the form, by id. */
  readonly group: readonly string[]
  /** Who gave one of these answers: "question=option". Each question asked must fit. */
  readonly answer: readonly string[]
  /** Who comes from one of these organisations, by id. */
  readonly organisation: readonly string[]
}

export const nobody: Audience = {
  to: [],
  not: [],
  registration: [],
  mode: [],
  day: [],
  group: [],
  answer: [],
  organisation: [],
}

/** From what the database or another feature gives; what is left out is empty. */
export const audienceOf = (given: Partial<Audience>): Audience => ({ ...nobody, ...given })

/** Whose eyes a letter's programme is read with: it shows each reader what the page would. */
export type Reader = 'visitor' | 'member' | 'invited' | 'organiser'

/** One address, and what is known of whoever reads there. */
export interface Known {
  /** In small letters. */
  readonly email: string
  /** Empty for an address that follows without a name. */
  readonly name: string
  readonly personId: string | null
  readonly locale: Locale
  readonly organisationId: string | null
  readonly reader: Reader
  /** Whether they can open the meeting's own page; a registration has a page of its own besides. */
  readonly readsPage: boolean
  /** The registration that counts, if there is one. */
  readonly registration: Registered | null
  /** Where they follow: the number that their link to stop is made from. */
  readonly follower: { readonly id: string; readonly linkVersion: number } | null
  readonly groups: ReadonlySet<Group>
  /** They withdrew, or were declined: told only of what they still have a part in. */
  readonly out: boolean
}

export type Registered = Pick<
  RegistrationRow,
  'id' | 'linkVersion' | 'sequence' | 'state' | 'attendance' | 'days' | 'groupId' | 'answers' | 'askedAgainAt' | 'name'
>

export interface Receiver extends Known {
  /** Those of the chosen groups they are in: why they get it. Empty where their registration was picked. */
  readonly because: readonly Group[]
}

/** What somebody has a part in although they do not come. */
const parts: ReadonlySet<Group> = new Set(['speakers', 'chair', 'minute_taker', 'organisers', 'owing'])

/** Who gets a letter, once each, in the order in which they are known. */
export function receiversIn(known: readonly Known[], audience: Audience): Receiver[] {
  const picked = new Set(audience.registration)
  return known.flatMap((one) => {
    if (one.registration && picked.has(one.registration.id)) return [{ ...one, because: [] }]
    const because = audience.to.filter((group) => isIn(one, group))
    const leftOut = audience.not.some((group) => one.groups.has(group))
    return because.length > 0 && !leftOut && fits(one, audience) ? [{ ...one, because }] : []
  })
}

const isIn = ({ groups, out }: Known, group: Group): boolean => groups.has(group) && (!out || parts.has(group))

function fits(one: Known, { mode, day, group, answer, organisation }: Audience): boolean {
  if (organisation.length > 0 && !(one.organisationId && organisation.includes(one.organisationId))) return false
  if (mode.length + day.length + group.length + answer.length === 0) return true
  const own = one.registration
  if (!own) return false
  const asked = Map.groupBy(answer, (each) => each.slice(0, each.indexOf('=')))
  return (
    (mode.length === 0 || mode.includes(own.attendance)) &&
    // All days is said by none.
    (day.length === 0 || own.days.length === 0 || own.days.some((id) => day.includes(id))) &&
    (group.length === 0 || (own.groupId !== null && group.includes(own.groupId))) &&
    [...asked].every(([question, options]) => {
      const given = [own.answers[question] ?? []].flat().map(String)
      return options.some((each) => given.includes(each.slice(question.length + 1)))
    })
  )
}

/** How many of each group a letter could reach: what stands beside a choice. */
export const countsOf = (known: readonly Known[], groups: readonly Group[]): Readonly<Record<string, number>> =>
  Object.fromEntries(groups.map((group) => [group, known.filter((one) => isIn(one, group)).length]))
