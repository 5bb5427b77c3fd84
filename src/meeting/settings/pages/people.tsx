/** Who has which part in the meeting, who is invited, and each speaker's own link. */
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { CheckboxGroup, Select, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { said } from '../../parts/said.ts'
import { MeetingTools } from '../../parts/tools.tsx'
import type { MeetingRole } from '../../tables.ts'
import type { MeetingPlace, Wrong } from '../parts/shared.ts'
import type { PersonLine } from '../reads.ts'

export interface PeoplePageProps extends MeetingPlace, Wrong {
  readonly members: readonly PersonLine[]
  readonly roles: readonly (PersonLine & { readonly role: MeetingRole })[]
  readonly invited: readonly PersonLine[]
  readonly speakers: readonly {
    readonly id: string
    readonly name: string
    readonly item: string
    readonly itemHref: string
    readonly link: string
  }[]
}

export function PeoplePage(props: PeoplePageProps) {
  const { base, meeting, members, error } = props
  const known = new Set(props.invited.map((one) => one.id))
  const uninvited = members.filter((one) => !known.has(one.id))
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: said(meeting.title).text, href: base }, { text: m.meeting_set_people() }]}
      />
      <h1 class="sm-title sm-title--m">{m.meeting_set_people()}</h1>
      <MeetingTools base={base} here="people" />
      <ErrorSummary title={m.shared_errors_title()} errors={props.errors} />
      <Section id="roles" title={m.meeting_set_roles()}>
        <p>{m.meeting_set_roles_text()}</p>
        {props.roles.length > 0 && (
          <table class="sm-table sm-table--stack">
            <caption class="sr">{m.meeting_set_roles()}</caption>
            <thead>
              <tr>
                <th scope="col">{m.programme_speaker_name()}</th>
                <th scope="col">{m.programme_speaker_role()}</th>
                <td class="sm-table__acts">
                  <span class="sr">{m.shared_remove()}</span>
                </td>
              </tr>
            </thead>
            <tbody>
              {props.roles.map((one) => (
                <tr key={`${one.id} ${one.role}`}>
                  <th scope="row">{one.name}</th>
                  <td data-label={m.programme_speaker_role()}>{roleName(one.role)}</td>
                  <td class="sm-table__acts">
                    <PostButton
                      action={`${base}/people/withdraw`}
                      fields={{ person: one.id, role: one.role }}
                      variant="tertiary"
                      color="neutral"
                      size="sm"
                      label={m.programme_remove_named({ title: one.name })}
                    >
                      {m.shared_remove()}
                    </PostButton>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <form class="sm-form" method="post" action={`${base}/people/grant`} novalidate>
          <div class="sm-form__row">
            <Select
              name="person"
              label={m.programme_speaker_name()}
              error={error('person')}
              options={[
                { value: '', label: m.meeting_set_choose() },
                ...members.map((one) => ({ value: one.id, label: [one.name, one.office].filter(Boolean).join(', ') })),
              ]}
            />
            <Select
              name="role"
              label={m.programme_speaker_role()}
              options={(['chair', 'minute_taker', 'speaker', 'guest'] as const).map((value) => ({
                value,
                label: roleName(value),
              }))}
            />
          </div>
          <div class="sm-form__end">
            <Button variant="secondary" icon={icons.personPlus}>
              {m.meeting_set_grant()}
            </Button>
          </div>
        </form>
      </Section>
      <Section id="speakers" title={m.meeting_set_speakers()} aside={String(props.speakers.length)}>
        <p>{props.speakers.length > 0 ? m.meeting_set_speakers_text() : m.meeting_set_speakers_none()}</p>
        <ul class="sm-list">
          {props.speakers.map((one) => (
            <li key={one.id}>
              <span class="sm-list__t">{one.name}</span>
              <a class="sm-list__m" href={one.itemHref}>
                {one.item}
              </a>
              <TextField
                name={`link/${one.id}`}
                label={m.meeting_set_link_of({ name: one.name })}
                labelHidden
                value={one.link}
                autocomplete="off"
              />
            </li>
          ))}
        </ul>
      </Section>
      <Section id="invited" title={m.meeting_set_invited()} aside={String(props.invited.length)}>
        <p>{meeting.audience === 'invited' ? m.meeting_set_invited_text() : m.meeting_set_invited_not_needed()}</p>
        {props.invited.length > 0 && (
          <ul class="sm-list">
            {props.invited.map((one) => (
              <li key={one.id}>
                <span class="sm-list__t">{one.name}</span>
                <PostButton
                  action={`${base}/people/uninvite`}
                  fields={{ person: one.id }}
                  variant="tertiary"
                  color="neutral"
                  size="sm"
                  label={m.programme_remove_named({ title: one.name })}
                >
                  {m.shared_remove()}
                </PostButton>
              </li>
            ))}
          </ul>
        )}
        {uninvited.length > 0 && (
          <details class="sm-more">
            <summary>
              {m.meeting_set_invite()}
              <Icon of={icons.chevronDown} class="chevron" />
            </summary>
            <form class="sm-form" method="post" action={`${base}/people/invite`} novalidate>
              <CheckboxGroup
                name="person"
                id="invite"
                legend={m.meeting_set_invite_whom()}
                values={[]}
                options={uninvited.map((one) => ({ value: one.id, label: [one.name, one.office].filter(Boolean).join(', ') }))}
              />
              <div class="sm-form__end">
                <Button variant="secondary" icon={icons.personPlus}>
                  {m.meeting_set_invite()}
                </Button>
              </div>
            </form>
          </details>
        )}
      </Section>
    </main>
  )
}

const roleName = (role: MeetingRole): string =>
  ({
    chair: m.meeting_set_role_chair,
    minute_taker: m.meeting_set_role_minute_taker,
    speaker: m.meeting_set_role_speaker,
    guest: m.meeting_set_role_guest,
  })[role]()
