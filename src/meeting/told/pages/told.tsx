/** What members do not know yet, in words ready for a notice; and what they were told when. */
import { dateTime } from '#platform/words/dates.ts'
import type { Locale } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { languageName } from '#programme/parts/fields.tsx'
import { Alert } from '#ui/alert.tsx'
import { Button, PostButton } from '#ui/button.tsx'
import { TextArea } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { said } from '../../parts/said.ts'
import { MeetingTools } from '../../parts/tools.tsx'
import type { MeetingView } from '../../reads.ts'
import { noticeLanguages, noticeText, sentenceOf } from '../formats.ts'
import type { Told } from '../reads.ts'
import { differences, isForAll, markOf, planOf } from '../rules.ts'

export interface ToldPageProps {
  readonly view: MeetingView
  /** Newest first. */
  readonly told: readonly Told[]
  readonly baseUrl: string
  /** Why it cannot be marked as sent, in words; null where it can. */
  readonly hindrance: string | null
  /** The plan was changed while the page was open. */
  readonly changed: boolean
}

export function ToldPage(props: ToldPageProps) {
  const { view, told } = props
  const { meeting, path } = view
  const now = planOf(view)
  const [last] = told
  const found = last ? differences(last.plan, now) : []
  const facts = { was: last?.plan ?? null, now, audience: meeting.audience, address: `${props.baseUrl}${path}` }
  const when = last && dateTime(last.at, meeting.timezone)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: said(meeting.title).text, href: path }, { text: m.meeting_tool_told() }]}
      />
      <h1 class="sm-title sm-title--m">{m.meeting_told_title()}</h1>
      <MeetingTools base={path} here="told" />
      <p>
        <a class="ds-link" href={`${path}/notices`}>
          {m.notices_waiting_link()}
        </a>
      </p>
      {props.changed && (
        <Alert tone="warning" role="alert">
          {m.meeting_told_changed()}
        </Alert>
      )}
      {props.hindrance && <Alert tone="info">{props.hindrance}</Alert>}
      {!when && !props.hindrance && <p>{m.meeting_told_never()}</p>}
      {when && found.length === 0 && <p>{m.meeting_told_nothing({ when })}</p>}
      {when && found.length > 0 && (
        <Section id="changes" title={m.meeting_told_since({ count: found.length, when })}>
          <ul class="sm-list">
            {found.map((one, i) => (
              // Differences have no ids: an item may have several.
              <li key={String(i)}>
                <span>{sentenceOf(one, now)}</span>
                {isForAll(one, meeting.audience) ? null : <State is="members">{m.meeting_told_invited_only()}</State>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {!props.hindrance && (!when || found.length > 0) && (
        <Section id="notice" title={m.meeting_told_text()}>
          {found.length > 0 && (
            <PostButton action={`${path}/notices/new`} fields={{ template: 'change' }} icon={icons.paperPlane}>
              {m.letters_from_told()}
            </PostButton>
          )}
          <p>{m.meeting_told_text_help()}</p>
          <Texts {...props} textIn={(locale) => noticeText(facts, locale)} />
          <form class="sm-form" method="post" action={`${path}/told`}>
            <input type="hidden" name="mark" value={markOf(now)} />
            <div class="sm-form__end">
              <Button>{m.meeting_told_mark()}</Button>
              <span class="soft">{m.meeting_told_mark_help()}</span>
            </div>
          </form>
        </Section>
      )}
      {told.length > 0 && <History {...props} />}
    </main>
  )
}

/** The meeting's own language open, the others behind a fold. */
function Texts(props: ToldPageProps & { textIn: (locale: Locale) => string }) {
  const { view, textIn } = props
  const [first, ...others] = noticeLanguages(view.meeting, view.network)
  const field = (locale: Locale) => {
    const text = textIn(locale)
    return (
      <TextArea
        key={locale}
        name={`text-${locale}`}
        label={m.meeting_told_text_in({ language: languageName(locale) })}
        value={text}
        rows={Math.min(24, text.split('\n').length + 2)}
        lang={locale === localeNow() ? undefined : locale}
        reading
      />
    )
  }
  return (
    <div class="sm-form">
      {field(first!)}
      {others.length > 0 && (
        <details class="sm-more">
          <summary>
            {m.programme_other_languages()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <div class="sm-form">{others.map(field)}</div>
        </details>
      )}
    </div>
  )
}

function History({ view, told }: ToldPageProps) {
  const { meeting, path } = view
  return (
    <Section id="history" title={m.meeting_told_history()}>
      <ol class="sm-list">
        {told.map((one, i) => {
          const before = told[i + 1]
          return (
            <li key={one.id}>
              <span class="sm-list__t">{dateTime(one.at, meeting.timezone)}</span>
              {one.byName && <span class="sm-list__m">{m.meeting_told_history_by({ name: one.byName })}</span>}
              {before ? (
                <ul class="sm-sub">
                  {differences(before.plan, one.plan).map((difference, n) => (
                    <li key={String(n)}>{sentenceOf(difference, one.plan)}</li>
                  ))}
                </ul>
              ) : (
                <span class="sm-list__m">{m.meeting_told_history_first()}</span>
              )}
              {i === 0 && (
                <PostButton
                  action={`${path}/told/withdraw`}
                  fields={{ id: one.id }}
                  variant="tertiary"
                  color="neutral"
                  size="sm"
                  icon={icons.arrowUndo}
                >
                  {m.shared_undo()}
                </PostButton>
              )}
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
