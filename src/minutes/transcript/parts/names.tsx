/** Who those are whom the file names. Suggestions are chosen beforehand, and hold when somebody saves them. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Select } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import type { SpeakerRow } from '../reads.ts'
import { type Candidate, keyOf, suggest } from '../speakers/rules.ts'

export interface NamesProps {
  readonly base: string
  readonly speakers: readonly SpeakerRow[]
  readonly candidates: readonly Candidate[]
  readonly errors: Readonly<Record<string, string | undefined>>
}

export function NamesSection({ base, speakers, candidates, errors }: NamesProps) {
  if (speakers.length === 0)
    return (
      <Section id="names" title={m.transcript_names()}>
        <p>{m.transcript_names_none()}</p>
      </Section>
    )
  const options = candidates.map((one) => ({
    value: keyOf(one),
    label: one.about ? `${one.name}, ${one.about}` : one.name,
  }))
  return (
    <Section id="names" title={m.transcript_names()}>
      <p>{m.transcript_names_help()}</p>
      <form class="sm-form sm-names" method="post" action={`${base}/names`}>
        {speakers.map((speaker) => {
          const decided = speaker.name !== null ? keyOf({ personId: speaker.personId, name: speaker.name }) : null
          const likely = decided === null ? suggest(speaker.label, candidates) : null
          const known = decided === null || options.some((option) => option.value === decided)
          return (
            <Select
              key={speaker.number}
              name={`speaker_${speaker.number}`}
              label={speaker.label}
              help={likely ? m.transcript_names_likely() : undefined}
              error={errors[`speaker_${speaker.number}`]}
              value={decided ?? (likely ? keyOf(likely) : '')}
              options={[
                { value: '', label: m.transcript_names_as_is({ name: speaker.label }) },
                // Whoever left the network since is still who it was.
                ...(known ? [] : [{ value: decided, label: speaker.name ?? '' }]),
                ...options,
              ]}
            />
          )
        })}
        <div class="sm-form__end">
          <Button variant="secondary" icon={icons.person}>
            {m.transcript_names_save()}
          </Button>
        </div>
      </form>
    </Section>
  )
}
