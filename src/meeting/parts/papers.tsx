import type { Actor } from '#actor.ts'
import { m } from '#platform/words/words.ts'
import { PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import type { ItemView, MaterialView, MeetingView } from '../reads.ts'
import { mayEdit } from '../rules.ts'
import { MaterialList } from './presentation.tsx'
import { said } from './said.ts'

/** What hangs on the meeting as a whole, and all that is to be read beforehand, wherever it hangs: that first. */
export function papersOf(view: MeetingView, items: readonly ItemView[]): MaterialView[] {
  const all = [...view.papers, ...items.flatMap((item) => item.materials.filter((one) => one.readBefore))]
  return [...all.filter((one) => one.readBefore), ...all.filter((one) => !one.readBefore)]
}

/** The papers, with the reader's own ticks. */
export function Papers(props: { of: readonly MaterialView[]; view: MeetingView; items: readonly ItemView[]; actor: Actor }) {
  const { view } = props
  const itemOf = new Map(props.items.flatMap((item) => item.materials.map((one) => [one.id, item] as const)))
  const ticked = props.of.filter((one) => one.readBefore && one.read !== null)
  const read = ticked.filter((one) => one.read).length
  return (
    <Section
      id="papers"
      title={m.handin_papers()}
      {...(ticked.length > 0 && { aside: m.handin_papers_read({ read, count: ticked.length }) })}
    >
      <MaterialList
        of={props.of}
        meetingPath={view.path}
        beneath={(one) => (
          <>
            <OfItem item={itemOf.get(one.id)} />
            {one.readBefore && one.read !== null ? <Tick material={one} base={`${view.path}/papers`} /> : null}
          </>
        )}
      />
      {mayEdit(props.actor, view.meeting) === 'yes' ? (
        <p>
          <a class="ds-link" href={`${view.path}/materials`}>
            {m.handin_whole_edit()}
          </a>
        </p>
      ) : null}
    </Section>
  )
}

function OfItem({ item }: { item: ItemView | undefined }) {
  if (!item) return null
  const title = said(item.title)
  return (
    <span class="sm-list__m">
      <a class="ds-link" href={item.path} lang={title.lang}>
        {title.text}
      </a>
    </span>
  )
}

/** The reader's own, which nobody else sees. */
function Tick({ material, base }: { material: MaterialView; base: string }) {
  const { text: title } = said(material.title)
  return (
    <div class="sm-tick">
      {material.read ? <State is="read">{m.handin_ticked()}</State> : null}
      <PostButton
        action={`${base}/${material.id}/${material.read ? 'unread' : 'read'}`}
        variant={material.read ? 'tertiary' : 'secondary'}
        size="sm"
        icon={material.read ? icons.arrowUndo : icons.checkmark}
        label={material.read ? m.handin_untick_of({ title }) : m.handin_tick_of({ title })}
      >
        {material.read ? m.handin_untick() : m.handin_tick()}
      </PostButton>
    </div>
  )
}
