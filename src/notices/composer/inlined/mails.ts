/** What is laid in a letter by the program itself: what its receiver owes, the programme they may see, what has changed. */
import { said } from '#meeting/parts/said.ts'
import { capital } from '#meeting/parts/when.tsx'
import type { ItemView, MeetingView } from '#meeting/reads.ts'
import { narrowest } from '#meeting/rules.ts'
import type { Audience as Openness } from '#meeting/tables.ts'
import { sentenceOf } from '#meeting/told/formats.ts'
import { differences, planOf } from '#meeting/told/rules.ts'
import type { LetterPart, LetterRow } from '#platform/mail/letter.tsx'
import { clock, dateTime, list, longDate } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { whenOf } from '#registration/mails.tsx'
import type { Receiver } from '../../audience/rules.ts'
import { minutesParts } from '../minutes/mails.ts'
import type { Facts } from '../reads.ts'
import { type Drafted, sees } from '../rules.ts'

/** Whether there is a registration for them to make. */
export const canRegister = ({ open }: Facts, one: Receiver): boolean =>
  open && one.groups.has('unregistered') && !one.registration

/** Presentations missing from this reader; none of those who were not asked for duties, unless they were chosen for that. */
export const owedBy = ({ owed }: Facts, one: Receiver) =>
  one.because.includes('owing')
    ? owed.filter(
        (duty) =>
          !duty.quiet && ((duty.personId !== null && duty.personId === one.personId) || duty.email?.toLowerCase() === one.email),
      )
    : []

export const owesAnything = (facts: Facts, one: Receiver): boolean =>
  owedBy(facts, one).length > 0 || canRegister(facts, one) || Boolean(one.registration?.askedAgainAt)

/** The appearances that a letter asks for: they count as asked. */
export const askedIn = (facts: Facts, { inlined }: Drafted, receivers: readonly Receiver[]) =>
  inlined === 'duties' ? receivers.flatMap((one) => owedBy(facts, one)) : []

/** @param baseUrl of the installation, without a slash at the end */
export function inlinedParts(facts: Facts, { inlined }: Drafted, one: Receiver, baseUrl: string): LetterPart[] {
  const { view } = facts
  if (!view) return []
  if (inlined === 'duties') return [{ rows: dutyRows(facts, one) }]
  if (inlined === 'minutes') return minutesParts(facts, one, baseUrl)
  if (inlined === 'programme')
    return [{ rows: [...whenAndWhere(view, one), ...roomRows(facts, view, one, baseUrl)] }, ...programmeParts(view, one)]
  if (inlined === 'change') return changeParts(facts, view, one)
  return []
}

function dutyRows(facts: Facts, one: Receiver): LetterRow[] {
  const closes = facts.form?.closesAt
  const by = closes && facts.view && dateTime(closes, facts.view.meeting.timezone)
  return [
    ...(one.registration?.askedAgainAt ? [m.letters_mail_owes_still()] : []),
    ...(canRegister(facts, one) ? [by ? m.letters_mail_owes_register_by({ when: by }) : m.letters_mail_owes_register()] : []),
    ...owedBy(facts, one).map(({ item }) => m.letters_mail_owes_slides({ item: said(item.title).text })),
  ].map((text) => ({ term: '–', text }))
}

function whenAndWhere({ meeting }: MeetingView, { registration }: Receiver): LetterRow[] {
  const how = registration?.attendance ?? meeting.attendance
  const where = [
    ...(how === 'online' ? [] : [meeting.place ?? m.registration_onsite()]),
    ...(how === 'onsite' ? [] : [m.registration_online()]),
  ]
  return [
    { term: m.letters_mail_when(), text: whenOf(meeting) },
    { term: m.letters_mail_where(), text: where.join(' · ') },
  ]
}

/** The room on the day, where guests may come: whoever has no account is led to where the code is asked for. */
function roomRows({ code }: Facts, { path }: MeetingView, { personId }: Receiver, baseUrl: string): LetterRow[] {
  if (code === null) return []
  const given = { address: `${baseUrl.replace(/^https?:\/\//, '')}/k`, code }
  return [
    {
      term: m.letters_mail_room(),
      text: m.letters_mail_room_what(),
      href: personId ? `${baseUrl}${path}/room` : `${baseUrl}/k/${code}`,
      note: personId ? m.letters_mail_room_others(given) : m.letters_mail_room_code(given),
    },
  ]
}

function programmeParts({ days }: MeetingView, { reader }: Receiver): LetterPart[] {
  const shown = days
    .map((day) => ({ ...day, rows: day.items.flatMap((item) => rowsOf(item, 'public', (audience) => sees(reader, audience))) }))
    .filter((day) => day.rows.length > 0)
  return shown.flatMap((day, i) => {
    const label = said(day.label)
    const date = day.date ? capital(longDate(day.date, false)) : ''
    const heading =
      shown.length === 1
        ? m.letters_mail_programme()
        : [date || m.meeting_day_number({ number: i + 1 }), label.text].filter(Boolean).join(': ')
    return [{ heading }, { rows: day.rows }]
  })
}

function rowsOf(item: ItemView, around: Openness, isShown: (audience: Openness) => boolean): LetterRow[] {
  const audience = narrowest(item.audience, around)
  if (!isShown(audience)) return []
  const { text, lang } = said(item.title)
  const who = list(item.speakers.map((one) => one.name))
  const light = item.kind === 'break' || item.kind === 'lunch'
  const own = { term: item.start ? clock(item.start) : '', text, lang, ...(who && { note: who }), ...(light && { light }) }
  return [own, ...item.subitems.flatMap((part) => rowsOf(part, audience, isShown))]
}

function changeParts({ told }: Facts, view: MeetingView, { reader }: Receiver): LetterPart[] {
  if (!told) return []
  const now = planOf(view)
  const lines = differences(told.plan, now)
    .filter((one) => !('item' in one) || sees(reader, one.item.audience))
    .map((one) => ({ term: '–', text: sentenceOf(one, now) }))
  return lines.length === 0 ? [] : [{ heading: m.letters_mail_change() }, { rows: lines }]
}
