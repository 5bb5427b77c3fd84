/** Where the minutes of one item are written: the items on one side, the text, and what helps to write it on the other. */

import type { ItemView, MeetingView } from '#meeting/reads.ts'
import { clock } from '#platform/words/dates.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { onlyPointsToMinutes } from '#programme/rules.ts'
import { Alert } from '#ui/alert.tsx'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { ApprovalSection } from '../approval/parts/section.tsx'
import type { AmendmentRow } from '../approval/rules.ts'
import { emptyDocument } from '../document.ts'
import type { EditorProps } from '../islands/editor.tsx'
import { OutcomeSection, type OutcomeSectionProps } from '../outcome/parts/section.tsx'
import { WritersHere } from '../parts/here.tsx'
import { minutesLooks } from '../parts/looks.ts'
import { PlainForm, type PlainFormProps } from '../parts/plainform.tsx'
import { Sittings } from '../parts/sittings.tsx'
import { type StateProps, StateSection } from '../parts/state.tsx'
import { FromRoom } from '../quoting/parts/fromroom.tsx'
import { type Quote, standingIn } from '../quoting/rules.ts'
import type { MinutesView, RevisionHead } from '../reads.ts'
import type { Present } from '../together/rules.ts'
import { Beside } from '../transcript/parts/beside.tsx'
import type { BesideMinutes } from '../transcript/reads.ts'

export interface WritePageProps {
  readonly view: MeetingView
  readonly item: ItemView
  /** The items that minutes are kept of, in the order of the programme. */
  readonly items: readonly ItemView[]
  readonly minutes: MinutesView | null
  readonly html: string
  readonly locale: Locale
  readonly personId: string
  readonly personName: string
  /** Who writes on which item at the moment. */
  readonly present: readonly Present[]
  /** The plain form is asked for, where the editor cannot reach the server. */
  readonly plainly: boolean
  readonly revisions: readonly RevisionHead[]
  readonly aside: RevisionHead | null
  readonly plain: Omit<PlainFormProps, 'title' | 'titleLang'>
  readonly may: StateProps['may']
  readonly beside: BesideMinutes
  readonly openCorrections: number
  readonly amendments: readonly AmendmentRow[]
  readonly mayAmend: boolean
  readonly outcome: Omit<OutcomeSectionProps, 'item' | 'path'>
  /** What happened in the room and can be put in. */
  readonly quotes: readonly Quote[]
}

export function WritePage(props: WritePageProps) {
  const { view, item } = props
  const base = `${item.path}/minutes`
  const row = props.minutes?.row ?? null
  const title = pick(item.title, localeNow())
  const meetingTitle = pick(view.meeting.title, localeNow())
  const meta = item.start ? `${clock(item.start)}${item.end ? `–${clock(item.end)}` : ''}` : ''
  const editor: EditorProps = {
    base,
    personId: props.personId,
    personName: props.personName,
    itemId: item.id,
    html: props.html,
    lang: props.locale,
    title: title?.text ?? '',
    titleLang: title && title.lang !== localeNow() ? title.lang : null,
    meta,
    quotes: props.quotes.map(({ id, nodes }) => ({ id, nodes })),
  }
  return (
    <main class="sm-write" id="content">
      <div class="sm-workbar">
        <div class="sm-workbar__in">
          <div>
            <Crumbs
              label={m.minutes_crumbs()}
              steps={[
                { text: meetingTitle?.text, href: view.path },
                { text: title?.text, href: item.path },
              ]}
            />
            <h1 class="sm-workbar__t">{m.minutes_title({ title: meetingTitle?.text ?? '' })}</h1>
          </div>
          <p class="sm-saved" id="minutes-saved" />
          <ul class="sm-here" id="minutes-here" aria-label={m.minutes_here()} />
          <div class="sm-acts">
            <LinkButton href={`${view.path}/closing`} variant="tertiary" size="sm" icon={icons.checkmarkCircle}>
              {m.closing_title()}
            </LinkButton>
            <LinkButton href={`${view.path}/decisions`} variant="tertiary" size="sm" icon={icons.gavel}>
              {m.decisions_title()}
            </LinkButton>
            <LinkButton href={item.path} variant="tertiary" size="sm" icon={icons.eye}>
              {m.minutes_view()}
            </LinkButton>
          </div>
        </div>
      </div>
      <div class="sm-write__grid">
        <Items view={view} items={props.items} current={item} present={props.present} />
        <div class="sm-write__main">
          {row?.state === 'approved' ? (
            <article class="sm-doc">
              <h2 class="sm-doc__title" lang={editor.titleLang ?? undefined}>
                {editor.title}
              </h2>
              <p class="sm-doc__meta">{meta}</p>
              <Alert tone="success" title={m.minutes_is_approved()} />
              <div class="sm-prose sm-doc__body" lang={props.locale} dangerouslySetInnerHTML={{ __html: props.html }} />
            </article>
          ) : props.plainly ? (
            <PlainForm {...props.plain} title={editor.title} titleLang={editor.titleLang} />
          ) : (
            <Island name="minutes/editor" when="now" props={editor}>
              <PlainForm {...props.plain} title={editor.title} titleLang={editor.titleLang} />
            </Island>
          )}
          <Next items={props.items} current={item} />
        </div>
        <aside class="sm-write__side" aria-label={m.minutes_support()}>
          {props.aside ? (
            <Alert tone="warning">
              {m.minutes_aside_found({ name: props.aside.byName ?? m.minutes_someone(), number: props.aside.number })}{' '}
              <a class="ds-link" href={`${base}/compare?to=${props.aside.number}`}>
                {m.minutes_conflict_compare()}
              </a>
            </Alert>
          ) : null}
          <StateSection
            row={row}
            begun={row !== null && row.number > 0}
            approvedBy={props.minutes?.approvedBy ?? null}
            timezone={view.meeting.timezone}
            action={`${base}/state`}
            may={props.may}
          />
          <OutcomeSection {...props.outcome} item={item} path={view.path} />
          <ApprovalSection
            row={row}
            open={props.openCorrections}
            amendments={props.amendments}
            timezone={view.meeting.timezone}
            base={base}
            mayAmend={props.mayAmend}
          />
          <Beside
            {...props.beside}
            base={base}
            meetingPath={view.path}
            timezone={view.meeting.timezone}
            lang={props.locale}
            writable={row?.state !== 'approved'}
          />
          <FromRoom base={base} quotes={props.quotes} standing={standingIn(row?.document ?? emptyDocument)} lang={props.locale} />
          <FromProgramme item={item} />
          <Section
            id="revisions"
            title={m.minutes_revisions()}
            aside={
              <a class="ds-link" href={`${base}/revisions`}>
                {m.minutes_revisions_all()}
              </a>
            }
          >
            <Sittings
              revisions={props.revisions}
              base={base}
              timezone={view.meeting.timezone}
              stands={row?.number ?? 0}
              published={row?.publishedNumber ?? null}
              newest={5}
            />
          </Section>
        </aside>
      </div>
    </main>
  )
}

function Items(props: { view: MeetingView; items: readonly ItemView[]; current: ItemView; present: readonly Present[] }) {
  const done = props.items.filter((item) => item.minutes?.state === 'approved').length
  return (
    <nav class="sm-write__nav" aria-label={m.minutes_items()}>
      <p class="sm-write__sum">{m.minutes_approved_of({ done, all: props.items.length })}</p>
      <ol class="sm-toc">
        {props.items.map((item) => {
          const title = pick(item.title, localeNow())
          const look = minutesLooks[item.minutes?.state ?? 'none']
          return (
            <li key={item.id}>
              <a href={`${item.path}/minutes`} aria-current={item.id === props.current.id ? 'page' : undefined}>
                <time>{item.start ? clock(item.start) : ''}</time>
                <span lang={title && title.lang !== localeNow() ? title.lang : undefined}>{title?.text}</span>
                <State is={look.state}>{look.word()}</State>
                <WritersHere itemId={item.id} present={props.present} />
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function Next(props: { items: readonly ItemView[]; current: ItemView }) {
  const at = props.items.findIndex((item) => item.id === props.current.id)
  const next = at >= 0 ? props.items[at + 1] : undefined
  const title = next && pick(next.title, localeNow())
  if (!title) return null
  return (
    <p class="sm-doc sm-doc__next">
      <a class="ds-link" href={`${next.path}/minutes`} lang={title.lang === localeNow() ? undefined : title.lang}>
        {m.minutes_next({ title: title.text })}
      </a>
    </p>
  )
}

/** What the programme says of the item, and the papers that hang on it: at hand while writing. */
function FromProgramme(props: { item: ItemView }) {
  const { item } = props
  const texts = [item.description, item.note]
    .flatMap((text) => pick(text, localeNow()) ?? [])
    .filter(({ text }) => !onlyPointsToMinutes(text))
  const speakers = item.speakers.map((speaker) => [speaker.name, speaker.office].filter(Boolean).join(', '))
  if (texts.length + speakers.length + item.materials.length === 0) return null
  return (
    <Section id="programme" title={m.minutes_programme()}>
      {speakers.length === 0 ? null : (
        <ul class="sm-list">
          {speakers.map((speaker) => (
            <li key={speaker}>{speaker}</li>
          ))}
        </ul>
      )}
      {texts.map((text) => (
        <p key={text.text} lang={text.lang === localeNow() ? undefined : text.lang}>
          {text.text}
        </p>
      ))}
      {item.materials.length === 0 ? null : (
        <>
          <h3 class="sm-h3">{m.minutes_materials()}</h3>
          <ul class="sm-list">
            {item.materials.map((material) => {
              const title = pick(material.title, localeNow())
              return (
                <li key={material.id}>
                  <a class="ds-link" href={material.href} lang={title && title.lang !== localeNow() ? title.lang : undefined}>
                    {title?.text}
                  </a>
                </li>
              )
            })}
          </ul>
        </>
      )}
    </Section>
  )
}
