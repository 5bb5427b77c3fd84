/** The letters of a meeting or a network: drafts, those that wait, those that were sent. */
import { dateTime } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { Listed } from '../reads.ts'
import { standingOf } from '../rules.ts'

export interface LettersProps {
  /** `/{network}/{meeting}/notices` */
  readonly base: string
  readonly letters: readonly Listed[]
  readonly timezone: string
}

export function Letters(props: LettersProps) {
  const of = (standing: ReturnType<typeof standingOf>) => props.letters.filter(({ row }) => standingOf(row) === standing)
  return (
    <>
      <div class="sm-acts">
        <LinkButton href={`${props.base}/new`} icon={icons.plus}>
          {m.letters_new()}
        </LinkButton>
      </div>
      {props.letters.length === 0 && <p class="sm-empty">{m.letters_none()}</p>}
      <Some {...props} id="letters-waiting" title={m.letters_waiting()} letters={of('waiting')} />
      <Some {...props} id="letters-drafts" title={m.letters_drafts()} letters={of('draft')} />
      <Some {...props} id="letters-sent" title={m.letters_sent()} letters={of('sent')} />
    </>
  )
}

function Some({ id, title, letters, base, timezone }: LettersProps & { id: string; title: string }) {
  if (letters.length === 0) return null
  return (
    <Section id={id} title={title} aside={letters.length}>
      <ul class="sm-list">
        {letters.map((one) => (
          <li key={one.row.id}>
            <a class="sm-list__t ds-link" href={`${base}/${one.row.id}`}>
              {pick(one.row.subject, localeNow())?.text || m.letters_untitled()}
            </a>
            <span class="sm-list__m">{whenText(one.row, timezone)}</span>
            <Standing {...one} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function whenText(row: Listed['row'], timezone: string): string {
  if (row.sentAt) {
    const when = dateTime(row.sentAt, timezone)
    return row.byName ? m.letters_sent_at({ when, name: row.byName }) : m.letters_sent_at_plain({ when })
  }
  if (row.sendAt) return m.letters_goes_at({ when: dateTime(row.sendAt, timezone) })
  return m.letters_edited({ when: dateTime(row.createdAt, timezone) })
}

function Standing({ row, sent }: Listed) {
  if (!row.sentAt) return null
  return (
    <span class="sm-list__m sm-letters__states">
      {m.letters_count_receivers({ count: row.sentTo ?? 0 })}
      <Counts sent={sent} />
    </span>
  )
}

/** What became of the mails, those that want somebody first. */
export function Counts({ sent, all = false }: { sent: Listed['sent']; all?: boolean }) {
  const { failed = 0, waiting = 0, kept = 0, withdrawn = 0, sent: done = 0 } = sent
  return (
    <>
      {failed > 0 && <State is="unsaved">{m.letters_count_failed({ count: failed })}</State>}
      {waiting > 0 && <State is="waiting">{m.letters_count_waiting({ count: waiting })}</State>}
      {kept > 0 && <State is="none">{m.letters_count_kept({ count: kept })}</State>}
      {withdrawn > 0 && <State is="none">{m.letters_count_stopped({ count: withdrawn })}</State>}
      {(all || failed + waiting + kept + withdrawn === 0) && done > 0 && (
        <State is="done">{m.letters_count_sent({ count: done })}</State>
      )}
    </>
  )
}
