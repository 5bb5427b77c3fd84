/** A new text or file for a programme that stands. */
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Crumbs } from '#ui/section.tsx'
import { Giving, type GivingProps } from '../../intake/parts/giving.tsx'

export interface GivePageProps extends Pick<GivingProps, 'text' | 'language'> {
  readonly base: string
  readonly meeting: { readonly title: Words }
  /** In words, by field. */
  readonly wrong: Readonly<Record<string, string>>
}

export function GivePage({ base, meeting, wrong, text, language }: GivePageProps) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: pick(meeting.title, localeNow())?.text ?? '', href: base },
          { text: m.programme_programme(), href: `${base}/programme` },
          { text: m.programme_reread_title() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.programme_reread_title()}</h1>
      <MeetingTools base={base} />
      <p class="sm-lead">{m.programme_reread_lead()}</p>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(wrong).map(([field, words]) => ({ field, text: words }))}
      />
      <Giving action={`${base}/programme/read`} text={text} language={language} wrong={wrong} next={m.programme_reread_next()} />
    </main>
  )
}
