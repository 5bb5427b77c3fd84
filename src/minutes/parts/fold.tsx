/** A part of what lies beside the minutes, which can be folded away. */
import type { ComponentChildren } from 'preact'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'

export interface FoldProps {
  /** Also the anchor. */
  readonly id: string
  readonly title: string
  /** How much is in it: at the end of the heading's line. */
  readonly count?: string | number | undefined
  readonly open?: boolean | undefined
  readonly children: ComponentChildren
}

export const Fold = ({ id, title, count, open, children }: FoldProps) => (
  <details class="sm-sec sm-fold" id={id} open={open}>
    <summary class="sm-sec__head">
      <h2 class="sm-h2">{title}</h2>
      {count === undefined ? null : <span class="soft">{count}</span>}
      <Icon of={icons.chevronDown} class="chevron" />
    </summary>
    {children}
  </details>
)
