/** A form with files in it, as it is sent; and the file, for organisers. */
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { sendStored } from '#materials/download/routes.ts'
import { mayHand } from '#materials/previews/rules.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import { receiveParts, refuseTooLarge } from '#platform/files/receive.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { type Body, fieldOf, keptOf, one } from '../answers/forms.ts'
import type { ShownFile } from '../answers/parts/fields.tsx'
import type { GivenFile } from '../answers/rules.ts'
import { enterRegistration } from '../entry/reads.ts'
import { openRegistration } from '../reads.ts'
import type { Question } from '../tables.ts'
import { fileAnswer } from './reads.ts'
import { ANSWER_LARGEST, type AnswerFileRow, keptIn, keptToken, MOST_FILES, mayAnswerWith } from './rules.ts'

/** What a field of the form may weigh, in bytes. */
const FIELD_LARGEST = 64 * 1024
const MOST_FIELDS = 500

/** A form as it was sent. */
export interface Taken {
  readonly typed: Body
  /** By question; in the store, and nobody's until the form is taken. */
  readonly files: Readonly<Record<string, GivenFile>>
  /** What is wrong with files, by field. */
  readonly wrong: Readonly<Record<string, string>>
}

/**
 * Reads a form, whether or not files are in it. One that is too large or of a wrong kind does not take the others along.
 * @throws Invalid({form}) for more than all its files may weigh together
 */
export async function takeAnswers(
  { files: store, secret }: Pick<Ground, 'files' | 'secret'>,
  request: FastifyRequest,
  meeting: { readonly id: string; readonly networkId: string },
  questions: readonly Question[],
): Promise<Taken> {
  if (!request.isMultipart()) return { typed: (request.body ?? {}) as Body, files: {}, wrong: {} }
  const asked = new Map(questions.filter((question) => question.kind === 'file').map((one) => [fieldOf(one), one]))
  refuseTooLarge(request, ANSWER_LARGEST * asked.size, FIELD_LARGEST * 4)
  const wrong: Record<string, string> = {}
  const limits = { limit: ANSWER_LARGEST, around: FIELD_LARGEST, files: MOST_FILES, fields: MOST_FIELDS }
  const { fields: typed, files: sent } = await receiveParts(request, limits, async (stream, field) => {
    try {
      if (!asked.has(field)) throw new Invalid({ file: 'registration_file_kind' })
      // What is refused in the middle is read to its end all the same: other fields stand behind it.
      const content = Readable.from(stream.iterator({ destroyOnReturn: false }))
      const stored = await store.put(meeting.networkId, content, ANSWER_LARGEST)
      const may = mayAnswerWith(stored.mediaType)
      if (may !== 'yes') throw new Invalid({ file: may })
      return { stored }
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      stream.resume()
      wrong[field] = error.fields['file'] ?? 'registration_file_kind'
      return { stored: null }
    }
  })
  const files: Record<string, GivenFile> = {}
  for (const [field, question] of asked) {
    const given = sent[field]
    if (given?.stored) files[question.id] = { ...given.stored, fileName: given.fileName }
    if (given) continue
    const kept = keptIn(secret, meeting.id, question.id, one(typed, keptOf(question)))
    // Swept away when whoever sent it took an hour to correct the rest.
    if (kept && (await store.exists(meeting.networkId, kept.sha256))) files[question.id] = kept
  }
  return { typed, files, wrong }
}

/** What the fields show of files: those that stand, and those that came just now with a form that comes back. */
export function shownFiles(
  { secret, meetingId }: { readonly secret: string; readonly meetingId: string },
  given: Readonly<Record<string, AnswerFileRow>>,
  arrived: Taken['files'] = {},
  hrefOf?: (questionId: string) => string,
): Record<string, ShownFile> {
  const stand = Object.entries(given).map(([id, { fileName }]) => [id, { fileName, ...(hrefOf && { href: hrefOf(id) }) }])
  const came = Object.entries(arrived).map(([id, file]) => [
    id,
    { fileName: file.fileName, token: keptToken(secret, meetingId, id, file) },
  ])
  return Object.fromEntries([...stand, ...came])
}

type Address = FastifyRequest<{ Params: { network: string; meeting: string; registrationId: string; question: string } }>

export function answerFileRoutes(app: App, ground: Ground): void {
  const { db, config } = ground

  app.get('/:network/:meeting/registrations/:registrationId/files/:question', async (request: Address, reply) => {
    const { actor, meeting } = await enterRegistration(db, request)
    const row = await openRegistration(db, actor, meeting, request.params.registrationId)
    const file = await fileAnswer(db, row.id, request.params.question)
    if (!file) throw new NotFound()
    const hand = mayHand(file.scan, config.CLAMD_URL !== null)
    if (hand !== 'yes') throw new Refused(hand)
    return sendStored(ground, request, reply, file, { forAll: false, signed: true })
  })
}
