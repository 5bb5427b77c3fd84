/** What a measure hangs together with. */
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { PostButton } from '#ui/button.tsx'
import type { Linked, LinkView, TiedKind } from '../reads.ts'

export const linkKindName = (kind: TiedKind): string =>
  ({
    item: m.plans_link_item,
    decision: m.plans_link_decision,
    action: m.plans_link_action,
    material: m.plans_link_material,
    meeting: m.plans_link_meeting,
  })[kind]()

/** Where it is from and on which day, and which measure it would be taken from. */
export const linkFrom = ({ kind, from, of }: Linked): string =>
  [linkKindName(kind), said(from?.title).text, from?.on && date(from.on), of && m.plans_measure_n({ number: of.number })]
    .filter(Boolean)
    .join(' · ')

/** @param at the address of the measure, where links may be untied */
export function LinkList({ of, at }: { of: readonly LinkView[]; at: string | null }) {
  return (
    <ul class="sm-list">
      {of.map((one) => {
        const title = said(one.title)
        return (
          <li key={`${one.kind}-${one.subjectId}`} class="sm-tied">
            <div>
              <a class="sm-list__t" href={one.path} lang={title.lang}>
                {title.text}
              </a>
              <span class="sm-list__m">{linkFrom(one)}</span>
            </div>
            {at && (
              <PostButton
                action={`${at}/links/remove`}
                fields={{ kind: one.kind, subject: one.subjectId }}
                size="sm"
                variant="tertiary"
                label={m.plans_untie_of({ title: title.text })}
              >
                {m.plans_untie()}
              </PostButton>
            )}
          </li>
        )
      })}
    </ul>
  )
}
