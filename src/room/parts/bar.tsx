/** The line above the room: whether it is live, how many are there, and the ways out. */
import { clock, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { LineState } from './sending.ts'

export interface BarProps {
  readonly line: { readonly is: LineState; readonly since: number } | null
  readonly present: number
  readonly timezone: string
  readonly links: readonly { readonly href: string; readonly label: string; readonly icon: string }[]
}

export function Bar({ line, present, timezone, links }: BarProps) {
  return (
    <div class="sm-roombar">
      <p class="sm-roombar__line" role="status">
        {line && <Line {...line} timezone={timezone} />}
      </p>
      <p class="sm-roombar__n">
        <Icon of={icons.personGroup} />
        {m.room_present({ n: present })}
      </p>
      <nav aria-label={m.room_ways()}>
        {links.map((link) => (
          <a key={link.href} href={link.href}>
            <Icon of={link.icon} />
            {link.label}
          </a>
        ))}
      </nav>
    </div>
  )
}

function Line({ is, since, timezone }: NonNullable<BarProps['line']> & { readonly timezone: string }) {
  const tone = { connecting: 'neutral', live: 'success', polling: 'info', lost: 'warning' }[is]
  const time = clock(wall(new Date(since).toISOString(), timezone).time)
  const text = {
    connecting: m.room_line_connecting(),
    live: m.room_line_live(),
    polling: m.room_line_polling(),
    lost: m.room_line_lost({ time }),
  }[is]
  return (
    <span class="sm-state" data-color={tone}>
      <Icon
        of={is === 'lost' ? icons.exclamationmarkTriangle : is === 'connecting' ? icons.clockDashed : icons.checkmarkCircle}
      />
      {text}
    </span>
  )
}
