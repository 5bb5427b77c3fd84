/** The form of the checking page. It carries the text and every field, so that nothing is stored before the plan is made. */
import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { typedText } from '#platform/words/text.ts'
import { type Fields, roles } from './rules.ts'

export interface CheckForm {
  readonly text: string
  /** The layout that the text came with, as `unlaid` gave it; empty for none. */
  readonly layout: string
  /** Of the file it came from; empty for what was pasted. */
  readonly fileName: string
  /** What stood in the fields as it was read; null on the first sending. */
  readonly was: Fields | null
  readonly fields: Fields
  /** Message keys. */
  readonly errors: Readonly<Record<string, string>>
  readonly wish: 'check' | 'create'
}

const TEXT_LONGEST = 300_000
const body = z.record(z.string(), z.union([z.string(), z.array(z.string()).transform((all) => all.at(-1) ?? '')]))
const texts = z.record(z.string(), z.string())
const OWN = new Set(['text', 'layout', 'fileName', 'was', 'wish'])

export function readCheckForm(given: unknown): CheckForm {
  const all = body.catch({}).parse(given ?? {})
  const text = all.text ?? ''
  const errors: Record<string, string> = {}
  if (text.trim() === '') errors.text = 'planio_empty'
  else if (text.length > TEXT_LONGEST) errors.text = 'planio_too_long'
  const fields = Object.fromEntries(
    Object.entries(all)
      .filter(([name]) => !OWN.has(name))
      .map(([name, value]) => [name, typedText(value)]),
  )
  for (const [name, value] of Object.entries(fields)) {
    if (name.endsWith('/as') && !roles.includes(value as never)) delete fields[name]
    if (holdsIdentityNumber(value)) errors[name] = 'people_identity_number'
  }
  return {
    text: text.replaceAll('\u0000', '').replaceAll('\r\n', '\n'),
    layout: all.layout ?? '',
    fileName: all.fileName ?? '',
    was: parsed(all.was),
    fields,
    errors,
    wish: all.wish === 'create' ? 'create' : 'check',
  }
}

function parsed(json: string | undefined): Fields | null {
  if (!json) return null
  try {
    return texts.parse(JSON.parse(json))
  } catch {
    // Tampered with or cut short: the fields count as unchanged.
    return null
  }
}
