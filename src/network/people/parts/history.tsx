/** What somebody has been in the network, newest first. */
import { said } from '#meeting/parts/said.ts'
import { roleName } from '#people/rules.ts'
import { date, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import type { Spell } from '../member/reads.ts'

export function History({ spells, timezone }: { spells: readonly Spell[]; timezone: string }) {
  const day = (instant: string) => date(wall(instant, timezone).date)
  return (
    <Section id="history" title={m.directory_history()}>
      <ul class="sm-list">
        {spells.map((one) => {
          const organisation = said(one.organisation)
          return (
            <li key={one.id}>
              <b>{one.office ?? roleName(one.role)}</b>
              {organisation.text && (
                <>
                  , <span lang={organisation.lang}>{organisation.text}</span>
                </>
              )}
              <p class="sm-list__m">
                {one.to
                  ? m.directory_spell({ from: day(one.from), to: day(one.to) })
                  : m.directory_spell_now({ from: day(one.from) })}
              </p>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
