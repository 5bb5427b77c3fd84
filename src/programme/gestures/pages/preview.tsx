/** What would happen, before it does: the one button does it. */
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Crumbs } from '#ui/section.tsx'
import type { Programme } from '../../document.ts'
import { Consequences } from '../parts/consequences.tsx'
import { titleOf } from '../parts/said.ts'
import type { Gesture, Outcome, Rest } from '../rules.ts'

export interface PreviewPageProps {
  readonly base: string
  readonly meeting: { readonly title: Words }
  readonly before: Programme
  readonly outcome: Outcome
  readonly gesture: Gesture
  /** The gesture as fields, with the digest of what is shown. */
  readonly fields: Readonly<Record<string, string>>
  /** Addresses of the same gesture with the rest flowing, and with the rest staying. Null where that makes no difference. */
  readonly choices: Readonly<Record<Rest, string>> | null
  /** Somebody has changed the programme since this was shown last. */
  readonly changed: boolean
}

export function PreviewPage(props: PreviewPageProps) {
  const { base, outcome, before } = props
  const subject = [...outcome.programme.items, ...before.items].find((one) => one.id === outcome.subject)
  const rest = 'rest' in props.gesture ? props.gesture.rest : null
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: titleOf(props.meeting), href: base },
          { text: m.programme_programme(), href: `${base}/programme` },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.arranging_preview_title({ title: titleOf(subject) })}</h1>
      {props.changed ? (
        <Alert tone="warning" role="alert">
          {m.arranging_changed_meanwhile()}
        </Alert>
      ) : (
        <p class="sm-lead">{m.arranging_preview_lead()}</p>
      )}
      {props.choices && (
        <nav class="sm-choices" aria-label={m.arranging_rest()}>
          {(['flow', 'stay'] as const).map((one) => (
            <a key={one} href={props.choices![one]} aria-current={one === rest ? 'true' : undefined}>
              {one === 'flow' ? m.arranging_rest_flow() : m.arranging_rest_stay()}
            </a>
          ))}
        </nav>
      )}
      <h2 class="sm-h2">{m.arranging_consequences()}</h2>
      <Consequences before={before} outcome={outcome} />
      <form class="sm-form__end" method="post" action={`${base}/programme/gesture`}>
        {Object.entries(props.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button>{outcome.collisions.length > 0 ? m.arranging_confirm_anyway() : m.arranging_confirm()}</Button>
        <LinkButton href={`${base}/programme`} variant="tertiary">
          {m.arranging_cancel()}
        </LinkButton>
      </form>
    </main>
  )
}
