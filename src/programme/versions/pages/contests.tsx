/** What cannot be taken back unasked, because it has been changed again since: both values, and a choice for each. */
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { RadioGroup } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'
import type { DayState, ItemState, Programme } from '../../document.ts'
import { type Contest, contestKey } from '../../operation/rules.ts'
import { nameOfDayField, nameOfField, textOfDayField, textOfField } from '../parts/difference.tsx'
import type { ChangedField } from '../rules.ts'

export interface ContestsPageProps {
  readonly base: string
  readonly meeting: { readonly title: Words }
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly contests: readonly Contest[]
  readonly programme: Programme
  /** Those that were asked about before and not answered. */
  readonly unanswered: ReadonlySet<string>
  readonly answered: Readonly<Record<string, 'before' | 'now'>>
}

export function ContestsPage(props: ContestsPageProps) {
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: pick(props.meeting.title, localeNow())?.text ?? '', href: props.base },
          { text: m.programme_programme(), href: `${props.base}/programme` },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.programme_undo_contested_title()}</h1>
      <Alert tone="warning" title={m.programme_undo_contested()} role="alert">
        {m.programme_undo_contested_text()}
      </Alert>
      <form class="sm-form" method="post" action={props.action}>
        {Object.entries(props.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {Object.entries(props.answered).map(([key, value]) => (
          <input key={key} type="hidden" name={`decide/${key}`} value={value} />
        ))}
        {props.contests.map((one) => (
          <input key={contestKey(one)} type="hidden" name="ask" value={contestKey(one)} />
        ))}
        {props.contests.map((one) => {
          const key = contestKey(one)
          return (
            <RadioGroup
              key={key}
              name={`decide/${key}`}
              legend={m.programme_undo_about({
                field: one.of === 'day' ? nameOfDayField(one.field) : nameOfField(one.field as ChangedField),
                title: titleOf(one, props.programme),
              })}
              error={props.unanswered.has(key) ? m.programme_conflict_choose() : undefined}
              required
              options={[
                { value: 'now', label: m.programme_undo_keep({ text: textOf(one, one.now, props.programme) }) },
                { value: 'before', label: m.programme_undo_back({ text: textOf(one, one.before, props.programme) }) },
              ]}
            />
          )
        })}
        <div class="sm-form__end">
          <Button>{m.programme_undo_do()}</Button>
          <a class="ds-link" href={`${props.base}/programme`}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </main>
  )
}

function titleOf(one: Contest, programme: Programme): string {
  const item = programme.items.find((other) => other.id === one.id)
  const state = (one.now ?? one.before) as Partial<ItemState> | null
  return pick(item?.title ?? state?.title ?? {}, localeNow())?.text ?? m.programme_day()
}

function textOf(one: Contest, state: Contest['now'], programme: Programme): string {
  if (one.field === 'whole') return state === null ? m.programme_version_not_there() : m.programme_version_there()
  if (one.of === 'day') return textOfDayField(one.field, (state ?? {}) as Partial<DayState>)
  return textOfField(one.field as ChangedField, (state ?? {}) as Partial<ItemState>, programme) || m.programme_conflict_empty()
}
