/**
 * The meeting as data, to take along or to bring in elsewhere: `samling.meeting/1`, described in docs/formats.md. What is
 * written here can be read back; a change that readers of version 1 would misunderstand is version 2.
 */
import { z } from 'zod'
import type { Actor } from '#actor.ts'
import { Invalid } from '#platform/errors.ts'
import { instantOf } from '#platform/words/instant.ts'
import { locales, type Words } from '#platform/words/text.ts'
import { outcomesOf } from '../outcomes/rules.ts'
import type { ItemView, MaterialView, MeetingView, MinutesHead } from '../reads.ts'
import { isInAudience } from '../rules.ts'

export const MEETING_FORMAT = 'samling.meeting/1'

const locale = z.enum(locales)
const words = z.partialRecord(locale, z.string()) as z.ZodType<Words>
const instant = z.iso.datetime({ offset: true })
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const audience = z.enum(['public', 'members', 'invited'])
const attendance = z.enum(['onsite', 'online', 'mixed'])

const materialFormat = z.object({
  id: z.uuid(),
  kind: z.enum(['presentation', 'paper', 'link', 'recording']),
  title: words,
  description: words.nullable(),
  locale: locale.nullable(),
  /** Where it is read: an address of the installation's own for a file, any address for a link. */
  url: z.string(),
  audience,
  publishedAt: instant.nullable(),
  file: z.object({ name: z.string(), mediaType: z.string(), size: z.int(), pages: z.int().nullable() }).nullable(),
})

const minutesFormat = z.object({
  id: z.uuid(),
  state: z.enum(['draft', 'proposed', 'approved']),
  locale,
  publishedAt: instant.nullable(),
  approvedAt: instant.nullable(),
  approvedBy: z.string().nullable(),
  writtenBy: z.string().nullable(),
  html: z.string(),
  outcomes: z.array(
    z.object({
      kind: z.enum(['decision', 'action', 'answer']),
      id: z.string().nullable(),
      text: z.string(),
      facts: z.array(z.string()),
    }),
  ),
})

const itemFields = {
  uid: z.uuid(),
  publicId: z.int().positive(),
  sequence: z.int().min(0),
  url: z.url(),
  start: clockTime.nullable(),
  end: clockTime.nullable(),
  endInferred: z.boolean(),
  kind: z.enum(['talk', 'break', 'lunch', 'registration', 'welcome', 'closing', 'panel', 'social', 'other']),
  track: z.string().nullable(),
  /** Absent in files made before there were rooms. */
  room: z.string().nullable().default(null),
  pinned: z.boolean().default(false),
  title: words,
  description: words.nullable(),
  note: words.nullable(),
  audience,
  expectsMaterial: z.boolean(),
  expectsMinutes: z.boolean(),
  speakers: z.array(z.object({ name: z.string(), office: z.string().nullable(), role: z.enum(['speaker', 'moderator']) })),
  materials: z.array(materialFormat),
  minutes: minutesFormat.nullable(),
}
const partFormat = z.object(itemFields)
const itemFormat = z.object({ ...itemFields, parts: z.array(partFormat) })

export const meetingFormat = z.object({
  format: z.literal(MEETING_FORMAT),
  uid: z.uuid(),
  publicId: z.int().positive(),
  sequence: z.int().min(0),
  revisedAt: instant,
  url: z.url(),
  slug: z.string(),
  network: z.object({ slug: z.string(), name: words }),
  series: z.object({ slug: z.string(), name: words }).nullable(),
  locale,
  title: words,
  summary: words.nullable(),
  timezone: z.string(),
  attendance,
  place: z.string().nullable(),
  /** Only for those who may come in. */
  joinUrl: z.string().nullable(),
  audience,
  state: z.enum(['draft', 'published', 'live', 'held', 'closed']),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  status: z.object({
    postponed: z.boolean(),
    cancelled: z.boolean(),
    rescheduled: z.boolean(),
    movedOnline: z.boolean(),
    movedOnsite: z.boolean(),
  }),
  changes: z.array(
    z.object({
      status: z.enum([
        'scheduled',
        'postponed',
        'rescheduled',
        'moved_online',
        'moved_onsite',
        'split_off',
        'merged_back',
        'cancelled',
        'resumed',
      ]),
      at: instant,
      reason: words.nullable(),
      previousStartsAt: instant.nullable(),
      previousEndsAt: instant.nullable(),
      previousAttendance: attendance.nullable(),
      relatedUrl: z.url().nullable(),
    }),
  ),
  days: z.array(z.object({ date: z.iso.date().nullable(), label: words.nullable(), items: z.array(itemFormat) })),
  texts: z.array(
    z.object({
      kind: z.enum(['introduction', 'practical', 'about', 'ground_rules']),
      heading: words.nullable(),
      body: words,
      audience,
    }),
  ),
})

export type MeetingFormat = z.infer<typeof meetingFormat>
export type ItemFormat = MeetingFormat['days'][number]['items'][number]

/** What this reader may see of a meeting, as `samling.meeting/1`. */
export function meetingJson(view: MeetingView, actor: Actor, baseUrl: string): MeetingFormat {
  const { meeting, network, series } = view
  const { mode: _, previous: __, ...status } = meeting.statusNow
  return {
    format: MEETING_FORMAT,
    uid: meeting.uid,
    publicId: meeting.publicId,
    sequence: meeting.sequence,
    revisedAt: iso(meeting.updatedAt),
    url: baseUrl + view.path,
    slug: meeting.slug,
    network: { slug: network.slug, name: network.name },
    series: series && { slug: series.slug, name: series.name },
    locale: meeting.locale,
    title: meeting.title,
    summary: meeting.summary,
    timezone: meeting.timezone,
    attendance: meeting.attendance,
    place: meeting.place,
    joinUrl: isInAudience(actor, meeting, 'members') ? meeting.joinUrl : null,
    audience: meeting.audience,
    state: meeting.state,
    startsAt: isoOrNull(meeting.startsAt),
    endsAt: isoOrNull(meeting.endsAt),
    status,
    changes: view.changes.map((change) => {
      const other = view.related.find((one) => one.id === change.relatedMeetingId)
      return {
        status: change.status,
        at: iso(change.at),
        reason: change.reason,
        previousStartsAt: isoOrNull(change.previousStartsAt),
        previousEndsAt: isoOrNull(change.previousEndsAt),
        previousAttendance: change.previousAttendance,
        relatedUrl: other ? `${baseUrl}/${network.slug}/${other.slug}` : null,
      }
    }),
    days: view.days.map((day) => ({
      date: day.date,
      label: day.label,
      items: day.items.map((item) => ({
        ...itemJson(item, baseUrl),
        parts: item.subitems.map((part) => itemJson(part, baseUrl)),
      })),
    })),
    texts: view.texts.map(({ kind, heading, body, audience }) => ({ kind, heading, body, audience })),
  }
}

/**
 * Reads what `meetingJson` wrote. Unknown fields are passed over, so that later additions do no harm. The HTML of minutes
 * and the addresses come from outside and are to be checked like anything typed.
 * @throws Invalid({ source }) when it is no meeting, or of a later version
 */
export function readMeetingJson(text: string): MeetingFormat {
  let data: unknown
  try {
    // Escaped signs that PostgreSQL cannot hold: NUL, and half a pair.
    data = JSON.parse(text, (_, value) => (typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value))
  } catch {
    throw new Invalid({ source: 'meeting_json_bad' })
  }
  const format = (data as { format?: unknown } | null)?.format
  if (typeof format === 'string' && /^samling\.meeting\/\d+$/.test(format) && format !== MEETING_FORMAT)
    throw new Invalid({ source: 'meeting_json_newer' })
  const result = meetingFormat.safeParse(data)
  if (!result.success) throw new Invalid({ source: 'meeting_json_bad' })
  return result.data
}

function itemJson(item: ItemView, baseUrl: string): Omit<ItemFormat, 'parts'> {
  return {
    uid: item.uid,
    publicId: item.publicId,
    sequence: item.sequence,
    url: baseUrl + item.path,
    start: item.start,
    end: item.end,
    endInferred: item.endInferred,
    kind: item.kind,
    track: item.track,
    room: item.room,
    pinned: item.pinned,
    title: item.title,
    description: item.description,
    note: item.note,
    audience: item.audience,
    expectsMaterial: item.expectsMaterial,
    expectsMinutes: item.expectsMinutes,
    // E-mail addresses of speakers never leave.
    speakers: item.speakers.map(({ name, office, role }) => ({ name, office, role })),
    materials: item.materials.map((material) => materialJson(material, baseUrl)),
    minutes: item.minutes?.published ? minutesJson(item.minutes) : null,
  }
}

const materialJson = ({ current, ...material }: MaterialView, baseUrl: string) => ({
  id: material.id,
  kind: material.kind,
  title: material.title,
  description: material.description,
  locale: material.locale,
  url: material.href.startsWith('/') ? baseUrl + material.href : material.href,
  audience: material.audience,
  publishedAt: isoOrNull(material.publishedAt),
  file: current && { name: current.fileName, mediaType: current.mediaType, size: current.size, pages: current.pages },
})

const minutesJson = (head: MinutesHead) => ({
  id: head.id,
  state: head.state,
  locale: head.locale,
  publishedAt: isoOrNull(head.publishedAt),
  approvedAt: isoOrNull(head.approvedAt),
  approvedBy: head.approvedBy,
  writtenBy: head.writtenBy,
  html: head.html,
  outcomes: outcomesOf(head.html).map((outcome) => ({ ...outcome, facts: [...outcome.facts] })),
})

const iso = (at: string) => instantOf(at).toString()
const isoOrNull = (at: string | null) => (at === null ? null : iso(at))
