/** What people are told of their registration: a letter for each occasion, with an entry for their calendar where it has a date. */
import { calendarMessage } from '#meeting/formats/calendar.ts'
import { said } from '#meeting/parts/said.ts'
import type { MeetingView } from '#meeting/reads.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import { type LetterRow, letter, type Written } from '#platform/mail/letter.tsx'
import { addressIn } from '#platform/mail/rules.ts'
import type { CalendarPart } from '#platform/mail/tables.ts'
import { queueMail } from '#platform/mail/writes.ts'
import { clock, date, dateTime, list, longDate, wall } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { dayName } from './answers/rules.ts'
import { type Part, partOf } from './days/reads.ts'
import type { Occasion, Tell } from './line/writes.ts'
import { registrationLink } from './link/rules.ts'
import { type FormRow, isBinding, type RegistrationRow } from './rules.ts'
import { markCalendarTold } from './told/writes.ts'

/** The meeting that is told about; a `MeetingView` fits. */
export interface About {
  readonly meeting: MeetingView['meeting']
  readonly network: Pick<NetworkRow, 'id' | 'name'>
  readonly form: Pick<FormRow, 'priceNote' | 'bindingFrom'> | null
  /** `/{network}/{meeting}` */
  readonly path: string
  /** For who comes on some days only: `aboutFor` makes the meeting's times those of their days. */
  readonly part?: Part | null
  /** Calendar id of the meeting that this one was split off from. */
  readonly partOf?: string | null
}

/** Tells by mail, in the receiver's language, within the write that it is about. */
export function teller(ground: Pick<Ground, 'config' | 'jobs' | 'secret'>, about: About): Tell {
  return async (tx, row, occasion) => {
    const theirs = await aboutFor(tx, about, row)
    const method = methodFor(row, occasion)
    const calendar = method && entryFor(ground, theirs, row, method)
    await queueMail(ground, tx, {
      networkId: about.network.id,
      to: row.email,
      kind: 'registration',
      ...receipt(ground, theirs, row, occasion),
      ...(calendar && { calendar }),
    })
    if (calendar) await markCalendarTold(tx, row.id, method === 'CANCEL' ? null : about.meeting.sequence)
  }
}

/**
 * The meeting as it is for one who is registered: who comes on some days has the span of those in their calendar, from the first
 * to the last, and which they are stands in its text.
 */
export async function aboutFor<A extends Pick<About, 'meeting'>>(
  db: Db,
  about: A,
  row: Pick<RegistrationRow, 'days' | 'locale'>,
): Promise<A & { readonly part: Part | null }> {
  const { meeting } = about
  const part = await partOf(db, meeting, row.days)
  if (!part) return { ...about, part }
  const days = inLocale(row.locale, () => m.registration_your_days({ days: daysIn(part) }))
  const text = pick(meeting.summary, row.locale)?.text
  const summary = { [row.locale]: [text, days].filter(Boolean).join('\n\n') }
  return { ...about, part, meeting: { ...meeting, ...(part.span.startsAt !== null && part.span), summary } }
}

const daysIn = ({ days }: Part): string => list(days.map((one) => dayName(one, one.at)))

/** The letter for an occasion. */
export function receipt(
  { config, secret }: Pick<Ground, 'config' | 'secret'>,
  about: About,
  row: RegistrationRow,
  occasion: Occasion,
): Written {
  return inLocale(row.locale, () => {
    const { meeting } = about
    const title = said(meeting.title).text
    const href = config.baseUrl + registrationLink(secret, row)
    const price = pick(about.form?.priceNote ?? null, row.locale)?.text
    const owes = occasion === 'withdrawn' && about.form !== null && isBinding(about.form, Temporal.Now.instant())
    const holds = occasion === 'registered' || occasion === 'place' || occasion === 'approved' || occasion === 'changed'
    return letter({
      locale: row.locale,
      subject: subjects[occasion]({ title }),
      kicker: said(about.network.name).text,
      title: subjects[occasion]({ title }),
      parts: [
        { text: texts[occasion]({ name: row.name }) },
        ...(row.byName && occasion !== 'confirm' && occasion !== 'withdrawn'
          ? [{ text: m.registration_mail_by({ name: row.byName }) }]
          : []),
        { rows: factsOf(about, row) },
        ...((holds || owes) && price ? [{ text: price }] : []),
        ...(holds && about.form?.bindingFrom
          ? [{ text: m.registration_binding_from({ when: dateTime(about.form.bindingFrom, meeting.timezone) }) }]
          : []),
        { button: { label: buttons[occasion](), href } },
      ],
      foot: m.registration_mail_foot({ title }),
      ways: [{ label: m.registration_mail_page(), href: config.baseUrl + about.path }],
    })
  })
}

export function factsOf(
  { meeting, part }: Pick<About, 'meeting' | 'part'>,
  row: Pick<RegistrationRow, 'attendance' | 'name'>,
): LetterRow[] {
  const place =
    row.attendance === 'online' ? m.registration_online() : [m.registration_onsite(), meeting.place].filter(Boolean).join(', ')
  return [
    { term: m.registration_when(), text: whenOf(meeting) },
    ...(part && part.days.length > 1 ? [{ term: m.registration_the_days(), text: daysIn(part) }] : []),
    { term: m.registration_how(), text: place },
    { term: m.registration_who(), text: row.name },
  ]
}

/** "onsdag 29. april 2020 09.00–15.15": in the language in force. */
export function whenOf({ startsAt, endsAt, timezone, statusNow }: About['meeting']): string {
  if (startsAt === null || statusNow.postponed) return m.registration_no_date()
  const [from, to] = [wall(startsAt, timezone), wall(endsAt ?? startsAt, timezone)]
  if (from.date === to.date) return `${longDate(from.date)} ${clock(from.time)}–${clock(to.time)}`
  return `${longDate(from.date, false)} ${clock(from.time)} – ${date(to.date)} ${clock(to.time)}`
}

const subjects: Record<Occasion, (given: { title: string }) => string> = {
  confirm: m.registration_mail_confirm,
  already: m.registration_mail_already,
  registered: m.registration_mail_registered,
  requested: m.registration_mail_requested,
  waiting: m.registration_mail_waiting,
  place: m.registration_mail_place,
  approved: m.registration_mail_registered,
  declined: m.registration_mail_declined,
  changed: m.registration_mail_changed,
  withdrawn: m.registration_mail_withdrawn,
}

const texts: Record<Occasion, (given: { name: string }) => string> = {
  confirm: m.registration_mail_confirm_text,
  already: m.registration_mail_already_text,
  registered: m.registration_mail_registered_text,
  requested: m.registration_mail_requested_text,
  waiting: m.registration_mail_waiting_text,
  place: m.registration_mail_place_text,
  approved: m.registration_mail_approved_text,
  declined: m.registration_mail_declined_text,
  changed: m.registration_mail_changed_text,
  withdrawn: m.registration_mail_withdrawn_text,
}

const buttons: Record<Occasion, () => string> = {
  confirm: m.registration_mail_confirm_button,
  already: m.registration_mail_button,
  registered: m.registration_mail_button,
  requested: m.registration_mail_button,
  waiting: m.registration_mail_button,
  place: m.registration_mail_button,
  approved: m.registration_mail_button,
  declined: m.registration_mail_see_button,
  changed: m.registration_mail_button,
  withdrawn: m.registration_mail_see_button,
}

/** Who has a place has the meeting in their calendar; who had one and has it no more, has not. */
function methodFor(row: RegistrationRow, occasion: Occasion): CalendarPart['method'] | null {
  if (occasion === 'withdrawn') return 'CANCEL'
  return row.state === 'registered' && occasion !== 'confirm' && occasion !== 'already' ? 'REQUEST' : null
}

/** The meeting for one person's calendar; null where there is no entry to make. Whoever sends it keeps that it was told (`markCalendarTold`). */
export function entryFor(
  { config }: Pick<Ground, 'config'>,
  about: Pick<About, 'meeting' | 'network' | 'path' | 'partOf'>,
  row: Pick<RegistrationRow, 'locale' | 'sequence' | 'name' | 'email'>,
  method: CalendarPart['method'],
): CalendarPart | null {
  const from = addressIn(config.MAIL_FROM)
  const content = calendarMessage(
    about,
    { locale: row.locale, baseUrl: config.baseUrl },
    {
      method,
      sequence: about.meeting.sequence + row.sequence,
      organiser: { name: said(about.network.name).text, email: from },
      attendee: { name: row.name, email: row.email },
      at: Temporal.Now.instant(),
    },
    about.partOf,
  )
  return content === null ? null : { method, content }
}
