import type { Actor } from '#actor.ts'
import { Notices } from '#meeting/parts/notices.tsx'
import { said } from '#meeting/parts/said.ts'
import { When } from '#meeting/parts/when.tsx'
import { m } from '#platform/words/words.ts'
import { languageName } from '#programme/parts/fields.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { whenOf } from '../letters/formats.ts'
import type { Preview, PreviewKind, PreviewMeeting } from '../preview/formats.ts'
import type { Kind } from '../story/rules.ts'

const kindNames: Record<Kind, () => string> = {
  both: m.changes_kind_both,
  whole: m.changes_kind_whole,
  part: m.changes_kind_part,
  onsite: m.changes_kind_onsite,
  online: m.changes_kind_online,
  placed: m.changes_kind_placed,
  waiting: m.changes_kind_waiting,
  requested: m.changes_kind_requested,
  released: m.changes_kind_released,
  speaker: m.changes_kind_speaker,
  lead: m.changes_kind_lead,
  invited: m.changes_kind_invited,
  follower: m.changes_kind_follower,
  member: m.changes_kind_member,
}

/** What everybody will be told, before anything has happened; with the buttons that do it. */
export function Shown({ preview, actor }: { preview: Preview; actor: Actor }) {
  return (
    <Section id="preview" title={m.changes_preview()} class="sm-chg__pv">
      <Heading
        icon={icons.envelope}
        title={m.changes_preview_mail()}
        aside={m.changes_preview_mails({ count: preview.receivers })}
      />
      {preview.receivers === 0 ? <p>{m.changes_preview_nobody()}</p> : <Letters kinds={preview.kinds} />}
      <Heading
        icon={icons.calendar}
        title={m.changes_preview_calendar()}
        aside={m.changes_preview_calendars({ request: preview.request, cancel: preview.cancel })}
      />
      <ul class="sm-list">
        {preview.meetings.map((one) => (
          <CalendarLook key={one.view.meeting.id} of={one} />
        ))}
      </ul>
      <p class="sm-list__m">{m.changes_preview_feed()}</p>
      <Heading icon={icons.eye} title={m.changes_preview_page()} />
      {preview.meetings.map(({ view }) => (
        <div key={view.meeting.id} class="sm-chg__page">
          <p class="sm-chg__name" lang={said(view.meeting.title).lang}>
            {said(view.meeting.title).text}
          </p>
          <When view={view} />
          <Notices view={view} actor={actor} id={`plan-${view.meeting.publicId}`} />
        </div>
      ))}
      <Heading icon={icons.globe} title={m.changes_preview_data()} />
      {preview.meetings.map((one) => (
        <DataLook key={one.view.meeting.id} of={one} />
      ))}
      <Heading icon={icons.link} title={m.changes_preview_follows()} />
      <Follows preview={preview} />
      <div class="sm-chg__go">
        <Button name="press" value="tell" icon={icons.paperPlane}>
          {m.changes_tell({ count: preview.receivers })}
        </Button>
        <Button name="press" value="later" variant="tertiary">
          {m.changes_later()}
        </Button>
        <p class="sm-list__m">{m.changes_press_help()}</p>
      </div>
    </Section>
  )
}

const Heading = (props: { icon: string; title: string; aside?: string }) => (
  <h3 class="sm-chg__k">
    <Icon of={props.icon} />
    {props.title} {props.aside ? <span>{props.aside}</span> : null}
  </h3>
)

function Letters({ kinds }: { kinds: readonly PreviewKind[] }) {
  return (
    <table class="sm-table sm-table--stack">
      <caption class="sr">{m.changes_preview_mail()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.changes_preview_who()}</th>
          <th scope="col">{m.changes_preview_count()}</th>
          <th scope="col">{m.changes_preview_gets()}</th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((one) => (
          <tr key={one.kind}>
            <th scope="row">{kindNames[one.kind]()}</th>
            <td data-label={m.changes_preview_count()}>{one.count}</td>
            <td data-label={m.changes_preview_gets()}>
              <div>
                {one.letters.map((letter) => (
                  <details key={letter.locale} class="sm-more">
                    <summary>
                      {m.changes_preview_letter({ language: languageName(letter.locale), count: letter.count })}
                      <Icon of={icons.chevronDown} class="chevron" />
                    </summary>
                    <div class="sm-chg__mail" lang={letter.locale}>
                      <p class="sm-chg__subject">{letter.subject}</p>
                      <pre>{letter.text}</pre>
                    </div>
                  </details>
                ))}
                {one.request > 0 ? <span class="sm-list__m">+ {m.changes_entry_kept({ count: one.request })}</span> : null}{' '}
                {one.cancel > 0 ? <span class="sm-list__m">+ {m.changes_entry_gone({ count: one.cancel })}</span> : null}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function CalendarLook({ of: { view, entry } }: { of: PreviewMeeting }) {
  return (
    <li>
      <span class="sm-list__t">{entry ? entry.summary : said(view.meeting.title).text}</span>
      {entry ? (
        <span class="sm-list__m">
          {whenOf(view.meeting)} · {entry.status} · SEQUENCE {entry.sequence}
        </span>
      ) : (
        <span class="sm-list__m">{m.changes_preview_calendar_none()}</span>
      )}
    </li>
  )
}

function DataLook({ of: { view, data } }: { of: PreviewMeeting }) {
  return (
    <dl class="sm-chg__data">
      <dt lang={said(view.meeting.title).lang}>{said(view.meeting.title).text}</dt>
      {data ? (
        <dd lang="en">
          {[...data.status, data.mode, `startDate ${data.start}`, ...data.previous.map((at) => `previousStartDate ${at}`)].map(
            (line) => (
              <code key={line}>{line}</code>
            ),
          )}
        </dd>
      ) : (
        <dd>{m.changes_preview_data_none()}</dd>
      )}
    </dl>
  )
}

function Follows({ preview }: { preview: Preview }) {
  const { goes } = preview
  return (
    <ul class="sm-list">
      {goes ? (
        <>
          <li>
            {m.changes_follows_items({
              items: goes.items,
              materials: goes.materials,
              minutes: goes.minutes,
              inputs: goes.inputs,
            })}
          </li>
          <li>{m.changes_follows_old()}</li>
        </>
      ) : null}
      {preview.asked > 0 ? <li>{m.changes_follows_asked({ count: preview.asked })}</li> : null}
      {preview.speakers > 0 ? <li>{m.changes_follows_speakers({ count: preview.speakers })}</li> : null}
      <li>{m.changes_follows_reminders()}</li>
      <li>{m.changes_follows_links()}</li>
    </ul>
  )
}
