/** The front of the archive: what it is of, the meetings, and the registers beside them. */
import { said } from '#meeting/parts/said.ts'
import type { MeetingRow } from '#meeting/reads.ts'
import { date, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { meetingPage, nameOfScope, type Scope } from '../rules.ts'

export function ArchiveFront({ scope, meetings }: { scope: Scope; meetings: readonly MeetingRow[] }) {
  const name = said(nameOfScope(scope))
  const description = scope.series || scope.meeting ? null : said(scope.network.description)
  return (
    <>
      <h1 lang={name.lang}>{name.text}</h1>
      {description?.text ? (
        <p class="pre" lang={description.lang}>
          {description.text}
        </p>
      ) : null}
      <p>{m.archive_lead()}</p>
      <h2>{m.archive_meetings()}</h2>
      {meetings.length === 0 ? <p>{m.archive_no_meetings()}</p> : null}
      <ul>
        {meetings.map((one) => {
          const title = said(one.title)
          return (
            <li key={one.id}>
              <a href={meetingPage(one.slug)} lang={title.lang}>
                {title.text}
              </a>
              {one.startsAt ? <span class="soft">{` ${date(wall(one.startsAt, one.timezone).date)}`}</span> : null}
            </li>
          )
        })}
      </ul>
    </>
  )
}
