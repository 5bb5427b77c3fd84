import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'
import type { Color } from './tone.ts'

interface Look {
  icon: string
  color?: Color
}

/** Icon and colour of every state. The word comes with it: a state is never told by colour alone. */
const looks = {
  approved: { icon: icons.checkmarkCircle, color: 'success' },
  amended: { icon: icons.checkmarkCircle, color: 'success' },
  done: { icon: icons.checkmarkCircle, color: 'success' },
  held: { icon: icons.checkmarkCircle, color: 'success' },
  saved: { icon: icons.checkmarkCircle, color: 'success' },
  read: { icon: icons.checkmark, color: 'success' },
  published: { icon: icons.globe, color: 'success' },
  toread: { icon: icons.eye, color: 'accent' },
  draft: { icon: icons.pencil, color: 'warning' },
  waiting: { icon: icons.hourglass, color: 'warning' },
  late: { icon: icons.clock, color: 'warning' },
  postponed: { icon: icons.clockDashed, color: 'warning' },
  stuck: { icon: icons.exclamationmarkTriangle, color: 'warning' },
  unsure: { icon: icons.questionmarkCircle, color: 'warning' },
  overdue: { icon: icons.exclamationmarkTriangle, color: 'danger' },
  unsaved: { icon: icons.xmarkOctagon, color: 'danger' },
  offline: { icon: icons.xmarkOctagon, color: 'danger' },
  cancelled: { icon: icons.xmarkOctagon, color: 'danger' },
  proposed: { icon: icons.eye, color: 'accent' },
  underway: { icon: icons.play, color: 'accent' },
  live: { icon: icons.play, color: 'accent' },
  moved: { icon: icons.arrowRight, color: 'accent' },
  decided: { icon: icons.gavel, color: 'lyng' },
  online: { icon: icons.video, color: 'neutral' },
  onsite: { icon: icons.locationPin, color: 'neutral' },
  mixed: { icon: icons.personGroup, color: 'neutral' },
  members: { icon: icons.padlock, color: 'neutral' },
  hidden: { icon: icons.eyeSlash, color: 'neutral' },
  none: { icon: icons.clockDashed },
  saving: { icon: icons.arrowsCirclepath },
  unplaced: { icon: icons.circleSlash },
} satisfies Record<string, Look>

export type StateName = keyof typeof looks

/** A state in running text, lists and tables: `<State is="approved">Godkjent</State>`. */
export function State(props: { is: StateName; children: ComponentChildren; class?: string | undefined }) {
  const look: Look = looks[props.is]
  return (
    <span
      class={props.class === undefined ? 'sm-state' : `sm-state ${props.class}`}
      data-state={props.is}
      data-color={look.color}
    >
      <Icon of={look.icon} />
      <span>{props.children}</span>
    </span>
  )
}

/** The same state as a filled tag, for the head of a page. */
export function StateTag(props: { is: StateName; children: ComponentChildren }) {
  const look: Look = looks[props.is]
  return (
    <span class="ds-tag" data-state={props.is} data-color={look.color ?? 'neutral'}>
      <Icon of={look.icon} />
      {props.children}
    </span>
  )
}
