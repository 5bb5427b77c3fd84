import type { Actor } from '#actor.ts'
import { m } from '#platform/words/words.ts'
import { DateDoubts } from '#programme/copy/parts/doubts.tsx'
import { type DatedPassage, foreignDates } from '#programme/copy/reader.ts'
import { passagesOf } from '#programme/copy/rules.ts'
import { Alert } from '#ui/alert.tsx'
import { LinkButton, PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import type { MeetingView } from '../reads.ts'
import { mayEdit, mayPublish } from '../rules.ts'
import type { Audience } from '../tables.ts'

/** That a meeting is not published yet, what publishing it would do, and what to look over first; or that it is a template. */
export function DraftNotice({ view, actor }: { view: MeetingView; actor: Actor }) {
  const { meeting } = view
  if (meeting.template) return <TemplateNotice view={view} />
  const mayGoOn = mayPublish(actor, meeting) === 'yes'
  const doubts = meeting.madeFrom !== null && mayEdit(actor, meeting) === 'yes' ? datesToCheck(view) : []
  return (
    <>
      <Alert tone="warning" icon={icons.pencil} title={m.meeting_draft_title()}>
        {m.meeting_draft_text()} {mayGoOn ? willBeFor[meeting.audience]() : null}
        {mayGoOn ? (
          <div class="sm-acts">
            <PostButton action={`${view.path}/publish`} color="accent">
              {m.meeting_publish()}
            </PostButton>
          </div>
        ) : null}
      </Alert>
      {doubts.length === 0 ? null : (
        <Alert tone="warning" icon={icons.questionmarkCircle} title={m.programme_copy_check_dates()}>
          {m.programme_copy_check_dates_text()}
          <DateDoubts of={doubts} href={(doubt) => whereToChange(view, doubt)} />
        </Alert>
      )}
    </>
  )
}

function TemplateNotice({ view }: { view: MeetingView }) {
  const base = `/${view.network.slug}`
  return (
    <Alert tone="info" icon={icons.pencil} title={m.meeting_template_title()}>
      {m.meeting_template_text()}
      <div class="sm-acts">
        <LinkButton href={`${base}/new/from?from=${view.meeting.id}`} color="accent">
          {m.meeting_template_use()}
        </LinkButton>
        <LinkButton href={`${base}/templates`} variant="tertiary">
          {m.meeting_template_all()}
        </LinkButton>
      </div>
    </Alert>
  )
}

/** Whom publishing lets in, said beside the button that does it. */
const willBeFor: Record<Audience, () => string> = {
  public: m.meeting_draft_for_public,
  members: m.meeting_draft_for_members,
  invited: m.meeting_draft_for_invited,
}

const itemsIn = (view: MeetingView) => view.days.flatMap((day) => day.items).flatMap((item) => [item, ...item.subitems])

/** What came along in the texts from the meeting that this was made after. */
function datesToCheck(view: MeetingView): DatedPassage[] {
  const dates = view.days.flatMap((day) => day.date ?? [])
  return foreignDates(passagesOf({ meeting: view.meeting, texts: view.texts, items: itemsIn(view) }), dates)
}

function whereToChange(view: MeetingView, { of }: DatedPassage): string {
  if (of.kind === 'text') return `${view.path}/texts/${of.id}`
  const item = of.kind === 'item' && itemsIn(view).find((one) => one.id === of.id)
  return item ? `${item.path}/edit` : `${view.path}/edit`
}
