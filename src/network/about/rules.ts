/** The licences a network may give its texts. */
import { m } from '#platform/words/words.ts'
import type { network } from '../tables.ts'

export type Licence = NonNullable<(typeof network.$inferSelect)['licence']>

export const licences: Readonly<Record<Licence, { readonly href: string; readonly name: () => string }>> = {
  cc0: { href: 'https://creativecommons.org/publicdomain/zero/1.0/', name: m.about_licence_cc0 },
  'cc-by': { href: 'https://creativecommons.org/licenses/by/4.0/', name: m.about_licence_cc_by },
  'cc-by-sa': { href: 'https://creativecommons.org/licenses/by-sa/4.0/', name: m.about_licence_cc_by_sa },
  nlod: { href: 'https://data.norge.no/nlod/no/2.0', name: m.about_licence_nlod },
}

export const licenceIds = Object.keys(licences) as readonly Licence[]
