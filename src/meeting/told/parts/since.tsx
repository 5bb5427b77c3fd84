import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import * as icons from '#ui/icons.ts'
import type { MeetingView } from '../../reads.ts'
import type { Told } from '../reads.ts'
import { differences, planOf } from '../rules.ts'

/** For organisers, on the meeting's page: how much members do not know yet. Nothing where they know it all, or were never told. */
export function SinceTold({ view, told }: { view: MeetingView; told: Told | null }) {
  const count = told ? differences(told.plan, planOf(view)).length : 0
  if (!told || count === 0) return null
  return (
    <Alert tone="info" icon={icons.bell}>
      <a class="ds-link" href={`${view.path}/told`}>
        {m.meeting_told_since({ count, when: dateTime(told.at, view.meeting.timezone) })}
      </a>
    </Alert>
  )
}
