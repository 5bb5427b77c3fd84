/** Meetings as nobody would plan them, for all that leaves: any text, any times, any number of items, any change of plan. */
import fc from 'fast-check'
import type { ItemView, MeetingView } from '#meeting/reads.ts'
import { spanOf, stateOf, statusOf } from '#meeting/schedule/rules.ts'
import type { ScheduleStatus } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { locales, type Words } from '#platform/words/text.ts'
import type { Kind } from '#programme/tables.ts'

const nasty = [
  '=HYPERLINK("http://x";"y")',
  '+47 900 00 000',
  '-1',
  '@SUM(1)',
  '<script>alert(1)</script>',
  '</schedule>]]>&amp;&',
  '#set text(fill: red) $x$ *fet* _kursiv_ \\ "hermet" `kode`',
  'Čálliid Lágádus: đ ŋ š ŧ ž',
  'Добро пожаловать',
  'مرحبا بكم في المكتبة',
  'ברוכים הבאים',
  '👩‍👩‍👧 fest 🎉🇳🇴',
  '図書館',
  'a\u0000b\u0007c\u001bd\u0085e\ufffff',
  'rtl \u202e snudd',
  'e\u0301 x\u0302 Z̸̧͔̅a̵̽lg',
  'linje\nlinje\r\nlinje\ttab',
  '𝔣𝔯𝔞𝔨𝔱𝔲𝔯 ﬁ ① ™',
  '\u00ad\u200b\u2060\u200d\ufe0f',
  'x'.repeat(400),
  'semi;kolon, "anførsel" og\\skråstrek',
]
export const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)
const words = fc.dictionary(fc.constantFrom(...locales), anyText, { maxKeys: 2 }) as fc.Arbitrary<Words>
const clockTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 5, 30, 59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
const kind = fc.constantFrom<Kind>('talk', 'break', 'lunch', 'registration', 'welcome', 'closing', 'panel', 'social', 'other')
const stamp = '2026-05-01 08:00:00+00'
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null, freq: 2 })

interface Drawn {
  readonly title: Words
  readonly description: Words | null
  readonly note: Words | null
  readonly start: string | null
  readonly end: string | null
  readonly kind: Kind
  readonly track: string | null
  readonly room: string | null
  readonly speakers: readonly { name: string; office: string | null; role: 'speaker' | 'moderator' }[]
  readonly file: Words | null
  readonly link: string | null
  readonly minutes: boolean
}
const drawn: fc.Arbitrary<Drawn> = fc.record({
  title: words,
  description: maybe(words),
  note: maybe(words),
  start: maybe(clockTime),
  end: maybe(clockTime),
  kind,
  track: maybe(anyText),
  room: maybe(anyText),
  speakers: fc.array(
    fc.record({ name: anyText, office: maybe(anyText), role: fc.constantFrom('speaker' as const, 'moderator' as const) }),
    { maxLength: 3 },
  ),
  file: maybe(words),
  link: maybe(fc.constantFrom('https://example.no/æ ø?q=<b>&x="1"', 'http://example.no', 'javascript:alert(1)', 'tull', '//x y')),
  minutes: fc.boolean(),
})

const ids = { networkId: newId(), meetingId: newId() }
let numbers = 1000

function itemOf(one: Drawn, dayId: string, parentId: string | null, parts: readonly Drawn[] = []): ItemView {
  const id = newId()
  const publicId = numbers++
  return {
    ...ids,
    id,
    dayId,
    parentId,
    matterId: null,
    uid: crypto.randomUUID(),
    sequence: 0,
    publicId,
    position: publicId,
    start: parentId ? null : one.start,
    end: parentId || one.start === null ? null : one.end,
    endInferred: false,
    kind: one.kind,
    pinned: false,
    track: one.track,
    room: one.room,
    title: one.title,
    description: one.description,
    note: one.note,
    audience: 'public',
    expectsMaterial: false,
    expectsMinutes: false,
    awaitsMaterial: false,
    publishRule: 'at_once',
    version: 1,
    createdAt: stamp,
    updatedAt: stamp,
    deletedAt: null,
    speakers: one.speakers.map((speaker, position) => ({
      ...ids,
      ...speaker,
      id: newId(),
      itemId: id,
      personId: null,
      position,
      email: null,
      linkVersion: 1,
      bio: null,
      noMaterialAt: null,
    })),
    materials: [
      ...(one.file ? [materialOf('presentation', one.file, `/files/${ids.networkId}/${newId()}/fil.pdf`)] : []),
      ...(one.link ? [materialOf('link', one.title, one.link)] : []),
    ],
    outcome: null,
    minutes: one.minutes ? minutesOf() : null,
    subitems: parts.map((part) => itemOf(part, dayId, id)),
    isNew: false,
    path: `/nord/mote/${publicId}`,
  }
}

const materialOf = (kindOf: 'presentation' | 'link', title: Words, href: string): ItemView['materials'][number] => ({
  id: newId(),
  kind: kindOf,
  title,
  description: null,
  url: href,
  locale: null,
  audience: 'public',
  published: true,
  publishedAt: stamp,
  current: null,
  href,
  standing: null,
  inPage: false,
  first: null,
  readBefore: false,
  read: null,
  version: 1,
})

const minutesOf = (): NonNullable<ItemView['minutes']> => ({
  id: newId(),
  state: 'draft',
  published: true,
  publishedAt: stamp,
  approvedAt: null,
  approvedBy: null,
  writtenBy: null,
  html: '<p>Hei</p>',
  locale: 'nb',
  addresses: {},
  draftNewer: false,
  correctionsUntil: null,
  amendments: [],
  blocks: { decisions: 0, actions: 0, answers: 0 },
})

const date = fc.integer({ min: 0, max: 800 }).map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString())

/** A meeting view. @param most items on a day */
export const hostileMeeting = (most = 8): fc.Arbitrary<MeetingView> =>
  fc
    .record({
      title: words,
      summary: maybe(words),
      place: maybe(anyText),
      attendance: fc.constantFrom('onsite' as const, 'online' as const, 'mixed' as const),
      timezone: fc.constantFrom('Europe/Oslo', 'America/New_York', 'Asia/Kolkata', 'UTC', 'Etc/GMT+3'),
      slug: fc.constantFrom('a', 'mote', 'ledermote-for-bibliotekene-2026', '2026'),
      statuses: fc.array(
        fc.constantFrom<ScheduleStatus>('postponed', 'rescheduled', 'cancelled', 'resumed', 'moved_online', 'split_off'),
        { maxLength: 3 },
      ),
      reason: maybe(words),
      draft: fc.boolean(),
      series: maybe(words),
      networkName: words,
      texts: fc.array(
        fc.record({
          kind: fc.constantFrom('introduction' as const, 'practical' as const, 'about' as const, 'ground_rules' as const),
          heading: maybe(words),
          body: words,
        }),
        { maxLength: 3 },
      ),
      days: fc.array(
        fc.record({
          date: maybe(date),
          label: maybe(words),
          items: fc.array(fc.tuple(drawn, fc.array(drawn, { maxLength: 2 })), { maxLength: most }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map((one) => {
      const days = one.days.map((day) => {
        const id = newId()
        return { id, date: day.date, label: day.label, items: day.items.map(([item, parts]) => itemOf(item, id, null, parts)) }
      })
      const span = spanOf(
        days,
        days.flatMap((day) => day.items),
        one.timezone,
      )
      const changes = one.statuses.map((status) => ({
        ...ids,
        id: newId(),
        status,
        at: stamp,
        by: null,
        previousStartsAt: stamp,
        previousEndsAt: null,
        previousAttendance: one.attendance,
        reason: one.reason,
        relatedMeetingId: null,
        toldAt: null,
      }))
      const statusNow = statusOf(one.attendance, changes)
      const row = {
        id: ids.meetingId,
        networkId: ids.networkId,
        seriesId: null,
        uid: crypto.randomUUID(),
        sequence: 0,
        publicId: 1,
        slug: one.slug,
        locale: 'nb' as const,
        title: one.title,
        summary: one.summary,
        timezone: one.timezone,
        attendance: one.attendance,
        place: one.place,
        joinUrl: 'https://room.example/secret',
        audience: 'public' as const,
        ...span,
        nextChangeAt: null,
        publishedAt: one.draft ? null : stamp,
        publishedBy: null,
        closedAt: null,
        closedBy: null,
        version: 1,
        source: null,
        corrections: 'proposed' as const,
        linksUntil: null,
        inputUntil: null,
        template: false,
        madeFrom: null,
        createdAt: stamp,
        updatedAt: stamp,
        deletedAt: null,
      }
      return {
        meeting: { ...row, statusNow, state: stateOf(row, statusNow, Temporal.Instant.from('2026-06-01T00:00:00Z')) },
        network: {
          id: ids.networkId,
          slug: 'nord',
          name: one.networkName,
          description: null,
          locale: 'nb',
          timezone: 'Europe/Oslo',
          accessibilityUrl: null,
          contact: null,
          privacyUrl: null,
          logo: null,
          logoBefore: null,
          sample: false,
          quietMinutes: 30,
          decisionNumbers: 'year' as const,
          retention: {},
          keeping: {},
          licence: null,
          createdAt: stamp,
        },
        series: one.series && {
          id: newId(),
          networkId: ids.networkId,
          slug: 'serie',
          name: one.series,
          description: null,
          rhythm: null,
          version: 1,
          createdAt: stamp,
          deletedAt: null,
        },
        previous: null,
        next: null,
        days,
        papers: [],
        texts: one.texts.map((text, position) => ({ ...ids, ...text, id: newId(), position, audience: 'public', version: 1 })),
        changes,
        related: [],
        news: [],
        path: `/nord/${one.slug}`,
      } satisfies MeetingView
    })
