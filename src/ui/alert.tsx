import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import * as icons from './icons.ts'
import type { Tone } from './tone.ts'

export const toneIcon: Record<Tone, string> = {
  success: icons.checkmarkCircle,
  info: icons.informationSquare,
  warning: icons.exclamationmarkTriangle,
  danger: icons.xmarkOctagon,
}

/** Something the reader must know, standing in the page. `title` opens the text in bold; `icon` replaces the tone's own. */
export function Alert(props: {
  tone: Tone
  title?: ComponentChildren
  children?: ComponentChildren
  icon?: string | undefined
  role?: 'status' | 'alert' | undefined
  class?: string | undefined
}) {
  return (
    <div class={props.class === undefined ? 'sm-notice' : `sm-notice ${props.class}`} data-color={props.tone} role={props.role}>
      <Icon of={props.icon ?? toneIcon[props.tone]} />
      <div>
        {props.title === undefined ? null : <b>{props.title}</b>} {props.children}
      </div>
    </div>
  )
}
