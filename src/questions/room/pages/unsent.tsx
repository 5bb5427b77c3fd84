/** Without script: a question that could not be sent, with what was typed and why. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { Checkbox, TextArea } from '#ui/field.tsx'
import { Crumbs } from '#ui/section.tsx'
import { QUESTION_LONGEST } from '../rules.ts'

export interface UnsentProps {
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly title: Words
  readonly typed: { readonly text: string; readonly item: string; readonly nameless: boolean }
  readonly why: string
}

export function UnsentPage({ base, title, typed, why }: UnsentProps) {
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: said(title).text, href: base },
          { text: m.questions_room_back(), href: `${base}/room#questions` },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.questions_room_not_sent()}</h1>
      <Alert tone="warning">{why}</Alert>
      <form class="sm-form" method="post" action={`${base}/room/questions`}>
        <input type="hidden" name="item" value={typed.item} />
        <TextArea
          name="text"
          label={m.questions_room_own()}
          value={typed.text}
          error={why}
          maxLength={QUESTION_LONGEST}
          required
          reading
        />
        <Checkbox name="nameless" label={m.questions_room_nameless()} checked={typed.nameless} />
        <div class="sm-form__end">
          <Button>{m.questions_room_send()}</Button>
        </div>
      </form>
    </main>
  )
}
