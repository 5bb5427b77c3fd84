/** A programme from a file in the plain shape that programmes are compared in. */
import { pick, type Words } from '#platform/words/text.ts'
import type { Outline, OutlineItem } from '../intake/rules.ts'
import type { SampleShape } from '../reader/sample-shape.ts'

/** In the outline's own language. What a file states leaves nothing in doubt; an item without a time has an empty start. */
export function sampleShapeOfOutline(outline: Outline): SampleShape {
  const say = (words: Words | null) => pick(words, outline.locale)?.text ?? ''
  return {
    title: say(outline.title) || null,
    language: outline.locale,
    days: outline.days.map((day) => ({
      date: day.date,
      ...(day.label && { label: say(day.label) }),
      items: day.items.map((item) => ({
        start: item.start ?? '',
        end: item.end,
        title: say(item.title),
        kind: item.kind,
        speakers: everyone(item),
        subitems: item.subitems.map((part) => say(part.title)),
        ...(item.note && { notes: say(item.note).split('\n') }),
        ...(item.track !== null && { track: item.track }),
        ...(item.room && { room: item.room }),
      })),
    })),
    doubts: [],
  }
}

/** Those who speak on the item or on a part of it. */
const everyone = (item: OutlineItem): { name: string; role: string | null }[] =>
  [item, ...item.subitems]
    .flatMap((one) => one.speakers)
    .filter((one) => one.role !== 'moderator')
    .map(({ name, office }) => ({ name, role: office }))
