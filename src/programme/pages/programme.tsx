/** The programme as a list to work on: order, days, what is added and taken away. Every button is a form of its own. */
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { clock } from '#platform/words/dates.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { Select, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { dayName } from '../parts/day.ts'
import { pauseIcon } from '../parts/kind.tsx'
import { type ItemRow, isPause } from '../rules.ts'

export interface ProgrammePageProps {
  readonly network: { readonly slug: string; readonly name: Words }
  readonly meeting: { readonly slug: string; readonly title: Words; readonly locale: Locale }
  readonly days: readonly { readonly id: string; readonly date: string | null; readonly label: Words | null }[]
  /** In order; parts among them with their `parentId`. */
  readonly items: readonly ItemRow[]
  readonly pathOf: (item: ItemRow) => string
}

const say = (words: Words) => pick(words, localeNow())?.text ?? ''

export function ProgrammePage(props: ProgrammePageProps) {
  const base = `/${props.network.slug}/${props.meeting.slug}`
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: say(props.meeting.title), href: base }, { text: m.programme_programme() }]}
      />
      <h1 class="sm-title sm-title--m">{m.programme_work_title()}</h1>
      <MeetingTools base={base} here="programme" />
      <p class="sm-lead">{m.programme_work_lead()}</p>
      {props.days.map((day, d) => (
        <Day key={day.id} {...props} base={base} day={day} number={d + 1} />
      ))}
      <details class="sm-more sm-newday">
        <summary>
          {m.programme_add_day()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <DayForm action={`${base}/programme/days`} day={null} id="new" locale={props.meeting.locale} />
      </details>
      <p class="sm-acts">
        <LinkButton href={base} variant="secondary" icon={icons.arrowLeft}>
          {m.programme_back_to_meeting()}
        </LinkButton>
      </p>
    </main>
  )
}

type DayProps = ProgrammePageProps & { base: string; day: ProgrammePageProps['days'][number]; number: number }

function Day(props: DayProps) {
  const { day, base } = props
  const items = props.items.filter((item) => item.dayId === day.id && item.parentId === null)
  return (
    <section class="sm-sec" aria-labelledby={`day-${day.id}`}>
      <div class="sm-sec__head">
        <h2 class="sm-h2" id={`day-${day.id}`}>
          {dayName(day, props.number)}
        </h2>
        <span class="soft">{m.programme_item_count({ count: items.length })}</span>
      </div>
      <ol class="sm-iprog">
        {items.map((item, i) => (
          <Row key={item.id} {...props} item={item} first={i === 0} last={i === items.length - 1} />
        ))}
      </ol>
      <div class="sm-acts">
        <LinkButton href={`${base}/programme/new?day=${day.id}`} variant="secondary" icon={icons.plus}>
          {m.programme_add_item()}
        </LinkButton>
        {items.length === 0 && props.days.length > 1 && (
          <PostButton
            action={`${base}/programme/days/remove`}
            fields={{ day: day.id }}
            variant="tertiary"
            color="danger"
            icon={icons.trash}
          >
            {m.programme_remove_day()}
          </PostButton>
        )}
      </div>
      <details class="sm-more">
        <summary>
          {m.programme_change_day()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <DayForm action={`${base}/programme/days/change`} day={day} id={day.id} locale={props.meeting.locale} />
      </details>
    </section>
  )
}

function DayForm(props: { action: string; day: ProgrammePageProps['days'][number] | null; id: string; locale: Locale }) {
  const label = props.day?.label?.[props.locale] ?? ''
  return (
    <form class="sm-form" method="post" action={props.action}>
      {props.day && (
        <>
          <input type="hidden" name="day" value={props.day.id} />
          <input type="hidden" name="wasDate" value={props.day.date ?? ''} />
          <input type="hidden" name="wasLabel" value={label} />
        </>
      )}
      <div class="sm-form__row">
        <TextField
          name="date"
          id={`date-${props.id}`}
          type="date"
          label={m.programme_fact_date({ count: 1 })}
          value={props.day?.date ?? ''}
          optional={m.shared_optional()}
        />
        <TextField
          name="label"
          id={`label-${props.id}`}
          label={m.programme_day_label()}
          value={label}
          lang={props.locale}
          optional={m.shared_optional()}
        />
      </div>
      <div class="sm-form__end">
        <Button variant="secondary">{props.day ? m.shared_save() : m.programme_add_day()}</Button>
      </div>
    </form>
  )
}

function Row(props: DayProps & { item: ItemRow; first: boolean; last: boolean }) {
  const { item } = props
  const parts = props.items.filter((one) => one.parentId === item.id)
  const title = say(item.title)
  return (
    <li class={isPause(item.kind) ? 'sm-irow sm-irow--pause' : 'sm-irow'} id={`row-${item.id}`}>
      <span class="sm-irow__t">
        {item.start && <time>{clock(item.start)}</time>}
        {item.end && !(item.endInferred && !isPause(item.kind)) && (
          <span class="until">
            –<time>{clock(item.end)}</time>
          </span>
        )}
      </span>
      <div>
        {isPause(item.kind) ? (
          <span class="sm-irow__w">
            <Icon of={pauseIcon(item.kind)} />
            {title}
          </span>
        ) : (
          <h3 class="sm-row__title">{title}</h3>
        )}
        {parts.length > 0 && (
          <ul class="sm-sub">
            {parts.map((part, i) => (
              <li key={part.id} id={`row-${part.id}`}>
                {say(part.title)} <Tools {...props} item={part} first={i === 0} last={i === parts.length - 1} />
              </li>
            ))}
          </ul>
        )}
        {props.days.length > 1 && (
          <details class="sm-edit">
            <summary>
              <Icon of={icons.arrowRight} />
              {m.programme_to_other_day()}
              <span class="sr"> {title}</span>
            </summary>
            <form class="sm-form" method="post" action={`${props.base}/programme/move`}>
              <input type="hidden" name="item" value={item.id} />
              <Select
                name="to"
                id={`to-${item.id}`}
                label={m.programme_day()}
                options={props.days
                  .filter((day) => day.id !== item.dayId)
                  .map((day) => ({ value: `day:${day.id}`, label: dayName(day, props.days.indexOf(day) + 1) }))}
              />
              <div class="sm-form__end">
                <Button variant="secondary" size="sm">
                  {m.programme_move()}
                </Button>
              </div>
            </form>
          </details>
        )}
      </div>
      <Tools {...props} />
    </li>
  )
}

function Tools(props: DayProps & { item: ItemRow; first: boolean; last: boolean }) {
  const { item, base } = props
  const title = say(item.title)
  const look = { variant: 'tertiary', color: 'neutral', size: 'sm', iconOnly: true } as const
  return (
    <div class="sm-acts sm-irow__tools">
      <PostButton
        {...look}
        action={`${base}/programme/move`}
        fields={{ item: item.id, to: 'up' }}
        icon={icons.arrowUp}
        disabled={props.first}
      >
        {m.programme_up({ title })}
      </PostButton>
      <PostButton
        {...look}
        action={`${base}/programme/move`}
        fields={{ item: item.id, to: 'down' }}
        icon={icons.arrowDown}
        disabled={props.last}
      >
        {m.programme_down({ title })}
      </PostButton>
      <LinkButton {...look} href={`${props.pathOf(item)}/edit`} icon={icons.pencil}>
        {m.programme_edit_item({ title })}
      </LinkButton>
      {item.parentId === null && (
        <LinkButton {...look} href={`${base}/programme/new?after=${item.id}`} icon={icons.plus}>
          {m.programme_add_after({ title })}
        </LinkButton>
      )}
      <PostButton {...look} action={`${base}/programme/remove`} fields={{ item: item.id }} icon={icons.trash}>
        {m.programme_remove_named({ title })}
      </PostButton>
    </div>
  )
}
