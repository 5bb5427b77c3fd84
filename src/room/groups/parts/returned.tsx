/** What groups brought back, side by side: in the room, and on the page of what it was about. */
import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'

export interface ReturnedProps {
  /** Where ways lead to it by another name than its own. */
  readonly id?: string | undefined
  readonly of: {
    readonly id: string
    readonly questions: readonly string[]
    readonly groups: readonly { readonly number: number; readonly notes: string | null }[]
  }
}

export function Returned({ id, of }: ReturnedProps) {
  const wrote = of.groups.filter((group) => group.notes)
  return (
    <Section id={id ?? `groups-${of.id.slice(-6)}`} title={m.groups_from()}>
      {of.questions.length > 0 && <p>{of.questions.join(' ')}</p>}
      {wrote.length === 0 && <p class="soft">{m.groups_notes_none()}</p>}
      <ul class="sm-groups__notes">
        {wrote.map((group) => (
          <li key={group.number}>
            <b>{m.groups_group({ number: group.number })}</b>
            <p>{group.notes}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
