/** Two side by side, before they are put together. Nothing has been done. */
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { RadioGroup } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'

export interface Side {
  readonly id: string
  readonly name: string
  /** Of each row, as the page names them; an empty one says nothing. */
  readonly facts: readonly string[]
}

/** Something that the one that stays can have from either of them. */
export interface Differing {
  readonly name: 'office' | 'organisation' | 'role'
  readonly legend: string
  readonly one: string
  readonly other: string
}

export interface ComparePageProps {
  readonly list: string
  readonly listTitle: string
  readonly rows: readonly string[]
  readonly one: Side
  readonly other: Side
  readonly differing: readonly Differing[]
  readonly about: string
  readonly typed: Readonly<Record<string, string>>
  readonly errors: Record<string, string>
}

export function ComparePage(props: ComparePageProps) {
  const { list, one, other, typed, errors } = props
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[
          { text: props.listTitle, href: list },
          { text: m.directory_doubles(), href: `${list}/doubles` },
          { text: m.directory_double_compare() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.directory_double_question()}</h1>
      <ErrorSummary title={m.shared_errors_title()} errors={Object.entries(errors).map(([field, text]) => ({ field, text }))} />
      <table class="sm-table sm-compare">
        <caption class="sr">{m.directory_double_compare()}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{one.name}</th>
            <th scope="col">{other.name}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, i) =>
            one.facts[i] === '' && other.facts[i] === '' ? null : (
              <tr key={row}>
                <th scope="row">{row}</th>
                <td>{one.facts[i]}</td>
                <td>{other.facts[i]}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      <form class="sm-form" method="post" action={`${list}/doubles`} novalidate>
        <input type="hidden" name="one" value={one.id} />
        <input type="hidden" name="other" value={other.id} />
        <RadioGroup
          name="keep"
          legend={m.directory_double_stays()}
          help={props.about}
          value={typed['keep']}
          error={errors['keep']}
          options={[
            { value: 'one', label: [one.name, one.facts[0]].filter(Boolean).join(', ') },
            { value: 'other', label: [other.name, other.facts[0]].filter(Boolean).join(', ') },
          ]}
        />
        {props.differing.map((what) => (
          <RadioGroup
            key={what.name}
            name={what.name}
            legend={what.legend}
            value={typed[what.name] ?? (what.one ? 'one' : 'other')}
            error={errors[what.name]}
            options={[
              { value: 'one', label: what.one || m.network_people_no_organisation() },
              { value: 'other', label: what.other || m.network_people_no_organisation() },
            ]}
          />
        ))}
        <Alert tone="warning">{m.directory_double_final()}</Alert>
        <div class="sm-form__end">
          <Button>{m.directory_double_merge()}</Button>
          <a class="ds-link" href={`${list}/doubles`}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </main>
  )
}
