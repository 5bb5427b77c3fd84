import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import type { InputView } from '../reads.ts'
import { InputEntry } from './list.tsx'

/** On an item's page: what was asked and answered about it, and the way to ask. Nothing where there is neither. */
export function InputsOnItem(props: {
  readonly base: string
  readonly timezone: string
  readonly itemId: string
  readonly inputs: readonly InputView[]
  readonly maySend: boolean
}) {
  const { base, inputs } = props
  if (inputs.length === 0 && !props.maySend) return null
  return (
    <Section id="questions" title={m.questions_item_title()} aside={inputs.length || undefined}>
      {inputs.length > 0 && (
        <ul class="sm-inputs">
          {inputs.map((one) => (
            <InputEntry key={one.id} of={one} place={{ base, timezone: props.timezone }} />
          ))}
        </ul>
      )}
      {props.maySend && (
        <p>
          <a class="ds-link" href={`${base}/questions?item=${props.itemId}#send`} rel="nofollow">
            {m.questions_item_send()}
          </a>
        </p>
      )}
    </Section>
  )
}
