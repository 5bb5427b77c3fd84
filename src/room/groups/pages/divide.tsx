/** Dividing those in the room: what for, how, and who comes where before anybody else sees it. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { RadioGroup, Select, TextArea, TextField } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import type { ItemChoice, Person } from '../dividing/reads.ts'

export interface DivideValues {
  readonly dividing: string
  readonly count: string
  readonly item: string
  readonly minutes: string
  readonly questions: string
}

export interface DividePageProps {
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly title: string
  readonly values: DivideValues
  readonly items: readonly ItemChoice[]
  readonly people: readonly Person[]
  /** Who comes where, once it was asked for: the number of the group by participant. */
  readonly proposal: ReadonlyMap<string, number> | null
  readonly links: Readonly<Record<string, string>>
  readonly wrong: Readonly<Record<string, string>>
}

export function DividePage(props: DividePageProps) {
  const { base, values, wrong, proposal } = props
  return (
    <main id="content" class="sm-page sm-page--text">
      <Head base={base} title={props.title} step={m.groups_divide()} />
      <ErrorSummary title={m.shared_errors_title()} errors={Object.entries(wrong).map(([field, text]) => ({ field, text }))} />
      <form class="sm-form" method="get" action={`${base}/chair/groups`}>
        <Select
          name="item"
          label={m.groups_item()}
          value={values.item}
          options={[
            { value: '', label: m.groups_no_item() },
            ...props.items.map(({ id, title }) => ({ value: id, label: said(title).text })),
          ]}
        />
        <TextArea
          name="questions"
          label={m.groups_questions()}
          help={m.groups_questions_help()}
          value={values.questions}
          error={wrong['questions']}
          maxLength={4000}
        />
        <RadioGroup
          name="dividing"
          legend={m.groups_by()}
          value={values.dividing}
          options={[
            { value: 'random', label: m.groups_by_random() },
            { value: 'mixed', label: m.groups_by_mixed(), help: m.groups_by_mixed_help() },
            { value: 'region', label: m.groups_by_region(), help: m.groups_by_region_help() },
            { value: 'choice', label: m.groups_by_choice() },
          ]}
        />
        <div class="sm-form__row">
          {(
            [
              ['count', m.groups_count(), 2, 30],
              ['minutes', m.groups_minutes(), 1, 480],
            ] as const
          ).map(([name, label, min, max]) => (
            <TextField
              key={name}
              name={name}
              type="number"
              min={String(min)}
              max={String(max)}
              inputmode="numeric"
              width="short"
              label={label}
              value={values[name]}
              error={wrong[name]}
            />
          ))}
        </div>
        <div class="sm-form__end">
          <Button name="propose" value="yes" variant={proposal ? 'secondary' : 'primary'}>
            {proposal ? m.groups_again() : m.groups_propose()}
          </Button>
        </div>
      </form>
      {proposal && <Proposal {...props} proposal={proposal} />}
    </main>
  )
}

function Proposal(props: DividePageProps & { readonly proposal: ReadonlyMap<string, number> }) {
  const { base, values, people, proposal, links, wrong } = props
  const count = Number(values.count)
  return (
    <Section id="proposal" title={m.groups_proposal()}>
      {people.length === 0 && <Alert tone="info">{m.groups_nobody()}</Alert>}
      <form class="sm-form" method="post" action={`${base}/chair/groups`}>
        {Object.entries(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {values.dividing !== 'choice' && people.length > 0 && (
          <>
            <p>{m.groups_proposal_help()}</p>
            <Places people={people} count={count} places={proposal} />
          </>
        )}
        <details class="sm-more" open={Object.keys(wrong).some((field) => field.startsWith('link.'))}>
          <summary>{m.groups_links()}</summary>
          {Array.from({ length: count }, (_, i) => `link.${i + 1}`).map((name, i) => (
            <TextField
              key={name}
              name={name}
              type="url"
              label={m.groups_link({ number: i + 1 })}
              value={links[name]}
              error={wrong[name]}
              optional={m.shared_optional()}
            />
          ))}
        </details>
        <div class="sm-form__end">
          <Button>{m.groups_begin()}</Button>
        </div>
      </form>
    </Section>
  )
}

/** Each person with the number of their group, group by group. */
function Places(props: {
  readonly people: readonly Person[]
  readonly count: number
  readonly places: ReadonlyMap<string, number>
}) {
  const { people, count, places } = props
  const options = [
    { value: '', label: m.groups_unplaced() },
    ...Array.from({ length: count }, (_, i) => ({ value: String(i + 1), label: m.groups_group({ number: i + 1 }) })),
  ]
  const inOrder = [...people].sort((a, b) => (places.get(a.id) ?? 99) - (places.get(b.id) ?? 99))
  return (
    <ul class="sm-groups__places">
      {inOrder.map((one) => (
        <li key={one.id}>
          <span>
            <b>{one.name}</b>
            {one.organisation && `, ${one.organisation}`}
          </span>
          <Select
            name={`in.${one.id}`}
            label={m.groups_place({ name: one.name })}
            labelHidden
            value={String(places.get(one.id) ?? '')}
            options={options}
          />
        </li>
      ))}
    </ul>
  )
}

export interface MovePageProps {
  readonly base: string
  readonly title: string
  readonly breakout: string
  readonly people: readonly Person[]
  readonly count: number
  readonly places: ReadonlyMap<string, number>
}

/** Moving people between groups that have begun. */
export function MovePage({ base, title, breakout, people, count, places }: MovePageProps) {
  return (
    <main id="content" class="sm-page sm-page--text">
      <Head base={base} title={title} step={m.groups_move()} />
      <form class="sm-form" method="post" action={`${base}/chair/groups/move`}>
        <input type="hidden" name="breakout" value={breakout} />
        <Places people={people} count={count} places={places} />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={`${base}/chair#groups`}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </main>
  )
}

export function Head({ base, title, step }: { readonly base: string; readonly title: string; readonly step: string }) {
  return (
    <>
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: title, href: base }, { text: m.groups_title(), href: `${base}/chair#groups` }, { text: step }]}
      />
      <h1 class="sm-title sm-title--m">{step}</h1>
    </>
  )
}
