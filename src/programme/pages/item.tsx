/** One item's fields on a page of their own: to change it, or to make a new one. */
import type { Words } from '#platform/words/text.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { SHELF } from '../forms.ts'
import { ConflictAlert } from '../parts/conflict.tsx'
import { dayName } from '../parts/day.ts'
import { type FieldsProps, ItemFields } from '../parts/fields.tsx'

export interface ItemPageProps extends FieldsProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly meeting: { readonly slug: string; readonly title: Words }
  readonly days: readonly { readonly id: string; readonly date: string | null; readonly label: Words | null }[]
  /** Null for a new item. */
  readonly item: {
    readonly id: string
    readonly title: Words
    readonly version: number
    readonly path: string
    readonly dayId: string | null
  } | null
  readonly parent: { readonly title: Words; readonly path: string } | null
  readonly parts: readonly { readonly id: string; readonly title: Words; readonly path: string }[]
  /** The item as the fields were made from it, as JSON. */
  readonly was: string | null
  /** For a new item: where it goes, sent along. */
  readonly place: Readonly<Record<string, string>>
  readonly dayId: string
  readonly errors: readonly { readonly field: string; readonly text: string }[]
  /** Somebody else changed it meanwhile, and not all could be brought together. */
  readonly conflict: boolean
}

export function ItemFormPage(props: ItemPageProps) {
  const base = `/${props.network.slug}/${props.meeting.slug}`
  const { item, parent } = props
  const say = (words: Words) => pick(words, localeNow())?.text ?? ''
  const heading = item
    ? m.programme_edit_item({ title: say(item.title) })
    : parent
      ? m.programme_new_part({ title: say(parent.title) })
      : m.programme_new_item()
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: say(props.meeting.title), href: base },
          { text: m.programme_programme(), href: `${base}/programme` },
          ...(parent && item ? [{ text: say(parent.title), href: `${parent.path}/edit` }] : []),
        ]}
      />
      <h1 class="sm-title sm-title--m">{heading}</h1>
      {props.conflict && <ConflictAlert />}
      <ErrorSummary title={m.shared_errors_title()} errors={props.errors} />
      <form
        class="sm-form"
        method="post"
        action={item ? `${item.path}/edit` : `${base}/programme/new`}
        novalidate
        data-programme-edit
      >
        {item && <input type="hidden" name="version" value={String(item.version)} />}
        {props.was && <input type="hidden" name="was" value={props.was} />}
        {Object.entries(props.place).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ItemFields {...props} />
        {!props.isPart && (
          <Select
            name="day"
            label={m.programme_day()}
            value={props.dayId}
            options={[
              ...props.days.map((day, i) => ({ value: day.id, label: dayName(day, i + 1) })),
              { value: SHELF, label: m.programme_on_shelf() },
            ]}
          />
        )}
        <div class="sm-form__end">
          <Button name="next" value="done">
            {m.shared_save()}
          </Button>
          {item && !props.isPart && (
            <Button name="next" value="part" variant="secondary">
              {m.programme_save_add_part()}
            </Button>
          )}
          {!item && (
            <Button name="next" value="another" variant="secondary">
              {m.programme_save_add_another()}
            </Button>
          )}
          <a class="ds-link" href={base}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      {item && props.parts.length > 0 && (
        <Section id="parts" title={m.programme_parts()}>
          <ul class="sm-list">
            {props.parts.map((part) => (
              <li key={part.id}>
                <a class="sm-list__t" href={`${part.path}/edit`}>
                  {say(part.title)}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {item && (
        <Section id="more" title={m.programme_elsewhere()}>
          <div class="sm-acts">
            <LinkButton href={`${base}/programme#row-${item.id}`} variant="secondary" icon={icons.numberList}>
              {m.programme_order()}
            </LinkButton>
            <PostButton
              action={`${base}/programme/remove`}
              fields={{ item: item.id }}
              variant="tertiary"
              color="danger"
              icon={icons.trash}
            >
              {m.programme_remove_item()}
            </PostButton>
          </div>
        </Section>
      )}
    </main>
  )
}
