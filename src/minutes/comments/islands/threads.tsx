/** The threads beside the text, kept as they are on the server while others write; and what is said anew of a chosen passage. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { reason } from '#materials/islands/send.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { untilKept } from '../../islands/going.ts'
import { Draft, type DraftProps } from '../parts/draft.tsx'
import { Threads, ThreadsHead, type ThreadsProps } from '../parts/threads.tsx'
import type { ThreadView } from '../rules.ts'
import { hear, tell } from './seam.ts'

export default function MinutesThreads(props: ThreadsProps) {
  const { base, lang, writable } = props
  const fold = useRef<HTMLDetailsElement>(null)
  const [threads, setThreads] = useState(props.threads)
  const [draft, setDraft] = useState<{ readonly place: DraftProps['place']; readonly number: number } | null>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  // Only to begin with: what is settled must not close it on whoever settles it.
  const [open] = useState(() => props.threads.some(({ state }) => state === 'open'))
  // An editor's presence is known when it speaks.
  const [edited, setEdited] = useState(false)
  const shown = useRef(threads)
  const newest = useRef(0)

  const show = (now: readonly ThreadView[]) => {
    shown.current = now
    setThreads(now)
    tell({ is: 'shown', threads: now })
  }
  const ask = async () => {
    const asked = ++newest.current
    const answer = await fetch(spoken(`${base}/comments`), { headers: { accept: 'application/json' } })
    // A later answer may have come first.
    if (answer.ok && asked === newest.current) show((await answer.json()) as ThreadView[])
  }
  const unfold = () => {
    fold.current!.open = true
  }

  useEffect(() => {
    tell({ is: 'shown', threads: shown.current })
    return hear((told) => {
      switch (told.is) {
        case 'changed':
          // Whoever is offline is told again when the line is back.
          return void ask().catch(() => {})
        case 'asked':
          setEdited(true)
          return tell({ is: 'shown', threads: shown.current })
        case 'begun':
          unfold()
          setError(null)
          return setDraft((before) => ({ place: told.place, number: (before?.number ?? 0) + 1 }))
        case 'opened':
          unfold()
          setCurrent(told.ids[0] ?? null)
          return reach(told.ids[0], told.enter)
      }
    })
  }, [])

  const end = () => {
    setDraft(null)
    setError(null)
    tell({ is: 'back' })
  }
  const send = async (form: HTMLFormElement, button: HTMLElement | null) => {
    const fields = new FormData(form, button) as unknown as Record<string, string>
    // What is meant, or taken in, must be there as it stands here.
    await untilKept()
    const asked = ++newest.current
    const answer = await fetch(spoken(form.action), {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'application/json' },
    })
    if (!answer.ok) {
      setError(reason(await answer.text()) || m.comments_not_sent())
      // What was refused may have been settled or changed by somebody else.
      return ask()
    }
    setError(null)
    const now = (await answer.json()) as ThreadView[]
    // Something newer was asked for meanwhile, and has this in it.
    if (asked === newest.current) show(now)
    if (form.classList.contains('sm-thread__form--new')) end()
    else afterSending(form)
    setSaid(m.comments_done())
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setSaid('')
    void send(event.target as HTMLFormElement, event.submitter).catch(() => setError(m.comments_not_sent()))
  }
  const acts = edited ? { seek: (id: string) => tell({ is: 'sought', id }), current } : undefined

  return (
    <details class="sm-sec sm-fold" id="comments" open={open} ref={fold} onSubmit={submit}>
      <ThreadsHead count={threads.filter(({ state }) => state === 'open').length} />
      <p class="sr" role="status">
        {said}
      </p>
      {error === null ? null : (
        <Alert tone="danger" role="alert">
          {error}
        </Alert>
      )}
      {draft && writable ? <Draft key={draft.number} base={base} lang={lang} place={draft.place} cancel={end} /> : null}
      <Threads base={base} threads={threads} lang={lang} writable={writable} acts={acts} />
    </details>
  )
}

/** An address that answers in the language of this page, which may be another than its reader's usual one. */
const spoken = (address: string) => `${address}?lang=${document.documentElement.lang}`

/** Shows a thread; goes to it, where that was asked for. */
function reach(id: string | undefined, enter: boolean): void {
  const thread = document.getElementById(`thread-${id}`)
  thread?.scrollIntoView({ block: 'nearest' })
  if (enter) thread?.focus()
}

/** The form is empty again and folded; whoever sent it goes on at the thread, or where it stood. */
function afterSending(form: HTMLFormElement): void {
  form.reset()
  const fold = form.closest<HTMLDetailsElement>('details.sm-more')
  const thread = form.closest<HTMLElement>('.sm-threads > li')
  if (fold && form.querySelector('textarea')) fold.open = false
  // Who has gone on elsewhere meanwhile is not fetched back.
  const at = document.activeElement
  if (at && at !== document.body && !at.closest('#comments')) return
  if (thread?.isConnected) thread.focus()
  else document.querySelector<HTMLElement>('#comments > summary')?.focus()
}
