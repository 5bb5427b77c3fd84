/** In the workspace: what came of the item. */
import type { ItemView } from '#meeting/reads.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/section.tsx'
import { OutcomeFields, type OutcomeFieldsProps } from './fields.tsx'
import { Outcome } from './outcome.tsx'

export interface OutcomeSectionProps extends Omit<OutcomeFieldsProps, 'about' | 'itemId'> {
  readonly item: ItemView
  /** Address of the meeting, `/{network}/{meeting}`. */
  readonly path: string
  /** Whether it can be said now. */
  readonly may: boolean
}

export function OutcomeSection({ item, path, may, ...fields }: OutcomeSectionProps) {
  if (!may && !item.outcome) return null
  return (
    <Section id="outcome" title={m.outcome_title()}>
      {item.outcome ? (
        <p>
          <Outcome of={item.outcome} base={path.slice(0, path.lastIndexOf('/'))} />
        </p>
      ) : null}
      {may ? (
        <form class="sm-form" method="post" action={`${path}/closing/outcomes`}>
          <input type="hidden" name="from" value={item.publicId} />
          <OutcomeFields {...fields} itemId={item.id} />
          <div class="sm-acts">
            <Button variant="secondary" size="sm">
              {m.outcome_save()}
            </Button>
          </div>
        </form>
      ) : null}
    </Section>
  )
}
