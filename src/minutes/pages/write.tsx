/** Where the minutes of one item are written: the items on one side, the text, and what helps to write it on the other. */

import type { ItemView, MeetingView } from '#meeting/reads.ts'
import { clock } from '#platform/words/dates.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { ApprovalSection } from '../approval/parts/section.tsx'
import type { AmendmentRow } from '../approval/rules.ts'
import { People } from '../attending/parts/people.tsx'
import type { On } from '../attending/reads.ts'
import MinutesThreads from '../comments/islands/threads.tsx'
import type { ThreadsProps } from '../comments/parts/threads.tsx'
import type { ThreadView } from '../comments/rules.ts'
import { emptyDocument } from '../document.ts'
import type { EditorProps } from '../islands/editor.tsx'
import type { Offers } from '../islands/quoting.ts'
import { OutcomeSection, type OutcomeSectionProps } from '../outcome/parts/section.tsx'
import { Around, Items } from '../parts/items.tsx'
import { PlainForm, type PlainFormProps } from '../parts/plainform.tsx'
import { PlainPictures } from '../parts/plainpictures.tsx'
import { Sittings } from '../parts/sittings.tsx'
import { type StateProps, StateSection } from '../parts/state.tsx'
import type { Picture } from '../pictures/rules.ts'
import { ContextParts } from '../quoting/parts/context.tsx'
import type { Context } from '../quoting/reads.ts'
import { standingIn } from '../quoting/rules.ts'
import type { MinutesView, RevisionHead } from '../reads.ts'
import { Begin } from '../seeding/parts/begin.tsx'
import { isEmpty } from '../seeding/rules.ts'
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
  readonly pictures: readonly Picture[]
  readonly may: StateProps['may']
  readonly beside: BesideMinutes
  /** What those who write say to each other of the text. */
  readonly threads: readonly ThreadView[]
  readonly openCorrections: number
  readonly amendments: readonly AmendmentRow[]
  readonly mayAmend: boolean
  readonly outcome: Omit<OutcomeSectionProps, 'item' | 'path'>
  /** What lies beside the minutes, and what of it can be put in by a press. */
  readonly context: Context
  readonly offers: Offers
  /** Who may be written of as coming and going, and when the item is on. */
  readonly people: readonly string[]
  readonly on: On | null
  /** Whether attendance is corrected by whoever writes. */
  readonly keepsAttendance: boolean
}

export function WritePage(props: WritePageProps) {
  const { view, item } = props
  const base = `${item.path}/minutes`
  const row = props.minutes?.row ?? null
  const title = pick(item.title, localeNow())
  const meetingTitle = pick(view.meeting.title, localeNow())
  const meta = item.start ? `${clock(item.start)}${item.end ? `–${clock(item.end)}` : ''}` : ''
  const writable = row?.state !== 'approved'
  const document = row?.document ?? emptyDocument
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
    ...props.offers,
  }
  const discussed: ThreadsProps = { base, threads: props.threads, lang: props.locale, writable }
  return (
    <main class="sm-write" id="content">
      <div class="sm-workbar">
        <div class="sm-workbar__in">
          <div>
            <Crumbs label={m.minutes_crumbs()} steps={[{ text: meetingTitle?.text, href: view.path }]} />
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
        <Items items={props.items} current={item} present={props.present} />
        <div class="sm-write__main">
          {!writable ? (
            <article class="sm-doc">
              <h2 class="sm-doc__title" lang={editor.titleLang ?? undefined}>
                {editor.title}
              </h2>
              <p class="sm-doc__meta">{meta}</p>
              <Alert tone="success" title={props.may.reopen ? m.minutes_is_approved() : m.minutes_end_approved()} />
              <div class="sm-prose sm-doc__body" lang={props.locale} dangerouslySetInnerHTML={{ __html: props.html }} />
            </article>
          ) : props.plainly ? (
            <Plainly {...props} base={base} title={editor.title} titleLang={editor.titleLang} />
          ) : (
            <Island name="minutes/editor" when="now" props={editor}>
              <Plainly {...props} base={base} title={editor.title} titleLang={editor.titleLang} />
            </Island>
          )}
          {writable ? <People names={props.people} on={props.on} /> : null}
          {writable && props.offers.begin && isEmpty(document) ? <Begin base={base} /> : null}
          <Around items={props.items} current={item} />
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
          <Island name="minutes/comments/threads" when="now" hydrate props={discussed}>
            <MinutesThreads {...discussed} />
          </Island>
          <ContextParts
            context={props.context}
            correctAt={props.keepsAttendance ? `${view.path}/attendance` : null}
            base={base}
            standing={standingIn(document)}
            lang={props.locale}
            writable={writable}
          />
          <Beside
            {...props.beside}
            base={base}
            meetingPath={view.path}
            timezone={view.meeting.timezone}
            lang={props.locale}
            writable={writable}
          />
          <StateSection
            row={row}
            begun={row !== null && row.number > 0}
            approvedBy={props.minutes?.approvedBy ?? null}
            timezone={view.meeting.timezone}
            action={`${base}/state`}
            discussed={props.threads.filter(({ state }) => state === 'open').length}
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
          <Section
            id="revisions"
            title={m.minutes_revisions()}
            aside={
              props.revisions.length === 0 ? null : (
                <a class="ds-link" href={`${base}/revisions`}>
                  {m.minutes_revisions_all()}
                </a>
              )
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

/** The text and its pictures as forms. */
function Plainly(props: WritePageProps & { base: string; title: string; titleLang: string | null }) {
  return (
    <>
      <PlainForm {...props.plain} title={props.title} titleLang={props.titleLang} />
      <PlainPictures base={props.base} pictures={props.pictures} lang={props.locale} />
    </>
  )
}
