/** What a block says beside its text, in the words of the language that is spoken now. */
import { clock, date } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { type Attending, type Block, DATE_TO_COME, type Taken } from '../document.ts'

export interface Fact {
  /** "Ansvarlig"; null where the text says it all. */
  readonly term: string | null
  readonly text: string
}

/** Of an action who and by when, of a decision how it was taken; of an answer nothing. */
export function factsOf(block: Pick<Block, 'kind' | 'who' | 'due' | 'taken'>): Fact[] {
  if (block.kind === 'decision') return takenFacts(block.taken)
  if (block.kind !== 'action') return []
  return [
    ...(block.who ? [{ term: m.minutes_who(), text: block.who }] : []),
    ...(block.due ? [{ term: m.minutes_due(), text: dueWords(block.due) }] : []),
  ]
}

/** "Kari Nes kom kl. 10.15": all that is said of who was there. */
export function attendingWords({ who, attending }: { readonly who: string | null; readonly attending: Attending }): string {
  const name = who ?? m.attending_nobody()
  const at = attending.clock === null ? null : clock(attending.clock)
  switch (attending.did) {
    case 'came':
      return at === null ? m.attending_came({ name }) : m.attending_came_at({ name, at })
    case 'left':
      return at === null ? m.attending_left({ name }) : m.attending_left_at({ name, at })
    case 'stands_in': {
      const instead = attending.instead ?? m.attending_nobody()
      return at === null ? m.attending_stands_in({ name, instead }) : m.attending_stands_in_at({ name, instead, at })
    }
  }
}

/** "15. mai 2020", or that a date is to come. @param due as it stands in the document */
export const dueWords = (due: string): string => (due === DATE_TO_COME ? m.decisions_date_to_come() : date(due))

function takenFacts(taken: Taken): Fact[] {
  const how = taken.how === 'agreed' ? m.decisions_agreed() : taken.how === 'vote' ? votesWords(taken) : null
  return [
    ...(how ? [{ term: null, text: how }] : []),
    ...(taken.dissent ? [{ term: m.decisions_dissent(), text: taken.dissent }] : []),
  ]
}

function votesWords({ yes, no, abstained }: Taken): string {
  const counts = [
    yes === null ? null : m.decisions_votes_yes({ count: yes }),
    no === null ? null : m.decisions_votes_no({ count: no }),
    abstained === null ? null : m.decisions_votes_abstained({ count: abstained }),
  ].filter((one) => one !== null)
  return counts.length === 0 ? m.decisions_voted() : m.decisions_voted_with({ counts: counts.join(', ') })
}
