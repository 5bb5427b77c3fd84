/** The form of a change of plan: everything on one page, with and without a part that is split off. */
import { z } from 'zod'
import { isWebAddress } from '#meeting/settings/forms.ts'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { Invalid } from '#platform/errors.ts'
import { isDate } from '#platform/words/dates.ts'
import { typedText } from '#platform/words/text.ts'
import type { Decision, ForMeeting } from './rules.ts'

export type Fields = Readonly<Record<string, string | readonly string[]>>

export type Press = 'preview' | 'tell' | 'later'

export interface Decided {
  readonly decision: Decision
  readonly press: Press
  /** The version of the meeting that it was decided on. */
  readonly version: number
}

const fate = z.enum(['keep', 'postpone', 'date', 'cancel', 'resume']).catch('keep')
const where = z.enum(['keep', 'online', 'onsite', 'mixed']).catch('keep')
const people = z.enum(['keep', 'ask', 'release']).catch('keep')
const press = z.enum(['preview', 'tell', 'later']).catch('preview')

/** @throws Invalid for what cannot be read: a date that no calendar has, an address that is none, too long a text */
export function readDecision(body: unknown): Decided {
  const fields = (body ?? {}) as Fields
  const one = (name: string) => typedText(String([fields[name] ?? ''].flat().at(-1) ?? '')).trim()
  const many = (name: string) => [fields[name] ?? []].flat().filter((value) => z.uuid().safeParse(value).success)
  const wrong: Record<string, string> = {}
  const forMeeting = (prefix: string): ForMeeting => {
    const dates = Object.keys(fields).flatMap((name) => {
      const id = name.startsWith(`${prefix}.date/`) ? name.slice(prefix.length + 6) : null
      return id && one(name) ? [[id, one(name)] as const] : []
    })
    for (const [id, date] of dates) if (!isDate(date)) wrong[`${prefix}.date/${id}`] = 'programme_bad_date'
    if (one(`${prefix}.joinUrl`) && !isWebAddress(one(`${prefix}.joinUrl`))) wrong[`${prefix}.joinUrl`] = 'meeting_set_bad_url'
    if (one(`${prefix}.place`).length > 500) wrong[`${prefix}.place`] = 'shared_too_long'
    return {
      fate: fate.parse(one(`${prefix}.fate`)),
      where: where.parse(one(`${prefix}.where`)),
      dates: Object.fromEntries(dates),
      place: one(`${prefix}.place`),
      joinUrl: one(`${prefix}.joinUrl`),
      people: people.parse(one(`${prefix}.people`)),
    }
  }
  if (one('reason').length > 5000) wrong['reason'] = 'shared_too_long'
  if (holdsIdentityNumber(one('reason'))) wrong['reason'] = 'people_identity_number'
  if (one('split.title').length > 500) wrong['split.title'] = 'shared_too_long'
  const split = one('split')
    ? { days: many('split.day'), items: many('split.item'), title: one('split.title'), part: forMeeting('part') }
    : null
  const merge = many('merge').at(-1) ?? null
  const decided: Decided = {
    decision: {
      whole: forMeeting('whole'),
      split,
      merge,
      speakers: one('speakers') !== '',
      members: one('members') !== '',
      reason: one('reason'),
    },
    press: press.parse(one('press')),
    version: Number(one('version')) || 0,
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  return decided
}

/** A decision as fields of the form, for when it comes back. */
export function fieldsOf(decision: Decision): Fields {
  const meeting = (prefix: string, { fate, where, dates, place, joinUrl, people }: ForMeeting) => ({
    [`${prefix}.fate`]: fate,
    [`${prefix}.where`]: where,
    [`${prefix}.place`]: place,
    [`${prefix}.joinUrl`]: joinUrl,
    [`${prefix}.people`]: people,
    ...Object.fromEntries(Object.entries(dates).map(([id, date]) => [`${prefix}.date/${id}`, date])),
  })
  const { split } = decision
  return {
    ...meeting('whole', decision.whole),
    ...(split && {
      split: 'yes',
      'split.day': split.days,
      'split.item': split.items,
      'split.title': split.title,
      ...meeting('part', split.part),
    }),
    ...(decision.merge && { merge: decision.merge }),
    ...(decision.speakers && { speakers: 'yes' }),
    ...(decision.members && { members: 'yes' }),
    reason: decision.reason,
  }
}
