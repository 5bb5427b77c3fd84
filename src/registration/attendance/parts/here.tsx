/** The way from a page to where one says that one is there. */
import { m } from '#platform/words/words.ts'

/** @param props.href `/{network}/{meeting}/attendance`, of the meeting or of an item */
export function AttendanceWay({ href }: { href: string }) {
  return (
    <p class="sm-acts">
      <a class="ds-link" href={href}>
        {m.registration_attendance_own_title()} {m.registration_attendance_own_here()}
      </a>
    </p>
  )
}
