/** What was said on an item, beside its minutes while they are written: to be searched, and quoted from. */
import type { Locale } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Section } from '#ui/section.tsx'
import type { BesideMinutes } from '../reads.ts'
import { quotedAt, When } from './when.tsx'

export interface BesideProps extends BesideMinutes {
  /** Address of the minutes. */
  readonly base: string
  /** `/{network}/{meeting}` */
  readonly meetingPath: string
  readonly timezone: string
  /** The language of the minutes. */
  readonly lang: Locale
  /** They can be written now: quotations can be taken in. */
  readonly writable: boolean
}

export function Beside(props: BesideProps) {
  const { base, lines, timezone, lang } = props
  const link = (
    <a class="ds-link" href={`${props.meetingPath}/transcripts`}>
      {m.transcript_beside_all()}
    </a>
  )
  return (
    <Section id="transcript" title={m.transcript_beside()} aside={link} class="sm-beside">
      {lines.length === 0 ? (
        <p class="soft">{m.transcript_beside_none()}</p>
      ) : (
        <>
          <p class="soft">{props.lasts ? m.transcript_beside_lasts() : m.transcript_beside_about()}</p>
          <Island name="minutes/transcript/search" when="now" props={{ list: 'transcript-lines' }} />
          <ol class="sm-cues" id="transcript-lines" tabindex={0} aria-label={m.transcript_beside_list()}>
            {lines.map((line) => (
              <li key={`${line.transcriptId}-${line.number}`}>
                <When line={line} timezone={timezone} />
                <div>
                  <p lang={lang === localeNow() ? undefined : lang}>
                    {line.name ? <b>{line.name} </b> : null}
                    <span>{line.text}</span>
                  </p>
                  {props.writable ? (
                    <form
                      method="post"
                      action={`${base}/transcript`}
                      data-text={line.text}
                      data-speaker={line.name ?? undefined}
                      data-time={quotedAt(line.at, timezone, lang) ?? undefined}
                    >
                      <input type="hidden" name="transcript" value={line.transcriptId} />
                      <input type="hidden" name="line" value={line.number} />
                      <Button
                        variant="tertiary"
                        size="sm"
                        icon={icons.arrowLeft}
                        label={m.transcript_insert_of({ text: line.text.slice(0, 60) })}
                      >
                        {m.transcript_insert()}
                      </Button>
                    </form>
                  ) : null}
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
    </Section>
  )
}
