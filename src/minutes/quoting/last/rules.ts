/** What the meeting before said of the same matter, as it stands in minutes. Pure. */
import { statusWords } from '#actions/status/rules.ts'
import type { ActionStatus } from '#actions/tables.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { approvesMinutes } from '../../approval/rules.ts'
import { type Block, DATE_TO_COME } from '../../document.ts'
import { type Fact, factsOf } from '../../facts/rules.ts'
import { bold, cameFrom, inLanguage, link, paragraph, text } from '../document.ts'
import type { Quote } from '../rules.ts'

/** The meeting before, as far as it is about the same. */
export interface LastTime {
  readonly title: string
  readonly lang: Locale | null
  readonly path: string
  readonly items: readonly LastItem[]
}

/** An item at which the same was on. */
export interface LastItem {
  readonly title: string
  readonly lang: Locale | null
  readonly path: string
  /** Its minutes as readers have them, and in which language; null where none are published. */
  readonly minutes: { readonly html: string; readonly locale: Locale } | null
  /** Its decisions and what was to be done. */
  readonly quotes: readonly Quote[]
}

interface Matter {
  readonly matterId: string | null
  readonly title: Words
}

/**
 * Whether two items are one matter at two meetings: followed as one, or called the same. Where a meeting approves the minutes of the
 * one before, all that was on there is the matter.
 */
export const isSameMatter = (item: Matter, before: Matter): boolean =>
  (item.matterId !== null && item.matterId === before.matterId) ||
  approvesMinutes(item.title) ||
  wordings(item.title).some((title) => wordings(before.title).includes(title))

const wordings = (title: Words): string[] =>
  (Object.values(title) as string[])
    .map((words) =>
      words
        .toLocaleLowerCase('nb')
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .filter(Boolean)

/** Where a block was written. */
export interface BlockSource {
  /** What the meeting is called. */
  readonly meeting: string
  /** A whole address that leads to the block. */
  readonly href: string
  /** Language of the minutes it stands in. */
  readonly locale: Locale
  /** "1/20"; null where it has none. */
  readonly number: string | null
  /** What came of it since it was written. */
  readonly since?: readonly Fact[]
}

/** What is to be done, as it stands now. */
export interface Live {
  readonly id: string
  readonly text: string
  readonly locale: Locale
  readonly owners: readonly string[]
  readonly due: string | null
  readonly dueToCome: boolean
  readonly status: ActionStatus
  /** The newest that was told of it. */
  readonly last: string | null
}

const untaken = { how: null, yes: null, no: null, abstained: null, dissent: null }

/** What was to be done, as it stands: whoever quotes it means to ask how it goes. */
export function quoteOfAction(one: Live, of: Pick<BlockSource, 'meeting' | 'href'>, locale: Locale): Quote {
  const block = {
    ...{ kind: 'action' as const, id: one.id, text: one.text, taken: untaken },
    who: one.owners.join(', ') || null,
    due: one.due ?? (one.dueToCome ? DATE_TO_COME : null),
  }
  const stands = { term: inLocale(locale, () => m.actions_status()), text: inLocale(locale, () => statusWords[one.status]()) }
  const since = [
    ...(one.status === 'not_started' ? [] : [stands]),
    ...(one.last ? [{ term: null, text: one.last.replace(/\.$/, '') }] : []),
  ]
  return quoteOfBlock(block, { ...of, locale: one.locale, number: null, since }, locale)
}

/** A decision or what was to be done, as a quotation with where it is from: it stays the other meeting's, and is not done twice. */
export function quoteOfBlock(
  block: Pick<Block, 'kind' | 'id' | 'text' | 'who' | 'due' | 'taken'>,
  of: BlockSource,
  locale: Locale,
): Quote {
  return inLocale(locale, (): Quote => {
    const is = block.kind === 'decision' ? 'decision' : 'action'
    const lead = is === 'decision' ? [m.minutes_decision(), of.number].filter(Boolean).join(' ') : m.minutes_action()
    const lang = of.locale === locale ? null : of.locale
    const facts = [...factsOf(block), ...(of.since ?? [])].map((fact) =>
      fact.term === null ? `${fact.text}. ` : `${fact.term}: ${fact.text}. `,
    )
    const [first = '', ...rest] = block.text.split('\n').filter(Boolean)
    const quoted = {
      type: 'blockquote',
      content: [
        { type: 'paragraph', attrs: inLanguage(lang), content: [bold(`${lead}: `), ...(first ? [text(first)] : [])] },
        ...rest.map((line) => paragraph(line, lang)),
        { type: 'paragraph', content: [...(facts.length > 0 ? [text(facts.join(''))] : []), link(of.meeting, of.href)] },
      ],
    }
    return { id: block.id, is, title: first, lang, nodes: cameFrom(block.id, [quoted]) }
  })
}
