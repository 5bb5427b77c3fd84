/** What a poll is, who may vote in it, and what may be seen of it when. Pure. */
import type { Verdict } from '#meeting/rules.ts'
import type { PollOption } from './document.ts'
import type { Electorate, PollKind, poll, Secrecy } from './tables.ts'

export type PollRow = typeof poll.$inferSelect
export type PollState = 'prepared' | 'open' | 'closed'

export const pollKinds: readonly PollKind[] = ['yes_no', 'single', 'several', 'ranking', 'scale', 'words', 'roll_call']
export const electorates: readonly Electorate[] = ['present', 'members', 'organisations', 'link']
/** From what everybody may know to what nobody can. */
export const secrecies: readonly Secrecy[] = ['open', 'hidden', 'confidential', 'secret']

/** Below this many ballots a secret poll says only how many there were: one could reckon out who they came from. */
export const FEWEST_SECRET = 5
export const MOST_OPTIONS = 20
export const SCALE_LONGEST = 10

/** The options of kinds that always have the same: their words are the interface's (`polls_option_…`). */
const given: Readonly<Partial<Record<PollKind, readonly string[]>>> = {
  yes_no: ['yes', 'no', 'abstain'],
  roll_call: ['yes', 'no', 'abstain'],
}

/** Kinds whose options somebody writes. */
export const hasOptions = (kind: PollKind): boolean => kind === 'single' || kind === 'several' || kind === 'ranking'

/** What can be chosen, by id, in the order it is shown: given, written, or the steps of a scale from 1. */
export function choosable(of: Pick<PollRow, 'kind' | 'options' | 'most'>): readonly string[] {
  if (of.kind === 'scale') return Array.from({ length: of.most ?? 5 }, (_, step) => String(step + 1))
  return given[of.kind] ?? of.options.map((option) => option.id)
}

/** Options from lines of text, one in each; ids are their places. */
export const optionsOf = (lines: readonly string[], locale: string): PollOption[] =>
  lines.map((label, place) => ({ id: String(place + 1), label: { [locale]: label } }))

export const stateOf = (of: Pick<PollRow, 'openedAt' | 'closedAt'>): PollState =>
  of.closedAt !== null ? 'closed' : of.openedAt !== null ? 'open' : 'prepared'

/** A roll call is said aloud: it is open to all, and a count by names. */
export const secrecyOf = (kind: PollKind, asked: Secrecy): Secrecy => (kind === 'roll_call' ? 'open' : asked)

/** As much of a participant as tells whose ballot they give; the row fits. */
export interface Participant {
  readonly id: string
  readonly personId: string | null
  readonly organisationId: string | null
}

/**
 * Whose ballot a participant gives: their organisation's, their own, or for a guest that of the device they hold.
 * @returns null where they cannot have one in such a poll
 */
export function voterOf(participant: Participant, electorate: Electorate): string | null {
  if (electorate === 'link') return participant.personId ?? participant.id
  if (participant.personId === null) return null
  return electorate === 'organisations' ? participant.organisationId : participant.personId
}

/** Whether a ballot may be given anew: not where nobody knows which was whose. */
export const mayChange = (secrecy: Secrecy): boolean => secrecy !== 'secret'

type Standing = Pick<PollRow, 'openedAt' | 'closedAt' | 'shownAt' | 'secrecy' | 'kind'>

export const mayEditPoll = (of: Standing): Verdict<'polls_opened_already'> =>
  stateOf(of) === 'prepared' ? 'yes' : 'polls_opened_already'

/** Showing a result: once it is closed, and in an open poll while it runs. */
export function mayShow(of: Standing): Verdict<'polls_not_opened' | 'polls_show_closed'> {
  if (stateOf(of) === 'prepared') return 'polls_not_opened'
  return stateOf(of) === 'closed' || of.secrecy === 'open' ? 'yes' : 'polls_show_closed'
}

/** Opening again: not where closing dropped who voted what, since the same ones could vote twice. */
export function mayReopen(of: Standing): Verdict<'polls_not_closed' | 'polls_closed_for_good'> {
  if (stateOf(of) !== 'closed') return 'polls_not_closed'
  const known = of.secrecy === 'open' || of.secrecy === 'hidden'
  return known && of.kind !== 'agreed' ? 'yes' : 'polls_closed_for_good'
}

/** Into the minutes of its item: what all have seen, and of secret polls only what may be told. */
export function mayTakeToMinutes(
  of: Pick<PollRow, 'closedAt' | 'shownAt' | 'itemId' | 'result'>,
): Verdict<'polls_minutes_no_item' | 'polls_minutes_not_shown' | 'polls_minutes_withheld'> {
  if (of.itemId === null) return 'polls_minutes_no_item'
  if (of.closedAt === null || of.shownAt === null) return 'polls_minutes_not_shown'
  return of.result?.withheld ? 'polls_minutes_withheld' : 'yes'
}

/** Whether a running count may be reckoned at all: of anything but an open poll nobody sees one, chairs neither. */
export const countsWhileOpen = (of: Standing): boolean => stateOf(of) === 'open' && of.secrecy === 'open'

/** Whether a reader sees the result: chairs as soon as there is one, the others when it is shown. */
export const seesResult = (of: Standing, chairs: boolean): boolean =>
  (chairs || of.shownAt !== null) && (stateOf(of) === 'closed' || countsWhileOpen(of))
