/** Pairs that may be one, and two to choose oneself. */
import { m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { Select } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import type { Pair } from '../rules.ts'

export interface Named {
  readonly id: string
  /** With what tells it from others of the same name. */
  readonly label: string
  readonly lang?: string | undefined
}

export interface DoublesPageProps {
  /** `/{network}/people` or `/{network}/organisations` */
  readonly list: string
  readonly listTitle: string
  readonly lead: string
  readonly pairs: readonly Pair[]
  readonly all: readonly Named[]
}

const reasons: Readonly<Record<Pair['why'], () => string>> = {
  name: m.directory_double_name,
  part_of_name: m.directory_double_part_of_name,
  mailbox: m.directory_double_mailbox,
  library_number: m.directory_double_library_number,
  organisation_name: m.directory_double_organisation_name,
}

export function DoublesPage(props: DoublesPageProps) {
  const { list, pairs, all } = props
  const labels = new Map(all.map((one) => [one.id, one.label]))
  const options = all.map((one) => ({ value: one.id, label: one.label, lang: one.lang }))
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.network_crumbs()} steps={[{ text: props.listTitle, href: list }, { text: m.directory_doubles() }]} />
      <h1 class="sm-title sm-title--m">{m.directory_doubles()}</h1>
      <p class="sm-lead">{props.lead}</p>
      <Section id="pairs" title={m.directory_doubles_likely()} aside={pairs.length}>
        {pairs.length === 0 && <p class="sm-empty">{m.directory_doubles_none()}</p>}
        <ul class="sm-list">
          {pairs.map(({ one, other, why }) => (
            <li key={`${one} ${other}`} class="sm-pair">
              <div>
                <b>{labels.get(one)}</b>
                <br />
                <b>{labels.get(other)}</b>
                <p class="sm-list__m">{reasons[why]()}</p>
              </div>
              <div class="sm-acts">
                <LinkButton
                  href={`${list}/doubles/compare?one=${one}&other=${other}`}
                  variant="secondary"
                  size="sm"
                  label={m.directory_double_compare_label({ one: labels.get(one) ?? '', other: labels.get(other) ?? '' })}
                >
                  {m.directory_double_compare()}
                </LinkButton>
                <PostButton
                  action={`${list}/doubles/apart`}
                  fields={{ one, other }}
                  variant="tertiary"
                  size="sm"
                  label={m.directory_double_apart_label({ one: labels.get(one) ?? '', other: labels.get(other) ?? '' })}
                >
                  {m.directory_double_apart()}
                </PostButton>
              </div>
            </li>
          ))}
        </ul>
      </Section>
      {all.length > 1 && (
        <Section id="choose" title={m.directory_doubles_choose()}>
          <form class="sm-form" method="get" action={`${list}/doubles/compare`}>
            <Select name="one" label={m.directory_double_first()} options={options} />
            <Select name="other" label={m.directory_double_second()} options={options} value={all[1]!.id} />
            <div class="sm-form__end">
              <Button variant="secondary">{m.directory_double_compare()}</Button>
            </div>
          </form>
        </Section>
      )}
    </main>
  )
}
