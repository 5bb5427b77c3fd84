/** schedule.xml: https://c3voc.de/wiki/schedule */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { Invalid } from '#platform/errors.ts'
import type { Outline } from '../intake/rules.ts'
import { type FrabDay, frabConference, frabOutline } from './frab.ts'
import type { Notes } from './notes.ts'
import { lineOf, membersOf } from './values.ts'

/** Also XML of other sorts, to be told so; pages of the web are documents. */
export const looksLikeXml = (text: string): boolean =>
  /^\s*<(?:\?xml|!--|!DOCTYPE schedule|schedule[\s/>])/i.test(text) && !/<html[\s>]/i.test(text.slice(0, 5000))

const LISTS = new Set(['day', 'room', 'event', 'person', 'track'])

/** Values stay text, so that "0930" and "1.0" are what was written. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  htmlEntities: true,
  // Each "&amp;" counts; what a file defines itself is refused before.
  processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 20_000_000 },
  maxNestedTags: 50,
  isArray: (name, path, _leaf, isAttribute) => !isAttribute && LISTS.has(name) && !String(path).endsWith('event.room'),
})

/** @throws Invalid({ file }) when it is no XML, another XML, or without events */
export function readScheduleXml(text: string, notes: Notes): Outline {
  if (/<!(?:DOCTYPE[^>]*\[|ENTITY)/i.test(text)) throw new Invalid({ file: 'sources_xml_entities' })
  const valid = XMLValidator.validate(text)
  if (valid !== true) throw new Invalid({ file: `sources_broken_line?line=${valid.err.line}` })
  const schedule = childOf(parse(text), 'schedule')
  if (schedule === null) throw new Invalid({ file: 'sources_xml_unknown' })
  const days = listIn(schedule, 'day').map((day): FrabDay => {
    const rooms = listIn(day, 'room')
    return {
      date: attribute(day, 'date'),
      start: attribute(day, 'start'),
      events: rooms.flatMap((room) =>
        listIn(room, 'event').map((event) => ({ room: attribute(room, 'name'), event: plainEvent(event) })),
      ),
    }
  })
  const conference = Object.fromEntries(membersOf(childOf(schedule, 'conference')).map(([name, value]) => [name, textIn(value)]))
  const generator = attribute(childOf(schedule, 'generator'), 'name')
  return frabOutline(frabConference.parse({ ...conference, generator }), days, notes)
}

function parse(text: string): unknown {
  try {
    return parser.parse(text)
  } catch {
    // Nested deeper, or with more entities, than any schedule is: the parser's own limits.
    throw new Invalid({ file: 'sources_xml_unknown' })
  }
}

/** An event in the shape that schedule.json has. */
function plainEvent(event: unknown): unknown {
  if (event === null || typeof event !== 'object') return event
  const fields = membersOf(event).map(([name, value]): [string, unknown] => [name.replace(/^@/, ''), textIn(value)])
  const persons = listIn(childOf(event, 'persons'), 'person').map(textIn)
  return { ...Object.fromEntries(fields), persons }
}

const childOf = (node: unknown, name: string): unknown => membersOf(node).find(([key]) => key === name)?.[1] ?? null

const listIn = (node: unknown, name: string): unknown[] => {
  const found = childOf(node, name)
  return Array.isArray(found) ? found : []
}

const attribute = (node: unknown, name: string): string | null => lineOf(childOf(node, `@${name}`))

/** The text of an element, with or without attributes. */
function textIn(node: unknown): unknown {
  if (node !== null && typeof node === 'object' && !Array.isArray(node)) return childOf(node, '#text') ?? ''
  return Array.isArray(node) ? textIn(node[0]) : node
}
