import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'

/** On the meeting's page, as long as things may be sent in. @param props.until the deadline, where one is known */
export function AskSection(props: { base: string; until: string | null; timezone: string }) {
  return (
    <Section id="input" title={m.questions_title()}>
      {props.until && <p class="soft">{m.questions_until({ when: dateTime(props.until, props.timezone) })}</p>}
      <p class="sm-acts">
        <LinkButton href={`${props.base}/questions`} variant="secondary" size="sm" icon={icons.questionmarkCircle}>
          {m.questions_open()}
        </LinkButton>
      </p>
    </Section>
  )
}
