/** How the video meeting is held: for organisers. And its recordings, where the server keeps them. */
import { said } from '#meeting/parts/said.ts'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import type { AttendanceMode } from '#meeting/tables.ts'
import { dateTime } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { RadioGroup, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import type { VideoKind } from '../../tables.ts'
import type { Recording } from '../bigbluebutton/reads.ts'

/** As it stands, or as it was typed. */
export interface VideoValues {
  readonly kind: string
  readonly joinUrl: string
  readonly opens: string
}

interface Place {
  readonly meeting: { readonly title: Words; readonly attendance: AttendanceMode; readonly timezone: string }
  /** `/{network}/{meeting}` */
  readonly base: string
}

export interface VideoSettingsProps extends Place {
  readonly values: VideoValues
  /** What somebody else has saved meanwhile. */
  readonly theirs: VideoValues | null
  /** What the form is made from, as JSON. */
  readonly was: string
  readonly wrong: Readonly<Record<string, string>>
  /** Whether rooms can be made on a BigBlueButton server. */
  readonly makesRooms: boolean
}

const kindName: Readonly<Record<VideoKind, () => string>> = {
  link: m.video_kind_link,
  jitsi: m.video_kind_jitsi,
  bigbluebutton: m.video_kind_bbb,
}

export function VideoSettingsPage({ meeting, base, values, theirs, was, wrong, makesRooms }: VideoSettingsProps) {
  const title = said(meeting.title)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.programme_crumbs()} steps={[{ text: title.text, href: base }, { text: m.video_title() }]} />
      <h1 class="sm-title sm-title--m">{m.video_title()}</h1>
      <MeetingTools base={base} />
      {meeting.attendance === 'onsite' && (
        <Alert tone="info">
          {m.video_onsite()}{' '}
          <a class="ds-link" href={`${base}/edit`}>
            {m.video_onsite_change()}
          </a>
        </Alert>
      )}
      <ErrorSummary title={m.shared_errors_title()} errors={Object.entries(wrong).map(([field, text]) => ({ field, text }))} />
      {theirs && (
        <Alert tone="warning" title={m.video_conflict()}>
          {m.video_conflict_now({
            kind: kindName[theirs.kind as VideoKind](),
            link: theirs.joinUrl || m.video_no_link(),
            minutes: theirs.opens,
          })}
        </Alert>
      )}
      <form class="sm-form" method="post" action={`${base}/chair/video`}>
        <input type="hidden" name="was" value={was} />
        <RadioGroup
          name="kind"
          legend={m.video_kind()}
          value={values.kind}
          error={wrong['kind']}
          options={[
            { value: 'link', label: m.video_kind_link(), help: m.video_kind_link_help() },
            { value: 'jitsi', label: m.video_kind_jitsi(), help: m.video_kind_jitsi_help() },
            {
              value: 'bigbluebutton',
              label: m.video_kind_bbb(),
              help: makesRooms ? m.video_kind_bbb_help() : m.video_kind_bbb_none(),
              disabled: !makesRooms && values.kind !== 'bigbluebutton',
            },
          ]}
        />
        <TextField
          name="joinUrl"
          type="url"
          label={m.meeting_set_join()}
          help={m.video_link_help()}
          value={values.joinUrl}
          error={wrong['joinUrl']}
          optional={m.shared_optional()}
        />
        <TextField
          name="opens"
          type="number"
          inputmode="numeric"
          min="0"
          max="1440"
          label={m.video_opens()}
          help={m.video_opens_help()}
          value={values.opens}
          error={wrong['opens']}
          width="short"
        />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          {makesRooms && values.kind === 'bigbluebutton' && (
            <LinkButton href={`${base}/chair/video/recordings`} variant="tertiary" icon={icons.play}>
              {m.video_recordings()}
            </LinkButton>
          )}
        </div>
      </form>
    </main>
  )
}

export interface RecordingsProps extends Place {
  readonly recordings: readonly Recording[]
  /** Why they could not be asked for. */
  readonly trouble: string | null
}

export function RecordingsPage({ meeting, base, recordings, trouble }: RecordingsProps) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: said(meeting.title).text, href: base },
          { text: m.video_title(), href: `${base}/chair/video` },
          { text: m.video_recordings() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.video_recordings()}</h1>
      {trouble && <Alert tone="warning">{trouble}</Alert>}
      {!trouble && recordings.length === 0 && <p>{m.video_recordings_none()}</p>}
      <ul class="sm-list">
        {recordings.map((one) => (
          <li key={one.id}>
            <span class="sm-list__t">{dateTime(one.startedAt, meeting.timezone)}</span>
            <span class="sm-list__m">{m.video_minutes({ count: one.minutes })}</span>
            {one.playback.map(({ type, url }) => (
              <a key={url} class="ds-link" href={url} rel="noreferrer">
                {m.video_play({ type })}
              </a>
            ))}
            {one.playback.length === 0 && <span class="soft">{m.video_not_ready()}</span>}
          </li>
        ))}
      </ul>
    </main>
  )
}
