/** What is kept of people in a network, for what and for how long: for everybody to read. */
import type { NetworkRow } from '#network/reads.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { Section } from '#ui/section.tsx'
import { purposeName, purposeText, termName } from '../../parts/words.ts'
import type { Purpose } from '../rules.ts'

export function PrivacyPage(props: {
  network: NetworkRow
  terms: readonly { readonly purpose: Purpose; readonly days: number | null }[]
  signedIn: boolean
  owner: boolean
}) {
  const { network } = props
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.privacy_title()}</h1>
      <p class="sm-lead">{m.privacy_lead()}</p>
      <table class="sm-table sm-table--stack">
        <caption class="sr">{m.privacy_title()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.privacy_what()}</th>
            <th scope="col">{m.privacy_why()}</th>
            <th scope="col">{m.privacy_how_long()}</th>
          </tr>
        </thead>
        <tbody>
          {props.terms.map(({ purpose, days }) => (
            <tr key={purpose.id}>
              <th scope="row">{purposeName(purpose.id)}</th>
              <td data-label={m.privacy_why()}>{purposeText(purpose.id)}</td>
              <td data-label={m.privacy_how_long()}>{termName(purpose.since, days)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{m.privacy_deletes()}</p>
      <p>
        <a class="ds-link" href={`/${network.slug}/about#kept`}>
          {m.keeping_title()}
        </a>
      </p>
      <Section id="rights" title={m.privacy_rights()}>
        <p>{m.privacy_rights_account()}</p>
        <p class="sm-acts">
          <LinkButton href={props.signedIn ? '/me/data' : '/sign-in?to=/me/data'} variant="secondary">
            {m.privacy_data_title()}
          </LinkButton>
        </p>
        <p>{m.privacy_rights_none()}</p>
        <p>{m.privacy_rights_approved()}</p>
      </Section>
      {(network.privacyUrl || props.owner) && (
        <Section id="more" title={m.privacy_more()}>
          <ul class="sm-list">
            {network.privacyUrl && (
              <li>
                <a class="sm-list__t" href={network.privacyUrl}>
                  {m.privacy_statement()}
                </a>
              </li>
            )}
            {props.owner && (
              <li>
                <a class="sm-list__t" href={`/${network.slug}/settings/privacy`}>
                  {m.privacy_retention_title()}
                </a>
              </li>
            )}
          </ul>
        </Section>
      )}
    </main>
  )
}
