/** Several files at once: chosen or dropped, each with its title, with progress, and a way to stop. */
import type { TargetedEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { TextArea, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import { type AboutProps, KindAndLanguage } from '../parts/about.tsx'
import { sizeName, titleFrom } from '../rules.ts'
import { type Sending, send } from './send.ts'

export interface UploadProps extends Pick<AboutProps, 'prefix' | 'kinds' | 'audiences' | 'locale'> {
  /** Where each file is posted. */
  readonly action: string
  /** Where to go when all are there. */
  readonly done: string
  /** Bytes. */
  readonly limit: number
}

interface Chosen {
  readonly key: number
  readonly file: File
  readonly title: string
  readonly description: string
  readonly state: 'waiting' | 'going' | 'saved' | 'failed'
  /** Bytes sent. */
  readonly sent: number
  readonly error: string
}

let lastKey = 0

export default function Upload(props: UploadProps) {
  const [chosen, setChosen] = useState<readonly Chosen[]>([])
  const [over, setOver] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const sending = useRef(new Map<number, Sending>())
  const going = chosen.some((one) => one.state === 'going')

  useEffect(() => {
    if (!going) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [going])

  const update = (key: number, change: Partial<Chosen>) =>
    setChosen((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)))

  const take = (files: Iterable<File>) => {
    const taken = [...files].map((file): Chosen => {
      const error =
        file.size > props.limit
          ? m.materials_too_large({ limit: sizeName(props.limit) })
          : file.size === 0
            ? m.shared_file_empty()
            : ''
      return {
        key: ++lastKey,
        file,
        title: titleFrom(file.name),
        description: '',
        state: error ? 'failed' : 'waiting',
        sent: 0,
        error,
      }
    })
    setChosen((all) => [...all, ...taken])
  }

  const drop = (key: number) => {
    sending.current.get(key)?.stop()
    setChosen((all) => all.filter((one) => one.key !== key))
  }

  const sendOne = async (one: Chosen): Promise<boolean> => {
    const shared = new FormData(form.current!)
    const body = new FormData()
    for (const name of ['kind', 'locale', 'audience']) if (shared.has(name)) body.set(name, shared.get(name)!)
    body.set('title', one.title)
    body.set('description', one.description)
    // Last, so that the server knows what it is for before the bytes come.
    body.append('file', one.file)
    update(one.key, { state: 'going', sent: 0, error: '' })
    const under = send(props.action, body, (sent) => update(one.key, { sent: Math.min(sent, one.file.size) }))
    sending.current.set(one.key, under)
    const outcome = await under.outcome
    sending.current.delete(one.key)
    if (outcome === 'saved') update(one.key, { state: 'saved', sent: one.file.size })
    else if (outcome !== 'stopped')
      update(one.key, { state: 'failed', error: (outcome !== 'cut off' && outcome.error) || m.materials_cut_off() })
    return outcome === 'saved' || outcome === 'stopped'
  }

  /** What is too large or empty stays so. */
  const canBeSent = ({ file }: Chosen) => file.size > 0 && file.size <= props.limit

  const sendAll = async (event: Event) => {
    event.preventDefault()
    if (going) return
    let allSaved = true
    for (const one of chosen) {
      if (one.state !== 'saved' && !(canBeSent(one) && (await sendOne(one)))) allSaved = false
    }
    if (allSaved && chosen.length > 0) location.assign(props.done)
  }

  const saved = chosen.filter((one) => one.state === 'saved').length
  return (
    <form ref={form} class="sm-form" onSubmit={sendAll}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the field inside does the same by keyboard. */}
      <div
        class="sm-drop"
        data-over={over ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer?.files ?? [])
        }}
      >
        <div class="ds-field">
          <label class="ds-label" for={`${props.prefix}-file`}>
            {m.materials_files()}
          </label>
          <p data-field="description" id={`${props.prefix}-file-help`}>
            {m.materials_files_help({ limit: sizeName(props.limit) })}
          </p>
          {/* No name: what is chosen is moved to the list below, and sent from there. */}
          <input
            class="sm-file"
            id={`${props.prefix}-file`}
            type="file"
            multiple
            aria-describedby={`${props.prefix}-file-help`}
            onChange={(event: TargetedEvent<HTMLInputElement>) => {
              take(event.currentTarget.files ?? [])
              event.currentTarget.value = ''
            }}
          />
        </div>
      </div>
      {chosen.length === 0 ? null : (
        <>
          <ul class="sm-going" aria-label={m.materials_chosen()}>
            {chosen.map((one) => (
              <Row
                key={one.key}
                one={one}
                sendable={canBeSent(one)}
                onChange={(change) => update(one.key, change)}
                onDrop={() => drop(one.key)}
              />
            ))}
          </ul>
          <KindAndLanguage typed={{}} errors={{}} {...props} />
        </>
      )}
      <p class="sr" role="status">
        {going || saved > 0 ? m.materials_progress({ saved, count: chosen.length }) : ''}
      </p>
      {chosen.some((one) => one.state !== 'saved' && canBeSent(one)) ? (
        <div class="sm-form__end">
          <Button icon={icons.upload} disabled={going}>
            {chosen.some((one) => one.state === 'failed' && canBeSent(one)) ? m.materials_again() : m.materials_upload()}
          </Button>
        </div>
      ) : null}
    </form>
  )
}

function Row(props: { one: Chosen; sendable: boolean; onChange: (change: Partial<Chosen>) => void; onDrop: () => void }) {
  const { one } = props
  const name = one.file.name
  const typed = (event: Event) => {
    const field = event.target as HTMLInputElement | HTMLTextAreaElement
    props.onChange(field.name.startsWith('title-') ? { title: field.value } : { description: field.value })
  }
  return (
    <li>
      <span class="sm-going__n">{name}</span>
      <span class="soft num">
        {one.state === 'going'
          ? m.materials_sent({ sent: sizeName(one.sent), size: sizeName(one.file.size) })
          : sizeName(one.file.size)}
      </span>
      {one.state === 'going' ? (
        <progress max={one.file.size} value={one.sent} aria-label={name}>
          {`${Math.floor((one.sent / one.file.size) * 100)} %`}
        </progress>
      ) : null}
      {one.state === 'saved' ? <State is="saved">{m.materials_saved()}</State> : null}
      {one.state === 'failed' ? <State is="unsaved">{one.error}</State> : null}
      {one.state === 'saved' ? null : (
        <Button
          type="button"
          variant="tertiary"
          color="danger"
          size="sm"
          icon={icons.xmark}
          label={one.state === 'going' ? m.materials_stop_of({ name }) : m.materials_drop_of({ name })}
          onClick={props.onDrop}
        >
          {one.state === 'going' ? m.shared_cancel() : m.shared_remove()}
        </Button>
      )}
      {one.state === 'going' || one.state === 'saved' || !props.sendable ? null : (
        <div class="sm-going__about" onInput={typed}>
          <TextField name={`title-${one.key}`} label={m.materials_title_field()} value={one.title} maxLength={200} />
          <TextArea
            name={`description-${one.key}`}
            label={m.materials_description()}
            optional={m.shared_optional()}
            help={m.materials_description_help()}
            rows={2}
            value={one.description}
            maxLength={2000}
          />
        </div>
      )}
    </li>
  )
}
