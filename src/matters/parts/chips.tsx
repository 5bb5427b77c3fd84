import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'

export interface TopicName {
  readonly id: string
  readonly slug: string
  readonly name: Words
}

/** The topics that something is about, as links. @param base `/{network}` */
export function TopicChips({ of, base }: { of: readonly TopicName[]; base: string }) {
  if (of.length === 0) return null
  return (
    <ul class="sm-topicchips" aria-label={m.matters_topics()}>
      {of.map((one) => (
        <li key={one.id}>
          <a href={`${base}/topics/${one.slug}`} lang={said(one.name).lang}>
            {said(one.name).text}
          </a>
        </li>
      ))}
    </ul>
  )
}
