/** What is true about storage: in the bar, and as a banner when something is not as it should be. */
import type { ComponentChildren } from 'preact'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import type { Color } from '#ui/tone.ts'
import { looksBlocked, type Saving, type Status, type Stop, waiting } from '../saving/rules.ts'

export function SavedState({ status }: { status: Status }) {
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
  readonly reload: () => void
}

const ends: Record<Stop, () => string> = {
  withdrawn: m.minutes_end_withdrawn,
  approved: m.minutes_end_approved,
  signed_out: m.minutes_end_signed_out,
  old_editor: m.minutes_end_old_editor,
  full: m.minutes_end_full,
  unusable: m.minutes_end_unusable,
  replaced: m.minutes_end_replaced,
}

/** Why the text is not saved, or cannot be written any more, and what to do about it. */
export function Banner({ saving, plainHref, acts }: { saving: Saving; plainHref: string; acts: BannerActs }) {
  const unsaved = waiting(saving) > 0
  const copy = unsaved ? <Act onClick={acts.copyText}>{m.minutes_copy_text()}</Act> : null
  if (saving.stop !== null)
    return (
      <Strip
        color={unsaved ? 'danger' : 'warning'}
        title={ends[saving.stop]()}
        text={
          !unsaved
            ? m.minutes_nothing_lost()
            : saving.stop === 'signed_out'
              ? m.minutes_signed_out_text()
              : m.minutes_only_here_now()
        }
      >
        {copy}
        <Act onClick={acts.reload}>{m.minutes_reload()}</Act>
      </Strip>
    )
  if (saving.trouble === 'too_long')
    return <Strip color="danger" title={m.minutes_too_long_title()} text={m.minutes_too_long_text()} />
  if (saving.line === 'lost' || (unsaved && saving.trouble !== null)) {
    const since = saving.at === null ? m.minutes_no_answer() : m.minutes_no_answer_since({ at: saving.at })
    return (
      <Strip
        color={unsaved ? 'danger' : 'warning'}
        title={saving.trouble === 'database' ? m.minutes_server_trouble() : unsaved ? since : m.minutes_offline_title()}
        text={unsaved ? m.minutes_only_here() : m.minutes_offline_text()}
      >
        {saving.line === 'lost' ? <Act onClick={acts.retry}>{m.minutes_try_now()}</Act> : null}
        {copy}
        {looksBlocked(saving) ? (
          <>
            <span>{m.minutes_blocked_text()}</span>
            <a class="ds-link" href={plainHref}>
              {m.minutes_to_plain()}
            </a>
          </>
        ) : null}
      </Strip>
    )
  }
  return null
}

export const Act = (props: { onClick: () => void; children: ComponentChildren }) => (
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
