/** One decision at its own address: what was decided, when and how, where it stands, and what came of it. */
import type { ComponentChildren } from 'preact'
import { ActionTable } from '#actions/parts/list.tsx'
import type { ActionView } from '#actions/reads.ts'
import { Times } from '#matters/parts/times.tsx'
import type { Beside } from '#matters/reads.ts'
import { said } from '#meeting/parts/said.ts'
import { factsOf } from '#minutes/facts/rules.ts'
import { date, wall } from '#platform/words/dates.ts'
import { spokenTo, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { CopyField, type CopyFieldProps } from '#ui/copyfield.tsx'
import { Island } from '#ui/island.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import type { StandsIn } from '../one/reads.ts'
import type { DecisionView } from '../rules.ts'

export interface DecisionPageProps {
  readonly network: { readonly slug: string; readonly name: Words; readonly timezone: string }
  readonly decision: DecisionView
  readonly minutes: StandsIn
  /** What is to be followed up of its item, as it stands now. */
  readonly actions: readonly ActionView[]
  /** The other times its matter was on, oldest first. */
  readonly treatments: readonly Beside[]
  /** The whole address of this page. */
  readonly href: string
}

export function DecisionPage(props: DecisionPageProps) {
  const { network, decision: one } = props
  const home = said(network.name)
  const base = `/${network.slug}`
  const lang = one.locale === spokenTo(localeNow()) ? undefined : one.locale
  const copied: CopyFieldProps = { id: 'address', text: props.href, label: m.register_copy() }
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.register_crumbs()}
        steps={[
          { href: base, text: <span lang={home.lang}>{home.text}</span> },
          { href: `${base}/decisions`, text: m.register_title() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.register_one({ number: one.words })}</h1>
      <blockquote class="sm-decided" lang={lang}>
        {one.block.text}
      </blockquote>
      <Facts {...props} />
      <Happened {...props} />
      <div class="sm-sec">
        <Island name="ui/copy" props={copied}>
          <CopyField {...copied} />
        </Island>
      </div>
    </main>
  )
}

function Facts({ decision: one, minutes, network }: DecisionPageProps) {
  const [item, meeting, series] = [said(one.item.title), said(one.meeting.title), said(one.series)]
  const how = factsOf(one.block).map(({ term, text }) => (term === null ? text : `${term} ${text}`))
  const day = (at: string) => date(wall(at, network.timezone).date)
  return (
    <dl class="sm-facts">
      <Fact term={m.register_date()}>{one.on ? <time datetime={one.on}>{date(one.on)}</time> : m.register_no_date()}</Fact>
      <Fact term={m.register_how()}>
        {how.length > 0 ? how.join(' · ') : <span class="soft">{m.register_how_unsaid()}</span>}
      </Fact>
      <Fact term={m.register_item()}>
        <a class="ds-link" href={one.item.path} lang={item.lang}>
          {item.text}
        </a>
      </Fact>
      <Fact term={m.register_meeting()}>
        <a class="ds-link" href={one.meeting.path} lang={meeting.lang}>
          {meeting.text}
        </a>
        {series.text ? <span class="soft" lang={series.lang}>{` · ${series.text}`}</span> : null}
      </Fact>
      <Fact term={m.register_minutes()}>
        {minutes.approvedAt === null
          ? m.register_published({ date: day(minutes.publishedAt), revision: minutes.revision })
          : m.register_approved({ date: day(minutes.approvedAt), revision: minutes.revision })}
        {' · '}
        <a class="ds-link" href={`${one.item.path}#${one.block.id}`}>
          {m.register_see_minutes()}
        </a>
      </Fact>
    </dl>
  )
}

const Fact = ({ term, children }: { term: string; children: ComponentChildren }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)

/** What is done about it, what was added to the minutes, and the other times the matter was on: its story in time. */
function Happened({ minutes, treatments, actions, decision, network }: DecisionPageProps) {
  if (minutes.added.length === 0 && treatments.length === 0 && actions.length === 0)
    return (
      <Section id="happened" title={m.register_happened()}>
        <p class="soft">{m.register_happened_none()}</p>
      </Section>
    )
  const lang = decision.locale === spokenTo(localeNow()) ? undefined : decision.locale
  return (
    <Section id="happened" title={m.register_happened()}>
      {actions.length === 0 ? null : (
        <ActionTable caption={m.register_followed_actions()} actions={actions} ticked={null} places={false} />
      )}
      {minutes.added.length === 0 ? null : (
        <ul class="sm-list sm-list--read">
          {minutes.added.map((one) => (
            <li key={one.number}>
              <a class="sm-list__t" href={`${decision.item.path}#amendment-${one.number}`} lang={lang}>
                {one.text}
              </a>
              <span class="sm-list__m">
                {m.register_added_number({ number: one.number, date: date(wall(one.at, network.timezone).date) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Times of={treatments} />
    </Section>
  )
}
