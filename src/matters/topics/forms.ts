import { z } from 'zod'
import { longWords, nameWords, wordsFrom } from '#network/forms.ts'
import type { Words } from '#platform/words/text.ts'

const topicForm = z.object({ name: nameWords, description: longWords, version: z.coerce.number().int().catch(0) })
export interface TopicGiven {
  readonly name: Words
  readonly description: Words
  readonly version: number
}

/** The fields of a topic as `topicFields` reads them; several languages stand in fields of their own. */
export const topicFields = (body: unknown) => {
  const sent = (body ?? {}) as Readonly<Record<string, unknown>>
  return { name: wordsFrom(sent, 'name'), description: wordsFrom(sent, 'description'), version: sent['version'] }
}
export { topicForm }

const several = z
  .union([z.uuid().transform((one) => [one]), z.array(z.uuid())])
  .optional()
  .transform((all) => all ?? [])
/** Items that are taken into a topic, or out of it. */
export const linkForm = z.object({ item: several })
/** Topics that are ticked. */
export const tickedForm = z.object({ topic: several })
export const mergeTopicForm = z.object({ into: z.uuid('matters_choose_topic') })
/** Which year and which page of a story an address asks for. Nonsense asks for nothing. */
export const storyQuery = z.object({
  year: z.coerce.number().int().min(1900).max(2200).nullable().catch(null).default(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
