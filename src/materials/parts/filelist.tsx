import type { ComponentChildren } from 'preact'
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import type { PublishRule } from '#programme/tables.ts'
import { Icon } from '#ui/icon.tsx'
import { State } from '#ui/state.tsx'
import { CaptionsLine } from '../captions/parts/duty.tsx'
import { ShowingState } from '../publishing/parts/showing.tsx'
import type { MaterialOfItem } from '../reads.ts'
import { fileFacts, kindName, materialHref } from '../rules.ts'
import { falseEnding, falseEndingText } from '../upload/rules.ts'
import { FindingsLine } from '../viewer/parts/findings.tsx'
import { StandingLine } from '../viewer/parts/line.tsx'
import { standingOf, thumbHref, viewPath } from '../viewer/rules.ts'
import { audienceName, kindIcon } from './kind.ts'
import { Said } from './said.tsx'

/** What hangs on an item, with its state. `acts` draws what this reader can do with each. */
export function FileList(props: {
  materials: readonly MaterialOfItem[]
  timezone: string
  /** When what hangs on the item is shown. */
  rule: PublishRule
  /** Addresses that open what is hidden, by the material's id. */
  signed?: ReadonlyMap<string, string>
  /** For those who may go there: where each is read, and what is said of it there. */
  meetingPath?: string
  acts: (one: MaterialOfItem) => ComponentChildren
}) {
  return (
    <ul class="sm-files">
      {props.materials.map((one) => {
        const href = props.signed?.get(one.id) ?? materialHref(one, one.current)
        const page = props.meetingPath === undefined ? undefined : viewPath(props.meetingPath, one.id)
        const pages = one.preview?.pages ?? one.current?.pages ?? null
        return (
          <li key={one.id}>
            <span class="sm-thumb sm-thumb--md">
              {page && one.current && one.firstPage ? (
                <img src={thumbHref(one.current, one.firstPage)} alt="" width="76" height="43" loading="lazy" decoding="async" />
              ) : (
                <Icon of={kindIcon(one)} />
              )}
            </span>
            <div>
              {href ? (
                <a class="sm-plain" href={href} rel={one.current ? undefined : 'noopener'}>
                  <Said of={one.title} />
                </a>
              ) : (
                <Said of={one.title} />
              )}
              <p class="sm-list__m">
                {[
                  kindName(one.kind),
                  one.current ? fileFacts({ ...one.current, pages }) : one.url ? new URL(one.url).hostname : '',
                  one.current && one.current.number > 1 ? m.materials_version({ number: one.current.number }) : '',
                  one.current ? dateTime(one.current.uploadedAt, props.timezone) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <p class="sm-list__m">
                <ShowingState of={one} rule={props.rule} timezone={props.timezone} />
                {one.audience === 'public' ? null : <State is="members">{audienceName(one.audience)}</State>}
                {one.readBefore ? <State is="toread">{m.handin_read_before_mark()}</State> : null}
                {one.current && falseEnding(one.current) ? <State is="stuck">{falseEndingText(one.current)}</State> : null}
                <StandingLine standing={standingOf(one.preview)} />
                <FindingsLine preview={one.preview} href={page} />
                {one.kind === 'recording' && page ? <CaptionsLine captioned={one.captionsSha256 !== null} href={page} /> : null}
              </p>
            </div>
            <div class="sm-acts">{props.acts(one)}</div>
          </li>
        )
      })}
    </ul>
  )
}
