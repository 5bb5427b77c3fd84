import { wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { RadioGroup, TextField } from '#ui/field.tsx'
import { Section } from '#ui/section.tsx'
import type { MeetingRow } from '../../rules.ts'
import type { Wrong } from './shared.ts'

/** What speakers may do by themselves with their personal links, and until when. */
export function SpeakerTerms({ base, meeting, error }: { base: string; meeting: MeetingRow } & Pick<Wrong, 'error'>) {
  return (
    <Section id="speakers" title={m.guest_terms()}>
      <form class="sm-form" method="post" action={`${base}/settings/speakers`} novalidate>
        <input type="hidden" name="version" value={String(meeting.version)} />
        <RadioGroup
          name="corrections"
          legend={m.guest_terms_corrections()}
          value={meeting.corrections}
          options={[
            { value: 'proposed', label: m.guest_terms_proposed() },
            { value: 'direct', label: m.guest_terms_direct() },
          ]}
        />
        <TextField
          type="date"
          name="linksUntil"
          label={m.guest_terms_until()}
          help={m.guest_terms_until_help()}
          optional={m.shared_optional()}
          value={meeting.linksUntil === null ? '' : lastDay(meeting.linksUntil, meeting.timezone)}
          error={error('linksUntil')}
          width="half"
        />
        <div class="sm-form__end">
          <Button variant="secondary">{m.shared_save()}</Button>
          <a class="ds-link" href={`${base}/proposals`}>
            {m.guest_proposals()}
          </a>
        </div>
      </form>
    </Section>
  )
}

/** Links hold until midnight: to the end of the day before. */
const lastDay = (until: string, timezone: string): string =>
  Temporal.PlainDate.from(wall(until, timezone).date).subtract({ days: 1 }).toString()
