/** `/{network}/{meeting}/attendance`, or that of an item: checking in oneself, and the list of whoever keeps it. */
import type { ComponentChildren } from 'preact'
import { said } from '#meeting/parts/said.ts'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { type Locale, spokenTo, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextField } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { Presence } from '../../tables.ts'
import type { AttendedItem } from '../items/reads.ts'
import type { AttendanceRow, Line } from '../reads.ts'
import { presences } from '../rules.ts'

export interface AttendancePageProps {
  readonly title: ComponentChildren
  /** `/{network}/{meeting}` */
  readonly path: string
  /** The address of this page. */
  readonly base: string
  /** Organisers have the meeting's other pages at hand. */
  readonly arranges: boolean
  /** The item that it is about; null for the meeting as a whole. */
  readonly item: AttendedItem | null
  /** Items at which it is kept; for whoever keeps the list those too at which it is not. */
  readonly items: readonly AttendedItem[]
  readonly mode: 'onsite' | 'online' | 'mixed'
  readonly signedIn: boolean
  /** The words of why one cannot check in now; null where one can. */
  readonly refusal: string | null
  readonly own: Pick<AttendanceRow, 'presence' | 'own'> | null
  /** For whoever keeps the list; null for others. */
  readonly lines: readonly Line[] | null
  /** Who came and went, as the minutes say it. */
  readonly noted: readonly Noted[]
  readonly errors: Readonly<Record<string, string>>
}

/** A change of attendance that stands in the minutes. */
export interface Noted {
  readonly id: string
  /** "Kari Nes kom kl. 10.15" */
  readonly text: string
  readonly lang: Locale
  readonly item: { readonly title: Words; readonly href: string }
  /** Where it is changed; null for those who do not write the minutes. */
  readonly changeAt: string | null
}

export function AttendancePage(props: AttendancePageProps) {
  const { path, lines, item } = props
  // The ways to items stand before the list; to choose a first one is less than the list itself.
  const keptAt = props.items.some((one) => one.kept)
  return (
    <main class={lines ? 'sm-page' : 'sm-page sm-page--text'} id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: props.title, href: path },
          ...(item ? [{ text: m.registration_attendance(), href: `${path}/attendance` }] : []),
        ]}
      />
      <h1 class="sm-title sm-title--m">
        {item ? m.registration_attendance_item_title({ title: said(item.title).text }) : m.registration_attendance()}
      </h1>
      {props.arranges ? <MeetingTools base={path} here="registrations" /> : null}
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(props.errors).map(([field, text]) => ({ field, text }))}
      />
      {props.signedIn ? <Own {...props} /> : null}
      {item === null && keptAt ? <Items {...props} /> : null}
      {props.noted.length > 0 ? <NotedInMinutes {...props} /> : null}
      {lines ? <List {...props} lines={lines} /> : null}
      {item === null && !keptAt ? <Items {...props} /> : null}
    </main>
  )
}

/** The ways to the items at which it is kept, and to choose another. */
function Items({ items, base, lines }: AttendancePageProps) {
  const kept = items.filter((one) => one.kept)
  const others = items.filter((one) => !one.kept)
  if (kept.length === 0 && lines === null) return null
  return (
    <Section id="items" title={m.registration_attendance_items()}>
      {kept.length === 0 ? <p class="sm-empty">{m.registration_attendance_items_none()}</p> : null}
      <ul class="sm-reg__att">
        {kept.map((one) => (
          <li key={one.id} class="sm-reg__item">
            <p class="sm-reg__name">
              <a class="ds-link" href={`${base}/${one.publicId}`} lang={said(one.title).lang}>
                {said(one.title).text}
              </a>{' '}
              {one.present === null ? null : (
                <span class="soft">{m.registration_attendance_item_count({ count: one.present })}</span>
              )}
            </p>
            {lines ? (
              <PostButton
                action={`${base}/items/end`}
                fields={{ item: String(one.publicId) }}
                variant="tertiary"
                size="sm"
                label={m.registration_attendance_item_end({ title: said(one.title).text })}
              >
                {m.registration_attendance_item_end_short()}
              </PostButton>
            ) : null}
          </li>
        ))}
      </ul>
      {lines && others.length > 0 ? (
        <form class="sm-form" method="post" action={`${base}/items`}>
          <div class="sm-inline">
            <Select
              name="item"
              label={m.registration_attendance_item()}
              help={m.registration_attendance_items_help()}
              options={others.map((one) => ({
                value: String(one.publicId),
                label: said(one.title).text,
                lang: said(one.title).lang,
              }))}
            />
            <Button variant="secondary">{m.registration_attendance_item_keep()}</Button>
          </div>
        </form>
      ) : null}
    </Section>
  )
}

function Own({ own, refusal, base, mode }: AttendancePageProps) {
  const action = `${base}/own`
  return (
    <Section id="own" title={m.registration_attendance_own_title()}>
      {own ? (
        <>
          <p>
            <State is={looks[own.presence]}>{presenceName(own.presence)}</State>
          </p>
          {own.own ? (
            <div class="sm-acts">
              <PostButton action={`${action}/undo`} variant="tertiary">
                {m.shared_undo()}
              </PostButton>
            </div>
          ) : null}
        </>
      ) : refusal ? (
        <p class="sm-empty">{refusal}</p>
      ) : (
        <>
          <p>{m.registration_attendance_own_text()}</p>
          <div class="sm-acts">
            {mode === 'online' ? null : (
              <PostButton action={action} fields={{ mode: 'onsite' }} variant="primary">
                {m.registration_attendance_own_here()}
              </PostButton>
            )}
            {mode === 'onsite' ? null : (
              <PostButton action={action} fields={{ mode: 'online' }} variant={mode === 'online' ? 'primary' : 'secondary'}>
                {m.registration_attendance_own_online()}
              </PostButton>
            )}
          </div>
        </>
      )}
    </Section>
  )
}

/** The same as stands in the text, and changed there too. */
function NotedInMinutes({ noted }: AttendancePageProps) {
  return (
    <Section id="noted" title={m.attending_noted()} aside={noted.length}>
      <ul class="sm-list">
        {noted.map((one) => {
          const title = said(one.item.title)
          return (
            <li key={one.id}>
              <p lang={one.lang === spokenTo(localeNow()) ? undefined : one.lang}>{one.text}</p>
              <p class="sm-list__m">
                <a class="ds-link" href={one.item.href} lang={title.lang}>
                  {title.text}
                </a>
                {one.changeAt === null ? null : (
                  <>
                    {' · '}
                    <a class="ds-link" href={one.changeAt}>
                      {m.decisions_edit()}
                      <span class="sr"> {one.text}</span>
                    </a>
                  </>
                )}
              </p>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** A form for each line: pressing saves that one, and two who keep the list do not overwrite each other. */
function List({ lines, base: action, mode, errors }: AttendancePageProps & { lines: readonly Line[] }) {
  const there = lines.filter((line) => line.said?.presence === 'present' || line.said?.presence === 'substitute').length
  return (
    <>
      <Section id="list" title={m.registration_attendance_people()} aside={`${there} / ${lines.length}`}>
        <p class="sm-list__m">{m.registration_attendance_lead()}</p>
        <ul class="sm-reg__att">
          {lines.map((line) => (
            <li key={line.who}>
              <form method="post" action={action}>
                <input type="hidden" name="who" value={line.who} />
                <p class="sm-reg__name">
                  <b>{line.name}</b>{' '}
                  <span class="soft" lang={said(line.from).lang}>
                    {said(line.from).text}
                  </span>{' '}
                  {line.said ? (
                    <State is={looks[line.said.presence]}>
                      {presenceName(line.said.presence)}
                      {line.said.own ? `, ${m.registration_attendance_own_mark()}` : ''}
                    </State>
                  ) : (
                    <span class="soft">· {m.registration_attendance_none()}</span>
                  )}
                </p>
                <Mode mode={mode} name={line.name} chosen={line.said?.mode ?? 'onsite'} />
                <div class="sm-acts">
                  {presences.map((one) => (
                    <Button
                      key={one}
                      size="sm"
                      variant={line.said?.presence === one ? 'primary' : 'secondary'}
                      color={line.said?.presence === one ? undefined : 'neutral'}
                      name="presence"
                      value={one}
                      pressed={line.said?.presence === one}
                      label={`${line.name}: ${presenceName(one)}`}
                    >
                      {presenceName(one)}
                    </Button>
                  ))}
                  {line.said ? (
                    <Button size="sm" variant="tertiary" name="presence" value="" label={`${line.name}: ${m.shared_undo()}`}>
                      {m.shared_undo()}
                    </Button>
                  ) : null}
                </div>
              </form>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="another" title={m.registration_attendance_another()}>
        <form class="sm-form" method="post" action={action} novalidate>
          <input type="hidden" name="who" value="new" />
          <input type="hidden" name="presence" value="present" />
          <TextField name="name" label={m.registration_name()} error={errors['name']} autocomplete="off" width="half" required />
          <Mode mode={mode} name="" chosen="onsite" />
          <div class="sm-form__end">
            <Button variant="secondary">{m.registration_add()}</Button>
          </div>
        </form>
      </Section>
    </>
  )
}

/** Asked only where both are possible. */
function Mode({ mode, name, chosen }: { mode: AttendancePageProps['mode']; name: string; chosen: string }) {
  if (mode !== 'mixed') return <input type="hidden" name="mode" value={mode} />
  return (
    <select class="ds-input" name="mode" aria-label={name ? `${name}: ${m.registration_how()}` : m.registration_how()}>
      <option value="onsite" selected={chosen === 'onsite'}>
        {m.registration_onsite()}
      </option>
      <option value="online" selected={chosen === 'online'}>
        {m.registration_online()}
      </option>
    </select>
  )
}

const looks = { present: 'approved', substitute: 'approved', excused: 'postponed', absent: 'cancelled' } as const

const names: Record<Presence, () => string> = {
  present: m.registration_presence_present,
  substitute: m.registration_presence_substitute,
  excused: m.registration_presence_excused,
  absent: m.registration_presence_absent,
}
const presenceName = (presence: Presence): string => names[presence]()
