/** The gathered days read: dates, items, and what an item is by its place in the day. */
import { dateDays } from './days.ts'
import type { Draft, DraftItem } from './draft.ts'
import { nameThenTitle } from './glued.ts'
import { everySpeaker, readItem } from './items.ts'
import { kindOf } from './kinds.ts'
import { settleKinds } from './kinds-of-day.ts'
import type { Line } from './lines.ts'
import { sureNameAt } from './names.ts'
import type { Doubt, Language, ReadDay, ReadItem, TraceStep } from './shape.ts'
import { timeDoubts } from './time-doubts.ts'
import type { Calendar } from './years.ts'

interface Given {
  readonly draft: Draft
  readonly language: Language
  readonly lines: readonly Line[]
  readonly calendar: Calendar
  readonly today: string | null
}

/** Reads the days; what it doubts and what it took goes into the two lists. */
export function readDays({ draft, language, lines, calendar, today }: Given, doubts: Doubt[], trace: TraceStep[]): ReadDay[] {
  const dated = dateDays(draft.days, calendar, lines, today)
  const habits = { titleCase: language === 'en', peopleBelow: namesPeopleBelow(draft), nameFirst: namesFirst(draft) }
  return draft.days.map((day, d): ReadDay => {
    const { doubts: aboutDate, ...found } = dated[d] as (typeof dated)[number]
    doubts.push(...aboutDate)
    const items = day.items.map((one, i): ReadItem => {
      const { item, doubts: own } = readItem(one, [d, i], habits)
      doubts.push(...own, ...timeDoubts(one.time, day, i, [d, i]))
      return item
    })
    for (const [i, item] of items.entries()) {
      const { kind, confidence } = kindOf(item.title, language, {
        early: i < 3,
        last: endsDay(items, i),
        // Evening company: a day that began long before is over. A meeting in the evening has its talks then.
        evening: item.start >= '18:00' && (items[0]?.start ?? '') < '15:00',
        noon: item.start >= '11:00' && item.start <= '13:30',
        speakers: everySpeaker(item).length,
        own: item.speakers.length,
        points: item.subitems.length,
        led: item.moderators.length > 0,
        panelled: /^(?:panel|panell?ists|i panelet|i panelen)\s*:[^()]*$/i.test(day.items[i]?.beneath[0]?.passage.text ?? ''),
        debate: item.moderators.length > 0 && item.asides.some((words) => /^(?:panel|debatt?)\S*le/iu.test(words)),
        beneath: [...item.subitems.slice(0, 12).map((s) => s.title), ...item.notes.slice(0, 4)].join('\n'),
      })
      item.kind = kind
      item.confidence.kind = confidence
      // A stretch that holds other items is a frame around them, as a main session is.
      if (kind === 'talk' && item.speakers.length === 0 && itemsInside(items, i) >= 2) item.kind = 'other'
      if (item.kind === 'break') headingsBehind(item, day.items[i]?.beneath ?? [])
    }
    settleKinds(items)
    for (const item of items)
      trace.push({ stage: 'kinds', line: item.lines[0] ?? null, took: `${item.start}–${item.end ?? ''} ${item.kind}` })
    inferEnds(items)
    const own = day.line ? [day.line.n] : []
    trace.push({
      stage: 'dates',
      line: own[0] ?? null,
      took: `${found.label ?? 'day without a heading'}: ${found.date ?? 'no date'}`,
    })
    return { ...found, items, lines: own }
  })
}

// So many lines settle it; a longer programme keeps the way it began.
const VOTES = 40

/** Do the lines right under the titles name people here, wherever the name is a known one? Then unknown names are believed too. */
function namesPeopleBelow(draft: Draft): boolean {
  const firsts = draft.days
    .flatMap((day) => day.items)
    .flatMap((item) => item.beneath.slice(0, 1))
    .filter((below) => !below.bullet && !below.cell && below.blanks === 0)
    .slice(0, VOTES)
  const known = firsts.filter(({ passage: { text } }) => sureNameAt(text, 0) && text.length < 120).length
  return known >= 2 && known * 2 >= firsts.length
}

/** Do most titles stand right behind a name, with nothing between them? */
function namesFirst(draft: Draft): boolean {
  const heads = draft.days
    .flatMap((day) => day.items)
    .flatMap((item) => (item.head && item.head.text.length > 24 ? [item.head.text] : []))
    .slice(0, VOTES)
  const found = heads.filter((text) => nameThenTitle(text, false) !== null).length
  return found > 2 && found * 5 >= heads.length * 2
}

/** A line apart under a break is no point of it: it heads what comes next. Moves it to the remarks. */
function headingsBehind(item: ReadItem, beneath: DraftItem['beneath']): void {
  const apart = new Set(beneath.filter((b) => b.blanks > 0 && !b.bullet && !b.cell).map((b) => b.line.n))
  const headings = item.subitems.filter((s) => s.speakers.length === 0 && apart.has(s.lines[0] ?? 0))
  item.subitems = item.subitems.filter((s) => !headings.includes(s))
  item.notes.push(...headings.map((s) => s.title))
}

function itemsInside(items: readonly ReadItem[], index: number): number {
  const { start, end } = items[index] as ReadItem
  return items
    .slice(index + 1, index + 12)
    .filter((x) => x.start >= start && end !== null && x.start < end && (x.end === null || x.end <= end)).length
}

/** An end that nothing states is the next start of the same track. Walks backwards, so that each item is seen once. */
function inferEnds(items: readonly ReadItem[]): void {
  const starts = new Map<string | undefined, string>()
  let any: string | undefined
  for (const item of items.toReversed()) {
    const next = item.track === undefined ? any : (starts.get(item.track) ?? starts.get(undefined))
    if (item.end === null && next !== undefined && next > item.start) item.inferred = { end: next, why: 'next-start' }
    if (item.start !== any) starts.set(item.track, item.start)
    else starts.set(item.track, any)
    any = item.start
  }
}

const AFTER_THE_END =
  /^end$|^\(?(?:optional|valgfri|frivillig|valbar)|visit|studiebesøk|studiebesök|heves|avslut|afslut|slutt|^slut|adjourn|close|farvel|lunsj|lunch|frokost|middag|dinner|avreise|hjemreise|heimreise|avresa|afrejse|departure|buss|egentid|fri tid|festmiddag|mingling|mingel|reception|kaffe|coffee|fika|sosialt|social|omvisning|byvandring|konsert|grill|quiz|vel h|gaskabeaivemállás|mállás/i
const MAY_FOLLOW = 9

/** Does the event or the day end with this item? Meals, travel and evening company may still follow. */
function endsDay(items: readonly ReadItem[], index: number): boolean {
  const [own, next] = [items[index], items[index + 1]]
  // Where only starts are told, an hour may be the item itself.
  if (own && next && minutes(next.start) - minutes(own.end ?? own.start) >= (own.end === null ? 75 : 45)) return true
  if (items.length - index > MAY_FOLLOW) return false
  for (let i = index + 1; i < items.length; i++) {
    const after = items[i]
    if (after && !AFTER_THE_END.test(after.title) && after.start < '18:00') return false
  }
  return true
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
