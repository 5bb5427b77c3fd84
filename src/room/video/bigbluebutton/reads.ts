/** Asks a BigBlueButton server, and understands its answers. */
import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import { type BbbServer, callAddress } from './rules.ts'

const WITHIN_MS = 8_000
/** Far more than any answer; a list of recordings is some kilobytes. */
const AT_MOST = 4_000_000

/**
 * away: it does not answer, or not as such a server does · checksum: it does not take our secret · refused: it says no for
 * another reason, named in `detail`
 */
export type BbbTrouble = 'away' | 'checksum' | 'refused'

/** The video server cannot be used just now. The meeting goes on without it. */
export class NoVideo extends Error {
  readonly trouble: BbbTrouble
  constructor(trouble: BbbTrouble, detail: string) {
    super(`BigBlueButton: ${detail}`)
    this.trouble = trouble
  }
}

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true })
const answer = z.object({
  response: z.looseObject({ returncode: z.string(), messageKey: z.string().optional(), message: z.string().optional() }),
})

/**
 * Makes a call and gives what stands in its `<response>`.
 * @throws NoVideo when there is no answer, or it is a no
 */
export async function ask(
  server: BbbServer,
  call: string,
  params: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await fetched(callAddress(server, call, params))
  const read = answer.safeParse(parsed(text))
  if (!read.success) throw new NoVideo('away', `${call} was answered with something else than its response`)
  const { response } = read.data
  if (response.returncode === 'SUCCESS') return response
  const key = response.messageKey ?? ''
  throw new NoVideo(key === 'checksumError' ? 'checksum' : 'refused', `${call}: ${key || response.message || 'no'}`)
}

async function fetched(address: string): Promise<string> {
  try {
    // Not along: a checksum is for the server we know.
    const reply = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) })
    const text = await reply.text()
    if (text.length > AT_MOST) throw new Error('far too long an answer')
    return text
  } catch (error) {
    const why = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name
    throw new NoVideo('away', `no answer from ${new URL(address).host} (${why})`)
  }
}

function parsed(text: string): unknown {
  try {
    return parser.parse(text)
  } catch {
    return null
  }
}

export interface Recording {
  readonly id: string
  readonly name: string
  /** ISO, in UTC. */
  readonly startedAt: string
  readonly minutes: number
  /** Ways to play it: 'presentation', 'video', 'podcast', … */
  readonly playback: readonly { readonly type: string; readonly url: string }[]
}

/** One where there is one, several in a list: XML does not tell them apart. */
const many = <T extends z.ZodType>(of: T) => z.union([z.array(of), of.transform((one) => [one])])
const list = z.object({
  recording: many(
    z.object({
      recordID: z.string(),
      name: z.string().default(''),
      startTime: z.coerce.number(),
      endTime: z.coerce.number(),
      playback: z
        .object({ format: many(z.object({ type: z.string(), url: z.string() })) })
        .transform(({ format }) => format.map(({ type, url }) => ({ type, url: url.trim() })))
        .catch([]),
    }),
  ),
})

/**
 * The recordings of a room, oldest first. None may also mean that they are still being made ready.
 * @throws NoVideo
 */
export async function recordingsOf(server: BbbServer, id: string): Promise<Recording[]> {
  const { recordings } = await ask(server, 'getRecordings', { meetingID: id })
  const read = list.safeParse(recordings)
  if (!read.success) return []
  return read.data.recording
    .map(({ recordID, name, startTime, endTime, playback }) => ({
      id: recordID,
      name,
      startedAt: Temporal.Instant.fromEpochMilliseconds(startTime).toString(),
      minutes: Math.max(1, Math.round((endTime - startTime) / 60_000)),
      playback: playback.filter(({ url }) => /^https?:\/\//.test(url)),
    }))
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
}
