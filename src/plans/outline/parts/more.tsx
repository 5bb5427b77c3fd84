/** Where else one reads of a plan: its consultation, its versions, the reports of its years. */
import { m } from '#platform/words/words.ts'
import type { PlanView } from '../../reads.ts'
import { reportYears } from '../../report/rules.ts'

export function PlanMore({ view, mayEdit }: { view: PlanView; mayEdit: boolean }) {
  const { plan, path, today } = view
  const years = reportYears(plan, today)
  const out = plan.state === 'consultation'
  return (
    <nav class="sm-planmore" aria-label={m.planio_more()}>
      <ul>
        {(mayEdit || out) && (
          <li>
            <a class="ds-link" href={`${path}/consultation`}>
              {out ? m.planio_out_now() : m.planio_consultation()}
            </a>
          </li>
        )}
        {(mayEdit || plan.adoptedAt) && (
          <li>
            <a class="ds-link" href={`${path}/versions`}>
              {m.planio_versions()}
            </a>
          </li>
        )}
        {years.map((year) => (
          <li key={year}>
            {m.planio_report({ year })}:{' '}
            <a class="ds-link" href={`${path}/report/${year}.pdf`} aria-label={`${m.planio_report({ year })}, PDF`}>
              PDF
            </a>{' '}
            <a class="ds-link" href={`${path}/report/${year}.docx`} aria-label={`${m.planio_report({ year })}, Word`}>
              Word
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
