/**
 * The board with script: rows are dragged by pointer or keyboard, and what would follow is shown while they are carried.
 * What is done is shown at once and sent; the server's answer, the same page, is what then stands.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { digestOf, fieldsOf, readGesture } from '../forms.ts'
import { isSame, type Slot, spotAt } from '../layout/rules.ts'
import { Board, type BoardProps } from '../parts/board.tsx'
import { consequencesOf, subjectText } from '../parts/consequences.tsx'
import { Glyphs } from '../parts/glyphs.tsx'
import { refusalText } from '../parts/refusals.ts'
import { listName, titleIn } from '../parts/said.ts'
import { Toolbar } from '../parts/toolbar.tsx'
import { type Around, type Gesture, type Outcome, perform, type Rest } from '../rules.ts'
import { drag, listAt, slotBeside, slotOf } from './carry.ts'
import { GestureDialog } from './dialog.tsx'
import { type Asked, type Carry, Panel } from './panel.tsx'
import { fetchBoard, fetchNumber, keptGestures, makeSender, type Sender, type Sending, steady } from './send.ts'

const LOOK_EVERY = 15_000

export default function BoardIsland(given: BoardProps) {
  const [board, setBoard] = useState(given)
  const [awake, setAwake] = useState(false)
  const [rest, setRest] = useState<Rest>('flow')
  const [carry, setCarry] = useState<Carry | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [dialog, setDialog] = useState<string | null>(null)
  const [said, say] = useState('')
  const [sending, setSending] = useState<Sending | null>(null)
  const sender = useRef<Sender>(undefined)
  const root = useRef<HTMLDivElement>(null)
  const held = useMemo(() => new Set(board.held), [board.held])
  const around: Around = { newId: () => 'new', holds: (id) => held.has(id) }
  // Handlers live as long as the page; they see what stands now through this.
  const now = useRef({ board, rest, carry, around, dialog, asked })
  now.current = { board, rest, carry, around, dialog, asked }

  /** What it would mean to put the item down in a slot. */
  function carried(id: string, slot: Slot | null): Carry {
    const { board, rest, around } = now.current
    const list = slot && listAt(board.programme, slot)
    if (!slot || !list || isSame(list, slot.at, id)) return { id, slot, gesture: null, outcome: null, refused: null }
    const gesture: Gesture = { do: 'move', id, to: spotAt(list, slot.at, id), rest }
    const result = perform(board.programme, gesture, around)
    if ('refused' in result) return { id, slot, gesture: null, outcome: null, refused: refusalText(result.refused) }
    return { id, slot, gesture, outcome: result, refused: null }
  }

  function act(gesture: Gesture, outcome: Outcome): void {
    const { board } = now.current
    // A new item has its id from the server.
    if (gesture.do !== 'insert' && gesture.do !== 'split') setBoard({ ...board, programme: outcome.programme })
    sender.current!.post(`${board.base}/programme/gesture`, { ...fieldsOf(gesture), seen: digestOf(outcome) })
  }

  function putDown() {
    const one = now.current.carry
    setCarry(null)
    if (!one?.gesture || !one.outcome) return say(one?.refused ?? m.arranging_cancelled())
    if (one.outcome.collisions.length > 0) return setAsked({ gesture: one.gesture, outcome: one.outcome })
    act(one.gesture, one.outcome)
    say(`${subjectText(now.current.board.programme, one.outcome)}. ${consequencesOf(one.outcome).join(' ')}`)
  }

  function letGo(): void {
    setCarry(null)
    say(m.arranging_cancelled())
  }

  useEffect(() => {
    setAwake(true)
    const kept = { copies: keptGestures(given.personId), key: given.base }
    sender.current = makeSender(kept, setSending, async (answer, turnedDown) => {
      const fresh = answer.board ?? (await fetchBoard(given.base))
      if (fresh) setBoard((old) => steady(old, fresh))
      if (turnedDown !== null || answer.text) say(turnedDown ?? answer.text)
    })
    /** What others did: shown when nothing is in the hand, so that it does not move under it. */
    const look = async () => {
      const { board, carry, dialog, asked } = now.current
      if (document.hidden || sender.current!.busy() || carry || dialog || asked) return
      const number = await fetchNumber(board.base)
      if (number === null || number === now.current.board.number || sender.current!.busy()) return
      const fresh = await fetchBoard(board.base)
      if (!fresh || now.current.carry || sender.current!.busy()) return
      setBoard((old) => steady(old, fresh))
      say(m.arranging_refreshed())
    }
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as Element).closest('input:not([type="radio"]), textarea, select, dialog')
      if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      const way = event.shiftKey ? 'redo' : 'undo'
      root.current?.querySelector<HTMLFormElement>(`form[action$="/programme/${way}"]`)?.requestSubmit()
    }
    const onLeave = (event: BeforeUnloadEvent) => {
      if (sender.current!.busy()) event.preventDefault()
    }
    const timer = setInterval(look, LOOK_EVERY)
    addEventListener('focus', look)
    addEventListener('keydown', onKey)
    addEventListener('beforeunload', onLeave)
    return () => {
      clearInterval(timer)
      removeEventListener('focus', look)
      removeEventListener('keydown', onKey)
      removeEventListener('beforeunload', onLeave)
    }
  }, [])

  const gripOf = (event: Event): { grip: HTMLElement; row: HTMLElement; id: string } | null => {
    const grip = (event.target as Element).closest<HTMLElement>('.sm-brow__grip')
    const row = grip?.closest<HTMLElement>('[data-item]')
    return grip && row ? { grip, row, id: row.dataset.item! } : null
  }

  function onPointerDown(event: PointerEvent): void {
    const held = gripOf(event)
    if (!held || event.button !== 0) return
    event.preventDefault()
    const { grip, row, id } = held
    grip.focus()
    setCarry(carried(id, slotOf(now.current.board.programme, id)))
    drag(event, grip, row, {
      over: (slot) => {
        const last = now.current.carry
        if (!last || last.slot?.list !== slot?.list || last.slot?.at !== slot?.at) setCarry(carried(id, slot))
      },
      end: (drop) => (drop ? putDown() : letGo()),
    })
  }

  function onGripKey(event: KeyboardEvent) {
    const held = gripOf(event)
    if (!held) return
    const { id } = held
    const { carry, board } = now.current
    const { programme } = board
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault()
      if (carry) {
        putDown()
        // In another list the row is drawn anew: the hand stays on it.
        requestAnimationFrame(() => document.querySelector<HTMLElement>(`[id="row-${id}"] .sm-brow__grip`)?.focus())
        return
      }
      setCarry(carried(id, slotOf(programme, id)))
      return say(m.arranging_grabbed({ title: titleIn(programme, id) }))
    }
    if (!carry) return
    if (event.key === 'Escape') return letGo()
    if (!event.key.startsWith('Arrow') || !carry.slot) return
    event.preventDefault()
    const next = carried(id, slotBeside(programme, carry.slot, event.key, id))
    setCarry(next)
    const list = listAt(programme, next.slot!)!
    const others = list.items.filter((one) => one.id !== id)
    const before = list.items.slice(0, next.slot!.at).filter((one) => one.id !== id).length
    const where = m.arranging_slot({ list: listName(programme, list), n: before + 1, of: others.length + 1 })
    const then = next.outcome
      ? `${subjectText(programme, next.outcome)}. ${consequencesOf(next.outcome).join(' ')}`
      : (next.refused ?? m.arranging_same_place())
    say(`${where} ${then}`)
  }

  function onSubmit(event: SubmitEvent) {
    const form = event.target as HTMLFormElement
    if (/\/programme\/(undo|redo)$/.test(form.action)) {
      event.preventDefault()
      return void takeBack(form)
    }
    const step = (event.submitter as HTMLButtonElement | null)?.value
    if (form.id !== 'steps' || !step) return
    event.preventDefault()
    const { board, rest, around } = now.current
    const gesture = readGesture({ step, rest }, board.programme, board.locale)
    if ('wrong' in gesture) return say(m.arranging_same_place())
    const outcome = perform(board.programme, gesture, around)
    if ('refused' in outcome) return say(refusalText(outcome.refused))
    if (outcome.collisions.length > 0) return setAsked({ gesture, outcome })
    act(gesture, outcome)
    say(`${subjectText(board.programme, outcome)}. ${consequencesOf(outcome).join(' ')}`)
  }

  /** In place where it can be; where something is contested nothing was done, and the page that asks is gone to. */
  async function takeBack(form: HTMLFormElement) {
    if (sender.current!.busy()) return
    setSending('saving')
    const fields = new URLSearchParams(new FormData(form) as unknown as Record<string, string>)
    const answer = await fetch(form.action, { method: 'POST', body: fields, headers: { accept: 'text/html' } }).catch(() => null)
    if (answer === null) return setSending('lost')
    if (!answer.ok) return form.submit()
    const fresh = await fetchBoard(now.current.board.base)
    if (fresh) setBoard((old) => steady(old, fresh))
    setSending('saved')
    const way = form.action.endsWith('/undo') ? m.programme_undone() : m.programme_redone()
    say(way)
    // When that was the last one its button is out of use, and the hand goes to the next that is not.
    requestAnimationFrame(() => {
      if (form.querySelector('button')?.disabled)
        root.current?.querySelector<HTMLElement>('.sm-btools button:enabled, .sm-btools a')?.focus()
    })
  }

  function onClick(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-arrange]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    setDialog(link.href)
  }

  const again = (other: Rest) => {
    if (!asked || !('rest' in asked.gesture)) return
    const gesture = { ...asked.gesture, rest: other }
    const outcome = perform(board.programme, gesture, around)
    if (!('refused' in outcome)) setAsked({ gesture, outcome })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: everything in it that is pressed is a button or a link; this listens for all of them at once.
    <div ref={root} onPointerDown={onPointerDown} onKeyDown={onGripKey} onSubmit={onSubmit} onClick={onClick}>
      <Glyphs />
      <Toolbar board={board} rest={rest} choose={setRest} sending={sending} />
      {awake && (
        <p class="sr" id="grip-help">
          {m.arranging_grip_help()}
        </p>
      )}
      <Board
        {...board}
        awake={awake}
        carried={carry?.id ?? null}
        slot={carry?.slot ?? null}
        next={carry?.outcome?.programme ?? asked?.outcome.programme ?? null}
      />
      <p class="sr" role="status">
        {said}
      </p>
      <Panel
        programme={board.programme}
        carry={carry}
        asked={asked}
        lost={sending === 'lost'}
        act={(one) => {
          setAsked(null)
          act(one.gesture, one.outcome)
        }}
        choose={again}
        cancel={() => setAsked(null)}
        again={() => sender.current!.again()}
      />
      {dialog && (
        <GestureDialog
          href={dialog}
          programme={board.programme}
          locale={board.locale}
          around={around}
          rest={rest}
          choose={setRest}
          act={act}
          close={() => setDialog(null)}
        />
      )}
    </div>
  )
}
