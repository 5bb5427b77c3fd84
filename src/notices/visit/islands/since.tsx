/**
 * For those who are not signed in: the browser itself remembers when it last showed a meeting, and nobody else is told. What is
 * new since is listed and marked in the rows.
 */
import { useEffect, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { copiesOf } from '#ui/copies.ts'
import { Since, type SinceRow } from '../parts/since.tsx'
import { afterLook, markOf, newerThan, sinceOf, type Visit } from '../rules.ts'

export interface SinceProps {
  /** The meeting's id. */
  readonly meeting: string
  readonly rows: readonly SinceRow[]
  /** The moment of the newest of them. */
  readonly seen: number
}

const visits = copiesOf<Visit>('visit')

export default function SinceHere({ meeting, rows, seen }: SinceProps) {
  const [since, setSince] = useState<number | null>(null)
  useEffect(() => {
    const visit = visits.read(meeting)
    const now = Date.now()
    setSince(sinceOf(visit, now))
    visits.write(meeting, afterLook(visit, now, seen))
  }, [meeting, seen])

  const fresh = since === null ? [] : newerThan(rows, since)
  useEffect(() => {
    if (since !== null) markRows(newerThan(rows, since))
  }, [rows, since])
  if (fresh.length === 0) return null
  const takeAll = () => {
    visits.write(meeting, { looked: Date.now(), seen, before: seen })
    setSince(seen)
  }
  return (
    <Since rows={fresh}>
      <Button type="button" variant="tertiary" size="sm" onClick={takeAll}>
        {m.notices_since_take()}
      </Button>
    </Since>
  )
}

/** The server has marked what is new to somebody who was never here. */
function markRows(fresh: readonly SinceRow[]): void {
  for (const mark of document.querySelectorAll('.sm-row .sm-new')) mark.remove()
  for (const row of fresh) {
    const title = document.querySelector(`#${CSS.escape(row.anchor)} .sm-row__title`)
    const mark = document.createElement('span')
    mark.className = 'sm-new'
    mark.textContent = markOf(row) === 'new' ? m.meeting_new() : m.notices_since_mark()
    title?.after(' ', mark)
  }
}
