/** The front of an installation with several networks, or with none yet. */
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import type { NetworkRow } from '../../reads.ts'
import { daysOf, States } from '../parts/line.tsx'
import type { MeetingLine } from '../reads.ts'

export function FrontPage({
  networks,
  mayMake,
}: {
  networks: readonly { network: NetworkRow; next: MeetingLine | null }[]
  mayMake: boolean
}) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title">{m.network_front_title()}</h1>
      <p class="sm-lead">{m.network_front_lead()}</p>
      {networks.length === 0 ? <Nothing mayMake={mayMake} /> : <List networks={networks} />}
      {mayMake && (
        <p class="sm-acts">
          <LinkButton href="/networks/new" size="md" icon={icons.plus} variant={networks.length === 0 ? 'primary' : 'secondary'}>
            {m.network_make()}
          </LinkButton>
        </p>
      )}
    </main>
  )
}

const Nothing = ({ mayMake }: { mayMake: boolean }) => (
  <>
    <p class="sm-empty">{m.network_front_empty()}</p>
    {!mayMake && <p class="soft">{m.network_front_empty_help()}</p>}
  </>
)

function List({ networks }: { networks: readonly { network: NetworkRow; next: MeetingLine | null }[] }) {
  return (
    <Section id="networks" title={m.network_front_networks()}>
      <ul class="sm-feed sm-feed--plain">
        {networks.map(({ network, next }) => {
          const name = said(network.name)
          const title = said(next?.title)
          const days = next && daysOf(next)
          return (
            <li key={network.id}>
              <div>
                <a class="sm-feed__t" href={`/${network.slug}`} lang={name.lang}>
                  {name.text}
                </a>
                {next ? (
                  <p class="sm-feed__m">
                    {m.network_next()}:{' '}
                    <a href={`/${network.slug}/${next.slug}`} lang={title.lang}>
                      {title.text}
                    </a>{' '}
                    <States line={next} />
                  </p>
                ) : (
                  <p class="sm-feed__m">{m.network_none_ahead()}</p>
                )}
              </div>
              {days && <time datetime={days.from}>{date(days.from)}</time>}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** For the operator, above the sample's home. */
export const BesideSample = () => (
  <div class="sm-page">
    <Alert tone="info">
      {m.network_make_beside_sample()} <a href="/networks/new">{m.network_make()}</a>
    </Alert>
  </div>
)
