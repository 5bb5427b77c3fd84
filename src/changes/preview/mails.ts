/** Looks at what a decision came to: the letters, entries and data themselves, gathered for the organiser. */
import type { Actor } from '#actor.ts'
import { calendarOf } from '#meeting/formats/calendar.ts'
import { linkedData } from '#meeting/formats/linkeddata.ts'
import { type MeetingView, readMeeting } from '#meeting/reads.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import type { Locale } from '#platform/words/text.ts'
import { hangingOn } from '../hanging/reads.ts'
import { eachTheirOwn, entriesFor, planLetter } from '../letters/mails.tsx'
import type { Story } from '../story/reads.ts'
import { type Concerned, type Kind, kindOf, kinds } from '../story/rules.ts'
import type { Preview, PreviewKind, PreviewMeeting } from './formats.ts'

/** @param locale in which the organiser reads */
export async function previewOf(
  ground: Pick<Ground, 'config' | 'secret'>,
  tx: Tx,
  actor: Actor,
  story: Story,
  locale: Locale,
): Promise<Preview> {
  const { concerned, change, part, whole } = story
  const parted = part !== null
  const own = eachTheirOwn(tx)
  const all: { one: Concerned; kind: Kind; entries: Awaited<ReturnType<typeof entriesFor>> }[] = []
  for (const one of concerned) all.push({ one, kind: kindOf(one, parted), entries: await entriesFor(ground, story, one, own) })
  const count = (of: typeof all, method: string) =>
    of.filter(({ entries }) => entries.some((entry) => entry.part.method === method)).length
  const shown = kinds.flatMap((kind): PreviewKind[] => {
    const same = all.filter((each) => each.kind === kind)
    if (same.length === 0) return []
    const letters = [...Map.groupBy(same, (each) => each.one.locale)].map(([language, alike]) => {
      const { subject, text } = planLetter(ground, story, alike[0]!.one)
      return { locale: language, count: alike.length, subject, text: withoutLinks(text) }
    })
    return [{ kind, count: same.length, request: count(same, 'REQUEST'), cancel: count(same, 'CANCEL'), letters }]
  })
  const views = []
  for (const about of [whole, part]) if (about) views.push(await readMeeting(tx, actor, about.meeting))
  const asked = concerned.filter((one) => [one.whole, one.part].some((row) => row?.askedAgainAt && row.state !== 'withdrawn'))
  return {
    receivers: concerned.length,
    kinds: shown,
    meetings: views.map((view) => asShown(view, locale, ground.config.baseUrl)),
    request: count(all, 'REQUEST'),
    cancel: count(all, 'CANCEL'),
    goes: change.before?.moved ? await hangingOn(tx, goneOver(change.before.moved.items, views)) : null,
    asked: asked.length,
    speakers: change.before?.speakers.length ?? 0,
  }
}

/** The items that went: those named one by one, and all that stand on days that went. */
function goneOver(named: readonly string[], views: readonly MeetingView[]): string[] {
  const part = views[1]
  const items = part?.days.flatMap((day) => day.items.flatMap((item) => [item.id, ...item.subitems.map((sub) => sub.id)])) ?? []
  return [...new Set([...named, ...items])]
}

function asShown(view: MeetingView, locale: Locale, baseUrl: string): PreviewMeeting {
  const text = view.meeting.publishedAt ? calendarOf(view, { locale, baseUrl, items: false }) : null
  const line = (name: string) =>
    new RegExp(`^${name}:(.*)$`, 'm')
      .exec(text?.replaceAll('\r\n ', '').replaceAll('\r\n', '\n') ?? '')?.[1]
      ?.replaceAll('\\', '') ?? ''
  const data = linkedData(view, locale, baseUrl)
  const words = (value: unknown) => [value ?? []].flat().map((one) => String(one).replace(/^https:\/\/schema\.org\//, ''))
  return {
    view,
    entry: text ? { summary: line('SUMMARY'), status: line('STATUS'), sequence: line('SEQUENCE') } : null,
    data: data && {
      status: words(data.eventStatus),
      mode: words(data.eventAttendanceMode)[0] ?? '',
      start: String(data.startDate),
      previous: words(data.previousStartDate),
    },
  }
}

/** Personal links are the receivers' own: an organiser who looks at a letter holds none of them. */
const withoutLinks = (text: string): string => text.replace(/(\/(?:following|[rs])\/)[\w.-]{40,}/g, '$1…')
