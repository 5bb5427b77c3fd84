/** The three keys of the console: on to the next, pause, five minutes more. And what is rarer, beneath. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Act } from '../../parts/act.tsx'
import { clockTime, titleOf, useShow } from '../../parts/now.tsx'
import type { ShowPart } from '../reads.ts'
import { lengthOf, MINUTE } from '../rules.ts'

const MORE_MINUTES = 5

export function Keys({ show, base }: { readonly show: ShowPart; readonly base: string }) {
  const { running, next, rowOf } = useShow(show)
  const at = (ms: number) => clockTime(ms, show.timezone)
  const on = running[0]
  const { pause, endedAt } = show.show
  const to = (act: string) => `${base}/chair/show/${act}`
  // Over: what is left is to go back in, where something was never on.
  if (endedAt !== null && !next) return null
  const length = on ? Math.round(lengthOf(rowOf(on.id)!, show.show) / MINUTE) : 0
  return (
    <div class="sm-keys" data-keys>
      {next ? (
        <Act action={to('start')} fields={{ item: next.id }} class="sm-keys__key">
          <button class="ds-button sm-big" type="submit" data-key="n" disabled={pause !== null && on !== undefined}>
            <span>
              <Icon of={icons.forward} />
              {on ? m.room_key_next() : m.room_key_start()}
            </span>
            <small lang={titleOf(rowOf(next.id)).lang}>
              {titleOf(rowOf(next.id)).text} {next.from !== null && next.to !== null && `${at(next.from)}–${at(next.to)}`}
            </small>
            <kbd>N</kbd>
          </button>
        </Act>
      ) : (
        endedAt === null && (
          <Act action={to('end')} class="sm-keys__key">
            <button class="ds-button sm-big" type="submit" data-key="n">
              <span>
                <Icon of={icons.checkmark} />
                {m.room_key_end()}
              </span>
              <small>{m.room_key_end_help()}</small>
              <kbd>N</kbd>
            </button>
          </Act>
        )
      )}
      {pause ? (
        <Act action={to('resume')} class="sm-keys__key">
          <button class="ds-button sm-big" type="submit" data-key="p">
            <span>
              <Icon of={icons.play} />
              {m.room_key_resume()}
            </span>
            <small>{pause.itemId ? titleOf(rowOf(pause.itemId)).text : m.room_key_resume_help()}</small>
            <kbd>P</kbd>
          </button>
        </Act>
      ) : (
        <Act action={to('pause')} class="sm-keys__key">
          <button
            class="ds-button sm-big"
            data-variant="secondary"
            type="submit"
            name="minutes"
            value="10"
            data-key="p"
            disabled={!on}
          >
            <span>
              <Icon of={icons.pause} />
              {m.room_key_pause()}
            </span>
            <small>{m.room_key_pause_help({ minutes: 10 })}</small>
            <kbd>P</kbd>
          </button>
        </Act>
      )}
      <Act action={to('extend')} fields={{ item: on?.id ?? '', minutes: length + MORE_MINUTES }} class="sm-keys__key">
        <button class="ds-button sm-big" data-variant="secondary" type="submit" data-key="+" disabled={!on}>
          <span>
            <Icon of={icons.plus} />
            {m.room_key_more({ minutes: MORE_MINUTES })}
          </span>
          <small>{on?.to ? m.room_key_until({ time: at(on.to + MORE_MINUTES * MINUTE) }) : ''}</small>
          <kbd>+</kbd>
        </button>
      </Act>
    </div>
  )
}

/** The way back from the last step, whoever took it. */
export function UndoLast({ show, base }: { readonly show: ShowPart; readonly base: string }) {
  if (!show.last) return null
  return (
    <Act action={`${base}/chair/show/undo`} fields={{ step: show.last.id }}>
      <Button variant="tertiary" size="sm" icon={icons.arrowUndo}>
        {m.room_undo_last({ what: stepWords(show), who: show.last.by ?? m.room_somebody() })}
      </Button>
    </Act>
  )
}

/** What the last step was: "Startet Om E-bøker". */
function stepWords(show: ShowPart): string {
  const { last } = show
  if (!last) return ''
  const title = last.itemId ? titleOf(show.rows.find((row) => row.id === last.itemId)).text : ''
  return {
    started: () => m.room_step_started({ title }),
    paused: () => m.room_step_paused(),
    resumed: () => m.room_step_resumed(),
    extended: () => m.room_step_extended({ title }),
    dropped: () => m.room_step_dropped({ title }),
    kept: () => m.room_step_kept({ title }),
    replanned: () => m.room_step_replanned(),
    ended: () => m.room_step_ended(),
  }[last.kind]()
}

const STORED = 'samling.keys'

/**
 * N, P and + press the keys of the console, where nothing is being written. They can be switched off (WCAG 2.1.4), and the
 * browser remembers that. Under a thumb there are no keys, and no switch for them.
 */
export function Shortcuts() {
  const [on, setOn] = useState(true)
  const [known, setKnown] = useState(false)
  const held = useRef(on)
  held.current = on
  useEffect(() => {
    if (matchMedia('(pointer: coarse)').matches) return
    setOn(localStorage.getItem(STORED) !== 'off')
    setKnown(true)
    const press = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement
      if (!held.current || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (at.matches('input, textarea, select, [contenteditable]')) return
      const key = document.querySelector<HTMLButtonElement>(`[data-keys] [data-key="${CSS.escape(event.key.toLowerCase())}"]`)
      if (!key || key.disabled) return
      event.preventDefault()
      key.click()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  if (!known) return null
  const change = () => {
    localStorage.setItem(STORED, on ? 'off' : 'on')
    setOn(!on)
  }
  return (
    <label class="sm-keys__switch">
      <input type="checkbox" class="ds-input" checked={on} onChange={change} />
      {m.room_shortcuts()}
    </label>
  )
}
