/** A day's date and name, to change or to add. */
import type { Locale, Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'

export function DayForm(props: {
  action: string
  day: { readonly id: string; readonly date: string | null; readonly label: Words | null } | null
  id: string
  locale: Locale
}) {
  const label = props.day?.label?.[props.locale] ?? ''
  return (
    <form class="sm-form" method="post" action={props.action}>
      {props.day && (
        <>
          <input type="hidden" name="day" value={props.day.id} />
          <input type="hidden" name="wasDate" value={props.day.date ?? ''} />
          <input type="hidden" name="wasLabel" value={label} />
        </>
      )}
      <div class="sm-form__row">
        <TextField
          name="date"
          id={`date-${props.id}`}
          type="date"
          label={m.programme_fact_date({ count: 1 })}
          value={props.day?.date ?? ''}
          optional={m.shared_optional()}
        />
        <TextField
          name="label"
          id={`label-${props.id}`}
          label={m.programme_day_label()}
          value={label}
          lang={props.locale}
          optional={m.shared_optional()}
        />
      </div>
      <div class="sm-form__end">
        <Button variant="secondary">{props.day ? m.shared_save() : m.programme_add_day()}</Button>
      </div>
    </form>
  )
}
