/** Tagged PDF (PDF/UA-1, ISO 14289-1, or PDF/A-2a, ISO 19005-2) from a template and data: one thread, one document at a time, within a time limit. */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { drawable, typstFolder } from './fonts.ts'
import type { Delivery, Order, PdfStandard } from './worker.ts'

/** A programme takes some hundredths of a second; what takes this long will not come. */
const LONGEST_MS = 15_000
/** More than this many waiting is a flood, not a queue. */
const MOST_WAITING = 50

let thread: Worker | null = null
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * Never refuses because of what people wrote: signs that our fonts lack are looked for in those of the machine, and where
 * nobody has them the text says `[?]`.
 * @param template name of a file in `typst/`
 * @param data what the template reads, as JSON; it is given `missing` besides, how many times `[?]` stands in it
 * @param at when what it says was last changed: the same data at the same time give the same bytes
 * @param standard for readers unless the archive is told
 * @param pictures PNG and JPEG files by the names under which the template finds them, below `/pictures/`
 * @throws Error when the template is at fault, when it takes too long, or when too many are waiting
 */
export async function typeset(
  template: string,
  data: Readonly<Record<string, unknown>>,
  at: Temporal.Instant,
  standard: PdfStandard = 'ua-1',
  pictures: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<Buffer> {
  const unknown = new Set<string>()
  const tries = [() => true, (cluster: string) => ![...cluster].some((sign) => unknown.has(sign)), () => false]
  let refused = ''
  for (const elsewhere of tries) {
    let missing = 0
    const ready = withTexts(data, (text) => {
      const drawn = drawable(text, elsewhere)
      missing += drawn.missing
      return drawn.text
    })
    const delivery = await inTurn({
      template,
      data: JSON.stringify({ ...(ready as object), missing }),
      at: Math.floor(at.epochMilliseconds / 1000),
      standard,
      pictures,
    })
    if ('pdf' in delivery) return Buffer.from(delivery.pdf.buffer, delivery.pdf.byteOffset, delivery.pdf.byteLength)
    refused = delivery.refused
    for (const sign of signsIn(refused)) unknown.add(sign)
  }
  throw new Error(`the template "${template}" was refused: ${refused.slice(0, 2000)}`)
}

/** Data with every text in it changed, however deep. Keys are the template's and stay. */
function withTexts(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === 'string') return change(data)
  if (Array.isArray(data)) return data.map((one) => withTexts(one, change))
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withTexts(value, change)]))
}

/** The signs that the compiler names as having no glyph in any font: `the text "🙂" could not be displayed`, as Rust quotes it. */
const signsIn = (refused: string): string[] =>
  [...refused.matchAll(/the text `\\?"(.*?)\\?"` could not/gs)].flatMap(([, text = '']) => [
    ...text.replaceAll(/\\+u\{([0-9a-f]{1,6})\}/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
  ])

async function inTurn(order: Order): Promise<Delivery> {
  if (waiting >= MOST_WAITING) throw new Error(`${waiting} documents are waiting to be typeset`)
  waiting++
  const turn = last.then(() => fill(order))
  last = turn.catch(() => {})
  return turn.finally(() => waiting--)
}

async function fill(order: Order): Promise<Delivery> {
  thread ??= start()
  const worker = thread
  const ended = new AbortController()
  try {
    return await Promise.race([
      answerOf(worker, order),
      setTimeout(LONGEST_MS, null, { signal: ended.signal, ref: false }).then(() => {
        throw new Error(`a document was not typeset within ${LONGEST_MS / 1000} s`)
      }),
    ])
  } catch (error) {
    // It hangs or is gone; the next document gets a new one.
    thread = null
    void worker.terminate()
    throw error
  } finally {
    ended.abort()
  }
}

function answerOf(worker: Worker, order: Order): Promise<Delivery> {
  return new Promise((resolve, reject) => {
    worker.ref()
    const settle = (act: () => void) => {
      worker.off('message', take)
      worker.off('error', fail)
      worker.off('exit', gone)
      worker.unref()
      act()
    }
    const take = (delivery: Delivery) => settle(() => resolve(delivery))
    const fail = (error: unknown) => settle(() => reject(error))
    const gone = () => settle(() => reject(new Error('the thread that typesets has ended')))
    worker.once('message', take)
    worker.once('error', fail)
    worker.once('exit', gone)
    worker.postMessage(order)
  })
}

/** Runs from the sources, beside the built server too: Node strips the types. */
function start(): Worker {
  const worker = new Worker(join(typstFolder(), '..', 'src', 'platform', 'pdf', 'worker.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  // Idle, it keeps nobody from ending.
  worker.unref()
  return worker
}
