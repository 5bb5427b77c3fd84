/**
 * The minutes of a whole meeting as they are read from the top, in one language: what paper, word processor, page, text and data
 * all say. The language is the one in force (`inLocale`); what is in another says so.
 */
import { materialLinks, type Said, type Sheet, type SheetLink, sheetOf } from '#meeting/formats/sheet.ts'
import { dateTime } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { Presence } from '#registration/tables.ts'
import type { BlockKind } from '../document.ts'
import { dueWords } from '../facts/rules.ts'
import type { Attendant, ItemMinutes, KeptObject, WholeMinutes } from '../whole/reads.ts'
import { type Block, type Part, type Picture, plainOf } from './body.ts'
import { isHere, itemsFrom } from './item.ts'

export interface MinutesSheet
  extends Pick<Sheet, 'locale' | 'title' | 'network' | 'logo' | 'series' | 'when' | 'where' | 'changedAt'> {
  /** What the document is called: "Referat: Ledermøte". */
  readonly name: string
  /** It holds what is not before readers: said on every page. */
  readonly draft: boolean
  readonly present: readonly PresentGroup[]
  /** Who came, went and met for others while it lasted; nothing for readers who are not told who was there. */
  readonly attending: readonly SheetAttending[]
  readonly decisions: readonly SheetDecision[]
  readonly actions: readonly SheetAction[]
  readonly items: readonly SheetItem[]
  /** Pictures that nobody has said what they show, by item. */
  readonly undescribed: readonly { readonly of: Said; readonly count: number }[]
  /** Of the meeting as a whole and of each item that has some. */
  readonly materials: readonly { readonly of: Said; readonly links: readonly SheetLink[] }[]
  /** The page with all of it; its full address. */
  readonly url: string
  readonly updated: string
}

export interface PresentGroup {
  readonly presence: Presence
  /** "Til stede" */
  readonly said: string
  readonly people: readonly { readonly name: string; readonly from: Said | null; readonly online: boolean }[]
}

export interface SheetAttending {
  readonly id: string
  /** "Kari Nes kom kl. 10.15" */
  readonly text: string
  readonly lang: Locale
  readonly item: Said
}

export interface SheetDecision {
  readonly id: string
  /** "1/20"; null before it has one. */
  readonly number: string | null
  /** Shortened where it is long: it stands whole with its item. */
  readonly text: string
  readonly lang: Locale
  readonly item: Said
  readonly itemPublicId: number
}

export interface SheetAction {
  readonly id: string
  /** Shortened as a decision is. */
  readonly text: string
  readonly lang: Locale
  readonly who: string | null
  /** An ISO date or that one is to come, and the same in words. */
  readonly due: Block['due']
  readonly dueSaid: string | null
  /** Whose it is. */
  readonly owner: Pick<KeptObject, 'personId' | 'organisationId'>
  readonly item: Said
  readonly itemPublicId: number
}

/** An item of the programme, or a part of one, and what was written of it. */
export interface SheetItem {
  readonly id: string
  readonly publicId: number
  /** 1, and 2 for a part of an item. */
  readonly level: 1 | 2
  readonly title: Said
  readonly time: string
  readonly people: string
  readonly about: Said | null
  readonly url: string
  readonly links: readonly SheetLink[]
  /** Null where there is nothing to read yet. */
  readonly minutes: SheetText | null
  /** How far it has come: "Godkjent 6. mai 2020". Null where no minutes are kept of it. */
  readonly state: string | null
  /** What came of it: "Utsatt til Høstmøtet". */
  readonly outcome: string | null
  /** Where it is kept for the item: "Til stede på saken (2): Kari Nordmann og Ola Nordmann". */
  readonly present: string | null
}

export interface SheetText {
  readonly id: string
  readonly lang: Locale
  readonly state: ItemMinutes['state']
  readonly published: boolean
  readonly approvedAt: string | null
  readonly approvedBy: string | null
  readonly writtenBy: string | null
  readonly at: string
  readonly parts: readonly SheetPart[]
  /** "Tillegg 1, 6. mai 2026", and what it says. */
  readonly amendments: readonly { readonly title: string; readonly lines: readonly string[] }[]
}

/** What stands on a block, in the minutes' own language: "Beslutning 1/20", "Ansvarlig: Senja · Frist: 15. mai 2020". */
export interface SheetBlock extends Block {
  readonly number: string | null
  readonly owner: SheetAction['owner']
  readonly label: string
  readonly facts: string
}
/** A picture, and where it lies. */
export interface SheetPicture extends Picture {
  /** A full address. */
  readonly href: string
  /** In pixels; null for one that is not the meeting's. */
  readonly size: { readonly width: number; readonly height: number } | null
  /** What is said in its place: what it shows, or that nobody has said so; empty where there is nothing to say. */
  readonly said: string
}
export type SheetPart = Exclude<Part, Block | Picture> | SheetBlock | SheetPicture

/** @param baseUrl of the installation, without a slash at the end */
export function minutesSheet(whole: WholeMinutes, baseUrl: string): MinutesSheet {
  const { view, texts, present } = whole
  const programme = sheetOf(view, baseUrl)
  const items = view.days.flatMap((day, d) =>
    day.items.flatMap((item, i) => itemsFrom(item, programme.days[d]!.rows[i]!, 1, whole, baseUrl)),
  )
  const changedAt = [...texts.values()].map((text) => instantOf(text.at)).reduce(later, instantOf(programme.changedAt))
  const papers = materialLinks(view.papers, baseUrl)
  return {
    locale: programme.locale,
    title: programme.title,
    network: programme.network,
    logo: programme.logo,
    series: programme.series,
    when: programme.when,
    where: programme.where,
    name: m.minutes_title({ title: programme.title.text }),
    draft: view.meeting.state === 'draft' || [...texts.values()].some((text) => !text.published),
    present: present ? presentGroups(present) : [],
    attending: items.flatMap(attendingOf),
    decisions: items.flatMap(decisionsOf),
    actions: items.flatMap(actionsOf),
    items,
    undescribed: items.flatMap(undescribedIn),
    materials: [
      ...(papers.length > 0 ? [{ of: programme.title, links: papers }] : []),
      ...items.filter((item) => item.links.length > 0).map((item) => ({ of: item.title, links: item.links })),
    ],
    url: `${baseUrl}${view.path}/minutes`,
    updated: m.meeting_updated({ when: dateTime(changedAt.toString(), view.meeting.timezone) }),
    changedAt: changedAt.toString(),
  }
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? b : a)

/** In the order in which they are told. */
const presences: readonly Presence[] = ['present', 'substitute', 'excused', 'absent']

function presentGroups(people: readonly Attendant[]): PresentGroup[] {
  return presences
    .map((presence) => ({
      presence,
      said: m[`registration_presence_${presence}`](),
      people: people
        .filter((one) => one.presence === presence)
        // Who was not there was not there online either.
        .map(({ name, from, mode }) => ({ name, from: pick(from, localeNow()), online: mode === 'online' && isHere(presence) })),
    }))
    .filter((group) => group.people.length > 0)
}

/** Signs of a decision or an action in the lists in front. */
const LONGEST = 300
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()} …` : text)

const blocksIn = (item: SheetItem, is: BlockKind): SheetBlock[] =>
  (item.minutes?.parts ?? []).filter((part) => part.kind === 'block').filter((block) => block.is === is)

/** How many pictures nobody has described. */
export const undescribed = (sheet: Pick<MinutesSheet, 'undescribed'>): number =>
  sheet.undescribed.reduce((sum, { count }) => sum + count, 0)

function undescribedIn({ title, minutes }: SheetItem): MinutesSheet['undescribed'] {
  const count = (minutes?.parts ?? []).filter((part) => part.kind === 'picture' && part.alt === null && !part.decorative).length
  return count > 0 ? [{ of: title, count }] : []
}

const attendingOf = (item: SheetItem): SheetAttending[] =>
  blocksIn(item, 'attendance').map(({ id, parts }) => ({ id, text: plainOf(parts), lang: item.minutes!.lang, item: item.title }))

const decisionsOf = (item: SheetItem): SheetDecision[] =>
  blocksIn(item, 'decision').map(({ id, number, parts }) => ({
    id,
    number,
    text: shortened(plainOf(parts)),
    lang: item.minutes!.lang,
    item: item.title,
    itemPublicId: item.publicId,
  }))

const actionsOf = (item: SheetItem): SheetAction[] =>
  blocksIn(item, 'action').map(({ id, who, due, owner, parts }) => ({
    id,
    text: shortened(plainOf(parts)),
    lang: item.minutes!.lang,
    who,
    due,
    dueSaid: due && dueWords(due),
    owner,
    item: item.title,
    itemPublicId: item.publicId,
  }))
