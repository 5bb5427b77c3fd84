/** A speaker's own page: when and where, what is handed in, what is said of it, and the ways to see to both. */
import { capital, Planned } from '#meeting/parts/when.tsx'
import { clock, date, longDate, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Section } from '#ui/section.tsx'
import type { Filled } from '../../parts/about.tsx'
import { Said } from '../../parts/said.tsx'
import { Files } from '../parts/files.tsx'
import { TextsForm } from '../parts/texts.tsx'
import type { Appearance, Guest } from '../reads.ts'

export interface GuestBack extends Filled {
  /** Which form on which item. */
  readonly form: string
}

export interface GuestPageProps {
  readonly guest: Guest
  /** `/s/{token}` */
  readonly base: string
  /** Bytes. */
  readonly limit: number
  readonly back: GuestBack | null
}

export function GuestPage(props: GuestPageProps) {
  const { guest, back } = props
  const { meeting, meetingPath } = guest.appearances[0]!.place
  return (
    <main id="content" class="sm-page sm-page--text">
      <h1 class="sm-title sm-title--m">{m.materials_guest_title({ name: guest.name })}</h1>
      <p class="sm-lead">
        <Said of={meeting.title} />
      </p>
      {guest.appearances.some((one) => one.confirmAskedAt !== null) ? (
        <Alert tone="warning" title={m.guest_still()}>
          <p>{m.guest_still_text()}</p>
          <PostButton action={`${props.base}/still`}>{m.guest_still_yes()}</PostButton>
        </Alert>
      ) : null}
      <div class="sm-guest">
        <p>{m.guest_text()}</p>
        {meeting.publishedAt && meeting.audience === 'public' ? (
          <p>
            <a class="ds-link" href={meetingPath}>
              {m.materials_guest_public()}
            </a>
          </p>
        ) : null}
      </div>
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(back?.errors ?? {}).map(([field, text]) => ({ field: `${back?.form}-${field}`, text }))}
      />
      {guest.appearances.map((one) => (
        <OneAppearance key={one.place.item.id} {...props} one={one} />
      ))}
      {guest.holdsUntil === null ? null : (
        <p class="soft sm-guest">{m.guest_holds_until({ date: date(lastDay(guest.holdsUntil, meeting.timezone)) })}</p>
      )}
    </main>
  )
}

/** The last whole or begun day before a moment: a link that ends at midnight holds to the end of the day before. */
function lastDay(instant: string, timezone: string): string {
  return wall(Temporal.Instant.from(instant).subtract({ seconds: 1 }).toString(), timezone).date
}

function OneAppearance(props: GuestPageProps & { one: Appearance }) {
  const { one, back } = props
  const { item } = one.place
  const action = `${props.base}/${item.publicId}`
  const textsId = `texts-${item.publicId}`
  const isBack = (form: string) => back?.form === form
  const filled = (form: string): Filled => (back?.form === form ? back : { typed: {}, errors: {} })
  return (
    <Section id={`item-${item.publicId}`} title={<Said of={item.title} />}>
      <p class="sm-when">
        <Planned status={props.guest.status}>
          {one.date ? <strong>{capital(longDate(one.date))}</strong> : m.materials_guest_no_date()}
          {one.start
            ? ` ${m.materials_guest_time({ time: one.end ? `${clock(one.start)}–${clock(one.end)}` : clock(one.start) })}`
            : ''}
        </Planned>
      </p>
      <Where of={one.place} />
      <Files one={one} home={props.base} action={action} limit={props.limit} isBack={isBack} filled={filled} />
      <TextsForm one={one} action={action} open={isBack(textsId)} {...filled(textsId)} />
      <p class="sm-guest">
        <a class="ds-link" href={`${action}/preview`}>
          {m.guest_preview()}
          <span class="sr">
            {': '}
            <Said of={item.title} />
          </span>
        </a>
      </p>
    </Section>
  )
}

function Where({ of: { item, meeting } }: { of: Appearance['place'] }) {
  const online = meeting.attendance === 'onsite' ? '' : m.materials_guest_online()
  const room = item.room && m.programme_room_named({ room: item.room })
  const where = [meeting.place, room, online].filter(Boolean).join(' · ')
  return where ? <p>{where}</p> : null
}
