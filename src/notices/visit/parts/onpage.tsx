/** What the meeting's page holds for it: drawn for somebody who is signed in, woken in the browser for others. */
import { said } from '#meeting/parts/said.ts'
import { titleOf } from '#meeting/standing/rules.ts'
import { m } from '#platform/words/words.ts'
import { PostButton } from '#ui/button.tsx'
import { Island } from '#ui/island.tsx'
import type { ChangedRow } from '../reads.ts'
import { type Mark, markOf, newestOf } from '../rules.ts'
import { Since, type SinceRow } from './since.tsx'

/** What there is to know of visits when a page is made. */
export interface Visiting {
  /** All that has happened on the page. */
  readonly all: readonly ChangedRow[]
  /** For somebody who is signed in: what of it is new to them; null on a first visit. */
  readonly own: readonly ChangedRow[] | null
  /** When the page was made, for somebody who is signed in: their page is theirs alone. */
  readonly made: number | null
}

/** @param path of the meeting */
export function SinceLast(props: { visiting: Visiting; meeting: { id: string; publishedAt: string | null }; path: string }) {
  const { visiting, meeting, path } = props
  const { all, own, made } = visiting
  if (made === null) {
    const rows = all.map(rowOf)
    return <Island name="notices/visit/since" when="now" props={{ meeting: meeting.id, rows, seen: newestOf(all) ?? 0 }} />
  }
  return (
    <>
      {own && own.length > 0 ? (
        <Since rows={own.map(rowOf)}>
          <PostButton action={`${path}/seen/all`} variant="tertiary" size="sm">
            {m.notices_since_take()}
          </PostButton>
        </Since>
      ) : null}
      <Island name="notices/visit/note" when="now" props={{ path: `${path}/seen`, made }}>
        <noscript>
          <PostButton action={`${path}/seen`} variant="tertiary" size="sm">
            {m.notices_since_note()}
          </PostButton>
        </noscript>
      </Island>
    </>
  )
}

/** Which rows bear a mark, by the item's id; null where nothing is known of earlier visits. */
export const marksOf = ({ own }: Visiting): ReadonlyMap<string, Mark> | null =>
  own && new Map(own.flatMap((row) => (row.item ? [[row.item.id, markOf(row)] as const] : [])))

function rowOf({ anchor, item, plan, changes }: ChangedRow): SinceRow {
  const title = item ? said(item.title) : { text: plan ? titleOf(plan, null) : m.handin_papers(), lang: undefined }
  return { anchor, title: title.text, lang: title.lang, changes: changes.map(({ at, kind }) => ({ at, kind })) }
}
