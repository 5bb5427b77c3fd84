/** A text as it is laid out for reading through, part by part. */
import { NotFound, Refused } from '#platform/errors.ts'
import type { Locale } from '#platform/words/text.ts'
import type { MinutesDocument } from '../document.ts'
import { htmlOf } from '../html/rules.ts'
import { plainOf } from '../plain/formats.ts'
import type { RevisionRow } from '../rules.ts'
import type { Part } from './rules.ts'
import type { Suggestion } from './writes.ts'

/** The parts of a text, without those that say nothing. */
export const partsOf = (document: MinutesDocument, locale: Locale): Part[] =>
  (document.content ?? []).flatMap((node, index) => {
    const alone: MinutesDocument = { type: 'doc', content: [node] }
    const html = htmlOf(alone, locale)
    const { text, kept } = plainOf(alone, locale)
    return html === '' || node.type === 'horizontalRule' ? [] : [{ index, html, plain: kept.length === 0 ? text : null }]
  })

/**
 * What a form proposes to the text before readers: a part that was sent back as it was is no correction.
 * @throws Refused when another text is before readers by now; NotFound when it has no such part
 */
export function suggestionOf(
  published: Pick<RevisionRow, 'number' | 'document'>,
  locale: Locale,
  form: { readonly number: number; readonly part: number; readonly after?: string | undefined; readonly remark: string | null },
): Suggestion {
  if (form.number !== published.number) throw new Refused('approval_other_text')
  const part = partsOf(published.document, locale).find((one) => one.index === form.part)
  if (!part) throw new NotFound()
  const after = part.plain === null ? undefined : form.after?.trim()
  return {
    ...{ number: form.number, part: form.part, remark: form.remark },
    before: part.plain ?? '',
    after: after === undefined || after === part.plain?.trim() ? null : after,
  }
}
