/** What is said aloud of the run of show: a new item, a pause, being late, and five and one minutes left. Nothing is drawn. */
import { useContext, useEffect, useRef } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import type { ShowPart } from '../show/reads.ts'
import { MINUTE } from '../show/rules.ts'
import { Announcing } from './announce.ts'
import { clockTime, titleOf, useShow } from './now.tsx'

const MILESTONES = [5, 1]

export function Spoken({ show }: { readonly show: ShowPart }) {
  const announce = useContext(Announcing)
  const { now, running, pace, rowOf } = useShow(show)
  const on = running[0]
  const { pause, endedAt } = show.show
  const stands = endedAt !== null ? 'ended' : pause ? `pause ${pause.since} ${pause.until}` : (on?.id ?? 'before')
  const left = (pause ? pause.until : (on?.to ?? null)) ?? null
  const minutes = left === null ? null : Math.ceil((left - now) / MINUTE)
  const behind = pace?.is === 'late' ? pace.minutes : 0
  const before = useRef({ stands, minutes, behind })

  useEffect(() => {
    const was = before.current
    before.current = { stands, minutes, behind }
    if (was.stands !== stands) {
      if (endedAt !== null) announce(m.room_ended())
      else if (pause)
        announce(pause.until === null ? m.room_pause_open() : m.room_back_at({ time: clockTime(pause.until, show.timezone) }))
      else if (on) announce(m.room_said_now({ title: titleOf(rowOf(on.id)).text }))
    } else if (minutes !== null && was.minutes !== null && minutes < was.minutes && MILESTONES.includes(minutes))
      announce(m.room_said_left({ minutes }))
    else if (Math.floor(was.behind / 5) < Math.floor(behind / 5)) announce(m.room_late({ minutes: behind }))
  }, [stands, minutes, behind])
  return null
}
