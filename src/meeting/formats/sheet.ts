/**
 * The programme as it is read from the top, in one language: what paper, word processor, e-mail and spreadsheet all say. The
 * language is the one in force (`inLocale`); what is in another says so. Only what is published is led to, whoever asks: the
 * files get passed on.
 */
import { kindName } from '#materials/rules.ts'
import { type ShownLogo, shownLogo } from '#network/logo/rules.ts'
import { clock, dateRange, dateTime, longDate, wall } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { type Locale, pick, typedText, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { onlyPointsToMinutes } from '#programme/rules.ts'
import type { Kind } from '#programme/tables.ts'
import type { ItemView, MaterialView, MeetingView, TextView } from '../reads.ts'
import { datesOf, datesSaid, standing, titleOf } from '../standing/rules.ts'

export interface Said {
  readonly text: string
  readonly lang: Locale
}

export interface Sheet {
  readonly locale: Locale
  readonly title: Said
  readonly network: Said
  readonly logo: ShownLogo | null
  readonly series: Said | null
  readonly draft: boolean
  readonly when: string
  readonly where: string | null
  readonly notices: readonly SheetNotice[]
  readonly introduction: readonly SheetText[]
  readonly days: readonly SheetDay[]
  readonly texts: readonly SheetText[]
  /** The page's full address. */
  readonly url: string
  readonly updated: string
  /** When anything in it last changed, ISO 8601. */
  readonly changedAt: string
}

/** What became of the plan. */
export interface SheetNotice {
  readonly title: string
  readonly facts: readonly string[]
  readonly reason: Said | null
  readonly other: (Said & { readonly href: string }) | null
}

/** A text around the programme: paragraphs, and lists of short entries. */
export interface SheetText {
  readonly heading: Said | null
  readonly lang: Locale
  readonly blocks: readonly (string | readonly string[])[]
}

export interface SheetDay {
  /** "YYYY-MM-DD"; null while none is known. */
  readonly date: string | null
  readonly title: string
  readonly label: Said | null
  readonly rows: readonly SheetRow[]
}

/** An item, or a part of one, which has neither times nor parts of its own. */
export interface SheetRow {
  readonly kind: Kind
  readonly pause: boolean
  /** "HH:MM" */
  readonly start: string | null
  readonly end: string | null
  /** "09.00–09.45"; an end that nobody has stated is left out. */
  readonly time: string
  /** Parallel part and room: "Spor A · Storsalen". */
  readonly where: string
  readonly track: string | null
  readonly room: string | null
  readonly title: Said
  readonly about: Said | null
  readonly note: Said | null
  readonly people: readonly SheetPerson[]
  readonly links: readonly SheetLink[]
  readonly parts: readonly SheetRow[]
  readonly url: string
}

export interface SheetPerson {
  readonly name: string
  readonly office: string | null
  readonly moderator: boolean
}

export interface SheetLink {
  readonly kind: MaterialView['kind'] | 'minutes'
  /** "Presentasjon" */
  readonly what: string
  readonly title: Said
  readonly href: string
}

/** @param baseUrl of the installation, without a slash at the end */
export function sheetOf(view: MeetingView, baseUrl: string): Sheet {
  const { meeting } = view
  const changedAt = lastChange(view)
  const texts = (...kinds: TextView['kind'][]) => view.texts.filter((text) => kinds.includes(text.kind)).map(textOf)
  return {
    locale: localeNow(),
    title: said(meeting.title) ?? { text: '–', lang: localeNow() },
    network: said(view.network.name) ?? { text: '–', lang: localeNow() },
    logo: shownLogo(view.network, localeNow(), baseUrl),
    series: said(view.series?.name),
    draft: meeting.state === 'draft',
    when: whenOf(view),
    where: whereOf(view),
    notices: standing(view.changes).map((change) => {
      const other = view.related.find((one) => one.id === change.relatedMeetingId)
      const name = said(other?.title)
      return {
        title: titleOf(change, other?.status ?? null, view.meeting.attendance),
        facts: datesSaid(change, meeting.statusNow, meeting.timezone),
        reason: said(change.reason),
        other: other && name ? { ...name, href: `${baseUrl}/${view.network.slug}/${other.slug}` } : null,
      }
    }),
    introduction: texts('introduction'),
    days: view.days.map((day, i) => ({
      date: day.date,
      title: day.date ? capital(longDate(day.date)) : m.meeting_day_number({ number: i + 1 }),
      label: said(day.label),
      rows: day.items.map((item) => rowOf(item, baseUrl)),
    })),
    texts: texts('practical', 'ground_rules', 'about'),
    url: baseUrl + view.path,
    updated: m.meeting_updated({ when: dateTime(changedAt, meeting.timezone) }),
    changedAt: instantOf(changedAt).toString(),
  }
}

/** When anything on the page last changed. */
export function lastChange(view: MeetingView): string {
  const stamps = [
    view.meeting.updatedAt,
    ...view.days.flatMap((day) => day.items.map((item) => item.updatedAt)),
    ...view.news.map((news) => news.at),
  ]
  return stamps.reduce((last, next) => (Temporal.Instant.compare(instantOf(next), instantOf(last)) > 0 ? next : last))
}

/** Names with the offices held on the occasion: "Sunniva Knutsen, assisterende fylkesbiblioteksjef, og Birgit Larsen". */
export function peopleLine(people: readonly SheetPerson[]): string {
  return people
    .map(({ name, office, moderator }, i) => {
      const before = people[i - 1]
      const joint = !before ? '' : i === people.length - 1 ? `${before.office ? ',' : ''} ${m.meeting_and()} ` : ', '
      return `${joint}${moderator ? `${m.meeting_moderator()} ` : ''}${name}${office ? `, ${office}` : ''}`
    })
    .join('')
}

function rowOf(item: ItemView, baseUrl: string): SheetRow {
  const note = said(item.note)
  const pointless = note && onlyPointsToMinutes(note.text) && (item.expectsMinutes || item.minutes)
  const until = item.endInferred && item.kind !== 'break' && item.kind !== 'lunch' ? null : item.end
  const [track, room] = [plain(item.track), plain(item.room)]
  return {
    kind: item.kind,
    pause: item.kind === 'break' || item.kind === 'lunch',
    start: item.start,
    end: item.end,
    time: [item.start, item.start && until].flatMap((at) => (at ? [clock(at)] : [])).join('–'),
    where: [track, room].filter(Boolean).join(' · '),
    track,
    room,
    title: said(item.title) ?? { text: '–', lang: localeNow() },
    about: said(item.description),
    note: pointless ? null : note,
    people: item.speakers.map(({ name, office, role }) => ({
      name: plain(name) ?? '–',
      office: plain(office),
      moderator: role === 'moderator',
    })),
    links: linksOf(item, baseUrl),
    parts: item.subitems.map((part) => rowOf(part, baseUrl)),
    url: baseUrl + item.path,
  }
}

function linksOf(item: ItemView, baseUrl: string): SheetLink[] {
  const materials = materialLinks(item.materials, baseUrl)
  if (!item.minutes?.published) return materials
  const what = m.meeting_col_minutes()
  const title = { text: what, lang: localeNow() }
  return [...materials, { kind: 'minutes', what, title, href: `${baseUrl}${item.path}#minutes` }]
}

/** Where published materials are had. */
export const materialLinks = (materials: readonly MaterialView[], baseUrl: string): SheetLink[] =>
  materials.flatMap((one): SheetLink[] => {
    const href = addressOf(one.href, baseUrl)
    if (!one.published || href === null) return []
    const what = kindName(one.kind)
    return [{ kind: one.kind, what, title: said(one.title) ?? { text: what, lang: localeNow() }, href }]
  })

/** A full address of the web in plain ASCII, or null for what is none. */
function addressOf(href: string, baseUrl: string): string | null {
  const url = URL.parse(href, `${baseUrl}/`)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}

function textOf(text: TextView): SheetText {
  const body = said(text.body)
  const blocks: (string | string[])[] = []
  for (const line of (body?.text ?? '').split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const entry = /^•\s*(.*)/.exec(line)?.[1]
    const last = blocks.at(-1)
    if (entry === undefined) blocks.push(line)
    else if (Array.isArray(last)) last.push(entry)
    else blocks.push([entry])
  }
  return { heading: said(text.heading), lang: body?.lang ?? localeNow(), blocks }
}

/** Date and clock times in one line; what no longer holds says so before it, where calendars say it too. */
function whenOf(view: MeetingView): string {
  const { startsAt, endsAt, timezone, statusNow } = view.meeting
  const dates = datesOf(view)
  if (!dates) return m.meeting_no_date()
  const day = dates.from === dates.to ? capital(longDate(dates.from)) : dateRange(dates.from, dates.to)
  if (statusNow.cancelled) return `${m.meeting_ics_cancelled()}: ${day}`
  if (statusNow.postponed) return `${m.meeting_ics_postponed()}: ${day}`
  const timed = view.days.some((one) => one.items.some((item) => item.start !== null))
  if (!timed || startsAt === null || dates.from !== dates.to) return day
  const [from, to] = [wall(startsAt, timezone), wall(endsAt ?? startsAt, timezone)]
  return `${day} ${m.meeting_at_time()} ${clock(from.time)}${from.time === to.time ? '' : `–${clock(to.time)}`}`
}

/** Never the room's own address: the files get passed on. */
function whereOf({ meeting }: MeetingView): string | null {
  const place = plain(meeting.place)
  if (meeting.attendance === 'online') return m.meeting_mode_online()
  if (meeting.attendance === 'mixed') return [place, m.meeting_mode_mixed()].filter(Boolean).join(' · ')
  return place
}

function said(words: Words | null | undefined): Said | null {
  const found = pick(words, localeNow())
  const text = plain(found?.text ?? null)
  return found && text ? { text, lang: found.lang } : null
}

/** Without what some formats cannot hold: control characters, and signs that are none. Null where nothing is left to see. */
export function plain(text: string | null): string | null {
  const clean = typedText((text ?? '').toWellFormed().replaceAll(/[\ufffe\uffff]/g, ''))
  return UNSEEN.test(clean) ? null : clean
}
const UNSEEN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}]*$/u

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('nb') + text.slice(1)
