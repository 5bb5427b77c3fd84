/** Files as answers: which are taken, and how one that arrived with a form that comes back need not be sent again. Pure. */
import { isDocument } from '#platform/office/kinds.ts'
import { isSignature, signature } from '#platform/signed.ts'
import type { GivenFile } from '../answers/rules.ts'
import type { answerFile, Question } from '../tables.ts'

export type AnswerFileRow = typeof answerFile.$inferSelect

/** Bytes. People without accounts send them too: a letter, a form that was filled in, a picture; no films. */
export const ANSWER_LARGEST = 10_000_000
/** So many questions of a form may ask for one. */
export const MOST_FILES = 5

/** What a browser offers to choose among; what is sent is judged by its content. */
export const ACCEPTED = '.pdf,.docx,.doc,.odt,.rtf,.txt,.xlsx,.xls,.ods,.csv,.pptx,.ppt,.odp,image/*'

/** Documents and pictures, by their content. */
export const mayAnswerWith = (mediaType: string): 'yes' | 'registration_file_kind' =>
  isDocument(mediaType) ? 'yes' : 'registration_file_kind'

export const asksForFiles = (questions: readonly Pick<Question, 'kind'>[]): boolean =>
  questions.some((question) => question.kind === 'file')

const USE = 'registration file'

/** Says of a file that it came with this question of this form: for a field that comes back with it. */
export function keptToken(secret: string, meetingId: string, questionId: string, given: GivenFile): string {
  const { sha256, size, mediaType, fileName } = given
  const data = Buffer.from(JSON.stringify([meetingId, questionId, sha256, size, mediaType, fileName])).toString('base64url')
  return `${data}.${signature(secret, USE, data).toString('base64url')}`
}

/** The file that a token of ours speaks of, or null. */
export function keptIn(secret: string, meetingId: string, questionId: string, token: string): GivenFile | null {
  const [data = '', signed = ''] = token.split('.')
  if (!isSignature(signed, signature(secret, USE, data))) return null
  const [meeting, question, sha256, size, mediaType, fileName] = JSON.parse(Buffer.from(data, 'base64url').toString())
  return meeting === meetingId && question === questionId ? { sha256, size, mediaType, fileName } : null
}
