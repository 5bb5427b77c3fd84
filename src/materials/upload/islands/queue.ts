/** The files that somebody has chosen, each with what is said of it and how far it has come. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { send } from '../../islands/send.ts'
import { sizeName, titleFrom } from '../../rules.ts'
import type { Present } from '../parts/handin.tsx'
import { newVersionOf } from '../versions/rules.ts'
import { type Sending, sendFile } from './sending.ts'

/** Where files can be handed in. */
export interface Destination {
  readonly action: string
  readonly uploads: string
  readonly present: readonly Present[]
}

export interface Chosen {
  readonly key: number
  readonly file: File
  readonly title: string
  readonly description: string
  /** Index among the destinations; null while nobody has said. */
  readonly to: number | null
  /** Whether that was suggested and not yet touched. */
  readonly guessed: boolean
  /** The id of what it is a new version of, `''` for none, null while nobody has said. */
  readonly replaces: string | null
  readonly state: 'waiting' | 'going' | 'paused' | 'broken' | 'saving' | 'saved' | 'failed'
  /** Bytes sent. */
  readonly sent: number
  readonly error: string
  /** What its sender had better know of it. */
  readonly told: string
}

export interface Queue {
  readonly chosen: readonly Chosen[]
  readonly going: boolean
  /** Takes files up; `to` where it is known. */
  take(files: Iterable<File>, to?: number): void
  update(key: number, change: Partial<Chosen>): void
  drop(key: number): void
  pause(key: number): void
  goOn(key: number): void
  /** Whether of some nobody has said where they go; they are told so. */
  missing(): boolean
  /** Sends all that can be sent. @returns whether all are there */
  sendAll(shared: FormData): Promise<boolean>
  clear(): void
}

let lastKey = 0

/** What is too large or empty stays so. */
export const canBeSent = ({ file }: Chosen, limit: number): boolean => file.size > 0 && file.size <= limit

/** The material that a file goes in the place of, by its sender's word or by its name. */
export function replaced(one: Chosen, destinations: readonly Destination[]): Present | null {
  const present = one.to === null ? [] : (destinations[one.to]?.present ?? [])
  if (one.replaces !== null) return present.find(({ id }) => id === one.replaces) ?? null
  return newVersionOf(one.file.name, present)
}

/** @param guess asked for files of which nobody has said where they go */
export function useQueue(
  limit: number,
  destinations: readonly Destination[],
  guess?: (file: File) => Promise<number | null>,
): Queue {
  const [chosen, setChosen] = useState<readonly Chosen[]>([])
  /** As it is now, for what goes on over many renderings. */
  const now = useRef(chosen)
  now.current = chosen
  const sending = useRef(new Map<number, Sending>())
  const going = chosen.some((one) => ['going', 'paused', 'broken', 'saving'].includes(one.state))

  useEffect(() => {
    if (!going) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [going])

  const update = (key: number, change: Partial<Chosen>) =>
    setChosen((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)))

  const take = (files: Iterable<File>, to: number | null = destinations.length === 1 ? 0 : null) => {
    const taken = [...files].map((file): Chosen => {
      const error =
        file.size > limit ? m.materials_too_large({ limit: sizeName(limit) }) : file.size === 0 ? m.shared_file_empty() : ''
      return {
        key: ++lastKey,
        file,
        title: titleFrom(file.name),
        description: '',
        to,
        guessed: false,
        replaces: null,
        state: error ? 'failed' : 'waiting',
        sent: 0,
        error,
        told: '',
      }
    })
    setChosen((all) => [...all, ...taken])
    if (guess && to === null)
      for (const { key, file } of taken)
        void guess(file).then((found) =>
          setChosen((all) =>
            all.map((one) => (one.key === key && one.to === null && found !== null ? { ...one, to: found, guessed: true } : one)),
          ),
        )
  }

  const sendOne = async (one: Chosen, shared: FormData): Promise<boolean> => {
    const { key, file } = one
    const to = destinations[one.to!]!
    update(key, { state: 'going', sent: 0, error: '' })
    const under = sendFile(file, to.uploads, {
      progress: (sent) => update(key, { state: 'going', sent }),
      broken: () => update(key, { state: 'broken' }),
    })
    sending.current.set(key, under)
    const outcome = await under.outcome
    sending.current.delete(key)
    if (outcome === 'stopped') return true
    if ('error' in outcome) {
      update(key, { state: 'failed', error: outcome.error || m.materials_cut_off() })
      return false
    }
    // What was said of it meanwhile counts.
    const said = now.current.find((other) => other.key === key)
    if (!said) return true
    update(key, { state: 'saving', sent: file.size, told: outcome.told })
    const instead = replaced(said, destinations)
    const body = new FormData()
    for (const [name, value] of shared) body.set(name, value)
    body.set('title', said.title)
    body.set('description', said.description)
    body.set('upload', outcome.upload)
    const answer = await send(instead?.action ?? to.action, body, () => {}).outcome
    if (answer === 'saved') update(key, { state: 'saved' })
    else update(key, { state: 'failed', error: (typeof answer === 'object' && answer.error) || m.materials_cut_off() })
    return answer === 'saved'
  }

  return {
    chosen,
    going,
    take,
    update,
    drop(key) {
      sending.current.get(key)?.stop()
      setChosen((all) => all.filter((one) => one.key !== key))
    },
    pause(key) {
      sending.current.get(key)?.pause()
      update(key, { state: 'paused' })
    },
    goOn(key) {
      sending.current.get(key)?.goOn()
      update(key, { state: 'going' })
    },
    missing() {
      const lost = chosen.filter((one) => one.to === null && canBeSent(one, limit))
      for (const { key } of lost) update(key, { error: m.handin_choose_item_missing() })
      return lost.length > 0
    },
    async sendAll(shared) {
      for (const { key } of now.current) {
        const one = now.current.find((other) => other.key === key)
        if (one && ['waiting', 'failed'].includes(one.state) && one.to !== null && canBeSent(one, limit))
          await sendOne(one, shared)
      }
      // One rendering later, so that the last state is known.
      await new Promise((resolve) => setTimeout(resolve))
      return now.current.length > 0 && now.current.every((one) => one.state === 'saved')
    },
    clear: () => setChosen([]),
  }
}
