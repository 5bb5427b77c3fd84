/** What is the reader's own to follow up, on the network's home. */
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import type { ActionView } from '../reads.ts'
import { Standing } from './standing.tsx'
import { dueOf } from './words.ts'

/** So many stand on the home page; the rest is a click away. */
const MOST = 4

export function MyActions({ actions, base }: { actions: readonly ActionView[]; base: string }) {
  if (actions.length === 0) return null
  return (
    <Section id="my-actions" title={m.actions_mine_title()} aside={actions.length}>
      <ul class="sm-list">
        {actions.slice(0, MOST).map((one) => (
          <li key={one.id}>
            <p class="sm-list__t">
              <a href={one.path} lang={one.locale === spokenTo(localeNow()) ? undefined : one.locale}>
                {one.text}
              </a>
            </p>
            <p class="sm-list__m">
              {dueOf(one) ?? m.actions_no_due()} · <Standing one={one} />
            </p>
          </li>
        ))}
      </ul>
      <p class="sm-acts">
        <a class="ds-link" href={`${base}/actions?view=mine`}>
          {m.actions_mine_all()}
        </a>
      </p>
    </Section>
  )
}
