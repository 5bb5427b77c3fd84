/** A meeting in the archive: when and where, what changed, the programme with ways to each item. */
import { Fragment } from 'preact'
import { peopleLine, type Sheet, type SheetRow, type SheetText } from '#meeting/formats/sheet.ts'
import type { ItemView } from '#meeting/reads.ts'
import { m } from '#platform/words/words.ts'
import { Files } from '../parts/files.tsx'
import { GoneFrom } from '../parts/gone.tsx'
import { Inputs } from '../parts/inputs.tsx'
import { langOf } from '../parts/lang.ts'
import type { Archived } from '../reads.ts'
import { between, itemPage } from '../rules.ts'

export interface MeetingPageProps {
  readonly archived: Archived
  readonly sheet: Sheet
  readonly path: string
}

export function ArchivedMeeting({ archived, sheet, path }: MeetingPageProps) {
  const { view } = archived
  return (
    <>
      <h1 lang={langOf(sheet.title)}>{sheet.title.text}</h1>
      <p>
        <strong>{sheet.when}</strong>
        {sheet.where ? ` · ${sheet.where}` : null}
      </p>
      {view.meeting.closedAt ? <p class="soft">{m.archive_closed()}</p> : null}
      {sheet.notices.map((notice, i) => (
        <div class="notice" key={i}>
          <p>
            <strong>{notice.title}</strong>
          </p>
          {notice.facts.map((fact) => (
            <p key={fact}>{fact}</p>
          ))}
          {notice.reason ? <p lang={langOf(notice.reason)}>{notice.reason.text}</p> : null}
          {notice.other ? (
            <p>
              <a href={notice.other.href} lang={langOf(notice.other)}>
                {notice.other.text}
              </a>
            </p>
          ) : null}
        </div>
      ))}
      {sheet.introduction.map((text, i) => (
        <Text key={i} of={text} />
      ))}
      {sheet.days.map((day, i) =>
        day.rows.length === 0 ? null : (
          <section key={i}>
            <h2>
              {day.title}
              {day.label ? <span lang={langOf(day.label)}>{`: ${day.label.text}`}</span> : null}
            </h2>
            <table>
              <caption>{m.archive_programme_of({ day: day.title })}</caption>
              <thead>
                <tr>
                  <th scope="col">{m.archive_time()}</th>
                  <th scope="col">{m.archive_item()}</th>
                </tr>
              </thead>
              <tbody>
                {day.rows.map((row, j) => (
                  <tr key={j}>
                    <td class="time">{row.time || '–'}</td>
                    <td>
                      <Row row={row} item={view.days[i]!.items[j]!} path={path} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ),
      )}
      {view.papers.length === 0 ? null : (
        <section>
          <h2>{m.archive_papers()}</h2>
          <Files of={view.papers} archived={archived} path={path} />
        </section>
      )}
      <GoneFrom of={archived.gone.get(view.meeting.id) ?? []} timezone={view.meeting.timezone} />
      <Inputs of={archived.inputs.get(view.meeting.id) ?? []} />
      {sheet.texts.map((text, i) => (
        <Text key={i} of={text} />
      ))}
    </>
  )
}

function Row({ row, item, path }: { row: SheetRow; item: ItemView; path: string }) {
  const about = [
    item.materials.length > 0 ? m.archive_files_count({ count: item.materials.length }) : null,
    item.minutes?.published ? m.archive_has_minutes() : null,
  ].filter(Boolean)
  return (
    <>
      <p lang={langOf(row.title)}>
        {row.pause ? row.title.text : <a href={between(path, itemPage(item.path))}>{row.title.text}</a>}
      </p>
      {row.people.length > 0 ? <p>{peopleLine(row.people)}</p> : null}
      {[row.where, ...about].some(Boolean) ? <p class="soft">{[row.where, ...about].filter(Boolean).join(' · ')}</p> : null}
      {row.parts.length === 0 ? null : (
        <ul>
          {row.parts.map((part, i) => (
            <li key={i}>
              <a href={between(path, itemPage(item.subitems[i]!.path))} lang={langOf(part.title)}>
                {part.title.text}
              </a>
              {part.people.length > 0 ? <Fragment>: {peopleLine(part.people)}</Fragment> : null}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Text({ of }: { of: SheetText }) {
  return (
    <section lang={langOf(of)}>
      {of.heading ? <h2 lang={langOf(of.heading)}>{of.heading.text}</h2> : null}
      {of.blocks.map((block, i) =>
        typeof block === 'string' ? (
          <p key={i}>{block}</p>
        ) : (
          <ul key={i}>
            {block.map((line, j) => (
              <li key={j}>{line}</li>
            ))}
          </ul>
        ),
      )}
    </section>
  )
}
