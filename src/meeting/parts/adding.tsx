import type { Actor } from '#actor.ts'
import { fileKinds, mayReplace } from '#materials/rules.ts'
import { OnPage, type Target } from '#materials/upload/parts/onpage.tsx'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import type { ItemView, MaterialView, MeetingView } from '../reads.ts'
import { audiencesOfPart, mayAddMaterial, mayEdit } from '../rules.ts'
import { said } from './said.ts'

/**
 * At the foot of the programme: another item, and files for what stands there, for those who may add them. Files may be dropped
 * anywhere on the page too. `limit` is in bytes.
 */
export function Adding(props: { view: MeetingView; items: readonly ItemView[]; actor: Actor; limit: number }) {
  const { view, actor } = props
  const edits = mayEdit(actor, view.meeting) === 'yes'
  const targets = [
    ...props.items.filter((item) => mayAddMaterial(actor, item) === 'yes').map((item) => ofItem(item, actor)),
    ...(edits ? [ofWhole(view)] : []),
  ]
  if (targets.length === 0) return null
  return (
    <div class="sm-acts sm-prog__add">
      {edits ? (
        <LinkButton variant="secondary" size="sm" icon={icons.plus} href={`${view.path}/programme/new`}>
          {m.meeting_add_item()}
        </LinkButton>
      ) : null}
      <OnPage
        targets={targets}
        instead={edits ? `${view.path}/materials` : targets[0]!.action}
        limit={props.limit}
        kinds={fileKinds}
        audiences={edits ? audiencesOfPart(view.meeting.audience) : []}
        locale={view.meeting.locale}
        readBefore={edits}
      />
    </div>
  )
}

const ofItem = (item: ItemView, actor: Actor): Target => ({
  title: said(item.title).text,
  number: item.publicId,
  speakers: item.speakers.map((one) => one.name),
  ...addresses(
    item.path,
    item.materials.filter((one) => mayReplace(actor, item, one) === 'yes'),
  ),
})

const ofWhole = (view: MeetingView): Target => ({
  title: m.handin_whole(),
  number: null,
  speakers: [],
  ...addresses(view.path, view.papers),
})

const addresses = (path: string, materials: readonly MaterialView[]) => ({
  action: `${path}/materials`,
  uploads: `${path}/uploads`,
  present: materials.flatMap((one) =>
    one.current
      ? [{ id: one.id, title: said(one.title).text, fileName: one.current.fileName, action: `${path}/materials/${one.id}/file` }]
      : [],
  ),
})
