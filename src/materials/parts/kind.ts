import type { Audience } from '#meeting/tables.ts'
import type { Locale } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import * as icons from '#ui/icons.ts'
import type { MaterialKind } from '../tables.ts'

/** The sign of something that has no picture of its own. */
export function kindIcon(one: { readonly kind: MaterialKind; readonly current: { readonly mediaType: string } | null }): string {
  if (one.kind === 'link') return icons.link
  if (one.kind === 'recording') return icons.play
  return one.current?.mediaType === 'application/pdf' ? icons.filePdf : icons.file
}

export const languageName = (locale: Locale): string =>
  ({ nb: m.shared_lang_nb, nn: m.shared_lang_nn, se: m.shared_lang_se, en: m.shared_lang_en })[locale]()

export const audienceName = (audience: Audience): string =>
  ({ public: m.materials_audience_item, members: m.materials_audience_members, invited: m.materials_audience_invited })[
    audience
  ]()
