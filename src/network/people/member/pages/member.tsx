/** A member's page: for the others in the network, to know whom they meet. */
import { said } from '#meeting/parts/said.ts'
import { roleName } from '#people/rules.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { NetworkRow } from '../../../reads.ts'
import { Face, photoHref } from '../../parts/face.tsx'
import { History } from '../../parts/history.tsx'
import type { MemberPageView, Named } from '../reads.ts'

export function MemberPage(props: {
  network: NetworkRow
  view: MemberPageView
  mayChange: boolean
  /** Where their appearances stand, when they have spoken. */
  speakerHref: string | null
}) {
  const { network, view } = props
  const { member, shown } = view
  const base = `/${network.slug}`
  const people = `${base}/people`
  const organisation = said(member.organisation)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.network_crumbs()} steps={[{ text: m.network_people_title(), href: people }, { text: member.name }]} />
      <div class="sm-person">
        <Face name={member.name} src={photoHref(base, member.id, shown.photo)} alone />
        <div>
          <h1 class="sm-title sm-title--m">{member.name}</h1>
          {(member.office || organisation.text) && (
            <p class="sm-lead">
              {member.office}
              {member.office && organisation.text && ', '}
              <span lang={organisation.lang}>{organisation.text}</span>
            </p>
          )}
          {member.role !== 'member' && <p class="soft">{roleName(member.role)}</p>}
          <p class="sm-acts">
            {view.own && (
              <LinkButton href={`${people}/me`} icon={icons.personPencil} variant="secondary">
                {m.directory_own_change()}
              </LinkButton>
            )}
            {props.mayChange && (
              <LinkButton href={`${people}/${member.id}/edit`} icon={icons.pencil} variant="secondary">
                {m.network_people_change()}
              </LinkButton>
            )}
          </p>
        </div>
      </div>
      <About view={view} />
      <Contact view={view} people={people} />
      {props.speakerHref && (
        <p>
          <a class="ds-link" href={props.speakerHref}>
            {m.directory_has_spoken()}
          </a>
        </p>
      )}
      {view.history.length > 1 && <History spells={view.history} timezone={network.timezone} />}
    </main>
  )
}

function About({ view }: { view: MemberPageView }) {
  const about = said(view.shown.about)
  if (!about.text) return null
  return (
    <Section id="about" title={m.directory_about()}>
      <div class="sm-mtext__body" lang={about.lang}>
        {about.text.split(/\n+/).map((line, i) => (
          <p key={i}>{line}</p>
        ))}
      </div>
    </Section>
  )
}

function Contact({ view, people }: { view: MemberPageView; people: string }) {
  const { shown, substituteFor, substitutes } = view
  const link = ({ id, name }: Named) => (
    <a class="ds-link" href={`${people}/${id}`}>
      {name}
    </a>
  )
  const nothing = !shown.email && !shown.phone && !shown.about && !shown.photo
  return (
    <Section id="contact" title={m.directory_contact()}>
      {nothing && (
        <p class="sm-empty">{view.own ? m.directory_nothing_own() : m.directory_nothing({ name: view.member.name })}</p>
      )}
      <dl class="sm-facts">
        {shown.email && (
          <div>
            <dt>{m.people_email()}</dt>
            <dd>
              <a class="ds-link" href={`mailto:${shown.email}`}>
                {shown.email}
              </a>
            </dd>
          </div>
        )}
        {shown.phone && (
          <div>
            <dt>{m.directory_phone()}</dt>
            <dd>
              <a class="ds-link" href={`tel:${shown.phone.replace(/[^\d+]/g, '')}`}>
                {shown.phone}
              </a>
            </dd>
          </div>
        )}
        {substituteFor && (
          <div>
            <dt>{m.directory_substitute_of()}</dt>
            <dd>{link(substituteFor)}</dd>
          </div>
        )}
        {substitutes.length > 0 && (
          <div>
            <dt>{m.directory_substitutes()}</dt>
            <dd>
              {substitutes.map((one, i) => (
                <>
                  {i > 0 && ', '}
                  {link(one)}
                </>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </Section>
  )
}
