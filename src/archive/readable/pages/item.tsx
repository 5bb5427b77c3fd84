/** An item in the archive: what it was about, what hangs on it, its minutes as they were published. */
import { peopleLine, type SheetRow } from '#meeting/formats/sheet.ts'
import { said } from '#meeting/parts/said.ts'
import type { ItemView } from '#meeting/reads.ts'
import { Amendments } from '#minutes/approval/parts/amendments.tsx'
import { lowered } from '#minutes/html/rules.ts'
import { outcomeName } from '#minutes/outcome/parts/words.ts'
import { date, wall } from '#platform/words/dates.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Files } from '../parts/files.tsx'
import { GoneFrom } from '../parts/gone.tsx'
import { Inputs } from '../parts/inputs.tsx'
import { langOf } from '../parts/lang.ts'
import type { Archived } from '../reads.ts'
import { asArchived, between, itemPage, meetingPage } from '../rules.ts'

export interface ItemPageProps {
  readonly archived: Archived
  readonly item: ItemView
  readonly row: SheetRow
  /** When the meeting was, in words. */
  readonly when: string
  readonly path: string
  readonly baseUrl: string
}

export function ArchivedItem({ archived, item, row, when, path, baseUrl }: ItemPageProps) {
  const { view } = archived
  const meeting = said(view.meeting.title)
  const description = said(item.description)
  return (
    <>
      <p>
        <a href={between(path, meetingPage(view.meeting.slug))} lang={meeting.lang}>
          {meeting.text}
        </a>
        {when ? ` · ${when}` : null}
      </p>
      <h1 lang={langOf(row.title)}>{row.title.text}</h1>
      {row.time || row.where ? <p>{[row.time, row.where].filter(Boolean).join(' · ')}</p> : null}
      {row.people.length > 0 ? <p>{peopleLine(row.people)}</p> : null}
      {item.outcome ? (
        <p>
          <strong>{outcomeName(item.outcome.kind)}</strong>
          {item.outcome.to ? `: ${said(item.outcome.to.title).text}` : null}
          {item.outcome.referredTo ? `: ${item.outcome.referredTo}` : null}
        </p>
      ) : null}
      {description.text ? (
        <p class="pre" lang={description.lang}>
          {description.text}
        </p>
      ) : null}
      {row.note ? (
        <p class="soft pre" lang={langOf(row.note)}>
          {row.note.text}
        </p>
      ) : null}
      {item.subitems.length === 0 ? null : (
        <section>
          <h2>{m.meeting_item_parts()}</h2>
          <ul>
            {item.subitems.map((part) => (
              <li key={part.id}>
                <a href={between(path, itemPage(part.path))} lang={said(part.title).lang}>
                  {said(part.title).text}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {item.materials.length === 0 ? null : (
        <section>
          <h2>{m.meeting_materials()}</h2>
          <Files of={item.materials} archived={archived} path={path} />
        </section>
      )}
      <GoneFrom of={archived.gone.get(item.id) ?? []} timezone={view.meeting.timezone} />
      {item.minutes?.published ? (
        <Minutes head={item.minutes} timezone={view.meeting.timezone} archived={archived} path={path} baseUrl={baseUrl} />
      ) : null}
      <Inputs of={archived.inputs.get(item.id) ?? []} />
    </>
  )
}

interface MinutesProps extends Pick<ItemPageProps, 'archived' | 'path' | 'baseUrl'> {
  readonly head: NonNullable<ItemView['minutes']>
  readonly timezone: string
}

function Minutes({ head, timezone, archived, path, baseUrl }: MinutesProps) {
  const lang = head.locale === spokenTo(localeNow()) ? undefined : head.locale
  const pictures = new Map([...archived.pictures].map(([id, placed]) => [id, between(path, placed.path)]))
  const html = asArchived(lowered(head.html, 0), pictures, baseUrl)
  const approved = head.state === 'approved' && head.approvedAt ? date(wall(head.approvedAt, timezone).date) : null
  return (
    <section id="minutes">
      <h2>{m.meeting_col_minutes()}</h2>
      <p class="soft">
        {approved ? m.meeting_minutes_is_approved({ date: approved }) : m.archive_minutes_not_approved()}
        {head.writtenBy ? ` ${m.meeting_minutes_by({ name: head.writtenBy })}` : null}
      </p>
      <div lang={lang} dangerouslySetInnerHTML={{ __html: html }} />
      <Amendments of={head.amendments} timezone={timezone} lang={lang} />
    </section>
  )
}
