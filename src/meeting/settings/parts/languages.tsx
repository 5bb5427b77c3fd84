/** A text in the meeting's own language first, and the same in the others behind a fold. */
import type { ComponentChildren } from 'preact'
import { type Locale, locales } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { languageName } from '#programme/parts/fields.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'

/** @param props.of draws the fields of one language */
export function Languages(props: { first: Locale; open: boolean; of: (locale: Locale) => ComponentChildren }) {
  return (
    <>
      {props.of(props.first)}
      <details class="sm-more" open={props.open}>
        <summary>
          {m.programme_other_languages()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <div class="sm-form">
          {locales
            .filter((locale) => locale !== props.first)
            .map((locale) => (
              <fieldset class="ds-fieldset" key={locale}>
                <legend class="ds-label">{languageName(locale)}</legend>
                {props.of(locale)}
              </fieldset>
            ))}
        </div>
      </details>
    </>
  )
}
