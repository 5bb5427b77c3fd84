/** What a new text changes, before anything happens. One form that carries the text and every decision. */
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { DoubtBox } from '../../intake/parts/doubt.tsx'
import { ReadAs } from '../../intake/parts/language.tsx'
import { Source } from '../../intake/parts/source.tsx'
import type { Checked } from '../../intake/reader/shape.ts'
import type { RereadForm } from '../forms.ts'
import { Changes, type ChangesProps, stateOf } from '../parts/changes.tsx'
import { Pairs } from '../parts/pairs.tsx'
import type { Fate, ItemDifference } from '../rules.ts'

export interface DifferencePageProps extends ChangesProps {
  readonly base: string
  readonly meeting: { readonly title: Words }
  readonly form: RereadForm
  readonly checked: Checked
  /** What a file that states its programme held and could not be taken, in words. */
  readonly notes: readonly string[]
  readonly sameText: boolean
  /** Somebody has changed the programme since the differences were shown. */
  readonly stale: boolean
}

export function DifferencePage(props: DifferencePageProps) {
  const { base, form, difference, before } = props
  const action = `${base}/programme/read`
  const all = [...difference.days.flatMap((day) => day.change ?? []), ...difference.items.flatMap((one) => one.changes)]
  const own = all.some((change) => change.own)
  const shelved = difference.items.filter((one) => one.toShelf).length
  const leaving = before.days.some((day) => !difference.days.some((one) => one.standing?.id === day.id))
  return (
    <main class="sm-page" id="content">
      <form method="post" action={action} novalidate>
        {/* Pressing Enter in a field compares again; it never changes anything. */}
        <button class="sr" type="submit" name="wish" value="compare" tabIndex={-1} aria-hidden="true" />
        <input type="hidden" name="layout" value={form.layout} />
        <input type="hidden" name="fileName" value={form.fileName} />
        {Object.entries(form.settled).map(([key, n]) => (
          <input key={key} type="hidden" name="settled" value={`${key}:${n}`} />
        ))}
        <div class="sm-imp__head">
          <div>
            <Crumbs
              label={m.programme_crumbs()}
              steps={[
                { text: pick(props.meeting.title, localeNow())?.text ?? '', href: base },
                { text: m.programme_programme(), href: `${base}/programme` },
                { text: m.programme_reread_title(), href: action },
              ]}
            />
            <h1 class="sm-title sm-title--m">{m.programme_reread_diff_title()}</h1>
          </div>
          <Summary {...props} />
          {all.length > 0 && <Follow />}
        </div>
        {props.stale && <Alert tone="warning">{m.programme_reread_stale()}</Alert>}
        {all.length === 0 && (
          <Alert tone="info" title={m.programme_reread_nothing()}>
            {m.programme_reread_nothing_text()}
          </Alert>
        )}
        {props.sameText && all.length > 0 && <Alert tone="info">{m.programme_reread_same_text()}</Alert>}
        {shelved > 0 && <Alert tone="info">{m.programme_reread_shelf({ count: shelved })}</Alert>}
        {leaving && <Alert tone="info">{m.programme_reread_days_go()}</Alert>}
        {props.notes.map((note) => (
          <Alert key={note} tone="warning">
            {note}
          </Alert>
        ))}
        {all.some((change) => !change.own) && <Changes {...props} own={false} />}
        <Pairs items={difference.items} said={new Set(Object.keys(form.said))} />
        {own && (
          <section class="sm-sec" aria-labelledby="own">
            <div class="sm-sec__head">
              <h2 class="sm-h2" id="own">
                {m.programme_reread_own_title()}
              </h2>
            </div>
            <p>{m.programme_reread_own_text()}</p>
            <Changes {...props} own />
          </section>
        )}
        <div class="sm-form__end">
          {all.length > 0 && <Follow />}
          <LinkButton href={`${base}/programme`} variant="secondary">
            {m.shared_cancel()}
          </LinkButton>
          <span class="soft">{m.programme_reread_texts_stay()}</span>
        </div>
        <Reading {...props} action={action} />
      </form>
    </main>
  )
}

const Follow = () => (
  <Button name="wish" value="follow">
    {m.programme_reread_follow()}
  </Button>
)

/** How many of what, in words. */
function Summary({ difference }: DifferencePageProps) {
  const names: Record<Fate, () => string> = {
    same: m.programme_fate_same,
    retimed: m.programme_fate_retimed,
    renamed: m.programme_fate_renamed,
    moved: m.programme_fate_moved,
    changed: m.programme_fate_changed,
    new: m.programme_fate_new,
    gone: m.programme_fate_gone,
  }
  const counted = (Object.keys(names) as Fate[])
    .map((fate) => ({ fate, count: difference.items.filter((one) => comesOf(one).includes(fate)).length }))
    .filter(({ count }) => count > 0)
  return (
    <div class="sm-imp__sum" role="status">
      <dl>
        {counted.map(({ fate, count }) => (
          <div key={fate}>
            <dt>
              <State is={stateOf[fate]!}>{names[fate]()}</State>
            </dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** What stands as somebody changed it by hand is as before; what was taken out by hand does not come. */
const comesOf = ({ standing, changes, fates }: ItemDifference): readonly Fate[] =>
  changes.length === 0 || changes.some((change) => !change.own) ? fates : standing ? ['same'] : []

/** How the text was read, its doubts, and the text itself to correct. */
function Reading({ form, checked, difference, action }: DifferencePageProps & { action: string }) {
  const { lines, unplaced } = checked
  // What was read as it stands needs no second look, and running text makes no notice here.
  const changed = new Set(
    difference.items.flatMap((one) => (one.told && one.changes.some((change) => !change.own) ? [one.told.item.key] : [])),
  )
  const doubts = checked.doubts.filter(
    (doubt) => !doubt.why.endsWith('-in-prose') && (doubt.item === null || changed.has(doubt.item)),
  )
  const open = doubts.filter((doubt) => doubt.chosen === null).length
  const title = form.fileName ? m.programme_source_of_file({ name: form.fileName }) : m.programme_source_title()
  return (
    <>
      {doubts.length > 0 && (
        <details class="sm-more" open={open > 0}>
          <summary>
            {m.programme_reread_doubts()} ({open})
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          {doubts.map((doubt, i) => (
            <DoubtBox
              key={doubt.key}
              doubt={doubt}
              line={lines[doubt.where.line - 1]}
              action={action}
              id={`unsure-${i + 1}`}
              selfAt="text"
            />
          ))}
        </details>
      )}
      {unplaced.length > 0 && <p class="soft">{m.programme_reread_unread({ count: unplaced.length })}</p>}
      <details class="sm-more">
        <summary>
          {title}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        {lines.length > 0 && <Source lines={lines} doubts={checked.doubts} />}
        <div class="sm-form">
          <div class="ds-field">
            <label class="ds-label" for="text">
              {m.programme_edit_text()}
            </label>
            <textarea class="ds-input sm-paste" id="text" name="text" rows={14} spellcheck={false}>
              {`\n${form.text}`}
            </textarea>
          </div>
          {checked.language && <ReadAs chosen={form.language} found={checked.language} />}
          <div class="sm-form__end">
            <Button name="wish" value="compare" variant="secondary" icon={icons.arrowsCirclepath}>
              {m.programme_reread_again()}
            </Button>
          </div>
        </div>
      </details>
    </>
  )
}
