/** What lies beside the minutes of an item and can be put into them: of the programme, the files, the room, and the meeting before. */
import type { Actor } from '#actor.ts'
import { type ItemView, itemsOf, type MeetingView, readMeeting } from '#meeting/reads.ts'
import { type MeetingRow, mayWriteMinutes } from '#meeting/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { idFrom } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { clock, wall } from '#platform/words/dates.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale } from '#platform/words/words.ts'
import { notedOn } from '#questions/room/reads.ts'
import { spokenOn } from '#room/floor/spoken/reads.ts'
import { notesOf } from '#room/groups/reads.ts'
import { pollResultsOf } from '#room/polls/reads.ts'
import type { Place } from '../reads.ts'
import { lastTime } from './last/reads.ts'
import type { LastTime } from './last/rules.ts'
import { presentOn } from './present/reads.ts'
import type { PresentView } from './present/rules.ts'
import { quoteOfLink, quoteOfSpeakers, quoteOfText } from './programme/rules.ts'
import { type Quote, quoteOfGroup, quoteOfPoll, quoteOfQuestion, quoteOfTurns } from './rules.ts'
import { decksOf } from './slides/reads.ts'
import type { Deck } from './slides/rules.ts'

export interface Context {
  /** What the programme says, and the ways to what has no pages of its own. */
  readonly programme: readonly Quote[]
  readonly decks: readonly Deck[]
  readonly room: readonly Quote[]
  readonly present: PresentView
  readonly last: LastTime | null
}

/** An item of a meeting as its writer sees it. */
export interface Of {
  readonly view: MeetingView
  readonly item: ItemView
}

/**
 * In the words of the minutes' language, in a fixed number of queries.
 * @param baseUrl of the installation, without a slash at the end
 * @throws NotFound when the actor may not write minutes of this meeting
 */
export async function readContext(db: Db, actor: Actor, { view, item }: Of, baseUrl: string, locale: Locale): Promise<Context> {
  if (mayWriteMinutes(actor, view.meeting) !== 'yes') throw new NotFound()
  const decks = await decksOf(db, view, item, baseUrl, locale)
  return {
    programme: programmeOf(item, decks, baseUrl, locale),
    decks,
    room: await quotesOfRoom(db, actor, { meeting: view.meeting, item }, locale),
    present: await presentOn(db, view.meeting.id, item.id, locale),
    last: await lastTime(db, actor, view, item, baseUrl, locale),
  }
}

/** As `readContext`, for who has no more than the place. @throws NotFound for an item that is not on the programme too */
export async function contextAt(
  db: Db,
  actor: Actor,
  { meeting, item: { id } }: Place,
  baseUrl: string,
  locale: Locale,
): Promise<Context> {
  const view = await readMeeting(db, actor, meeting)
  const item = [...itemsOf(view.days)].find((one) => one.id === id)
  if (!item) throw new NotFound()
  return readContext(db, actor, { view, item }, baseUrl, locale)
}

function programmeOf(item: ItemView, decks: readonly Deck[], baseUrl: string, locale: Locale): Quote[] {
  const paged = new Set(decks.map((deck) => deck.materialId))
  return [
    quoteOfText(idFrom(`text of ${item.id}`), item, locale),
    quoteOfSpeakers(idFrom(`speakers of ${item.id}`), item.speakers, locale),
    ...item.materials
      .filter(({ id, href }) => !paged.has(id) && href !== '')
      .map(({ id, title, href }) => quoteOfLink(idFrom(`material ${id}`), title, new URL(href, baseUrl).href, locale)),
  ].filter((quote) => quote !== null)
}

/** What was shown, marked, brought back, and who spoke. */
async function quotesOfRoom(
  db: Db,
  actor: Actor,
  { meeting, item }: { readonly meeting: MeetingRow; readonly item: { readonly id: string } },
  locale: Locale,
): Promise<Quote[]> {
  const polls = await pollResultsOf(db, actor, meeting, item.id)
  const questions = await notedOn(db, item.id)
  const groups = (await notesOf(db, actor, meeting, item.id)).flatMap((one) => one.groups)
  const turns = (await spokenOn(db, item.id)).map(({ startedAt, ...who }) => ({
    ...who,
    at: inLocale(locale, () => clock(wall(startedAt, meeting.timezone).time)),
  }))
  return [
    ...polls.map((poll) => quoteOfPoll(poll, locale)),
    ...questions.map((question) => quoteOfQuestion(question, locale)),
    ...groups.map((group) => quoteOfGroup(group, locale)),
    quoteOfTurns(item.id, turns, locale),
  ].filter((quote) => quote !== null)
}

/** All of it that can be put in. */
export const quotesIn = ({ programme, decks, room, present, last }: Context): Quote[] => [
  ...programme,
  ...decks.flatMap((deck) => [deck.link, ...deck.pages.flatMap((page) => [...(page.text ? [page.text] : []), page.link])]),
  ...room,
  ...(present.quote ? [present.quote] : []),
  ...(last?.items.flatMap((item) => item.quotes) ?? []),
]
