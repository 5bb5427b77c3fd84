/**
 * The shared notes of one's group. They are saved as they are typed, and "saved" is said of what the server has. What others
 * save comes into the field only while nobody writes in it; where both wrote, both texts are shown.
 */
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { State } from '#ui/state.tsx'
import { clockTime } from '../../parts/now.tsx'
import { type Answer, Sending } from '../../parts/sending.ts'
import type { OwnGroup, OwnGroups } from '../reads.ts'

export interface NotesProps {
  readonly own: OwnGroup
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly timezone: string
}

/** So long after the last key it is saved. */
const PAUSE_MS = 1200

type Stand = 'clean' | 'typing' | 'saving' | 'waiting' | 'refused'

export function NotesField({ own, base, timezone }: NotesProps) {
  const send = useContext(Sending)
  const form = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [based, setBased] = useState({ version: own.version, text: own.notes })
  const [stand, setStand] = useState<Stand>('clean')
  const [why, setWhy] = useState('')
  const id = `notes-${own.id.slice(-6)}`
  const newer = own.version > based.version && own.notes !== based.text

  const take = () => {
    if (field.current) field.current.value = own.notes
    setBased({ version: own.version, text: own.notes })
    setStand('clean')
  }
  // What others save, while nothing is written here and the pen is not in the field.
  useEffect(() => {
    if (stand === 'clean' && newer && document.activeElement !== field.current) take()
  }, [own.version, stand])
  useEffect(() => {
    if (stand === 'clean') return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [stand])

  const save = async (version = based.version) => {
    clearTimeout(timer.current)
    if (!send || !form.current || !field.current || stand === 'saving') return
    const text = field.current.value
    const body = new FormData(form.current)
    body.set('version', String(version))
    body.set('key', crypto.randomUUID())
    setStand('saving')
    const answer = (await send(form.current.action, body, () => setStand('waiting'))) as Answer & {
      mine?: { groups?: OwnGroups }
    }
    const now = answer.mine?.groups?.groups.find((one) => one.id === own.id)
    if (!answer.ok) {
      setWhy(answer.message)
      return setStand('refused')
    }
    setBased({ version: now?.version ?? version + 1, text })
    // Typed on while it was under way.
    const on = field.current?.value !== text
    setStand(on ? 'typing' : 'clean')
    if (on) later()
  }
  const later = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => form.current?.requestSubmit(), PAUSE_MS)
  }

  return (
    <form
      ref={form}
      class="sm-notes"
      method="post"
      action={`${base}/room/groups/notes`}
      onSubmit={(event) => {
        if (!send) return
        event.preventDefault()
        void save()
      }}
    >
      <input type="hidden" name="group" value={own.id} />
      <input type="hidden" name="version" value={based.version} />
      <label class="ds-label" for={id}>
        {m.groups_notes()}
      </label>
      <textarea
        class="ds-input"
        id={id}
        name="text"
        rows={6}
        ref={field}
        defaultValue={own.notes}
        readOnly={!own.mayNote}
        aria-describedby={`${id}-saved`}
        onInput={() => {
          if (stand !== 'refused') setStand('typing')
          if (send && stand !== 'refused') later()
        }}
        onBlur={() => (stand === 'typing' ? void save() : stand === 'clean' && newer && take())}
      />
      <p class="sm-notes__saved" id={`${id}-saved`} role="status">
        <Saved stand={stand} own={own} timezone={timezone} />
      </p>
      {stand === 'refused' && <Both own={own} newer={newer} why={why} onTake={take} onKeep={() => void save(own.version)} />}
      {!send && own.mayNote && (
        <Button variant="secondary" size="sm">
          {m.groups_save()}
        </Button>
      )}
      <p class="soft">{m.groups_notes_help()}</p>
    </form>
  )
}

function Saved({ stand, own, timezone }: { readonly stand: Stand; readonly own: OwnGroup; readonly timezone: string }) {
  if (stand === 'waiting') return <State is="unsaved">{m.groups_waiting()}</State>
  if (stand === 'saving') return <State is="saving">{m.groups_saving()}</State>
  if (stand !== 'clean') return <State is="unsaved">{m.groups_unsaved()}</State>
  if (own.notesAt === null) return null
  const time = clockTime(Date.parse(own.notesAt), timezone)
  return <State is="saved">{own.notesBy ? m.groups_saved_by({ time, name: own.notesBy }) : m.groups_saved({ time })}</State>
}

/** Somebody else saved while one wrote: theirs beside one's own, and nothing is lost before one has chosen. */
function Both(props: {
  readonly own: OwnGroup
  readonly newer: boolean
  readonly why: string
  readonly onTake: () => void
  readonly onKeep: () => void
}) {
  const { own, newer } = props
  if (!newer) return <p class="sm-act__wrong">{props.why}</p>
  return (
    <div class="sm-notes__both">
      <h4 class="sm-h3">{m.groups_conflict({ name: own.notesBy ?? m.groups_somebody() })}</h4>
      <p class="sm-notes__theirs">{own.notes}</p>
      <p class="soft">{m.groups_conflict_help()}</p>
      <div class="sm-acts">
        <Button type="button" size="sm" onClick={props.onKeep}>
          {m.groups_conflict_keep()}
        </Button>
        <Button type="button" size="sm" variant="secondary" onClick={props.onTake}>
          {m.groups_conflict_take()}
        </Button>
      </div>
    </div>
  )
}
