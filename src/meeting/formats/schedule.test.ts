/**
 * Schedules for conference apps, on hostile meetings. What readers demand of the two forms (frab and c3voc, version 1) is
 * stated here as tables: which elements and keys, in which order, with what in them.
 */

import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import type { MeetingView } from '#meeting/reads.ts'
import { hostileMeeting } from '../../../tests/hostile.ts'
import { scheduleOf } from './schedule.ts'
import { scheduleJson } from './schedulejson.ts'
import { scheduleXml } from './schedulexml.ts'

const options = { locale: 'nb', baseUrl: 'https://samling.example.no', version: '7' } as const

// ── XML ──

interface Node {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
  readonly text: string
}

const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const span = /^\d{1,2}:\d\d$/
const address = /^https?:\/\/[\x21-\x7e]+$/
const number = /^[1-9]\d*$/
const any = /^[\s\S]*$/
const day = /^\d{4}-\d\d-\d\d$/

interface Rule {
  /** Children in this order; "?" may be missing, "*" any number, "+" at least one. Without `order` each in any place. */
  readonly children?: string
  readonly order?: boolean
  readonly text?: RegExp
  readonly attributes?: Readonly<Record<string, RegExp>>
}
const rules: Record<string, Rule> = {
  schedule: { children: 'generator? url? version conference day+', order: true },
  generator: { attributes: { name: any, system: any } },
  version: { text: /^.+$/ },
  conference: { children: 'title acronym start end days timeslot_duration base_url url time_zone_name track*' },
  acronym: { text: /^[a-z0-9_-]{4,}$/ },
  days: { text: number },
  timeslot_duration: { text: span },
  base_url: { text: address },
  url: { text: address },
  time_zone_name: { text: /^.+$/ },
  'conference/start': { text: day },
  'conference/end': { text: day },
  track: { text: any, attributes: { name: any } },
  day: { children: 'room*', attributes: { index: number, date: day, start: zoned, end: zoned } },
  room: { children: 'event*', attributes: { name: any, guid: uuid } },
  event: {
    children: 'date start duration room slug? url title type track language abstract description? persons links attachments',
    attributes: { id: number, guid: uuid },
  },
  'event/date': { text: zoned },
  'event/start': { text: /^([01]\d|2[0-3]):[0-5]\d$/ },
  'event/duration': { text: span },
  'event/room': { text: /^[\s\S]+$/ },
  'event/slug': { text: /^[a-z0-9_]{4,}-[a-z0-9\-_]{4,}$/ },
  'event/track': { text: any },
  title: { text: /^[\s\S]+$/ },
  type: { text: /^[a-z]+$/ },
  language: { text: /^[a-z]{2}$/ },
  abstract: { text: any },
  description: { text: /^[\s\S]+$/ },
  persons: { children: 'person*' },
  person: { text: /^[\s\S]+$/, attributes: { guid: uuid } },
  links: { children: 'link*' },
  link: { text: any, attributes: { href: address, type: any } },
  attachments: { children: 'attachment*' },
  attachment: { text: any, attributes: { href: address, type: any } },
}

/** XML 1.0 §2.2: all that may stand in a document. */
const legal = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

function parse(xml: string): Node {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    trimValues: false,
  })
  type Raw = Record<string, unknown>
  const read = (raw: Raw): Node => {
    const name = Object.keys(raw).find((key) => key !== ':@')!
    const inside = raw[name] as Raw[]
    return {
      name,
      attributes: (raw[':@'] as Record<string, string>) ?? {},
      children: inside.filter((one) => !('#text' in one)).map(read),
      text: inside.map((one) => ('#text' in one ? String(one['#text']) : '')).join(''),
    }
  }
  return read((parser.parse(xml) as Raw[]).find((one) => 'schedule' in one)!)
}

function faultsOf(node: Node, parent = ''): string[] {
  const rule = rules[`${parent}/${node.name}`] ?? rules[node.name]
  if (!rule) return [`no element "${node.name}" is known in "${parent}"`]
  const faults: string[] = []
  const place = `${parent}/${node.name}`
  for (const [name, pattern] of Object.entries(rule.attributes ?? {}))
    if (!pattern.test(node.attributes[name] ?? '\0')) faults.push(`${place} @${name}: ${node.attributes[name]}`)
  for (const name of Object.keys(node.attributes)) if (!rule.attributes?.[name]) faults.push(`${place} @${name} is unknown`)
  if (rule.text && !rule.text.test(node.text)) faults.push(`${place}: ${node.text}`)
  const wanted = (rule.children ?? '').split(' ').filter(Boolean)
  for (const want of wanted) {
    const count = node.children.filter((child) => child.name === want.replace(/[?*+]$/, '')).length
    if (!/[?*]$/.test(want) && count === 0) faults.push(`${place} lacks ${want}`)
    if (!/[*+]$/.test(want) && count > 1) faults.push(`${place} has ${count} of ${want}`)
  }
  const known = wanted.map((want) => want.replace(/[?*+]$/, ''))
  const places = node.children.map((child) => known.indexOf(child.name))
  if (places.includes(-1)) faults.push(`${place} holds an unknown element`)
  if (rule.order && places.some((at, i) => i > 0 && at < places[i - 1]!)) faults.push(`${place}: in the wrong order`)
  return [...faults, ...node.children.flatMap((child) => faultsOf(child, node.name))]
}

const repeated = (all: readonly string[]) => all.filter((one, i) => all.indexOf(one) !== i)
const within = (node: Node, name: string): Node[] => [
  ...(node.name === name ? [node] : []),
  ...node.children.flatMap((child) => within(child, name)),
]

/** Every fault in a schedule.xml, in words. */
function xmlFaults(xml: string): string[] {
  const root = parse(xml)
  const events = within(root, 'event')
  return [
    ...(legal.test(xml) ? [] : ['characters that XML does not allow']),
    ...faultsOf(root),
    ...repeated(events.map((event) => event.attributes['id']!)).map((id) => `two events are number ${id}`),
    ...repeated(events.map((event) => event.attributes['guid']!)).map((guid) => `two events are ${guid}`),
    ...repeated(events.flatMap((event) => event.children.filter((one) => one.name === 'slug').map((one) => one.text))),
    ...repeated(within(root, 'day').map((one) => one.attributes['index']!)).map((index) => `two days are number ${index}`),
  ]
}

// ── JSON ──

type Check = (value: unknown) => boolean
const text: Check = (value) => typeof value === 'string'
const like =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value)
const textOrNone: Check = (value) => value === null || typeof value === 'string'
const whole: Check = (value) => Number.isInteger(value) && (value as number) > 0
const uri: Check = (value) => typeof value === 'string' && address.test(value) && URL.canParse(value)

const person: Check = (value) => {
  const one = value as Record<string, unknown>
  // A name, or a public name with a number; never both.
  return (
    typeof one['name'] === 'string' &&
    !('public_name' in one) &&
    !('id' in one) &&
    like(uuid)(one['guid']) &&
    textOrNone(one['biography'])
  )
}
const reference: Check = (value) => {
  const { type, url, title, ...others } = value as Record<string, unknown>
  return (
    like(/^(slides|paper|web|blog|article|media|related)$/)(type) && uri(url) && text(title) && Object.keys(others).length === 0
  )
}
const allOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)

const shapes: Record<string, Record<string, Check>> = {
  event: {
    guid: like(uuid),
    id: whole,
    date: like(zoned),
    end: like(zoned),
    start: like(/^([01]\d|2[0-3]):[0-5]\d$/),
    duration: like(/^\d+:\d\d$/),
    room: text,
    slug: like(/^[a-z0-9_-]+[a-z0-9]$/),
    url: uri,
    title: text,
    subtitle: textOrNone,
    track: textOrNone,
    type: text,
    language: textOrNone,
    abstract: textOrNone,
    description: textOrNone,
    persons: allOf(person),
    links: allOf(reference),
    attachments: allOf(reference),
  },
  day: {
    index: whole,
    date: like(day),
    day_start: like(zoned),
    day_end: like(zoned),
    rooms: (value) => typeof value === 'object',
  },
  conference: {
    acronym: like(/^[a-z0-9_-][a-z0-9_]{3,}(-2[0-9]{3}-[a-z]+)?$/),
    title: text,
    start: like(day),
    end: like(day),
    daysCount: whole,
    timeslot_duration: like(span),
    time_zone_name: (value) => value === undefined || like(/^([A-Z][a-z]+\/[A-Z][a-z]+)|UTC$/)(value),
    url: uri,
    tracks: allOf((value) => text((value as { name: unknown }).name)),
    rooms: allOf((value) => {
      const { name, guid, type, ...others } = value as Record<string, unknown>
      return text(name) && like(uuid)(guid) && (type === undefined || type === 'online') && Object.keys(others).length === 0
    }),
    days: Array.isArray,
  },
}

function shapeFaults(name: string, value: object): string[] {
  const shape = shapes[name]!
  const has = value as Record<string, unknown>
  return [
    ...Object.entries(shape).flatMap(([key, check]) => (check(has[key]) ? [] : [`${name}.${key}: ${JSON.stringify(has[key])}`])),
    ...Object.keys(value).flatMap((key) => (key in shape ? [] : [`${name}.${key} is unknown`])),
  ]
}

function jsonFaults(made: ReturnType<typeof scheduleJson>): string[] {
  const { conference, version } = made.schedule
  const events = conference.days.flatMap((one) => Object.values(one.rooms).flat())
  return [
    ...(version ? [] : ['no version']),
    ...shapeFaults('conference', conference),
    ...conference.days.flatMap((one) => shapeFaults('day', one)),
    ...events.flatMap((event) => shapeFaults('event', event)),
    ...(conference.daysCount === conference.days.length ? [] : ['the days are not counted']),
    ...conference.days.flatMap((one) =>
      Object.entries(one.rooms).flatMap(([room, inRoom]) =>
        inRoom.filter((event) => event.room !== room).map(() => `not in ${room}`),
      ),
    ),
  ]
}

// ── Both ──

const made = (view: MeetingView) => {
  const schedule = scheduleOf(view, options)
  return schedule && { schedule, xml: scheduleXml(schedule), json: scheduleJson(schedule) }
}

describe('a schedule', () => {
  it('is as its readers want it, whatever was planned and written', () => {
    let written = 0
    fc.assert(
      fc.property(hostileMeeting(), (view) => {
        const all = made(view)
        expect(all === null).toBe(view.days.every((one) => one.date === null))
        if (!all) return
        written++
        expect(xmlFaults(all.xml)).toEqual([])
        expect(jsonFaults(JSON.parse(JSON.stringify(all.json)))).toEqual([])
        const timed = view.days.flatMap((one) => (one.date ? one.items.filter((item) => item.start) : []))
        expect(
          within(parse(all.xml), 'event')
            .map((event) => event.attributes['guid'])
            .sort(),
        ).toEqual(timed.map((item) => item.uid).sort())
      }),
      { numRuns: 150 },
    )
    expect(written).toBeGreaterThan(50)
  })

  it('is as its readers want it with hundreds of items', () => {
    const [view] = fc.sample(hostileMeeting(), { numRuns: 1, seed: 3 })
    const one = fc.sample(
      hostileMeeting().filter((view) => view.days.some((day) => day.date && day.items.some((item) => item.start))),
      { numRuns: 1, seed: 3 },
    )[0]!
    const day = one.days.find((day) => day.date && day.items.some((item) => item.start))!
    const item = day.items.find((item) => item.start)!
    const many = Array.from({ length: 400 }, (_, i) => ({
      ...item,
      uid: crypto.randomUUID(),
      publicId: 10_000 + i,
      track: `Spor ${i % 3}`,
    }))
    const all = made({ ...view!, days: [{ ...day, items: many }] })!
    expect(xmlFaults(all.xml)).toEqual([])
    expect(within(parse(all.xml), 'event')).toHaveLength(400)
    expect(jsonFaults(all.json)).toEqual([])
  })

  it.each([
    ['an element too many', (xml: string) => xml.replace('<version>', '<version>1</version><version>')],
    [
      'days before the conference',
      (xml: string) => xml.replace(/(<conference>[\s\S]*<\/conference>)([\s\S]*)(?=<\/schedule>)/, '$2$1'),
    ],
    ['an event without a date', (xml: string) => xml.replace(/<event ([^>]*)>\n<date>[^<]*<\/date>/, '<event $1>')],
    ['two of one number', (xml: string) => xml.replace(/<event [\s\S]*<\/event>/, (event) => event + event)],
    ['an empty address', (xml: string) => xml.replace(/<url>[^<]*<\/url>/, '<url></url>')],
    ['a bell', (xml: string) => xml.replace('<title>', '<title>\u0007')],
  ])('would be found wrong with %s', (_, spoil) => {
    const view = fc.sample(
      hostileMeeting().filter((one) => one.days.some((day) => day.date && day.items.some((item) => item.start))),
      { numRuns: 1, seed: 5 },
    )[0]!
    const { xml } = made(view)!
    expect(spoil(xml)).not.toBe(xml)
    expect(xmlFaults(spoil(xml))).not.toEqual([])
  })
})
