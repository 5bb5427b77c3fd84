/** A plan as it was adopted, and what differs from another version or from now. */
import { date } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { LinkButton } from '#ui/button.tsx'
import { Section } from '#ui/section.tsx'
import { Outline } from '../../outline/parts/outline.tsx'
import { periodText } from '../../parts/words.ts'
import { Differences } from '../parts/differences.tsx'
import type { VersionView } from '../reads.ts'
import type { Difference } from '../rules.ts'
import { PlanCrumbs, type PlanHead } from './versions.tsx'

export interface VersionProps {
  readonly head: PlanHead
  readonly version: VersionView
  /** The numbers of all versions. */
  readonly numbers: readonly number[]
  /** What differs from what; null where nothing is compared. */
  readonly compared: { readonly with: number | 'now'; readonly differences: readonly Difference[] } | null
}

export function VersionPage({ head, version, numbers, compared }: VersionProps) {
  const { document } = version
  const path = `${head.path}/versions/${version.number}`
  const title = pick(document.title, localeNow())
  const about = pick(document.description, localeNow())
  return (
    <main class="sm-page" id="content">
      <PlanCrumbs head={head} here={m.planio_version({ number: version.number })} />
      <h1 class="sm-title sm-title--m" lang={title?.lang}>
        {title?.text}
      </h1>
      <p class="sm-lead">
        {m.planio_version({ number: version.number })}, {m.planio_adopted_on({ date: date(version.adoptedOn) })}.{' '}
        {periodText(document)}
      </p>
      {version.note && <p>{version.note}</p>}
      <Alert tone="info">
        {m.planio_version_kept()} <a href={head.path}>{m.planio_to_plan()}</a>
      </Alert>
      <nav class="sm-acts" aria-label={m.planio_compare()}>
        {numbers
          .filter((one) => one !== version.number)
          .map((one) => (
            <LinkButton
              key={one}
              size="sm"
              variant="secondary"
              href={`${path}?against=${one}#differences`}
              current={compared?.with === one}
            >
              {m.planio_compare_with({ number: one })}
            </LinkButton>
          ))}
        <LinkButton size="sm" variant="secondary" href={`${path}?against=now#differences`} current={compared?.with === 'now'}>
          {m.planio_compare_now()}
        </LinkButton>
      </nav>
      {compared && (
        <Section
          id="differences"
          title={
            compared.with === 'now'
              ? m.planio_changed_since({ number: version.number })
              : m.planio_changed_between({
                  from: Math.min(compared.with, version.number),
                  to: Math.max(compared.with, version.number),
                })
          }
          aside={compared.differences.length || undefined}
        >
          <Differences of={compared.differences} />
        </Section>
      )}
      <Section id="plan" title={m.planio_as_adopted()}>
        {about && <p lang={about.lang}>{about.text}</p>}
        <Outline of={document} />
      </Section>
    </main>
  )
}
