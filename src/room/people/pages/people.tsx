/** `/{network}/{meeting}/chair/settings`: who may come in, what guests may do, and who is there. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { CopyField } from '#ui/copyfield.tsx'
import { CheckboxGroup } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { Qr } from '../../parts/qr.tsx'
import { qrOf } from '../../stage/code/rules.ts'
import type { GuestsMay } from '../../tables.ts'
import type { InRoomView } from '../reads.ts'

export interface PeoplePageProps {
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly title: Words
  /** The address guests go to, whole; null where none may come. */
  readonly address: string | null
  readonly code: string | null
  readonly guestsMay: GuestsMay
  readonly people: readonly InRoomView[]
}

export function PeoplePage({ base, title, address, code, guestsMay, people }: PeoplePageProps) {
  const here = people.filter((one) => one.here).length
  return (
    <main id="content" class="sm-page sm-page--text sm-inroom">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: said(title).text, href: base },
          { text: m.room_chair_title(), href: `${base}/chair` },
          { text: m.room_people_title() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.room_people_title()}</h1>
      <Section id="guests" title={m.room_guests()}>
        {code && address ? (
          <>
            <div class="sm-entrance">
              <div>
                <p>{m.room_code_is()}</p>
                <p class="sm-code">{code}</p>
              </div>
              <Qr of={qrOf(address)} label={m.stage_qr()} />
            </div>
            <Island name="ui/copy" props={field(address)}>
              <CopyField {...field(address)} />
            </Island>
          </>
        ) : (
          <p>{m.room_code_none()}</p>
        )}
        <form method="post" action={`${base}/chair/settings/code`} class="sm-acts">
          <Button name="way" value="new" variant={code ? 'secondary' : 'primary'} icon={icons.key}>
            {code ? m.room_code_new() : m.room_code_make()}
          </Button>
          {code && (
            <Button name="way" value="none" variant="tertiary">
              {m.room_code_remove()}
            </Button>
          )}
        </form>
        {code && (
          <form method="post" action={`${base}/chair/settings/guests`} class="sm-form">
            <CheckboxGroup
              name="may"
              legend={m.room_guests_legend()}
              values={(['ask', 'vote', 'queue'] as const).filter((what) => guestsMay[what])}
              options={(['ask', 'vote', 'queue'] as const).map((value) => ({ value, label: mayWords[value]() }))}
            />
            <p class="soft">{m.room_guests_devices()}</p>
            <Button>{m.shared_save()}</Button>
          </form>
        )}
      </Section>
      <Section id="people" title={m.room_people()} aside={<span class="soft">{m.room_present({ n: here })}</span>}>
        {people.length === 0 ? (
          <p class="soft">{m.room_people_none()}</p>
        ) : (
          <ul class="sm-people">
            {people.map((one) => (
              <Row key={one.id} one={one} base={base} />
            ))}
          </ul>
        )}
      </Section>
    </main>
  )
}

const field = (address: string) => ({ id: 'address', label: m.room_code_address(), text: address })

const mayWords = { ask: m.room_guest_ask, vote: m.room_guest_vote, queue: m.room_guest_queue }

function Row({ one, base }: { readonly one: InRoomView; readonly base: string }) {
  return (
    <li>
      <span>
        <b>{one.name}</b>
        {one.organisation && <span class="soft">, {one.organisation}</span>}
        {one.guest && <span class="soft"> ({m.room_guest()})</span>}{' '}
        {one.here && (
          <span class="sm-state" data-color="success">
            {m.room_here()}
          </span>
        )}{' '}
        {one.muted && (
          <span class="sm-state" data-color="warning">
            {m.room_listening()}
          </span>
        )}
      </span>
      <form method="post" action={`${base}/chair/people/${one.id}/mute`}>
        <Button
          size="sm"
          variant="tertiary"
          name="muted"
          value={one.muted ? 'no' : 'yes'}
          label={`${one.muted ? m.room_unmute() : m.room_mute()}: ${one.name}`}
        >
          {one.muted ? m.room_unmute() : m.room_mute()}
        </Button>
        {one.guest && (
          <Button
            size="sm"
            variant="tertiary"
            formAction={`${base}/chair/people/${one.id}/out`}
            label={`${m.room_show_out()}: ${one.name}`}
          >
            {m.room_show_out()}
          </Button>
        )}
      </form>
    </li>
  )
}
