/** One screen for a change of plan: what happens, what people need to know, who is to answer; and beside it what everybody will be told. */
import type { Actor } from '#actor.ts'
import { said } from '#meeting/parts/said.ts'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import type { MeetingView } from '#meeting/reads.ts'
import { list } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Checkbox, TextArea } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { whenOf } from '../letters/formats.ts'
import { ForMeeting, typedIn, type Values } from '../parts/formeeting.tsx'
import { Shown } from '../parts/shown.tsx'
import { MergeBack, SplitOff } from '../parts/split.tsx'
import { Trail } from '../parts/trail.tsx'
import type { Preview } from '../preview/formats.ts'
import type { PlanChangeRow } from '../reads.ts'
import { fatesFor } from '../rules.ts'

export interface ChangePageProps {
  readonly view: MeetingView
  readonly actor: Actor
  /** How many are registered, wait or have asked. */
  readonly registered: number
  /** Whether anybody who speaks can be asked. */
  readonly speakers: boolean
  /** Names of speakers who were asked whether they can still come, and have not answered. */
  readonly unconfirmed: readonly string[]
  readonly values: Values
  readonly error: (field: string) => string | undefined
  readonly errors: readonly { readonly field: string; readonly text: string }[]
  readonly preview: Preview | null
  readonly decided: readonly PlanChangeRow[]
  readonly toTell: Readonly<Record<string, number>>
}

export function ChangePage(props: ChangePageProps) {
  const { view, values, error, preview } = props
  const { meeting, path } = view
  const title = said(meeting.title)
  const parts = view.related.filter(
    (other) => view.changes.findLast((change) => change.relatedMeetingId === other.id)?.status === 'split_off',
  )
  const modes = { online: m.changes_how_online, onsite: m.changes_how_onsite, mixed: m.changes_how_mixed }
  const how = [meeting.attendance === 'online' ? null : meeting.place, modes[meeting.attendance]()].filter(Boolean).join(', ')
  return (
    <main class="sm-page" id="content">
      <Crumbs label={m.programme_crumbs()} steps={[{ text: title.text, href: path }, { text: m.changes_title() }]} />
      <h1 class="sm-title sm-title--m">{m.changes_title_for({ title: title.text })}</h1>
      <MeetingTools base={path} here="change" />
      <p>
        {m.changes_now({ when: whenOf(meeting), how })}{' '}
        {props.registered > 0 ? m.changes_registered_count({ count: props.registered }) : null}
      </p>
      {props.unconfirmed.length > 0 ? (
        <Alert tone="info">{m.changes_unconfirmed({ count: props.unconfirmed.length, names: list(props.unconfirmed) })}</Alert>
      ) : null}
      <ErrorSummary title={m.shared_errors_title()} errors={props.errors} />
      <form class="sm-chg" method="post" action={`${path}/change`} novalidate>
        <input type="hidden" name="version" value={meeting.version} />
        <div class="sm-chg__form">
          <Section id="what" title={m.changes_what()}>
            <div class="sm-form">
              <ForMeeting
                prefix="whole"
                fates={fatesFor(meeting.statusNow)}
                now={meeting.statusNow}
                days={view.days}
                values={values}
                error={error}
                people={props.registered > 0}
              />
              {meeting.statusNow.cancelled ? null : (
                <SplitOff view={view} values={values} error={error} people={props.registered > 0} />
              )}
              <MergeBack parts={parts} values={values} error={error} />
            </div>
          </Section>
          <Section id="why" title={m.changes_why()}>
            <div class="sm-form">
              <TextArea
                name="reason"
                label={m.changes_reason()}
                help={m.changes_reason_help()}
                rows={3}
                value={typedIn(values, 'reason')}
                error={error('reason')}
                lang={meeting.locale}
                optional={m.shared_optional()}
                reading
              />
            </div>
          </Section>
          <Section id="others" title={m.changes_others()}>
            <div class="sm-form">
              {props.speakers ? (
                <Checkbox name="speakers" value="yes" label={m.changes_speakers()} checked={typedIn(values, 'speakers') !== ''} />
              ) : null}
              <Checkbox name="members" value="yes" label={m.changes_members()} checked={typedIn(values, 'members') !== ''} />
              <div class="sm-form__end">
                <Button
                  name="press"
                  value="preview"
                  formAction={`${path}/change#preview`}
                  variant={preview ? 'secondary' : 'primary'}
                  icon={icons.eye}
                >
                  {preview ? m.changes_show_again() : m.changes_show()}
                </Button>
                {preview ? (
                  <Island name="changes/preview" props={{}} when="now" />
                ) : (
                  <span class="soft">{m.changes_preview_none()}</span>
                )}
              </div>
            </div>
          </Section>
        </div>
        {preview ? <Shown preview={preview} actor={props.actor} /> : null}
      </form>
      <Trail decided={props.decided} changes={view.changes} toTell={props.toTell} base={path} timezone={meeting.timezone} />
    </main>
  )
}
