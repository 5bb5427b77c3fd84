/** Earlier meetings: a section for each year, and the way to other years and further back. */
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import { Section } from '#ui/section.tsx'
import type { Earlier, MeetingLine } from '../reads.ts'
import { daysOf, MeetingItem } from './line.tsx'

/** @param base the network's address, where its meetings are; `list` the address of this list */
export function EarlierMeetings({ earlier, base, list }: { earlier: Earlier; base: string; list: string }) {
  const years = byYear(earlier.meetings)
  const older =
    earlier.older && `${list}?${earlier.year ? `year=${earlier.year}&` : ''}before=${encodeURIComponent(earlier.older)}`
  return (
    <>
      {years.length === 0 && (
        <Section id="earlier" title={m.network_earlier()}>
          <p class="sm-empty">{m.network_earlier_none()}</p>
        </Section>
      )}
      {years.map(([year, meetings]) => (
        <Section key={year} id={`year-${year}`} title={m.network_earlier_year({ year })}>
          <ul class="sm-meetings">
            {meetings.map((line) => (
              <MeetingItem key={line.id} line={line} base={base} />
            ))}
          </ul>
        </Section>
      ))}
      {older && (
        <p class="sm-acts">
          <LinkButton href={older} variant="secondary">
            {m.network_older()}
          </LinkButton>
        </p>
      )}
      {earlier.years.length > 1 && (
        <nav class="sm-acts" aria-label={m.network_years()}>
          {earlier.years.map((year) => (
            <a key={year} class="ds-link" href={`${list}?year=${year}`} aria-current={year === earlier.year ? 'page' : undefined}>
              {year}
            </a>
          ))}
        </nav>
      )}
    </>
  )
}

function byYear(meetings: readonly MeetingLine[]): [string, MeetingLine[]][] {
  const years = new Map<string, MeetingLine[]>()
  for (const line of meetings) {
    const year = daysOf(line)?.from.slice(0, 4) ?? ''
    years.set(year, [...(years.get(year) ?? []), line])
  }
  return [...years]
}
