/** What stands in the way of those who do not see a file, and what to do about it: for those who can have it mended. */
import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { AccessFinding, PreviewRow } from '../../previews/rules.ts'
import { pageRanges } from '../rules.ts'
import { wordsOf } from './standing.tsx'

/** So many runs of pages are named; of more, only how many pages there are. */
const MOST_NAMED = 8

/** Nothing before somebody has looked. */
export function Findings({ preview }: { preview: Pick<PreviewRow, 'findings' | 'state'> | null }) {
  if (!preview?.findings) return null
  const findings = preview.findings as readonly AccessFinding[]
  return (
    <Section id="access" title={m.viewer_access_title()}>
      {findings.length === 0 ? (
        <p>
          <State is="approved">{m.viewer_access_clear()}</State>
        </p>
      ) : (
        <>
          <p class="soft">{m.viewer_access_lead()}</p>
          <ul class="sm-list">
            {findings.map((finding) => (
              <li key={finding.code}>
                <b>{wordsOf(`previews_finding_${finding.code}`)}</b> <span class="soft">{pagesOf(finding.pages)}</span>
                <span class="sm-list__m">{wordsOf(`previews_remedy_${finding.code}`)}</span>
              </li>
            ))}
          </ul>
          <p class="soft">{m.viewer_access_after()}</p>
        </>
      )}
    </Section>
  )
}

/** The same in one line, for a list of files; it leads to the rest where there is a way there. */
export function FindingsLine(props: { preview: Pick<PreviewRow, 'findings'> | null; href: string | undefined }) {
  const count = props.preview?.findings?.length ?? 0
  if (count === 0) return null
  const told = <State is="stuck">{m.viewer_access_count({ count })}</State>
  return props.href === undefined ? told : <a href={`${props.href}#access`}>{told}</a>
}

/** "Side 2, 5–7 og 3 til"; empty where the whole file is meant. */
function pagesOf(pages: readonly number[]): string {
  if (pages.length === 0) return ''
  const runs = pageRanges(pages)
  const named = runs.slice(0, MOST_NAMED).join(', ')
  const more = runs.length - MOST_NAMED
  return m.viewer_access_pages({ count: pages.length, list: more > 0 ? m.viewer_access_more({ list: named, more }) : named })
}
