/**
 * What lies beside minutes, as it stands in them. Each bears the id of what it was made of, so that what is in already is known.
 * Here what happened in the room: results of polls, questions with their answers, what groups wrote, who spoke. Pure.
 */
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { inLocale, localeNow, m } from '#platform/words/words.ts'
import { meanOf, rowsOf } from '#room/polls/counting/rules.ts'
import type { PollOption, Result } from '#room/polls/document.ts'
import type { Electorate, PollKind, Secrecy } from '#room/polls/tables.ts'
import type { MinutesNode } from '../document.ts'
import { bold, inLanguage, listOf, onOneLine, paragraph, paragraphs, text } from './document.ts'

/** Something that lies beside the minutes and can be put into them. */
export interface Quote {
  /** A uuid: of the poll, the question, the group, for who spoke of the item; for others one made of what they are. */
  readonly id: string
  readonly is:
    | 'poll'
    | 'question'
    | 'group'
    | 'spoken'
    | 'text'
    | 'speakers'
    | 'page'
    | 'link'
    | 'present'
    | 'decision'
    | 'action'
  /** What it is called where it is offered, and the language of that where it is not that of the minutes. */
  readonly title: string
  readonly lang: Locale | null
  /** One or more, for the outermost level of a document. */
  readonly nodes: readonly MinutesNode[]
}

/** As much of a held poll as is told of it; what stands on the item's page fits. */
export interface QuotedPoll {
  readonly id: string
  readonly kind: PollKind
  readonly question: Words
  readonly options: readonly PollOption[]
  readonly most: number | null
  readonly electorate: Electorate
  readonly secrecy: Secrecy
  readonly electors: number
  readonly result: Result
}

/**
 * A result with how it was voted and how many did. What all agreed on is a decision.
 * @returns null where too few voted in secret for anything to be told
 */
export function quoteOfPoll(poll: QuotedPoll, locale: Locale): Quote | null {
  const { id, kind, result, electors } = poll
  if (result.withheld) return null
  const question = pick(poll.question, locale) ?? { text: '', lang: locale }
  const lang = question.lang === locale ? null : question.lang
  const asked = { type: 'paragraph', attrs: { ...inLanguage(lang) } }
  const nodes = inLocale(locale, (): MinutesNode[] =>
    kind === 'agreed'
      ? [
          {
            type: 'decision',
            attrs: { id },
            content: [{ ...asked, content: [text(question.text)] }, paragraph(m.polls_agreed_result({ present: electors }))],
          },
        ]
      : [
          { ...asked, attrs: { ...asked.attrs, from: id }, content: [bold(question.text)] },
          ...listOf(resultLines(poll)),
          paragraph(howVoted(poll)),
        ],
  )
  return { id, is: 'poll', title: question.text, lang, nodes }
}

/** "For: 12 (60 %)", or what was written in one's own words. */
function resultLines(poll: QuotedPoll): string[] {
  const { result } = poll
  if (poll.kind === 'words')
    return (result.texts ?? []).map(({ text, count }) => (count > 1 ? `${text} (${m.polls_times({ count })})` : text))
  return rowsOf(poll, result).map(({ id, count, percent }) => {
    const label = given[id]?.() ?? pick(poll.options.find((one) => one.id === id)?.label, localeNow())?.text ?? id
    return percent === null ? m.minutes_quote_points({ label, count }) : `${label}: ${count} (${m.polls_percent({ percent })})`
  })
}

const given: Readonly<Record<string, () => string>> = {
  yes: m.polls_option_yes,
  no: m.polls_option_no,
  abstain: m.polls_option_abstain,
}

const ways: Readonly<Record<Secrecy, () => string>> = {
  open: m.minutes_quote_open,
  hidden: m.minutes_quote_hidden,
  confidential: m.minutes_quote_confidential,
  secret: m.minutes_quote_secret,
}

const voters: Readonly<Record<Electorate, () => string>> = {
  present: m.minutes_quote_among_present,
  members: m.minutes_quote_among_members,
  organisations: m.minutes_quote_among_organisations,
  link: m.minutes_quote_among_link,
}

/** "Det ble stemt hemmelig, blant medlemmene: 20 av 25 svarte." */
function howVoted(poll: QuotedPoll): string {
  const { kind, secrecy, electorate, electors, most, result } = poll
  const mean = kind === 'scale' ? meanOf(result) : null
  return [
    m.minutes_quote_voted({
      how: kind === 'roll_call' ? m.minutes_quote_roll_call() : ways[secrecy](),
      whom: voters[electorate](),
      answered: result.ballots,
      electors,
    }),
    mean === null ? '' : `${m.polls_mean({ mean: new Intl.NumberFormat(localeNow()).format(mean), most: most ?? 5 })}.`,
    kind === 'ranking' ? m.polls_points() : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** A question as it was asked in the room. */
export interface QuotedQuestion {
  readonly id: string
  readonly text: string
  readonly locale: Locale
  /** Null where it was asked without a name. */
  readonly name: string | null
  readonly answer: Words | null
}

/** A question with its answer; where none is written, an empty line to write it on. */
export function quoteOfQuestion(question: QuotedQuestion, locale: Locale): Quote {
  const lang = question.locale === locale ? null : question.locale
  const answer = pick(question.answer, locale)
  const answerLang = answer && answer.lang !== question.locale ? answer.lang : null
  const asked = question.name === null ? question.text : `${question.text} (${question.name})`
  const node = {
    type: 'answer',
    attrs: { id: question.id, ...inLanguage(lang) },
    content: [{ type: 'question', content: [text(onOneLine(asked))] }, ...paragraphs(answer?.text ?? '', answerLang)],
  }
  return { id: question.id, is: 'question', title: question.text, lang, nodes: [node] }
}

/** What a group wrote, under its name. */
export function quoteOfGroup(
  group: { readonly id: string; readonly number: number; readonly notes: string },
  locale: Locale,
): Quote {
  const title = inLocale(locale, () => m.groups_group({ number: group.number }))
  const heading = { type: 'heading', attrs: { level: 1, from: group.id }, content: [text(title)] }
  return { id: group.id, is: 'group', title, lang: null, nodes: [heading, ...paragraphs(group.notes)] }
}

/** Somebody who had the floor, and from when: "10.04". */
export interface QuotedTurn {
  readonly at: string
  readonly name: string
  readonly organisation: string | null
}

/** Who had the floor on an item, in order; null where nobody had. */
export function quoteOfTurns(itemId: string, turns: readonly QuotedTurn[], locale: Locale): Quote | null {
  if (turns.length === 0) return null
  const title = inLocale(locale, () => m.minutes_quote_spoken())
  const lines = turns.map((one) => [`${one.at} ${one.name}`, one.organisation].filter(Boolean).join(', '))
  const lead = { type: 'paragraph', attrs: { from: itemId }, content: [bold(title)] }
  return { id: itemId, is: 'spoken', title, lang: null, nodes: [lead, ...listOf(lines)] }
}

/** The ids of what a document was put together of, and of its blocks: a quote whose id is among them is in it. */
export function standingIn(document: MinutesNode): ReadonlySet<string> {
  const { id, from } = document.attrs ?? {}
  const own = [id, from].filter((one) => typeof one === 'string')
  return new Set([...own, ...(document.content ?? []).flatMap((node) => [...standingIn(node)])])
}
