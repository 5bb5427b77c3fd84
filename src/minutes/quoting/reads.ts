/** What of the room can be put into the minutes of an item: what was shown, marked, brought back, and who spoke. */
import type { Actor } from '#actor.ts'
import { mayWriteMinutes } from '#meeting/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { clock, wall } from '#platform/words/dates.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale } from '#platform/words/words.ts'
import { notedOn } from '#questions/room/reads.ts'
import { spokenOn } from '#room/floor/spoken/reads.ts'
import { notesOf } from '#room/groups/reads.ts'
import { pollResultsOf } from '#room/polls/reads.ts'
import type { Place } from '../reads.ts'
import { type Quote, quoteOfGroup, quoteOfPoll, quoteOfQuestion, quoteOfTurns } from './rules.ts'

/**
 * In the words of the minutes' language, in four queries.
 * @throws NotFound when the actor may not write minutes of this meeting
 */
export async function quotesFor(db: Db, actor: Actor, { meeting, item }: Place, locale: Locale): Promise<Quote[]> {
  if (mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
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
