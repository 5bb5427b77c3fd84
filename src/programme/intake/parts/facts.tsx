/** What the meeting is called, when and how it is held, as read; and the fields to put it right. */
import { capital } from '#meeting/parts/when.tsx'
import { clock, longDate } from '#platform/words/dates.ts'
import { type Locale, locales, pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Select, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { OutlineDay } from '../rules.ts'
import { DoubtBox } from './doubt.tsx'
import { languageName as readAs } from './language.tsx'
import { LineRefs } from './lineref.tsx'
import type { CheckProps } from './props.ts'

export function Facts(props: CheckProps) {
  const { outline, doubts, lines } = props.checked
  const title = pick(outline.title, outline.locale)?.text ?? ''
  const paragraphs = (kind: string) => outline.texts.filter((text) => text.kind === kind)
  const told = doubts.filter((doubt) => doubt.why.endsWith('-in-prose'))
  const loose = doubts.filter((doubt) => doubt.item === null && !told.includes(doubt))
  const boxes = (some: typeof doubts) =>
    some.map((doubt) => (
      <DoubtBox key={doubt.key} doubt={doubt} line={lines[doubt.where.line - 1]} action={props.action} id={props.idOf(doubt)} />
    ))
  const mode = { onsite: m.programme_mode_onsite(), online: m.programme_mode_online(), mixed: m.programme_mode_mixed() }
  return (
    <>
      <dl class="sm-facts">
        <div>
          <dt>{m.programme_fact_title()}</dt>
          <dd>
            <b lang={outline.locale === localeNow() ? undefined : outline.locale}>{title || m.programme_fact_none()}</b>{' '}
            <LineRefs of={outline.titleLines} />
          </dd>
        </div>
        <div>
          <dt>{m.programme_fact_date({ count: outline.days.length })}</dt>
          <dd>
            {outline.days.map((day) => (
              <DayFact key={day.key} day={day} />
            ))}
          </dd>
        </div>
        <div>
          <dt>{m.programme_fact_mode()}</dt>
          <dd>
            <b>{mode[outline.attendance]}</b>
          </dd>
        </div>
        {props.checked.language && (
          <div>
            <dt>{m.programme_read_as_fact()}</dt>
            <dd>
              <b>{readAs(props.checked.language)}</b>{' '}
              <a class="ds-link" href="#language">
                {m.programme_read_as_change()}
              </a>
            </dd>
          </div>
        )}
        {(['introduction', 'practical', 'about'] as const).map((kind) => {
          const texts = paragraphs(kind)
          if (texts.length === 0) return null
          const count = texts.reduce((sum, text) => sum + (pick(text.body, outline.locale)?.text.split('\n').length ?? 0), 0)
          return (
            <div key={kind}>
              <dt>{placementName(kind)}</dt>
              <dd>
                <b>{m.programme_paragraphs({ count })}</b> <LineRefs of={texts.flatMap((text) => text.lines).slice(0, 12)} />
              </dd>
            </div>
          )
        })}
        {told.length > 0 && (
          <div>
            <dt>{m.programme_fact_change()}</dt>
            <dd>{boxes(told)}</dd>
          </div>
        )}
      </dl>
      {boxes(loose)}
      <details class="sm-more" id="edit-meeting" open={props.openFields}>
        <summary>
          {m.programme_edit_facts()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <div class="sm-form">
          <TextField name="title" label={m.programme_fact_title()} value={title} error={props.error('title')} required />
          {outline.days.map((day, i) => (
            <TextField
              key={day.key}
              name={`date/${day.key}`}
              type="date"
              width="half"
              label={outline.days.length > 1 ? m.programme_date_of({ n: i + 1 }) : m.programme_fact_date({ count: 1 })}
              value={props.typed[`date/${day.key}`] ?? day.date ?? ''}
              error={props.error(`date/${day.key}`)}
              optional={m.shared_optional()}
            />
          ))}
          <div class="sm-form__row">
            <Select
              name="attendance"
              label={m.programme_fact_mode()}
              value={outline.attendance}
              options={Object.entries(mode).map(([value, label]) => ({ value, label }))}
            />
            <Select
              name="locale"
              label={m.programme_fact_language()}
              value={outline.locale}
              options={locales.map((value) => ({ value, label: languageName[value](), lang: value }))}
            />
          </div>
          {props.series.length > 0 && (
            <Select
              name="series"
              label={m.programme_fact_series()}
              value={props.seriesId ?? ''}
              options={[
                { value: '', label: m.programme_no_series() },
                ...props.series.map(({ id, name }) => ({ value: id, label: pick(name, localeNow())?.text ?? id })),
              ]}
            />
          )}
        </div>
      </details>
    </>
  )
}

function DayFact({ day }: { day: OutlineDay }) {
  const starts = day.items.flatMap((item) => item.start ?? []).toSorted()
  const ends = day.items.flatMap((item) => item.end ?? item.start ?? [])
  const last = ends.at(-1)
  return (
    <div>
      <b>{day.date ? capital(longDate(day.date)) : m.programme_no_date()}</b>
      {day.suggested && ` ${m.programme_date_suggested({ date: longDate(day.suggested) })}`}
      {starts[0] && last && (
        <>
          {day.date ? ' ' : ', '}
          {m.programme_at()} {clock(starts[0])}–{clock(last)}
        </>
      )}{' '}
      <LineRefs of={day.lines} />
      {!day.date && (
        <a class="ds-link" href={`#date/${day.key}`}>
          {m.meeting_set_date()}
        </a>
      )}
    </div>
  )
}

const languageName: Record<Locale, () => string> = {
  nb: m.shared_lang_nb,
  nn: m.shared_lang_nn,
  se: m.shared_lang_se,
  en: m.shared_lang_en,
}

export function placementName(to: 'introduction' | 'practical' | 'about' | 'out'): string {
  if (to === 'introduction') return m.programme_place_introduction()
  if (to === 'practical') return m.programme_place_practical()
  return to === 'about' ? m.programme_place_about() : m.programme_place_out()
}
