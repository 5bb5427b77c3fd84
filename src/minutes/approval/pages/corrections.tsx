/** Minutes laid out for reading through: each passage with room for a correction, and the corrections with what became of them. */
import { date } from '#platform/words/dates.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { TextArea } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { Corrections, type CorrectionsProps } from '../parts/corrections.tsx'
import type { Part } from '../rules.ts'

export interface CorrectionsPageProps extends CorrectionsProps {
  readonly title: Words
  /** The revision that is read. */
  readonly number: number
  readonly parts: readonly Part[]
  readonly until: string | null
  /** Why no correction can be proposed now; null when one can. */
  readonly closed: string | null
}

export function CorrectionsPage(props: CorrectionsPageProps) {
  const { base, trouble } = props
  const title = pick(props.title, localeNow())
  return (
    <main class="sm-page sm-page--text sm-revising" id="content">
      <Crumbs
        label={m.minutes_crumbs()}
        steps={[
          { href: base.replace(/\/minutes$/, ''), text: <span lang={langOf(title?.lang)}>{title?.text}</span> },
          ...(props.settles ? [{ href: base, text: m.minutes_word() }] : []),
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.approval_corrections_of({ title: title?.text ?? '' })}</h1>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={trouble ? [{ field: fieldOf(trouble.of), text: trouble.error }] : []}
      />
      {props.closed === null ? <p>{m.approval_intro()}</p> : <Alert tone="info">{props.closed}</Alert>}
      {props.closed === null && props.until ? <p class="soft">{m.approval_read_until({ until: date(props.until) })}.</p> : null}
      {props.corrections.length === 0 ? null : (
        <Section id="corrections" title={m.approval_corrections()} aside={props.corrections.length}>
          <Corrections {...props} />
        </Section>
      )}
      <Section id="text" title={m.approval_text()}>
        {props.parts.map((part, i) => (
          <Passage key={part.index} {...props} part={part} place={i + 1} />
        ))}
      </Section>
    </main>
  )
}

const langOf = (lang: string | undefined) => (lang === localeNow() ? undefined : lang)
const fieldOf = (of: string) => (of.startsWith('part-') ? `after-${of.slice(5)}` : `answer-${of}`)

function Passage(props: CorrectionsPageProps & { part: Part; place: number }) {
  const { part, place, trouble } = props
  const wrong = trouble?.of === `part-${part.index}` ? trouble : null
  return (
    <div class="sm-passage" id={`part-${part.index}`}>
      <div class="sm-prose" lang={langOf(props.locale)} dangerouslySetInnerHTML={{ __html: part.html }} />
      {props.closed === null ? (
        <details class="sm-more" open={wrong !== null}>
          <summary>
            {part.plain === null ? m.approval_remark_on() : m.approval_correct()}
            <span class="sr"> {m.approval_of_part({ number: place })}</span>
          </summary>
          <form class="sm-form" method="post" action={`${props.base}/corrections`}>
            <input type="hidden" name="number" value={props.number} />
            <input type="hidden" name="part" value={part.index} />
            {part.plain === null ? null : (
              <TextArea
                name="after"
                id={`after-${part.index}`}
                label={m.approval_after()}
                help={m.approval_after_help()}
                value={wrong?.typed.after ?? part.plain}
                error={wrong?.error}
                lang={props.locale}
                reading
              />
            )}
            <TextArea
              name="remark"
              id={part.plain === null ? `after-${part.index}` : `remark-${part.index}`}
              label={m.approval_remark()}
              optional={part.plain === null ? undefined : m.shared_optional()}
              value={wrong?.typed.remark}
              error={part.plain === null ? wrong?.error : undefined}
              rows={2}
            />
            <div class="sm-form__end">
              <Button variant="secondary">{m.approval_send()}</Button>
            </div>
          </form>
        </details>
      ) : null}
    </div>
  )
}
