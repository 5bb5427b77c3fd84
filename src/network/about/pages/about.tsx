/** What a network is, what of it everybody can read, what is kept for how long, and how to reach those behind it. */
import { KeptTable } from '#keeping/parts/kept.tsx'
import { said } from '#meeting/parts/said.ts'
import { FeedWays } from '#notices/parts/feeds.tsx'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { Section } from '#ui/section.tsx'
import type { NetworkRow } from '../../reads.ts'
import { licences } from '../rules.ts'

export interface AboutProps {
  readonly network: NetworkRow
  /** What the installation gives where the network does not. */
  readonly contact: { readonly text: string; readonly href: string } | null
  readonly accessibilityUrl: string | null
  readonly member: boolean
  readonly owner: boolean
}

export function AboutPage(props: AboutProps) {
  const { network } = props
  const base = `/${network.slug}`
  const name = said(network.name)
  const about = said(network.description)
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.about_title()}</h1>
      <p class="sm-lead" lang={about.text ? about.lang : name.lang}>
        {about.text || name.text}
      </p>
      <Section id="public" title={m.about_public()}>
        <p>{m.about_public_text()}</p>
      </Section>
      <Section id="members" title={m.about_members()}>
        <p>{m.about_members_text()}</p>
        {props.member && (
          <p class="sm-acts">
            <LinkButton href={`${base}/statistics`} variant="secondary">
              {m.statistics_title()}
            </LinkButton>
          </p>
        )}
      </Section>
      <Section id="reach" title={m.about_reach()}>
        <Reach {...props} />
      </Section>
      <Section id="kept" title={m.about_kept()}>
        <p>{m.about_kept_text()}</p>
        <KeptTable keeping={network.keeping} caption={m.about_kept()} />
      </Section>
      <Section id="personal" title={m.about_personal()}>
        <p>{m.about_personal_text()}</p>
        <p class="sm-acts">
          <LinkButton href={`${base}/privacy`} variant="secondary">
            {m.about_privacy()}
          </LinkButton>
        </p>
      </Section>
      <Section id="licence" title={m.about_licence()}>
        <Licence of={network.licence} />
      </Section>
      <Section id="follow" title={m.about_follow()}>
        <FeedWays path={base} calendar={`${base}/calendar.ics`} />
      </Section>
      <Section id="take" title={m.about_take()}>
        <p>{m.about_take_text()}</p>
        <p class="sm-acts">
          <LinkButton href={`${base}/archive`} variant="secondary">
            {m.about_take_link()}
          </LinkButton>
        </p>
      </Section>
      {props.owner && (
        <p class="sm-acts">
          <LinkButton href={`${base}/settings`} variant="secondary">
            {m.about_edit()}
          </LinkButton>
          <LinkButton href={`${base}/settings/keeping`} variant="secondary">
            {m.keeping_title()}
          </LinkButton>
        </p>
      )}
    </main>
  )
}

function Reach({ network, contact, accessibilityUrl }: AboutProps) {
  const ways = [
    { term: m.about_contact(), text: contact?.text, href: contact?.href },
    { term: m.about_accessibility(), text: accessibilityUrl, href: accessibilityUrl },
    ...(network.privacyUrl ? [{ term: m.about_statement(), text: network.privacyUrl, href: network.privacyUrl }] : []),
  ]
  return (
    <dl class="sm-facts sm-facts--long">
      {ways.map(({ term, text, href }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            {href ? (
              <a class="ds-link" href={href}>
                {text}
              </a>
            ) : (
              <span class="soft">{m.about_not_said()}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Licence({ of }: { of: NetworkRow['licence'] }) {
  if (of === null) return <p>{m.about_licence_unsaid()}</p>
  const { href, name } = licences[of]
  return (
    <>
      <p>{m.about_licence_text()}</p>
      <p>
        <a class="ds-link" href={href} rel="license">
          {name()}
        </a>
      </p>
    </>
  )
}
