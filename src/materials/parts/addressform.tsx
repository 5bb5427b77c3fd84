import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { type AboutProps, KindAndLanguage, TitleAndDescription } from './about.tsx'

/** A link, or a recording that lies elsewhere. What a published recording asks of its publisher is said beforehand. */
export function AddressForm(props: AboutProps & { readonly action: string }) {
  return (
    <form class="sm-form" method="post" action={props.action} novalidate>
      <TextField
        name="url"
        id={`${props.prefix}-url`}
        label={m.materials_url()}
        type="url"
        inputmode="url"
        required
        value={props.typed.url}
        error={props.errors.url}
      />
      <KindAndLanguage {...props} />
      <TitleAndDescription {...props} titleHelp={m.materials_title_help_address()} />
      <div class="sm-form__end">
        <Button icon={icons.plus} variant="secondary">
          {m.materials_add_address()}
        </Button>
      </div>
    </form>
  )
}
