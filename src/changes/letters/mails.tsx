/** One letter to each whom a change of plan concerns, that fits what they are to it; with the entry for the calendars of those who are registered. */
import { speakerLink } from '#materials/speakerlink/rules.ts'
import { said } from '#meeting/parts/said.ts'
import { audienceOf } from '#notices/audience/rules.ts'
import type { Letter } from '#notices/letters/writes.ts'
import { noteNotice, sendLetters } from '#notices/letters/writes.ts'
import { followingLink } from '#notices/link/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import type { Ground } from '#platform/ground.ts'
import { type LetterPart, letter, type Written } from '#platform/mail/letter.tsx'
import type { CalendarPart } from '#platform/mail/tables.ts'
import { queueMails } from '#platform/mail/writes.ts'
import { list } from '#platform/words/dates.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { registrationLink } from '#registration/link/rules.ts'
import { aboutFor, entryFor } from '#registration/mails.tsx'
import type { RegistrationRow } from '#registration/rules.ts'
import { markCalendarTold } from '#registration/told/writes.ts'
import { CALENDAR, movedLetter } from '../calendar/mails.tsx'
import type { AboutMeeting } from '../calendar/reads.ts'
import { askedNow, madeBy } from '../rules.ts'
import type { Story } from '../story/reads.ts'
import { type Concerned, kindOf } from '../story/rules.ts'
import type { TellStory } from '../writes.ts'
import { sayingOf, wasPlanned } from './formats.ts'

const PLAN = 'plan'

type Makes = Pick<Ground, 'config' | 'secret'>

/** Tells everybody, in the transaction that marks it told. */
export function storyTeller(ground: Pick<Ground, 'config' | 'jobs' | 'secret'>): TellStory {
  return async (tx, actor, story) => {
    const { networkId } = story.change
    const own = eachTheirOwn(tx)
    const sent = []
    for (const one of story.concerned) sent.push({ one, entries: await entriesFor(ground, story, one, own) })
    const letters = sent.map(({ one, entries }): Letter => {
      const [first] = entries
      return {
        email: one.email,
        personId: one.personId,
        registrationId: (one.whole ?? one.part)?.id ?? null,
        ...planLetter(ground, story, one),
        ...(first && { calendar: first.part }),
      }
    })
    if (letters.length === 0) return { noticeId: null, sent: 0 }
    const noticeId = await noteNotice(tx, actor, {
      networkId,
      meetingId: story.change.meetingId,
      subject: inLanguages(story, (locale) => inLocale(locale, () => subjectOf(story))),
      body: story.change.reason ?? {},
      audience: audienceOf({ to: ['registered', 'waiting', 'requested', 'speakers', 'invited', 'followers'] }),
      inlined: 'change',
      sentTo: letters.length,
    })
    const count = await sendLetters(ground, tx, { networkId, noticeId, kind: PLAN }, letters)
    // A message is about one entry (RFC 5546 §3.2): whoever has another has it told beside.
    const others = sent.flatMap(({ one, entries }) => entries.slice(1).map((entry) => ({ one, entry })))
    await queueMails(
      ground,
      tx,
      others.map(({ entry }) => ({
        id: newId(),
        networkId,
        to: entry.row.email,
        kind: CALENDAR,
        ...movedLetter(ground, entry.about, entry.row),
        calendar: entry.part,
      })),
    )
    // A calendar that was told that it is gone knows no more of it; where the meeting stands cancelled, it knows that.
    for (const { entries } of sent)
      for (const { row, about, part } of entries)
        if (row.meetingId === about.meeting.id)
          await markCalendarTold(
            tx,
            row.id,
            part.method === 'CANCEL' && row.state !== 'registered' ? null : about.meeting.sequence,
          )
    return { noticeId, sent: count }
  }
}

const inLanguages = (story: Story, say: (locale: Locale) => string): Words =>
  Object.fromEntries([...new Set(story.concerned.map((one) => one.locale))].map((locale) => [locale, say(locale)]))

interface Entry {
  readonly row: RegistrationRow
  readonly about: AboutMeeting
  readonly part: CalendarPart
}

/** A meeting as it is for one who is registered: who comes on some days only has those in their calendar. */
export type TheirOwn = (about: AboutMeeting, row: RegistrationRow) => Promise<AboutMeeting>

/** The same for all who come on the same days and read the same language is worked out once. */
export function eachTheirOwn(db: Db): TheirOwn {
  const known = new Map<string, Promise<AboutMeeting>>()
  return (about, row) => {
    const key = [about.meeting.id, row.locale, ...row.days].join(' ')
    const found = known.get(key) ?? aboutFor(db, about, row)
    known.set(key, found)
    return found
  }
}

/** What somebody's calendar is told, the meeting first that the letter is about. */
export async function entriesFor(ground: Makes, { change, whole, part }: Story, one: Concerned, own: TheirOwn): Promise<Entry[]> {
  const found: Entry[] = []
  const tell = async (about: AboutMeeting, row: RegistrationRow, method: CalendarPart['method']) => {
    const theirs = await own(about, row)
    const made = entryFor(ground, theirs, row, method)
    if (made) found.push({ row, about: theirs, part: made })
  }
  const told = new Map(change.before?.registrations.map((row) => [row.id, row]))
  for (const [about, row] of [
    [whole, one.whole],
    [part, one.part],
  ] as const) {
    if (!about || !row) continue
    const { cancelled, postponed } = about.meeting.statusNow
    const knows = row.toldSequence !== null
    if (row.state === 'registered') {
      if (cancelled || about.meeting.startsAt === null) {
        if (knows) await tell(about, row, 'CANCEL')
      } else if (knows ? row.toldSequence! < about.meeting.sequence : !postponed) await tell(about, row, 'REQUEST')
    } else if (knows && (row.state === 'withdrawn' || row.state === 'declined')) await tell(about, row, 'CANCEL')
  }
  // Who went over to the other meeting has the first still in the calendar.
  for (const row of [one.whole, one.part]) {
    const stood = row && told.get(row.id)
    const from = [whole, part].find((about) => about?.meeting.id === stood?.meetingId)
    if (row && stood && from && stood.meetingId !== row.meetingId && stood.toldSequence !== null)
      await tell(from, { ...row, days: [] }, 'CANCEL')
  }
  return found
}

const subjectOf = ({ change, whole, part }: Story): string => {
  const split = change.decision.split !== null
  const all = [sayingOf(whole, change.changes, part), ...(split && part ? [sayingOf(part, change.changes, null)] : [])]
  return m.changes_subject({ what: list(all.map((one) => one.short)) })
}

/** The letter to one of them, in their language. */
export function planLetter({ config, secret }: Makes, story: Story, one: Concerned): Written {
  return inLocale(one.locale, () => {
    const { change, whole, part } = story
    const split = change.decision.split
    const own = (row: RegistrationRow) => config.baseUrl + registrationLink(secret, row)
    const subject = subjectOf(story)
    const reason = pick(change.reason, one.locale)
    const before = wasPlanned(
      madeBy(whole.changes, change.changes),
      whole.meeting.timezone,
      change.before?.meetings[0]?.place ?? null,
    )
    const asked = [one.whole, one.part].find((row) => row?.askedAgainAt && row.state !== 'withdrawn') ?? null
    const registered = [one.whole, one.part].find((row) => row !== null) ?? null
    const parts: LetterPart[] = [
      ...(one.name ? [{ text: m.changes_hello({ name: one.name }) }] : []),
      { text: [sayingOf(whole, change.changes, part).sentence, standingIn(story, one, 'whole')].filter(Boolean).join(' ') },
      ...(split && part
        ? [{ text: [sayingOf(part, change.changes, null).sentence, standingIn(story, one, 'part')].filter(Boolean).join(' ') }]
        : []),
      ...(reason ? [{ text: reason.text }] : []),
      ...(one.speaker?.asked ? [{ text: m.changes_speaker_asked() }] : []),
      ...(before ? [{ rows: [{ term: m.changes_before(), text: before }] }] : []),
      ...(asked ? [{ button: { label: m.changes_answer(), href: own(asked) } }] : []),
      ...(one.speaker?.asked
        ? [{ button: { label: m.changes_speaker_answer(), href: config.baseUrl + speakerLink(secret, one.speaker) } }]
        : []),
      ...(!asked && !one.speaker?.asked && one.readsPage
        ? [{ button: { label: m.changes_see_page(), href: config.baseUrl + whole.path } }]
        : []),
    ]
    const kind = kindOf(one, part !== null)
    const title = said(whole.meeting.title).text
    return letter({
      locale: one.locale,
      subject,
      kicker: said(whole.network.name).text,
      title: subject,
      parts,
      foot: footFor(kind, title),
      ways: [
        ...(registered ? [{ label: m.changes_own_page(), href: own(registered) }] : []),
        ...(one.readsPage ? [{ label: m.changes_page(), href: config.baseUrl + whole.path }] : []),
        ...(kind === 'follower' && one.follower
          ? [{ label: m.changes_stop(), href: config.baseUrl + followingLink(secret, one.follower) }]
          : []),
      ],
    })
  })
}

/** What somebody's own registration comes to, for one of the two meetings. Nothing for those who have none. */
function standingIn({ change, whole, part }: Story, one: Concerned, which: 'whole' | 'part'): string {
  const about = which === 'whole' ? whole : part
  const what = which === 'whole' ? change.decision.whole : change.decision.split?.part
  const row = one[which]
  if (!about || !what) return ''
  const { cancelled, postponed } = about.meeting.statusNow
  if (!row) return which === 'part' && one.was && change.decision.split?.part.people === 'release' ? m.changes_you_released() : ''
  if (cancelled) return m.changes_you_need_nothing()
  if (row.state === 'withdrawn') return m.changes_you_released()
  if (row.state === 'waiting') return m.changes_you_wait()
  if (row.state === 'requested') return m.changes_you_asked()
  if (postponed) return what.people === 'ask' ? m.changes_you_asked_later() : m.changes_you_keep_place()
  if (row.askedAgainAt !== null && askedNow(what) === 'ask') return m.changes_you_still()
  if (one.was?.state === 'waiting') return m.changes_you_placed()
  return m.changes_you_registered()
}

function footFor(kind: ReturnType<typeof kindOf>, title: string): string {
  if (kind === 'speaker') return m.changes_foot_speaker({ title })
  if (kind === 'lead') return m.changes_foot_lead({ title })
  if (kind === 'invited') return m.changes_foot_invited({ title })
  if (kind === 'follower') return m.changes_foot_follower({ title })
  return kind === 'member' ? m.changes_foot_member() : m.registration_mail_foot({ title })
}
