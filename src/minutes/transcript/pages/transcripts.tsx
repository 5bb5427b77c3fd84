/** The transcripts of a meeting, and the form that takes one in. */
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { ErrorText } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { TranscriptHead } from '../reads.ts'

export interface TranscriptsPageProps {
  /** `/{network}/{meeting}` */
  readonly meetingPath: string
  readonly meetingTitle: string
  readonly transcripts: readonly TranscriptHead[]
  readonly timezone: string
  /** "90 dager": when they go at the latest, after the meeting. */
  readonly term: string
  readonly error: string | undefined
}

export function TranscriptsPage({ meetingPath, meetingTitle, transcripts, timezone, term, error }: TranscriptsPageProps) {
  const base = `${meetingPath}/transcripts`
  return (
    <main id="content" class="sm-page sm-page--text sm-transcript">
      <Crumbs label={m.transcript_crumbs()} steps={[{ text: meetingTitle, href: meetingPath }]} />
      <h1 class="sm-title sm-title--m">{m.transcript_all()}</h1>
      <ErrorSummary title={m.shared_errors_title()} errors={error === undefined ? [] : [{ field: 'file', text: error }]} />
      <Alert tone="info" title={m.transcript_about_title()}>
        {m.transcript_about()} {m.transcript_goes({ term })}
      </Alert>
      {transcripts.length === 0 ? null : (
        <Section id="there" title={m.transcript_there()}>
          <ul class="sm-list">
            {transcripts.map(({ row, lines }) => (
              <li key={row.id}>
                <a class="ds-link" href={`${base}/${row.id}`}>
                  {row.fileName}
                </a>
                <p class="soft">
                  {m.transcript_lines({ count: lines })} · {m.transcript_taken_in({ at: dateTime(row.createdAt, timezone) })}
                </p>
                {row.keptAt === null ? (
                  <State is="draft">{m.transcript_not_kept()}</State>
                ) : (
                  <State is="done">{m.transcript_kept()}</State>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="new" title={m.transcript_new()}>
        <form class="sm-form" method="post" enctype="multipart/form-data" action={base}>
          <div class="ds-field">
            <label class="ds-label" for="file">
              {m.transcript_file()}
            </label>
            <p data-field="description" id="file-help">
              {m.transcript_file_help()}
            </p>
            <input
              class="sm-file"
              id="file"
              name="file"
              type="file"
              accept=".vtt,.srt,text/vtt,application/x-subrip"
              required
              aria-describedby={error === undefined ? 'file-help' : 'file-help file-error'}
              aria-invalid={error === undefined ? undefined : 'true'}
            />
            {error === undefined ? null : <ErrorText id="file-error">{error}</ErrorText>}
          </div>
          <p class="soft">{m.transcript_told_them()}</p>
          <div class="sm-form__end">
            <Button icon={icons.upload}>{m.transcript_take_in()}</Button>
          </div>
        </form>
      </Section>
    </main>
  )
}
