/** What is said of a talk and of who gives it, for that one to correct. */
import { type Locale, pick } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { TextArea, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import type { Filled } from '../../parts/about.tsx'
import { fieldName } from '../../proposals/parts/field.ts'
import { corrected, fieldOf, type Texts, textsOf } from '../../proposals/rules.ts'
import type { Appearance } from '../reads.ts'

/** What stands in the fields: one's own proposal where one waits, otherwise what readers see. */
export function textsShown({ place, speaker, bio, proposals }: Appearance): Texts {
  const stands = textsOf(place.item, speaker, bio, place.meeting.locale)
  return Object.assign({ ...stands }, ...proposals.open.map((row) => row.proposed)) as Texts
}

/** @param props.action `/s/{token}/{number}` */
export function TextsForm(props: { one: Appearance; action: string; open: boolean } & Filled) {
  const { one, typed, errors } = props
  const { meeting, item } = one.place
  const prefix = `texts-${item.publicId}`
  const direct = meeting.corrections === 'direct'
  const shown = textsShown(one)
  const value = (field: keyof Texts) => typed[field] ?? shown[field]
  const common = (field: keyof Texts) => ({
    name: field,
    id: `${prefix}-${field}`,
    value: value(field),
    error: errors[field],
  })
  const langOf = (words: Parameters<typeof pick>[0]): Locale => pick(words, meeting.locale)?.lang ?? meeting.locale
  return (
    <>
      <h3 class="sm-h3 sm-guest">{m.guest_words()}</h3>
      <Waiting one={one} action={props.action} />
      <details class="sm-more" open={props.open}>
        <summary>
          {m.guest_words_open()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <form class="sm-form" method="post" action={`${props.action}/texts`} novalidate>
          <p class="soft">{direct ? m.guest_words_direct() : m.guest_words_proposed()}</p>
          {corrected.map((field) => (
            <input key={field} type="hidden" name={`shown/${field}`} value={typed[`shown/${field}`] ?? shown[field]} />
          ))}
          <TextField {...common('title')} label={m.guest_field_title()} lang={langOf(item.title)} required />
          <TextArea
            {...common('description')}
            label={m.guest_field_description()}
            optional={m.shared_optional()}
            rows={4}
            lang={langOf(item.description)}
            reading
          />
          <TextField {...common('name')} label={m.guest_field_name()} autocomplete="name" required />
          <TextField
            {...common('office')}
            label={m.guest_field_office()}
            optional={m.shared_optional()}
            autocomplete="organization-title"
          />
          <TextArea
            {...common('bio')}
            label={m.guest_field_bio()}
            help={m.guest_field_bio_help()}
            optional={m.shared_optional()}
            rows={4}
            lang={langOf(one.bio)}
            reading
          />
          <div class="sm-form__end">
            <Button variant="secondary">{direct ? m.guest_words_save() : m.guest_words_send()}</Button>
          </div>
        </form>
      </details>
    </>
  )
}

/** What one has proposed, until it is decided; and what was left as it was. */
function Waiting({ one, action }: { one: Appearance; action: string }) {
  const { open, left } = one.proposals
  if (open.length === 0 && left.length === 0) return null
  return (
    <ul class="sm-list">
      {open.map((row) => (
        <li key={row.id}>
          <span class="sm-list__t">
            {fieldName(fieldOf(row))}: {row.proposed[fieldOf(row)] || m.guest_nothing()}
          </span>
          <State is="waiting">{m.guest_words_waiting()}</State>
          <PostButton
            action={`${action}/texts/withdraw`}
            fields={{ id: row.id }}
            variant="tertiary"
            color="neutral"
            size="sm"
            icon={icons.arrowUndo}
            label={m.guest_withdraw_of({ field: fieldName(fieldOf(row)) })}
          >
            {m.guest_withdraw()}
          </PostButton>
        </li>
      ))}
      {left.map((field) => (
        <li key={field}>
          <span class="sm-list__t">{fieldName(field)}</span>
          <span class="sm-list__m">{m.guest_words_left()}</span>
        </li>
      ))}
    </ul>
  )
}
