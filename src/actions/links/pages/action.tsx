/** `/a/{token}`: one action, for the one the link was made for, without an account. */
import type { NetworkRow } from '#network/reads.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Section } from '#ui/section.tsx'
import { Facts } from '../../parts/facts.tsx'
import { History } from '../../parts/history.tsx'
import { type Back, UpdateForm } from '../../parts/updateform.tsx'
import { statusWords } from '../../parts/words.ts'
import type { ActionView } from '../../reads.ts'
import type { UpdateRow } from '../../rules.ts'

export interface LinkPageProps {
  /** `/a/{token}` */
  readonly base: string
  readonly name: string
  readonly network: NetworkRow
  readonly one: ActionView
  readonly updates: readonly UpdateRow[]
  readonly back: Back | null
  readonly conflict: boolean
}

export function LinkPage({ base, name, network, one, updates, back, conflict }: LinkPageProps) {
  const lang = one.locale === spokenTo(localeNow()) ? undefined : one.locale
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m" lang={lang}>
        {one.text}
      </h1>
      <p class="soft">{m.actions_link_lead({ name })}</p>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(back?.errors ?? {}).map(([field, text]) => ({ field: `update-${field}`, text }))}
      />
      {conflict ? (
        <Alert tone="warning" role="alert">
          {m.actions_conflict()} {statusWords[one.status]()}
        </Alert>
      ) : null}
      <Facts one={one} measure={null} done={null} />
      <Section id="update" title={m.actions_update_title()}>
        <UpdateForm one={one} action={base} back={back} />
      </Section>
      <Section id="history" title={m.actions_history()} aside={updates.length || undefined}>
        <History one={one} updates={updates} timezone={network.timezone} fileHref={(update) => `${base}/files/${update.id}`} />
      </Section>
      <p class="sm-acts">
        <a class="ds-link" href={one.path}>
          {m.actions_link_whole()}
        </a>
      </p>
    </main>
  )
}

export const GonePage = () => (
  <main class="sm-page sm-page--text" id="content">
    <h1 class="sm-title sm-title--m">{m.actions_link_gone()}</h1>
    <p class="sm-lead">{m.actions_link_gone_text()}</p>
  </main>
)
