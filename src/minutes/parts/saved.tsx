/** What is true about storage: in the bar, and as a banner when something is not as it should be. */
import type { ComponentChildren } from 'preact'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import type { Color } from '#ui/tone.ts'
import { type Saving, type Status, statusOf, waiting } from '../saving/rules.ts'

export function SavedState(props: { status: Status; kept: number | null }) {
  const { status } = props
  if (props.kept !== null) return <State is="waiting">{m.minutes_kept_as({ number: props.kept })}</State>
  switch (status.is) {
    case 'unchanged':
      return null
    case 'saved':
      return <State is="saved">{m.minutes_saved_at({ at: status.at })}</State>
    case 'saving':
      return <State is="saving">{m.minutes_saving()}</State>
    case 'unsaved':
      return <State is="unsaved">{m.minutes_unsaved({ count: status.changes })}</State>
  }
}

export interface BannerActs {
  readonly copyText: () => void
  readonly retry: () => void
  readonly takePen: () => void
  readonly reload: () => void
}

/** Why the text is not saved, or not written by this window, and what to do about it. */
export function Banner(props: {
  saving: Saving
  heldBy: string | null
  heldByMe: boolean
  kept: number | null
  said: string | null
  compareHref: string
  acts: BannerActs
}) {
  const { saving, acts } = props
  const unsaved = statusOf(saving).is === 'unsaved'
  const copy = waiting(saving) > 0 ? <Act onClick={acts.copyText}>{m.minutes_copy_text()}</Act> : null
  if (saving.stop === 'conflict')
    return (
      <Strip color="warning" title={m.minutes_conflict_title()} text={m.minutes_conflict_text({ number: props.kept ?? 0 })}>
        <a class="ds-button" data-variant="secondary" data-size="sm" href={props.compareHref}>
          {m.minutes_conflict_compare()}
        </a>
        <Act onClick={acts.reload}>{m.minutes_conflict_go_on()}</Act>
      </Strip>
    )
  if (saving.stop === 'signed_out')
    return <Strip color="danger" title={m.minutes_signed_out_title()} text={m.minutes_signed_out_text()} children={copy} />
  if (saving.stop === 'approved' || saving.stop === 'unusable')
    return <Strip color="danger" title={m.minutes_refused_title()} text={props.said ?? m.minutes_is_approved()} children={copy} />
  if (props.heldBy !== null || saving.stop === 'taken')
    return (
      <Strip
        color={unsaved ? 'danger' : 'warning'}
        title={props.heldByMe ? m.minutes_held_own() : m.minutes_held_title({ name: props.heldBy ?? m.minutes_someone() })}
        text={unsaved ? m.minutes_held_unsaved() : m.minutes_held_text()}
      >
        <Act onClick={acts.takePen}>{m.minutes_take_pen()}</Act>
        {copy}
      </Strip>
    )
  if (unsaved)
    return (
      <Strip
        color="danger"
        title={
          saving.trouble === 'server'
            ? m.minutes_server_trouble()
            : saving.at === null
              ? m.minutes_no_answer()
              : m.minutes_no_answer_since({ at: saving.at })
        }
        text={m.minutes_only_here()}
      >
        <Act onClick={acts.retry}>{m.minutes_try_now()}</Act>
        {copy}
      </Strip>
    )
  return null
}

const Act = (props: { onClick: () => void; children: ComponentChildren }) => (
  <Button type="button" variant="secondary" size="sm" onClick={props.onClick}>
    {props.children}
  </Button>
)

export function Strip(props: { color: Color; title: string; text: string; children?: ComponentChildren }) {
  return (
    <section class="sm-lost" data-color={props.color} aria-label={m.minutes_storage()}>
      <p class="sm-lost__in">
        <Icon of={props.color === 'danger' ? icons.xmarkOctagon : icons.exclamationmarkTriangle} />
        <span>
          <b>{props.title}</b> {props.text}
        </span>
        {props.children}
      </p>
    </section>
  )
}
