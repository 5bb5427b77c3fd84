/** Where people come from, and where nobody does. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import type { Coming, County, From } from '../rules.ts'

/** The network's organisations by county, those from which nobody comes first. */
export function FromWhere({ coming, path }: { coming: Coming; path: string }) {
  const { counties, elsewhere } = coming
  const [there, missing] = [counties.flatMap((one) => one.there), counties.flatMap((one) => one.missing)]
  const all = there.length + missing.length
  if (all + elsewhere.length === 0) return null
  return (
    <Section
      id="from"
      title={m.registration_organisations()}
      aside={m.registration_organisations_of({ there: String(there.length), all: String(all) })}
    >
      {missing.length > 0 ? (
        <div class="sm-acts">
          <LinkButton href={`${path}/notices/new?to=unregistered`} variant="secondary" size="sm" icon={icons.envelope}>
            {m.registration_write_missing()}
          </LinkButton>
        </div>
      ) : (
        <p>{m.registration_missing_none()}</p>
      )}
      {counties.map((county) => (
        <CountyOf key={county.name} county={county} />
      ))}
      {elsewhere.length > 0 ? (
        <p>
          {m.registration_elsewhere()}: {elsewhere.join(', ')}
        </p>
      ) : null}
    </Section>
  )
}

function CountyOf({ county: { name, there, missing } }: { county: County }) {
  return (
    <>
      <h3 class="sm-h3">
        {m.registration_county_of({
          county: name || m.registration_county_other(),
          there: String(there.length),
          all: String(there.length + missing.length),
        })}
      </h3>
      <Organisations title={m.registration_missing()} of={missing} icon={icons.minus} />
      <Organisations title={m.registration_state_registered()} of={there} icon={icons.checkmark} />
    </>
  )
}

function Organisations({ title, of, icon }: { title: string; of: readonly From[]; icon: string }) {
  if (of.length === 0) return null
  return (
    <>
      <h4 class="sm-reg__h4">{title}</h4>
      <ul class="sm-reg__from">
        {of.map((one) => (
          <li key={one.id}>
            <Icon of={icon} />
            <span lang={said(one.name).lang}>{said(one.name).text}</span>
            {one.count > 1 ? (
              <span class="soft">
                <span aria-hidden="true">{one.count}</span>
                <span class="sr">{m.registration_elsewhere_people({ count: one.count })}</span>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}
