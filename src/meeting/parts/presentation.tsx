import type { ComponentChildren } from 'preact'
import type { Actor } from '#actor.ts'
import { kindIcon } from '#materials/parts/kind.ts'
import { fileFacts, kindName, mediaName, sizeName } from '#materials/rules.ts'
import { StandingLine } from '#materials/viewer/parts/line.tsx'
import { viewPath } from '#materials/viewer/rules.ts'
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { State } from '#ui/state.tsx'
import type { ItemView, MaterialView } from '../reads.ts'
import { mayAddMaterial } from '../rules.ts'
import { said } from './said.ts'

/** What has arrived for an item and its parts, and of how many presentations. */
function arrived(item: ItemView): { materials: MaterialView[]; expected: number } {
  const all = [item, ...item.subitems]
  return { materials: all.flatMap((one) => one.materials), expected: all.filter((one) => one.awaitsMaterial).length }
}

/**
 * The cell of a row that leads to presentations and papers: one is a link, several open in place, an expected one is said
 * to come. `begun` tells whether the meeting has begun: before that, nothing is missing yet.
 */
export function PresentationCell(props: {
  item: ItemView
  actor: Actor
  /** `/{network}/{meeting}` */
  meetingPath: string
  begun: boolean
  print: boolean
}) {
  const { item, actor, meetingPath } = props
  const { materials, expected } = arrived(item)
  if (materials.length === 0) return <Absent item={item} actor={actor} expected={expected > 0} begun={props.begun} />
  if (materials.length === 1 && expected <= 1)
    return (
      <div class="sm-row__pres">
        <Single material={materials[0]!} meetingPath={meetingPath} />
      </div>
    )
  const presentations = materials.filter((one) => one.kind === 'presentation').length
  return (
    <details class="sm-row__pres" open={props.print}>
      <summary class="sm-pres">
        <Thumb of={materials[0]!} />
        <span class="sm-pres__txt">
          {expected > presentations
            ? m.meeting_some_of({ count: presentations, all: expected })
            : m.meeting_files({ count: materials.length })}
          <span class="sr">, {said(item.title).text}</span>
        </span>
        <Icon of={icons.chevronDown} class="chevron" />
      </summary>
      <div class="sm-panel">
        <MaterialList of={materials} meetingPath={meetingPath} />
      </div>
    </details>
  )
}

function Absent(props: { item: ItemView; actor: Actor; expected: boolean; begun: boolean }) {
  const { item } = props
  const mayAdd = mayAddMaterial(props.actor, item) === 'yes'
  if (mayAdd)
    return (
      <div class="sm-row__pres">
        <a class="sm-pres" href={`${item.path}/materials`}>
          <span class="sm-thumb sm-thumb--none">
            <Icon of={icons.plus} />
          </span>
          <span class="sm-pres__txt">
            {m.meeting_add_material()}
            <span class="sr"> {said(item.title).text}</span>
          </span>
        </a>
      </div>
    )
  if (props.expected)
    return (
      <div class="sm-row__pres">
        <span class="sm-pres sm-pres--waiting">
          <span class="sm-thumb sm-thumb--none">
            <Icon of={icons.clockDashed} />
          </span>
          <span>
            <span class="sr">{kindName('presentation')}: </span>
            {m.meeting_coming()}
          </span>
        </span>
      </div>
    )
  if (!props.begun) return null
  return (
    <div class="sm-row__pres">
      <span class="nothing">{m.meeting_none()}</span>
    </div>
  )
}

/** Where a material is read: on its own page where it has one, else the file or the link itself. */
const readAt = (material: MaterialView, meetingPath: string): string =>
  material.inPage ? viewPath(meetingPath, material.id) : material.href

function Single(props: { material: MaterialView; meetingPath: string }) {
  const { material } = props
  const title = said(material.title)
  const file = material.current
  return (
    <a class="sm-pres" href={readAt(material, props.meetingPath)}>
      <Thumb of={material} />
      <span class="sm-pres__txt">
        <span class="sr">
          <span lang={title.lang}>{title.text}</span>
          {file ? `, ${mediaName(file.mediaType)}` : null},{' '}
        </span>
        {!material.published ? m.meeting_hidden() : file ? <FileLength of={material} file={file} /> : kindName(material.kind)}
      </span>
    </a>
  )
}

/** How long it is, or how far it has come. */
function FileLength({ of, file }: { of: MaterialView; file: NonNullable<MaterialView['current']> }) {
  const { standing } = of
  // "0 av 1" would be taken for how many presentations there are.
  const begins = standing?.is === 'working' && standing.done === 0
  if (standing?.is === 'checking' || standing?.is === 'waiting' || begins) return <>{m.viewer_row_waiting()}</>
  if (standing?.is === 'working' && standing.pages !== null)
    return (
      <>
        {m.viewer_row_working({ done: standing.done, pages: standing.pages })}
        <span class="sr"> {m.viewer_row_ready()}</span>
      </>
    )
  return <FileSize file={file} />
}

function FileSize(props: { file: NonNullable<MaterialView['current']> }) {
  const { file } = props
  if (file.pages === null)
    return (
      <>
        <span aria-hidden="true">{mediaName(file.mediaType)} </span>
        <span class="sm-wide">{sizeName(file.size)}</span>
      </>
    )
  return (
    <>
      <span class="sm-wide">{m.meeting_pages({ count: file.pages })}</span>
      <span class="sm-narrow">{m.meeting_pages_short({ count: file.pages })}</span>
    </>
  )
}

/** Presentations and papers in full: what each is called, what kind of file, what is in it. `beneath` adds to one. */
export function MaterialList(props: {
  of: readonly MaterialView[]
  meetingPath: string
  beneath?: (material: MaterialView) => ComponentChildren
}) {
  return (
    <ul class="sm-list">
      {props.of.map((material) => {
        const title = said(material.title)
        const about = said(material.description)
        return (
          <li key={material.id}>
            {material.first ? (
              <img class="sm-first" src={material.first.small} alt="" width="480" height="270" loading="lazy" />
            ) : null}
            <a
              class="sm-list__t"
              href={readAt(material, props.meetingPath)}
              lang={title.lang}
              hreflang={material.locale ?? undefined}
            >
              {title.text}
            </a>
            <span class="sm-list__m">
              {[kindName(material.kind), material.current && fileFacts(material.current)].filter(Boolean).join(', ')}{' '}
              {material.readBefore ? <State is="toread">{m.handin_read_before_mark()}</State> : null}{' '}
              {material.published ? null : <State is="hidden">{m.meeting_hidden()}</State>}
              <StandingLine standing={material.standing} />
            </span>
            {about.text ? (
              <span class="sm-list__m" lang={about.lang}>
                {about.text}
              </span>
            ) : null}
            {material.inPage && material.current && material.standing?.is !== 'checking' ? (
              <span class="sm-list__m">
                <a class="ds-link" href={material.href}>
                  {m.viewer_download_short()}
                  <span class="sr"> {title.text}</span>
                </a>
              </span>
            ) : null}
            {props.beneath?.(material)}
          </li>
        )
      })}
    </ul>
  )
}

/** What stands for a material in a row: its first page, or the sign of its kind. What is on its way is dashed. */
function Thumb({ of }: { of: MaterialView }) {
  if (of.first)
    return (
      <span class="sm-thumb">
        <img src={of.first.row} alt="" width="46" height="26" loading="lazy" decoding="async" />
      </span>
    )
  const soon = of.standing?.is === 'checking' || of.standing?.is === 'waiting' || of.standing?.is === 'working'
  return (
    <span class={soon ? 'sm-thumb sm-thumb--none' : 'sm-thumb'}>
      <Icon of={soon ? icons.hourglass : kindIcon(of)} />
    </span>
  )
}
