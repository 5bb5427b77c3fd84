/** The versions of a plan, what was changed since the last, and for organisers the form that adopts it. */
import { date } from '#platform/words/dates.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextField } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { Differences } from '../parts/differences.tsx'
import type { VersionView } from '../reads.ts'
import type { Difference } from '../rules.ts'

export interface PlanHead {
  readonly network: { readonly slug: string; readonly name: Words }
  /** `/{network}/plans/{slug}` */
  readonly path: string
  readonly title: Words
}

export interface VersionsProps {
  readonly head: PlanHead
  readonly versions: readonly VersionView[]
  /** Since the last version. */
  readonly since: readonly Difference[]
  /** For those who may adopt it. */
  readonly adopting: {
    readonly version: number
    readonly decisions: readonly { readonly id: string; readonly words: string }[]
    readonly fields: Readonly<Record<string, string>>
    /** In words. */
    readonly wrong: Readonly<Record<string, string>>
  } | null
}

export function PlanCrumbs({ head, here }: { head: PlanHead; here: string }) {
  return (
    <Crumbs
      label={m.programme_crumbs()}
      steps={[
        { text: pick(head.network.name, localeNow())?.text, href: `/${head.network.slug}` },
        { text: m.plans_title(), href: `/${head.network.slug}/plans` },
        { text: pick(head.title, localeNow())?.text, href: head.path },
        { text: here },
      ]}
    />
  )
}

export function VersionsPage({ head, versions, since, adopting }: VersionsProps) {
  const last = versions.at(-1)
  return (
    <main class="sm-page sm-page--text" id="content">
      <PlanCrumbs head={head} here={m.planio_versions()} />
      <h1 class="sm-title sm-title--m">{m.planio_versions()}</h1>
      <p class="sm-lead">{last ? m.planio_versions_lead() : m.planio_versions_none()}</p>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(adopting?.wrong ?? {}).map(([field, text]) => ({ field, text }))}
      />
      {versions.length > 0 && (
        <Section id="versions" title={m.planio_adopted()}>
          <ul class="sm-planversions">
            {versions.toReversed().map((one) => (
              <li key={one.number}>
                <a href={`${head.path}/versions/${one.number}`}>
                  <b>{m.planio_version({ number: one.number })}</b>
                </a>
                , {m.planio_adopted_on({ date: date(one.adoptedOn) })}
                {one.note && <p>{one.note}</p>}
                {one.byName && <p class="soft">{m.planio_kept_by({ name: one.byName })}</p>}
                {one.number > 1 && (
                  <p>
                    <a href={`${head.path}/versions/${one.number}?against=${one.number - 1}`}>
                      {m.planio_compare_with({ number: one.number - 1 })}
                    </a>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {last && (
        <Section id="since" title={m.planio_since_adopted()} aside={since.length || undefined}>
          {since.length === 0 ? <p class="soft">{m.planio_since_none()}</p> : <Differences of={since} />}
        </Section>
      )}
      {adopting && (
        <Section id="adopt" title={m.planio_adopt_title()}>
          <p>{m.planio_adopt_help()}</p>
          {last && since.length === 0 && <Alert tone="info">{m.planio_adopt_same()}</Alert>}
          <form class="sm-form" method="post" action={`${head.path}/versions`}>
            <input type="hidden" name="version" value={adopting.version} />
            <TextField
              name="on"
              type="date"
              label={m.planio_adopted_day()}
              value={adopting.fields['on']}
              error={adopting.wrong['on']}
              required
            />
            {adopting.decisions.length > 0 && (
              <Select
                name="decision"
                label={m.planio_by_decision()}
                optional={m.shared_optional()}
                value={adopting.fields['decision'] ?? ''}
                options={[
                  { value: '', label: m.planio_no_decision() },
                  ...adopting.decisions.map((one) => ({ value: one.id, label: one.words })),
                ]}
              />
            )}
            <TextField
              name="note"
              label={m.planio_note()}
              help={m.planio_note_help()}
              optional={m.shared_optional()}
              value={adopting.fields['note'] ?? ''}
              error={adopting.wrong['note']}
            />
            <div class="sm-form__end">
              <Button>{m.planio_adopt()}</Button>
            </div>
          </form>
        </Section>
      )}
    </main>
  )
}
