/** What has changed, in words: for the page, and as the text of a notice. In the language in force. */
import { clock, dateRange, list, longDate } from '#platform/words/dates.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { inLocale, localeNow, m } from '#platform/words/words.ts'
import type { Audience } from '../tables.ts'
import { type Difference, datesOf, differences, type Hours, hoursOf, isForAll, type Plan, type PlannedItem } from './rules.ts'

/** What a notice is written from. */
export interface NoticeFacts {
  /** What members were told last; null before the first time. */
  readonly was: Plan | null
  readonly now: Plan
  readonly audience: Audience
  /** The meeting's page, whole. */
  readonly address: string
}

/** Languages that the interface speaks, and so can write a notice in. */
const spoken: readonly Locale[] = ['nb', 'nn', 'en']

/** The languages a network tells its members in: the meeting's first, then its own and those it bears a name in. */
export function noticeLanguages(
  meeting: { readonly locale: Locale },
  network: { readonly locale: Locale; readonly name: Words },
): Locale[] {
  const used = new Set<Locale>([meeting.locale, network.locale, ...(Object.keys(network.name) as Locale[])])
  const found = [...used].filter((locale) => spoken.includes(locale))
  // A meeting written in Northern Sámi only is told of in the words there are.
  return found.length > 0 ? found : ['nb']
}

/** A notice as plain text for an e-mail: the first tells of the meeting, later ones of what has changed since. */
export function noticeText(facts: NoticeFacts, locale: Locale): string {
  return inLocale(locale, () => {
    const { was, now, audience, address } = facts
    const title = textOf(now.title)
    const lines = was
      ? [
          m.meeting_told_say_changes({ title }),
          '',
          ...differences(was, now)
            .filter((one) => isForAll(one, audience))
            .map((one) => `– ${sentenceOf(one, now)}`),
        ]
      : [m.meeting_told_say_invitation({ title }), '', ...firstLines(now)]
    return [...lines, '', m.meeting_told_say_address({ address })].join('\n')
  })
}

function firstLines(now: Plan): string[] {
  const dates = datesOf(now)
  const hours = hoursOf(now)
  return [
    ...(now.state === 'cancelled' ? [m.meeting_told_say_cancelled()] : []),
    ...(now.state === 'postponed' ? [m.meeting_told_say_postponed()] : []),
    ...(dates.length > 0
      ? [m.meeting_told_say_when({ when: [datesText(dates), hours && clocks(hours)].filter(Boolean).join(' ') })]
      : []),
    ...(now.place ? [m.meeting_told_say_where({ place: now.place })] : []),
    ...(now.attendance === 'onsite' ? [] : [modes[now.attendance]()]),
  ]
}

/** One difference as a sentence. @param now the plan as it stands, for the names of days and of what parts lie in */
export function sentenceOf(one: Difference, now: Plan): string {
  switch (one.kind) {
    case 'title':
      return m.meeting_told_say_title({ now: textOf(one.now), was: textOf(one.was) })
    case 'state':
      return stateSentence(one.was, one.now)
    case 'dates':
      return changed(
        { was: datesText(one.was), now: datesText(one.now) },
        m.meeting_told_say_dates,
        m.meeting_told_say_dates_set,
        m.meeting_told_say_dates_gone,
      )
    case 'hours':
      return m.meeting_told_say_hours({ now: clocks(one.now) || '–', was: clocks(one.was) || '–' })
    case 'mode':
      return modes[one.now]()
    case 'place':
      return changed(
        { was: one.was ?? '', now: one.now ?? '' },
        m.meeting_told_say_place,
        m.meeting_told_say_place_set,
        m.meeting_told_say_place_gone,
      )
    case 'join':
      return one.now ? m.meeting_told_say_join() : m.meeting_told_say_join_gone()
    case 'new':
      return m.meeting_told_say_new({ item: withFacts(one.item, now) })
    case 'gone':
      return m.meeting_told_say_gone({ item: m.shared_quoted({ text: textOf(one.item.title) }) })
    default:
      return itemSentence(one, now)
  }
}

function itemSentence(one: Extract<Difference, { was: PlannedItem }>, now: Plan): string {
  const { item, was } = one
  const title = textOf(item.title)
  switch (one.kind) {
    case 'renamed':
      return m.meeting_told_say_renamed({ was: textOf(was.title), now: title })
    case 'retimed':
      return changed(
        { title, was: clocks(was), now: clocks(item) },
        m.meeting_told_say_retimed,
        m.meeting_told_say_timed,
        m.meeting_told_say_untimed,
      )
    case 'moved': {
      const parent = now.items.find((other) => other.id === item.parentId)
      if (parent) return m.meeting_told_say_moved_into({ title, parent: textOf(parent.title) })
      return m.meeting_told_say_moved({ title, now: [dayText(now, item.dayId), clocks(item)].filter(Boolean).join(' ') })
    }
    case 'reordered':
      return m.meeting_told_say_reordered({ title })
    case 'room': {
      const room = [item.track, item.room].filter((place) => place !== null).join(', ')
      if (room) return m.meeting_told_say_room({ title, room })
      return m.meeting_told_say_room_gone({ title, room: [was.track, was.room].filter((place) => place !== null).join(', ') })
    }
    case 'speakers':
      return changed(
        { title, was: list(was.speakers), now: list(item.speakers) },
        m.meeting_told_say_speakers,
        m.meeting_told_say_speakers_set,
        m.meeting_told_say_speakers_gone,
      )
  }
}

/** From something to something else, from nothing, or to nothing. */
function changed<T extends { readonly was: string; readonly now: string }>(
  facts: T,
  both: (facts: T) => string,
  set: (facts: T) => string,
  gone: (facts: T) => string,
): string {
  return facts.now === '' ? gone(facts) : facts.was === '' ? set(facts) : both(facts)
}

function stateSentence(was: Plan['state'], now: Plan['state']): string {
  if (now === 'cancelled') return m.meeting_told_say_cancelled()
  if (now === 'postponed') return m.meeting_told_say_postponed()
  return was === 'cancelled' ? m.meeting_told_say_resumed() : m.meeting_told_say_not_postponed()
}

const modes = { online: m.meeting_told_say_online, onsite: m.meeting_told_say_onsite, mixed: m.meeting_told_say_mixed }

/** "kl. 10.00–11.00 «Om lesing» (Kari Nordmann)", with the day where there are several. */
function withFacts(item: PlannedItem, now: Plan): string {
  const when = [now.days.length > 1 && item.parentId === null ? dayText(now, item.dayId) : '', clocks(item)].filter(Boolean)
  const who = item.speakers.length > 0 ? ` (${list(item.speakers)})` : ''
  return `${[...when, m.shared_quoted({ text: textOf(item.title) })].join(' ')}${who}`
}

function dayText(plan: Plan, dayId: string): string {
  const at = plan.days.findIndex((day) => day.id === dayId)
  const day = plan.days[at]
  if (day?.date) return longDate(day.date, false)
  return textOf(day?.label) || m.meeting_day_number({ number: at + 1 })
}

function datesText(dates: readonly string[]): string {
  const [first] = dates
  if (first === undefined) return ''
  return dates.length === 1 ? longDate(first) : dateRange(first, dates.at(-1)!)
}

function clocks({ start, end }: Hours): string {
  if (start === null) return ''
  return end === null
    ? m.meeting_told_say_clock({ from: clock(start) })
    : m.meeting_told_say_clocks({ from: clock(start), to: clock(end) })
}

const textOf = (words: Words | null | undefined): string => pick(words, localeNow())?.text ?? ''
