/** What the minutes of an item can begin with: what the programme knows of it before anybody has spoken. Pure. */
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { type MinutesDocument, type MinutesNode, textOfNode } from '../document.ts'
import { bold, inLanguage, onOneLine, paragraph, text } from '../quoting/document.ts'
import { byWhom, type Speaks } from '../quoting/programme/rules.ts'

/** An item of the programme with its parts. */
export interface Planned {
  readonly title: Words
  readonly speakers: readonly Speaks[]
  readonly subitems: readonly Planned[]
}

/** A matter that somebody sent in and that became the item. */
export interface Raised {
  readonly text: string
  /** What should come of it. */
  readonly outcome: string | null
  readonly locale: Locale
}

/**
 * Who speaks, what is to be decided, a heading for each part, and lines to write on.
 * @returns null where the programme knows no more than the title
 */
export function seedOf(item: Planned, raised: readonly Raised[], locale: Locale): MinutesNode[] | null {
  return inLocale(locale, () => {
    const own = [...spokenBy(item), ...raised.flatMap((one) => asked(one, locale))]
    const parts = item.subitems.flatMap((part) => partOf(part, locale))
    if (own.length + parts.length === 0) return null
    return [...own, ...(own.length > 0 ? [paragraph('')] : []), ...parts]
  })
}

function partOf(part: Planned, locale: Locale): MinutesNode[] {
  const title = pick(part.title, locale) ?? { text: '', lang: locale }
  const lang = title.lang === locale ? null : title.lang
  const heading = { type: 'heading', attrs: { level: 1, ...inLanguage(lang) }, content: [text(onOneLine(title.text) || '–')] }
  return [heading, ...spokenBy(part), paragraph('')]
}

const spokenBy = ({ speakers }: Planned): MinutesNode[] => (speakers.length === 0 ? [] : [paragraph(byWhom(speakers))])

const asked = ({ text: said, outcome, locale: spoken }: Raised, locale: Locale): MinutesNode[] =>
  [
    { lead: m.quoting_to_discuss(), words: said },
    { lead: m.quoting_to_decide(), words: outcome ?? '' },
  ].flatMap(({ lead, words }) =>
    words.trim() === ''
      ? []
      : [
          {
            ...paragraph('', spoken === locale ? null : spoken),
            content: [bold(`${lead}: `), text(onOneLine(words))],
          },
        ],
  )

/** Whether nothing is written: minutes that have begun are never overwritten. */
export const isEmpty = (document: MinutesDocument): boolean =>
  (document.content ?? []).every((node) => node.type === 'paragraph' && textOfNode(node).trim() === '')
