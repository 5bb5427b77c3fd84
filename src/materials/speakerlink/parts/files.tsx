/** What a speaker has handed in for one item, and the ways to hand in more. */
import { m } from '#platform/words/words.ts'
import { PostButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import type { Filled } from '../../parts/about.tsx'
import { AddressForm } from '../../parts/addressform.tsx'
import { FileList } from '../../parts/filelist.tsx'
import { plainly } from '../../parts/said.tsx'
import { fileKinds, mayReplace } from '../../rules.ts'
import { HandIn } from '../../upload/parts/handin.tsx'
import { NewVersion } from '../../upload/parts/newversion.tsx'
import type { Appearance } from '../reads.ts'

export interface FilesProps {
  readonly one: Appearance
  /** `/s/{token}` */
  readonly home: string
  /** `/s/{token}/{number}` */
  readonly action: string
  /** Bytes. */
  readonly limit: number
  /** What was typed in a form that comes back. */
  readonly filled: (form: string) => Filled
  /** Whether a form comes back. */
  readonly isBack: (form: string) => boolean
}

export function HandedIn({ one }: { one: Appearance }) {
  const { item, meeting } = one.place
  if (one.materials.length === 0)
    return (
      <p>
        {one.noMaterialAt === null ? (
          <State is="none">{m.materials_guest_none()}</State>
        ) : (
          <State is="done">{m.guest_noslides_said()}</State>
        )}
      </p>
    )
  return (
    <>
      <FileList
        materials={one.materials}
        signed={one.signed}
        rule={item.publishRule}
        timezone={meeting.timezone}
        acts={() => null}
      />
      {[...one.nextVersions].map(([id, number]) => (
        <p key={id}>
          <State is="waiting">{m.guest_version_next({ number })}</State>
        </p>
      ))}
    </>
  )
}

export function Files(props: FilesProps) {
  const { one, home, action, limit, filled, isBack } = props
  const { item, meeting } = one.place
  const [fileId, linkId] = [`file-${item.publicId}`, `link-${item.publicId}`]
  const replaceable = one.materials.filter((own) => own.current !== null && mayReplace(one.actor, item, own) === 'yes')
  const uploads = `${action}/uploads`
  return (
    <>
      <HandedIn one={one} />
      {replaceable.map((own) => (
        <details key={own.id} class="sm-more" open={isBack(`file-${own.id}`)}>
          <summary>
            {m.materials_replace_of({ title: plainly(own.title) })}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <p class="soft">{m.materials_replace_text()}</p>
          <NewVersion
            prefix={`file-${own.id}`}
            action={`${action}/${own.id}`}
            uploads={uploads}
            done={home}
            limit={limit}
            errors={filled(`file-${own.id}`).errors}
          />
        </details>
      ))}
      <details class="sm-more" open={(one.materials.length === 0 && one.noMaterialAt === null) || isBack(fileId)}>
        <summary>
          {one.materials.length === 0 ? m.materials_upload_title() : m.materials_upload_another()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <HandIn
          prefix={fileId}
          action={action}
          uploads={uploads}
          done={home}
          limit={limit}
          kinds={fileKinds}
          audiences={[]}
          locale={meeting.locale}
          present={replaceable.map((own) => ({
            id: own.id,
            title: plainly(own.title),
            fileName: own.current!.fileName,
            action: `${action}/${own.id}`,
          }))}
          {...filled(fileId)}
        />
      </details>
      <details class="sm-more" open={isBack(linkId)}>
        <summary>
          {m.materials_link_title()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <AddressForm
          prefix={linkId}
          action={`${action}/links`}
          kinds={['link']}
          audiences={[]}
          locale={meeting.locale}
          {...filled(linkId)}
        />
      </details>
      {one.materials.length === 0 ? <NoSlides one={one} action={action} /> : null}
    </>
  )
}

/** To say that nothing will come, so that nobody waits for it; and that something will after all. */
function NoSlides({ one, action }: { one: Appearance; action: string }) {
  const said = one.noMaterialAt !== null
  return (
    <div class="sm-guest">
      <p class="soft">{said ? m.guest_noslides_said_text() : m.guest_noslides_text()}</p>
      <PostButton action={`${action}/${said ? 'slides' : 'no-slides'}`} variant="secondary" size="sm">
        {said ? m.guest_noslides_back() : m.guest_noslides()}
      </PostButton>
    </div>
  )
}
