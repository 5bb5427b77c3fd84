/** A reader of server-sent events: what a browser's EventSource does, with everything it heard kept. */
export interface Heard {
  readonly id: string | null
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: JSON, of whoever is listened to.
  readonly data: any
  /** When it came, by `performance.now()`. */
  readonly at: number
}

export interface Listening {
  readonly answer: Response
  readonly events: readonly Heard[]
  /** The first event that fits, from among those that came and those that come. */
  heard(fits: (event: Heard) => boolean, withinMs?: number): Promise<Heard>
  /** What the events come to: each part as the reader has it now. */
  held(): Record<string, unknown>
  /** When the server ended the stream, or the line broke; fails on an event that is none. */
  readonly ended: Promise<void>
  /** What came and is no whole event. */
  rest(): string
  close(): void
}

/** Opens a stream; one that is refused is answered with its status and no events. */
export async function listenTo(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Listening> {
  const abort = new AbortController()
  const answer = await fetch(url, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: abort.signal,
    redirect: 'manual',
  })
  const events: Heard[] = []
  const waiting = new Set<() => void>()
  let text = ''
  const take = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of lineOf(answer)) {
      text += decoder.decode(chunk, { stream: true })
      const whole = text.split('\n\n')
      text = whole.pop()!
      for (const one of whole) events.push({ ...parse(one), at: performance.now() })
      for (const wake of waiting) wake()
    }
  }
  const ended = take()
  return {
    answer,
    events,
    ended,
    held: () => events.filter(({ name }) => name === 'message').reduce(taken, {}),
    rest: () => text,
    close: () => abort.abort(),
    async heard(fits, withinMs = 5000) {
      const { promise, resolve, reject } = Promise.withResolvers<Heard>()
      const look = () => {
        const found = events.find(fits)
        if (found) resolve(found)
      }
      const timer = setTimeout(
        () => reject(new Error(`not heard in ${withinMs} ms: ${JSON.stringify(events).slice(0, 500)}`)),
        withinMs,
      )
      waiting.add(look)
      look()
      return promise.finally(() => {
        clearTimeout(timer)
        waiting.delete(look)
      })
    },
  }
}

/** The bytes until the line ends, in whatever way. */
export async function* lineOf(answer: Response): AsyncGenerator<Uint8Array> {
  try {
    yield* answer.body ?? []
  } catch {
    // Closed here, or broken on the way.
  }
}

/** A state with one more event. */
function taken(state: Record<string, unknown>, { data }: Heard): Record<string, unknown> {
  const next: Record<string, unknown> = { ...(data.after === undefined ? {} : state), ...data.parts }
  for (const [name, fields] of Object.entries(data.fields ?? {}))
    next[name] = { ...(next[name] as object), ...(fields as object) }
  return next
}

/** One event as it stands on the line. */
export function parse(text: string): Omit<Heard, 'at'> {
  const fields = new Map(
    text.split('\n').map((line) => {
      const at = line.indexOf(': ')
      return [line.slice(0, at), line.slice(at + 2)] as const
    }),
  )
  return { id: fields.get('id') ?? null, name: fields.get('event') ?? 'message', data: JSON.parse(fields.get('data') ?? 'null') }
}
