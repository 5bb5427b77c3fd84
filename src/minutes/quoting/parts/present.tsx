/** Who was there while the item was on. */
import type { Locale } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Fold } from '../../parts/fold.tsx'
import { isThere, namesWith, type PresentView, presences } from '../present/rules.ts'
import { Offer, type OfferedIn } from './offer.tsx'

export interface PresentProps extends OfferedIn {
  readonly present: PresentView
  /** Where it is corrected; null for those who do not keep it. */
  readonly correctAt: string | null
}

export function Present({ present, correctAt, ...where }: PresentProps) {
  const { people, quote } = present
  const counts = { count: people.filter(isThere).length, all: people.length }
  return (
    <Fold
      id="present"
      title={present.ofItem ? m.quoting_present_item() : m.quoting_present()}
      count={people.length === 0 ? undefined : m.quoting_present_of(counts)}
    >
      {quote === null ? (
        <p class="soft">{m.quoting_present_none()}</p>
      ) : (
        <>
          {presences.map((presence) => {
            const names = namesWith(people, presence, localeNow() as Locale)
            return names.length === 0 ? null : (
              <div key={presence} class="sm-quotes__who">
                <h3 class="sm-h3">{m[`registration_presence_${presence}`]()}</h3>
                <p class="sm-quotes__text">{names.join(', ')}</p>
              </div>
            )
          })}
          <Offer {...where} quote={quote} />
        </>
      )}
      {correctAt === null ? null : (
        <p>
          <a class="ds-link" href={correctAt}>
            {m.quoting_present_correct()}
          </a>
        </p>
      )}
    </Fold>
  )
}
