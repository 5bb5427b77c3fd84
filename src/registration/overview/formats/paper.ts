/** Name badges and the sheet to sign, as tagged PDF. */
import { typeset } from '#platform/pdf/typeset.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { Listed } from '../reads.ts'
import { placeOf } from './table.ts'

export interface Paper {
  readonly title: Words
  readonly network: Words
  readonly when: string
  /** Who comes, by name. */
  readonly rows: readonly Listed[]
}

const text = (words: Words) => {
  return pick(words, localeNow()) ?? { text: '', lang: localeNow() }
}

/** Eight to a sheet of A4, to cut apart. */
export const badgesPdf = (paper: Paper): Promise<Buffer> => set('badges', paper, {})

export const signInPdf = (paper: Paper): Promise<Buffer> =>
  set('signin', paper, {
    heading: m.registration_signin_title(),
    name: m.registration_name(),
    place: m.registration_organisation(),
    signature: m.registration_signature(),
    page: m.registration_page_of({ page: '{page}', pages: '{pages}' }),
  })

function set(template: string, paper: Paper, words: Record<string, string>): Promise<Buffer> {
  const alphabet = new Intl.Collator('nb')
  const data = {
    locale: localeNow(),
    title: text(paper.title),
    network: text(paper.network),
    when: paper.when,
    people: [...paper.rows]
      .sort((a, b) => alphabet.compare(a.name, b.name))
      .map((row) => ({ name: row.name, office: row.office ?? '', place: placeOf(row) })),
    words,
  }
  return typeset(template, data, Temporal.Now.instant())
}
