/** What a PDF says of itself to those who do not see (ISO 14289-1: tags, §7.2 a language, §7.1 a title). */
import { getDocumentProxy } from 'unpdf'
import type { AccessFinding } from '../rules.ts'

/** Null where it cannot be opened: why not is told by whoever draws it. */
export async function findingsOfPdf(bytes: Uint8Array): Promise<readonly AccessFinding[] | null> {
  const document = await getDocumentProxy(bytes).catch(() => null)
  if (!document) return null
  const [marks, { info }] = await Promise.all([document.getMarkInfo(), document.getMetadata()])
  const said = info as { readonly Title?: string; readonly Language?: string | null }
  const whole = (code: AccessFinding['code'], is: boolean): AccessFinding[] => (is ? [{ code, pages: [] }] : [])
  return [
    ...whole('pdf_untagged', !(marks as { Marked?: boolean } | null)?.Marked),
    ...whole('language_missing', !said.Language?.trim()),
    ...whole('title_missing', !said.Title?.trim()),
  ]
}
