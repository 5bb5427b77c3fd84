/** A new letter: what it is about. One press makes a draft, filled in. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import type { Audience } from '../../audience/rules.ts'
import { Frame, type Place } from '../parts/frame.tsx'
import { templateName } from '../parts/words.ts'
import type { Template } from '../rules.ts'

export interface BeginPageProps {
  readonly place: Place
  readonly templates: readonly Template[]
  /** A selection that somebody came with. */
  readonly audience: Audience
}

export function BeginPage({ place, templates, audience }: BeginPageProps) {
  const chosen = Object.values(audience).some((each) => each.length > 0)
  return (
    <Frame place={place} title={m.letters_choose_title()} steps={[{ text: m.letters_new() }]}>
      <p class="sm-lead">{m.letters_choose_lead()}</p>
      {chosen && (
        <p>
          {audience.registration.length > 0
            ? m.letters_choose_selection({ count: audience.registration.length })
            : m.letters_choose_kept()}
        </p>
      )}
      <form method="post" action={`${place.base}/new`}>
        {Object.entries(audience).flatMap(([name, values]) =>
          values.map((value: string) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />),
        )}
        <ul class="sm-list">
          {templates.map((template) => (
            <li key={template} class="sm-letters__template">
              <span class="sm-list__t">{templateName(template)}</span>
              <span class="sm-list__m">{m[`letters_t_${template}_about`]()}</span>
              <Button
                variant="secondary"
                size="sm"
                name="template"
                value={template}
                label={m.letters_use_named({ name: templateName(template) })}
              >
                {m.letters_use()}
              </Button>
            </li>
          ))}
        </ul>
      </form>
    </Frame>
  )
}
