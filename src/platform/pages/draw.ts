/** A PDF as pictures and text of its pages, drawn by a process of its own. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Limits, runConfined } from '../confined.ts'

export interface Drawn {
  /** From 1. */
  readonly page: number
  /** WebP. */
  readonly small: Uint8Array
  readonly large: Uint8Array
  /** Pixels of the large one. */
  readonly width: number
  readonly height: number
  readonly text: string
}

export type Order = { readonly open: string } | { readonly page: number }
export type Answer = { readonly pages: number } | Drawn | { readonly refused: 'encrypted' | 'unreadable' }

export type DrawingFailed = 'encrypted' | 'unreadable' | 'time'

export interface Drawing {
  /** Where it will lie; null when nothing comes of it. The process gets ready meanwhile. */
  readonly pdf: Promise<string | null>
  /** Pixels of the longer edge. */
  readonly small: number
  readonly large: number
  /** A folder of this run's own. */
  readonly folder: string
  readonly limits?: Limits
  /** Told once, before the first page, how many there are. Says which to draw. */
  readonly begin: (pages: number) => Promise<readonly number[]>
  /** Told of each page as it is drawn; some of the next are drawn meanwhile. */
  readonly take: (drawn: Drawn) => Promise<void>
}

const LIMITS: Limits = { time: 900_000, memory: 2500, output: 1 }
/** A page that takes longer than this was made to. */
const PAGE_WITHIN_MS = 60_000
/** While one is packed another is drawn, and a third is on its way to the store. */
const AHEAD = 3

/**
 * Draws pages in their order.
 * @returns null, or why there are no pages, or no more
 * @throws what `pdf`, `begin` and `take` throw
 */
export async function drawPages(drawing: Drawing): Promise<DrawingFailed | null> {
  const { pdf, small, large, folder, limits = LIMITS } = drawing
  const command = [process.execPath, '--max-old-space-size=512', program(), String(small), String(large)]
  const { child, ended, end } = await runConfined(command, limits, { folder, speaks: true })
  let begun = false
  let failed: DrawingFailed | null = null
  let wanted: number[] = []
  let trouble: unknown
  let under = 0
  let taking: Promise<void> = Promise.resolve()
  const giveUp = (why: DrawingFailed) => {
    failed ??= why
    end()
  }
  let patience: NodeJS.Timeout | undefined
  const say = (order: Order) => {
    if (child.connected) child.send(order)
  }
  const begin = async () => {
    const path = await pdf
    if (path === null) return end()
    patience = setTimeout(() => giveUp('time'), PAGE_WITHIN_MS)
    say({ open: path })
  }
  const order = () => {
    while (under < AHEAD && wanted.length > 0) {
      under++
      say({ page: wanted.shift()! })
    }
    if (under === 0) end()
  }
  const hear = async (answer: Answer) => {
    if ('refused' in answer) return giveUp(answer.refused)
    if ('pages' in answer) {
      begun = true
      wanted = [...(await drawing.begin(answer.pages))]
    } else {
      await drawing.take(answer)
      under--
    }
    order()
  }
  child.on('message', (answer: Answer) => {
    patience?.refresh()
    // One after the other, in the order of the pages.
    taking = taking
      .then(() => (trouble || failed ? undefined : hear(answer)))
      .catch((error) => {
        trouble = error
        end()
      })
  })
  const ready = begin().catch((error) => {
    trouble = error
    end()
  })
  const { stopped } = await ended
  await ready
  clearTimeout(patience)
  await taking
  if (trouble) throw trouble
  if (stopped) return 'time'
  return failed ?? (begun && under === 0 && wanted.length === 0 ? null : 'unreadable')
}

/** Beside the built server, from the server itself or from one of its chunks; the source where nothing is built. */
function program(): string {
  const here = import.meta.dirname
  return (
    [here, join(here, '..')].map((folder) => join(folder, 'drawing.js')).find((file) => existsSync(file)) ??
    join(here, 'child.ts')
  )
}
