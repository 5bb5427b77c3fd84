/** What an owner decides of a member. */
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Checkbox, Select } from '#ui/field.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import type { OrganisationView } from '../../organisations/reads.ts'
import type { NetworkRow } from '../../reads.ts'
import type { Spell } from '../member/reads.ts'
import { History } from '../parts/history.tsx'
import { JobForm } from '../parts/job.tsx'
import { PlaceFields, type Typed } from '../parts/place.tsx'
import type { MemberView } from '../reads.ts'

export function EditMemberPage(props: {
  network: NetworkRow
  member: MemberView
  /** Those they may stand in for. */
  others: readonly { readonly personId: string; readonly name: string }[]
  history: readonly Spell[]
  organisations: readonly OrganisationView[]
  typed: Typed
  errors: Record<string, string>
  today: string
}) {
  const { network, member, typed, errors } = props
  const people = `/${network.slug}/people`
  const own = `${people}/${member.id}`
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.network_crumbs()}
        steps={[
          { text: m.network_people_title(), href: people },
          { text: member.name, href: own },
          { text: m.network_people_change() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{member.name}</h1>
      {member.email && <p class="sm-lead">{member.email}</p>}
      <ErrorSummary title={m.shared_errors_title()} errors={Object.entries(errors).map(([field, text]) => ({ field, text }))} />
      <form class="sm-form" method="post" action={own} novalidate>
        <PlaceFields organisations={props.organisations} typed={typed} errors={errors} />
        <Select
          name="substituteOf"
          label={m.directory_substitute_of()}
          help={m.directory_substitute_help()}
          value={typed['substituteOf'] ?? ''}
          error={errors['substituteOf']}
          options={[
            { value: '', label: m.directory_substitute_none() },
            ...props.others.map((one) => ({ value: one.personId, label: one.name })),
          ]}
        />
        <Checkbox
          name="readsSpecial"
          label={m.directory_reads_special()}
          help={member.role === 'owner' ? m.directory_reads_special_owner() : m.directory_reads_special_help()}
          checked={typed['readsSpecial'] !== undefined}
        />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={people}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      <Section id="job" title={m.directory_job()}>
        <JobForm
          action={`${own}/job`}
          organisations={props.organisations}
          typed={typed}
          errors={jobErrors(errors)}
          today={props.today}
        />
      </Section>
      <History spells={props.history} timezone={network.timezone} />
      {member.email && (
        <Section id="invitation" title={m.directory_invitation()}>
          <p class="soft">{m.directory_invite_again_help()}</p>
          <PostButton action={`${own}/invite`} variant="secondary">
            {m.directory_invite_again()}
          </PostButton>
        </Section>
      )}
      <Section id="withdraw" title={m.network_people_withdraw()} class="sm-danger">
        <p>{m.network_people_withdraw_help({ name: member.name })}</p>
        <p class="sm-acts">
          <PostButton action={`${own}/withdraw`} variant="secondary" color="danger">
            {m.network_people_withdraw()}
          </PostButton>
        </p>
        <p>
          {m.directory_erase_instead({ name: member.name })}{' '}
          <a
            class="ds-link"
            href={`/${network.slug}/privacy/erase${member.email ? `?${new URLSearchParams({ email: member.email })}` : ''}`}
          >
            {m.privacy_erase_others_title()}
          </a>
        </p>
      </Section>
    </main>
  )
}

const jobErrors = (errors: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).filter(([field]) => field.startsWith('new')))
