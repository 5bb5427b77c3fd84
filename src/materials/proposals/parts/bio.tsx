import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { TextArea } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'

/** The biography of someone who speaks, for organisers to write. @param props.locale of the meeting */
export function BioForm(props: { action: string; speakerId: string; name: string; bio: Words | null; locale: Locale }) {
  const found = pick(props.bio, props.locale)
  return (
    <details class="sm-more">
      <summary>
        {m.guest_bio_of({ name: props.name })}
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <form class="sm-form" method="post" action={props.action}>
        <TextArea
          name="bio"
          id={`bio-${props.speakerId}`}
          label={m.guest_bio_of({ name: props.name })}
          labelHidden
          help={m.guest_field_bio_help()}
          value={found?.text ?? ''}
          lang={found?.lang ?? props.locale}
          maxLength={1500}
          rows={3}
          reading
        />
        <div class="sm-form__end">
          <Button variant="secondary">{m.shared_save()}</Button>
        </div>
      </form>
    </details>
  )
}
