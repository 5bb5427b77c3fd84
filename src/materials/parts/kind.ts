import type { Audience } from '#meeting/tables.ts'
import type { Locale } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import * as icons from '#ui/icons.ts'
import type { MaterialKind } from '../tables.ts'

export const kindName = (kind: MaterialKind): string =>
  ({
    presentation: m.materials_kind_presentation,
    paper: m.materials_kind_paper,
    link: m.materials_kind_link,
    recording: m.materials_kind_recording,
  })[kind]()

export const kindIcon: Readonly<Record<MaterialKind, string>> = {
  presentation: icons.filePdf,
  paper: icons.fileText,
  link: icons.link,
  recording: icons.video,
}

export const languageName = (locale: Locale): string =>
  ({ nb: m.shared_lang_nb, nn: m.shared_lang_nn, se: m.shared_lang_se, en: m.shared_lang_en })[locale]()

export const audienceName = (audience: Audience): string =>
  ({ public: m.materials_audience_item, members: m.materials_audience_members, invited: m.materials_audience_invited })[
    audience
  ]()
