/** All that hangs on one item, or on the meeting as a whole, and the forms to add to it. */
import type { Audience } from '#meeting/tables.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import type { PublishRule } from '#programme/tables.ts'
import { LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import type { Filled } from '../parts/about.tsx'
import { AddressForm } from '../parts/addressform.tsx'
import { FileList } from '../parts/filelist.tsx'
import { plainly, stepsTo } from '../parts/said.tsx'
import { BioForm } from '../proposals/parts/bio.tsx'
import { RuleForm } from '../publishing/parts/showing.tsx'
import { showingOf } from '../publishing/rules.ts'
import type { MaterialOfItem, Place } from '../reads.ts'
import { addressKinds, fileKinds, itemIdAt, organisersFileKinds, wholeKinds } from '../rules.ts'
import type { MaterialKind } from '../tables.ts'
import { HandIn } from '../upload/parts/handin.tsx'

export interface ItemMaterialsProps {
  readonly place: Place
  readonly materials: readonly MaterialOfItem[]
  /** Hides, removes, changes words, sees older versions. */
  readonly organises: boolean
  readonly mayReplace: (one: MaterialOfItem) => boolean
  readonly audiences: readonly Audience[]
  /** Bytes. */
  readonly limit: number
  readonly locale: Locale
  /** The form that came back, if one did. */
  readonly back: (Filled & { readonly form: 'file' | 'link' }) | null
  /** What is known of those who speak here, by the speaker's id. */
  readonly bios: ReadonlyMap<string, { readonly bio: Words | null }>
  /** Speakers' proposals that wait in the meeting. */
  readonly proposals: number
  /** Personal links of those who speak here, for organisers to pass on. */
  readonly links: readonly { readonly speakerId: string; readonly name: string; readonly href: string }[]
}

const nothing: Filled = { typed: {}, errors: {} }

export function ItemMaterials(props: ItemMaterialsProps) {
  const { place, back } = props
  const base = `${place.path}/materials`
  const file = back?.form === 'file' ? back : nothing
  const link = back?.form === 'link' ? back : nothing
  const about = { audiences: props.audiences, locale: props.locale }
  const kinds: readonly MaterialKind[] = props.organises ? addressKinds : ['link']
  const whole = itemIdAt(place) === null
  const replaceable = props.materials.filter((one) => one.current !== null && props.mayReplace(one))
  return (
    <main id="content" class="sm-page sm-page--text">
      <Crumbs label={m.materials_crumbs()} steps={stepsTo(place)} />
      <h1 class="sm-title sm-title--m">{whole ? m.handin_whole_title() : m.materials_title()}</h1>
      {whole ? <p class="sm-lead">{m.handin_whole_text()}</p> : null}
      <ErrorSummary
        title={m.shared_errors_title()}
        errors={Object.entries(back?.errors ?? {}).map(([field, text]) => ({ field: `${back?.form}-${field}`, text }))}
      />
      <Section id="there" title={m.materials_there()} aside={String(props.materials.length)}>
        {props.materials.length === 0 ? (
          <p class="soft">{m.materials_none()}</p>
        ) : (
          <FileList
            materials={props.materials}
            timezone={place.meeting.timezone}
            rule={place.item.publishRule}
            meetingPath={place.meetingPath}
            acts={(one) => (
              <Acts
                one={one}
                rule={place.item.publishRule}
                base={base}
                organises={props.organises}
                mayReplace={props.mayReplace(one)}
              />
            )}
          />
        )}
      </Section>
      <Section id="upload" title={m.materials_upload_title()}>
        <HandIn
          prefix="file"
          action={base}
          uploads={`${place.path}/uploads`}
          done={base}
          limit={props.limit}
          kinds={whole ? wholeKinds : props.organises ? organisersFileKinds : fileKinds}
          readBefore={props.organises}
          present={replaceable.map((one) => ({
            id: one.id,
            title: plainly(one.title),
            fileName: one.current!.fileName,
            action: `${base}/${one.id}/file`,
          }))}
          {...about}
          {...file}
        />
      </Section>
      <details class="sm-more" id="address" open={back?.form === 'link'}>
        <summary>
          {props.organises ? m.materials_address_title() : m.materials_link_title()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <AddressForm prefix="link" action={`${base}/links`} kinds={kinds} readBefore={props.organises} {...about} {...link} />
      </details>
      {props.organises && !whole ? <RuleForm rule={place.item.publishRule} action={`${base}/rule`} /> : null}
      {props.links.length === 0 ? null : (
        <Section id="speakers" title={m.materials_speakers_title()}>
          <p class="soft">{m.materials_speakers_text()}</p>
          {props.proposals === 0 ? null : (
            <p>
              <a class="ds-link" href={`${place.meetingPath}/proposals`}>
                {m.guest_proposals_waiting({ count: props.proposals })}
              </a>
            </p>
          )}
          <ul class="sm-list">
            {props.links.map((one) => (
              <li key={one.speakerId}>
                <p>
                  <b>{one.name}</b>
                </p>
                <code class="sm-copy">{one.href}</code>
                <PostButton
                  action={`${base}/speakers/${one.speakerId}/revoke`}
                  variant="tertiary"
                  size="sm"
                  icon={icons.arrowsCirclepath}
                  label={m.materials_link_renew_for({ name: one.name })}
                >
                  {m.materials_link_renew()}
                </PostButton>
                <BioForm
                  action={`${base}/speakers/${one.speakerId}/bio`}
                  {...one}
                  bio={props.bios.get(one.speakerId)?.bio ?? null}
                  locale={props.locale}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </main>
  )
}

const showWords = {
  hidden: { say: m.materials_publish, of: m.materials_publish_of },
  approval: { say: m.guest_approve, of: m.guest_approve_of },
  after: { say: m.guest_show_now, of: m.guest_show_now_of },
}

function Acts(props: { one: MaterialOfItem; rule: PublishRule; base: string; organises: boolean; mayReplace: boolean }) {
  const { one, base } = props
  const showing = showingOf(one, props.rule)
  const [newest] = one.versions
  const title = plainly(one.title)
  if (!props.organises && !props.mayReplace) return null
  return (
    <>
      <LinkButton
        href={`${base}/${one.id}`}
        variant="secondary"
        size="sm"
        icon={icons.pencil}
        label={props.organises ? m.materials_edit_of({ title }) : m.materials_replace_of({ title })}
      >
        {props.organises ? m.shared_edit() : m.materials_replace()}
      </LinkButton>
      {props.organises ? (
        <>
          {showing.is === 'shown' && props.rule === 'approval' && newest && newest.number > (one.current?.number ?? 0) ? (
            <PostButton
              action={`${base}/${one.id}/current`}
              fields={{ number: String(newest.number) }}
              size="sm"
              icon={icons.checkmark}
              label={m.guest_version_approve_of({ number: newest.number, title })}
            >
              {m.guest_version_approve({ number: newest.number })}
            </PostButton>
          ) : null}
          {showing.is === 'shown' ? null : (
            <PostButton
              action={`${base}/${one.id}/publish`}
              variant={showing.is === 'approval' ? 'primary' : 'tertiary'}
              size="sm"
              icon={showing.is === 'approval' ? icons.checkmark : icons.eye}
              label={showWords[showing.is].of({ title })}
            >
              {showWords[showing.is].say()}
            </PostButton>
          )}
          {showing.is === 'hidden' ? null : (
            <PostButton
              action={`${base}/${one.id}/hide`}
              variant="tertiary"
              size="sm"
              icon={icons.eyeSlash}
              label={m.materials_hide_of({ title })}
            >
              {m.materials_hide()}
            </PostButton>
          )}
          <PostButton
            action={`${base}/${one.id}/remove`}
            variant="tertiary"
            color="danger"
            size="sm"
            icon={icons.trash}
            label={m.materials_remove_of({ title })}
          >
            {m.shared_remove()}
          </PostButton>
        </>
      ) : null}
    </>
  )
}
