/** Beginning to follow: a form for an address, and the page that a mailed link opens. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { TextField } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'
import type { Wanted } from '../../link/rules.ts'
import type { Followed } from '../reads.ts'

export interface FollowPageProps {
  readonly network: string
  readonly subject: Followed
  readonly signedIn: boolean
  readonly email: string
  readonly error: string | undefined
}

export function FollowPage({ network, subject, signedIn, email, error }: FollowPageProps) {
  const title = said(subject.title).text
  const action = `/${network}/follow`
  const { kind, subjectId }: Wanted = subject
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.programme_crumbs()} steps={[{ text: title, href: subject.path }]} />
      <h1 class="sm-title sm-title--m">{m.notices_follow_title({ title })}</h1>
      <p class="sm-lead">{m.notices_follow_lead()}</p>
      {signedIn ? (
        <div class="sm-acts">
          <PostButton action={action} fields={{ kind, subjectId }} variant="primary">
            {m.notices_follow()}
          </PostButton>
        </div>
      ) : (
        <>
          <ErrorSummary title={m.shared_errors_title()} errors={error ? [{ field: 'email', text: error }] : []} />
          <form class="sm-form" method="post" action={action} novalidate>
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="subjectId" value={subjectId} />
            <TextField
              name="email"
              type="email"
              label={m.people_email()}
              help={m.notices_follow_help()}
              value={email}
              error={error}
              autocomplete="email"
              width="half"
              required
            />
            <div class="sm-form__end">
              <Button>{m.notices_follow()}</Button>
            </div>
          </form>
          <p>
            <a class="ds-link" href={`/sign-in?to=${encodeURIComponent(subject.path)}`}>
              {m.notices_follow_sign_in()}
            </a>
          </p>
        </>
      )}
    </main>
  )
}

/** Looking confirms nothing: mail programs open links by themselves. */
export function ConfirmPage({ action, subject }: { action: string; subject: Followed }) {
  const title = said(subject.title).text
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.notices_follow_title({ title })}</h1>
      <p class="sm-lead">{m.notices_follow_lead()}</p>
      <div class="sm-acts">
        <PostButton action={action} variant="primary">
          {m.notices_confirm_button()}
        </PostButton>
      </div>
    </main>
  )
}
