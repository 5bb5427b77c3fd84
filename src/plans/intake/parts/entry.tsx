/** One thing that was read: what it is to be, its words, and for a measure who, when and how far. */
import { m } from '#platform/words/words.ts'
import { Select, TextField } from '#ui/field.tsx'
import { State } from '#ui/state.tsx'
import { stateName } from '../../parts/words.ts'
import { type EntryPart, type Fields, fieldOf, measureStates, type ReadEntry, type Role, roles } from '../rules.ts'

export interface RowProps {
  readonly entry: ReadEntry
  readonly fields: Fields
  readonly wrong: Readonly<Record<string, string>>
  readonly owned: ReadonlyMap<string, { readonly names: readonly string[]; readonly unknown: readonly string[] }>
}

export function EntryRow({ entry, fields, wrong, owned }: RowProps) {
  const { key, line, sure } = entry
  const value = (part: EntryPart) => fields[fieldOf(key, part)] ?? ''
  const as = value('as') as Role
  const field = (part: EntryPart, label: string) => ({
    name: fieldOf(key, part),
    id: fieldOf(key, part),
    label: (
      <>
        {label}
        <span class="sr">, {m.planio_line({ n: line })}</span>
      </>
    ),
    value: value(part),
    error: wrong[fieldOf(key, part)],
  })
  const owners = as === 'measure' ? owned.get(key) : undefined
  return (
    <li id={key} data-as={as}>
      <div class="sm-planread__line">
        <Select
          {...field('as', m.planio_as())}
          labelHidden
          options={roles.map((one) => ({ value: one, label: roleName(one) }))}
        />
        <TextField {...field('text', m.planio_text())} labelHidden />
        <a class="sm-ln" href={`#l${line}`}>
          {m.planio_line({ n: line })}
        </a>
      </div>
      {!sure && (
        <p class="sm-planread__mark">
          <State is="unsure">{as === 'about' || as === 'plan' ? m.planio_unsure() : m.planio_guessed()}</State>
        </p>
      )}
      {as === 'measure' && (
        <div class="sm-planread__facts">
          <TextField {...field('owner', m.planio_owner())} list="owner-names" />
          <TextField {...field('from', m.planio_from())} type="date" />
          <TextField {...field('to', m.planio_to())} type="date" />
          <Select
            {...field('state', m.planio_state())}
            options={[
              { value: '', label: m.planio_state_unsaid() },
              ...measureStates.map((one) => ({ value: one, label: stateName(one) })),
            ]}
          />
        </div>
      )}
      {owners && owners.names.length > 0 && (
        <p class="sm-planread__mark">
          <State is="read">{m.planio_owner_known({ names: owners.names.join(', ') })}</State>
        </p>
      )}
      {owners && owners.unknown.length > 0 && (
        <p class="sm-planread__mark">
          <State is="unsure">{m.planio_owner_unknown({ names: owners.unknown.join(', ') })}</State>
        </p>
      )}
    </li>
  )
}

export const roleName = (role: Role): string =>
  ({
    goal: m.planio_role_goal,
    measure: m.planio_role_measure,
    indicator: m.planio_role_indicator,
    about: m.planio_role_about,
    plan: m.planio_role_plan,
    skip: m.planio_role_skip,
  })[role]()
