/** A speaker's own page: when and where, what is handed in, and the way to hand in. */
import { capital } from '#meeting/parts/when.tsx'
import { clock, longDate } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { Filled } from '../../parts/about.tsx'
import { AddressForm } from '../../parts/addressform.tsx'
import { FileList } from '../../parts/filelist.tsx'
import { plainly, Said } from '../../parts/said.tsx'
import { fileKinds, mayReplace } from '../../rules.ts'
import { HandIn } from '../../upload/parts/handin.tsx'
import { NewVersion } from '../../upload/parts/newversion.tsx'
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
      <div class="sm-guest">
        <p>{m.materials_guest_text()}</p>
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
    </main>
  )
}

function OneAppearance(props: GuestPageProps & { one: Appearance }) {
  const { one, back } = props
  const { item, meeting } = one.place
  const base = `${props.base}/${item.publicId}`
  const about = { kinds: fileKinds, audiences: [], locale: meeting.locale }
  const fileId = `file-${item.publicId}`
  const linkId = `link-${item.publicId}`
  const handing = { uploads: `${base}/uploads`, done: props.base, limit: props.limit }
  const replaceable = one.materials.filter((material) => mayReplace(one.actor, item, material) === 'yes')
  const filled = (form: string): Filled => (back?.form === form ? back : { typed: {}, errors: {} })
  return (
    <Section id={`item-${item.publicId}`} title={<Said of={item.title} />}>
      <p class="sm-when">
        {one.date ? <strong>{capital(longDate(one.date))}</strong> : m.materials_guest_no_date()}
        {one.start
          ? ` ${m.materials_guest_time({ time: one.end ? `${clock(one.start)}–${clock(one.end)}` : clock(one.start) })}`
          : ''}
      </p>
      {meeting.place || meeting.attendance !== 'onsite' ? (
        <p>{[meeting.place, meeting.attendance === 'onsite' ? '' : m.materials_guest_online()].filter(Boolean).join(' · ')}</p>
      ) : null}
      {one.materials.length === 0 ? (
        <p>
          <State is="none">{m.materials_guest_none()}</State>
        </p>
      ) : (
        <FileList materials={one.materials} signed={one.signed} timezone={meeting.timezone} acts={() => null} />
      )}
      {replaceable.map((material) => (
        <details key={material.id} class="sm-more" open={back?.form === `file-${material.id}`}>
          <summary>
            {m.materials_replace_of({ title: plainly(material.title) })}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <p class="soft">{m.materials_replace_text()}</p>
          <NewVersion
            prefix={`file-${material.id}`}
            action={`${base}/${material.id}`}
            {...handing}
            errors={filled(`file-${material.id}`).errors}
          />
        </details>
      ))}
      <details class="sm-more" open={one.materials.length === 0 || back?.form === fileId}>
        <summary>
          {one.materials.length === 0 ? m.materials_upload_title() : m.materials_upload_another()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <HandIn
          prefix={fileId}
          action={base}
          {...handing}
          present={replaceable.flatMap(({ id, title, current }) =>
            current ? [{ id, title: plainly(title), fileName: current.fileName, action: `${base}/${id}` }] : [],
          )}
          {...about}
          {...filled(fileId)}
        />
      </details>
      <details class="sm-more" open={back?.form === linkId}>
        <summary>
          {m.materials_link_title()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <AddressForm
          prefix={linkId}
          action={`${base}/links`}
          kinds={['link']}
          audiences={[]}
          locale={meeting.locale}
          {...filled(linkId)}
        />
      </details>
    </Section>
  )
}
