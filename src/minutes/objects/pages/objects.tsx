/** What was decided and is to be done at a meeting, gathered from the minutes of its items. */
import { said } from '#meeting/parts/said.ts'
import type { ItemView, MeetingView } from '#meeting/reads.ts'
import { dateTime } from '#platform/words/dates.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { factsOf } from '../../facts/rules.ts'
import { lacksOwner, type ObjectView } from '../rules.ts'

export interface ObjectsPageProps {
  readonly view: MeetingView
  readonly items: ReadonlyMap<string, ItemView>
  readonly objects: readonly ObjectView[]
  readonly writes: boolean
}

export function ObjectsPage(props: ObjectsPageProps) {
  const { view, objects } = props
  const title = said(view.meeting.title)
  const of = (kind: ObjectView['block']['kind']) => objects.filter((one) => one.block.kind === kind)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs label={m.minutes_crumbs()} steps={[{ href: view.path, text: <span lang={title.lang}>{title.text}</span> }]} />
      <h1 class="sm-title sm-title--m">{m.decisions_title()}</h1>
      {objects.length === 0 ? <p class="soft">{props.writes ? m.decisions_none() : m.decisions_none_published()}</p> : null}
      <Group {...props} id="decisions" title={m.decisions_decisions()} of={of('decision')} />
      <Group {...props} id="actions" title={m.decisions_actions()} of={of('action')} />
      <Group {...props} id="answers" title={m.decisions_answers()} of={of('answer')} />
    </main>
  )
}

function Group(props: ObjectsPageProps & { id: string; title: string; of: readonly ObjectView[] }) {
  if (props.of.length === 0) return null
  return (
    <Section id={props.id} title={props.title} aside={props.of.length}>
      <ul class="sm-list sm-objects">
        {props.of.map((one) => (
          <Entry key={`${one.itemId} ${one.block.id}`} {...props} one={one} item={props.items.get(one.itemId)!} />
        ))}
      </ul>
    </Section>
  )
}

function Entry({ one, item, writes, view }: ObjectsPageProps & { one: ObjectView; item: ItemView }) {
  const { block, row } = one
  const lang = one.locale === spokenTo(localeNow()) ? undefined : one.locale
  const title = said(item.title)
  // Of what is approved, only who follows up can be changed.
  const changes = writes && (!one.locked || block.kind === 'action')
  return (
    <li id={`o-${block.id}`}>
      {block.question ? (
        <p class="soft" lang={lang}>
          {block.question}
        </p>
      ) : null}
      <p class="sm-objects__text" lang={lang}>
        {one.number ? <b class="sm-objects__no">{one.number}</b> : null} {block.text}
      </p>
      <Facts one={one} />
      {writes && block.kind === 'action' ? <Told one={one} timezone={view.meeting.timezone} /> : null}
      <p class="sm-list__m">
        <a class="ds-link" href={`${item.path}#${block.id}`} lang={title.lang}>
          {title.text}
        </a>
        {changes ? (
          <>
            {' · '}
            <a class="ds-link" href={`${view.path}/decisions/${item.publicId}/${block.id}`}>
              {m.decisions_edit()}
              <span class="sr"> {block.text.slice(0, 80)}</span>
            </a>
          </>
        ) : null}
        {writes && block.kind === 'decision' && !row?.number ? ` · ${m.decisions_not_numbered()}` : null}
      </p>
    </li>
  )
}

function Facts({ one }: { one: ObjectView }) {
  const organisation = one.ownerOrganisation ? said(one.ownerOrganisation).text : null
  // Whoever was chosen is named only where the text names somebody else or nobody.
  const chosen = [one.ownerName, organisation].filter((name) => name !== null && name !== one.block.who)
  const facts = [
    ...factsOf(one.block).map(({ term, text }) => (term === null ? text : `${term} ${text}`)),
    ...(chosen.length > 0 ? [`${m.decisions_owner()}: ${chosen.join(', ')}`] : []),
  ]
  return facts.length === 0 ? null : <p class="sm-list__m">{facts.join(' · ')}</p>
}

function Told({ one, timezone }: { one: ObjectView; timezone: string }) {
  const { row } = one
  if (lacksOwner({ kind: 'action', who: one.block.who, personId: null, organisationId: null, ...row }))
    return (
      <p class="sm-list__m">
        <State is="unsure">{m.decisions_owner_missing()}</State>
      </p>
    )
  if (!row?.personId) return null
  return (
    <p class="sm-list__m">
      {row.toldPersonId === row.personId && row.toldAt ? (
        <State is="done">{m.decisions_told_at({ at: dateTime(row.toldAt, timezone) })}</State>
      ) : (
        <State is="waiting">{m.decisions_told_later()}</State>
      )}
    </p>
  )
}
