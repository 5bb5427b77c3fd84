/** What was done to a programme, by whom and when; two versions to compare; undo and redo of one's own. */
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { dateTime } from '#platform/words/dates.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { actionName } from '../parts/action.ts'
import type { Versions } from '../reads.ts'
import { nameOf } from '../rules.ts'

export interface VersionsPageProps {
  readonly base: string
  readonly meeting: { readonly title: Words; readonly timezone: string }
  readonly versions: Versions
  /** The person who asks: their own are marked. */
  readonly personId: string
  readonly titles: ReadonlyMap<string, Words>
}

const say = (words: Words) => pick(words, localeNow())?.text ?? ''

export function VersionsPage(props: VersionsPageProps) {
  const { base, versions } = props
  const here = `${base}/programme/versions`
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: say(props.meeting.title), href: base },
          { text: m.programme_programme(), href: `${base}/programme` },
          { text: m.programme_versions() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.programme_versions()}</h1>
      <MeetingTools base={base} />
      {versions.newest === 0 ? <p class="sm-empty">{m.programme_versions_none()}</p> : <Compare {...props} here={here} />}
    </main>
  )
}

function Compare(props: VersionsPageProps & { here: string }) {
  const { base, versions, here } = props
  return (
    <>
      <p class="sm-lead">{m.programme_versions_lead()}</p>
      <UndoRedo base={base} {...versions} />
      <form method="get" action={`${here}/compare`} class="sm-form">
        <table class="sm-table sm-table--stack">
          <thead>
            <tr>
              <th scope="col">{m.programme_version_from()}</th>
              <th scope="col">{m.programme_version_to()}</th>
              <th scope="col">{m.programme_version()}</th>
              <th scope="col">{m.programme_version_done()}</th>
              <th scope="col">{m.programme_version_by()}</th>
              <th scope="col">{m.programme_version_at()}</th>
            </tr>
          </thead>
          <tbody>
            {versions.operations.map((one) => (
              <Row key={one.number} number={one.number} newest={versions.newest}>
                <td data-label={m.programme_version_done()} class={one.undoneBy ? 'soft' : undefined}>
                  {actionName(one, props.titles)}
                  {one.undoneBy && <span> ({m.programme_version_undone()})</span>}
                </td>
                <td data-label={m.programme_version_by()}>
                  {one.byPerson === props.personId ? m.programme_version_me() : (one.byName ?? m.programme_version_nobody())}
                </td>
                <td data-label={m.programme_version_at()}>
                  <time dateTime={one.at}>{dateTime(one.at, props.meeting.timezone)}</time>
                </td>
              </Row>
            ))}
            {versions.older === null && (
              <Row number={0} newest={versions.newest}>
                <td data-label={m.programme_version_done()}>{m.programme_version_first()}</td>
                <td />
                <td />
              </Row>
            )}
          </tbody>
        </table>
        <div class="sm-form__end">
          <Button variant="secondary">{m.programme_version_compare()}</Button>
          {versions.older !== null && (
            <a class="ds-link" href={`${here}?from=${versions.older}`}>
              {m.programme_version_older()}
            </a>
          )}
        </div>
      </form>
    </>
  )
}

function Row(props: { number: number; newest: number; children: preact.ComponentChildren }) {
  const { number, newest } = props
  return (
    <tr>
      <td data-label={m.programme_version_from()}>
        <input
          type="radio"
          class="ds-input"
          name="from"
          value={String(number)}
          checked={number === Math.max(0, newest - 1)}
          aria-label={m.programme_version_from_n({ n: nameOf(number) })}
        />
      </td>
      <td data-label={m.programme_version_to()}>
        <input
          type="radio"
          class="ds-input"
          name="to"
          value={String(number)}
          checked={number === newest}
          aria-label={m.programme_version_to_n({ n: nameOf(number) })}
        />
      </td>
      <th scope="row" data-label={m.programme_version()}>
        {nameOf(number)}
      </th>
      {props.children}
    </tr>
  )
}

/** Both buttons, silent about what there is nothing of. */
function UndoRedo(props: { base: string } & Pick<Versions, 'undo' | 'redo'>) {
  return (
    <div class="sm-acts">
      <PostButton
        action={`${props.base}/programme/undo`}
        fields={props.undo ? { operation: props.undo.id } : {}}
        variant="secondary"
        size="sm"
        icon={icons.arrowUndo}
        disabled={!props.undo}
      >
        {m.shared_undo()}
      </PostButton>
      <PostButton
        action={`${props.base}/programme/redo`}
        fields={{}}
        variant="secondary"
        size="sm"
        icon={icons.arrowRedo}
        disabled={!props.redo}
      >
        {m.programme_redo()}
      </PostButton>
    </div>
  )
}
