/**
 * What stands in the form, opened: a programme that its file states, or a text that is read, with the layout it came in.
 * Reading is done once; the organiser's choices are applied to what was read as often as needed.
 */
import { Invalid } from '#platform/errors.ts'
import type { Locale } from '#platform/words/text.ts'
import type { Language, Reading } from '../reader/shape.ts'
import { readAnySize } from '../reader/worker/run.ts'
import { withChoices } from '../sources/choices.ts'
import type { SourceNote } from '../sources/shape.ts'
import { isProgrammeText, openProgrammeText } from '../sources/structured.ts'
import { relaid } from './reader/layout.ts'
import { outlineOfReading } from './reader/outline.ts'
import type { Checked } from './reader/shape.ts'
import type { Choices, Outline } from './rules.ts'

/** What is to be read. `layout` is that of `unlaid`, empty for none; no language means: find out. */
export interface Given {
  readonly text: string
  readonly layout: string
  readonly language: Language | null
}

export type Opened =
  | { readonly kind: 'read'; readonly reading: Reading }
  | { readonly kind: 'stated'; readonly outline: Outline; readonly notes: readonly SourceNote[] }

/** @throws Invalid with words when it is a file that states its programme, and cannot be read; and when reading takes too long */
export async function openGiven({ text, layout, language }: Given): Promise<Opened> {
  if (layout === '' && isProgrammeText(text)) {
    const { outline, notes } = await openProgrammeText(text)
    return { kind: 'stated', outline, notes }
  }
  const reading = await readAnySize(relaid(text, layout), language ? { language } : {})
  if (!reading) throw new Invalid({ text: 'programme_read_too_slow' })
  return { kind: 'read', reading }
}

/** What was opened, with the choices applied. @param fallback for texts in a language that meetings cannot be written in */
export function checkedOf(opened: Opened, choices: Choices, fallback: Locale): Checked {
  if (opened.kind === 'read') return outlineOfReading(opened.reading, choices, fallback)
  return { outline: withChoices(opened.outline, choices), doubts: [], lines: [], unplaced: [], cutAt: null }
}
