/** What lies on the table of the item that is on: slides, papers, its minutes as they grow. */
import { Prose } from '#meeting/parts/prose.tsx'
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import type { ShowPart } from '../show/reads.ts'

export function OnTheTable({ show }: { readonly show: ShowPart }) {
  const materials = Object.values(show.materials).flat()
  const minutes = Object.entries(show.minutes)
  if (materials.length === 0 && minutes.length === 0) return null
  return (
    <Section id="on-table" title={m.room_on_table()}>
      <ul class="sm-ontable">
        {materials.map((one) => {
          const title = said(one.title)
          return (
            <li key={one.id}>
              <a href={one.href} lang={title.lang}>
                {one.picture && <img src={one.picture} alt="" width="96" height="54" loading="lazy" />}
                {title.text}
              </a>
            </li>
          )
        })}
      </ul>
      {minutes.map(([id, html]) => (
        <details key={id} open>
          <summary>{m.room_minutes()}</summary>
          <div class="sm-prose" dangerouslySetInnerHTML={{ __html: html }} />
        </details>
      ))}
    </Section>
  )
}

/** Ground rules: open before it begins and while the first item is on. */
export function GroundRules({ show }: { readonly show: ShowPart }) {
  if (show.rules.length === 0) return null
  return (
    <details class="sm-rules" open={show.show.runs.length <= 1}>
      <summary>{m.room_rules()}</summary>
      {show.rules.map((rule, i) => (
        <Prose key={i} of={rule} />
      ))}
    </details>
  )
}
