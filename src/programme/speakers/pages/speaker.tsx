/** What somebody has spoken on over the years, and in which office. */
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { Appearance } from '../reads.ts'
import { groupsOf } from '../rules.ts'

export interface SpeakerPageProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly name: string
  /** Newest first. */
  readonly appearances: readonly Appearance[]
}

export function SpeakerPage({ network, name, appearances }: SpeakerPageProps) {
  const base = `/${network.slug}`
  const home = said(network.name)
  const groups = groupsOf(appearances)
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: <span lang={home.lang}>{home.text}</span>, href: base },
          { text: m.programme_speakers_title(), href: `${base}/speakers` },
        ]}
      />
      <h1 class="sm-title">{name}</h1>
      {groups.map((group, i) => (
        <Section
          key={group.personId ?? 'others'}
          id={`appearances-${i + 1}`}
          title={groups.length === 1 ? m.programme_appearances_title() : whoIs(group)}
          aside={group.appearances.length}
        >
          <ul class="sm-meetings">
            {group.appearances.map((one) => (
              <Line key={one.id} one={one} name={name} />
            ))}
          </ul>
        </Section>
      ))}
    </main>
  )
}

/** Two of one name are told apart by the office they held last. */
const whoIs = ({ personId, appearances }: { personId: string | null; appearances: readonly Appearance[] }): string => {
  if (personId === null) return m.programme_appearances_others()
  const [newest] = appearances
  return [newest!.name, appearances.find((one) => one.office)?.office].filter(Boolean).join(', ')
}

function Line({ one, name }: { one: Appearance; name: string }) {
  const [title, meeting] = [said(one.item.title), said(one.meeting.title)]
  const facts = [
    ...(one.role === 'moderator' ? [m.meeting_moderator()] : []),
    ...(one.name === name ? [] : [one.name]),
    ...(one.office ? [one.office] : []),
  ]
  return (
    <li>
      <p class="sm-meetings__d">{one.date ? <time datetime={one.date}>{date(one.date)}</time> : m.programme_copy_no_date()}</p>
      <div>
        <a class="sm-feed__t" href={one.item.path} lang={title.lang}>
          {title.text}
        </a>
        <p class="sm-feed__m">
          {facts.length > 0 && `${facts.join(', ')} · `}
          <a class="ds-link" href={one.meeting.path} lang={meeting.lang}>
            {meeting.text}
          </a>
        </p>
      </div>
    </li>
  )
}
