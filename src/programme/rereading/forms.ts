/** The form of the page that shows what a new text changes. It carries the text as the checking page does, and every decision. */
import { z } from 'zod'
import { type CheckForm, readCheckForm } from '../intake/forms.ts'
import type { Difference } from './rules.ts'

export interface RereadForm extends Pick<CheckForm, 'text' | 'layout' | 'fileName' | 'language'> {
  readonly settled: Readonly<Record<string, number>>
  /** By the told item's key: the id of the item it is, or null for a new one. */
  readonly said: Readonly<Record<string, string | null>>
  readonly shown: ReadonlySet<string>
  readonly taken: ReadonlySet<string>
  readonly wish: 'compare' | 'follow'
}

const many = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([])
const SAYS_NEW = 'new'

/** @param given fields by name, as they were sent */
export function readRereadForm(given: Readonly<Record<string, string | string[]>>): RereadForm {
  const { text, layout, fileName, language, choices } = readCheckForm(given)
  const said: Record<string, string | null> = {}
  for (const [name, value] of Object.entries(given)) {
    const chosen = [value].flat().at(-1)
    const key = name.startsWith('pair/') ? name.slice('pair/'.length) : null
    // What was only likely and left alone is not a decision: it is judged anew.
    if (key && chosen && chosen !== [given[`likely/${key}`]].flat().at(-1)) said[key] = chosen === SAYS_NEW ? null : chosen
  }
  return {
    text,
    layout,
    fileName,
    language,
    settled: choices.settled,
    said,
    shown: new Set(many.parse(given.shown ?? [])),
    taken: new Set(many.parse(given.take ?? [])),
    wish: given.wish === 'follow' ? 'follow' : 'compare',
  }
}

/**
 * The changes that are to be taken: as decided where they were shown; else those that the text makes, and not those in which
 * it only says again what somebody has changed by hand.
 */
export function takenOf({ days, items }: Difference, offered: readonly string[], form: RereadForm): Set<string> {
  const own = new Set(
    [...days.flatMap((day) => day.change ?? []), ...items.flatMap((one) => one.changes)].flatMap((change) =>
      change.own ? [change.key] : [],
    ),
  )
  return new Set(offered.filter((key) => (form.shown.has(key) ? form.taken.has(key) : !own.has(key))))
}
