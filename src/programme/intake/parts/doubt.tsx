/** One thing the reader was unsure of, with the readings to pick between. Every button sends the form; nothing is typed away. */
import { clock, longDate } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { OpenDoubt, SourceLine } from '../reader/shape.ts'
import { LineRef } from './lineref.tsx'

export interface DoubtProps {
  readonly doubt: OpenDoubt
  readonly line: SourceLine | undefined
  /** Where the page lives; the answer comes back to this very doubt. */
  readonly action: string
  readonly id: string
  /** The field to put it right in, on a page without fields for each item. */
  readonly selfAt?: string
}

export function DoubtBox({ doubt, line, action, id, selfAt }: DoubtProps) {
  const words = line ? line.text.slice(doubt.where.from, doubt.where.to).trim() : ''
  const told = tell(doubt, words)
  const here = `${action}#${id}`
  if (doubt.chosen !== null) {
    const picked = told.options.find((option) => option.n === doubt.chosen)
    return (
      <p class="sm-irow__r" id={id}>
        <Icon of={icons.checkmark} />
        <span>{picked?.label ?? m.programme_doubt_settled()}</span> <LineRef n={doubt.where.line} />
        <Button
          name="reopen"
          value={doubt.key}
          formAction={here}
          variant="tertiary"
          size="sm"
          label={m.programme_doubt_reopen_about({ n: doubt.where.line })}
        >
          {m.programme_doubt_reopen()}
        </Button>
      </p>
    )
  }
  return (
    <div class="sm-unsure" data-color="warning" id={id}>
      <p>
        <Icon of={icons.questionmarkCircle} />
        <span>
          {told.text} <LineRef n={doubt.where.line} />
        </span>
      </p>
      <div class="sm-acts">
        {told.options.map((option) => (
          <Button
            key={option.n}
            name="settle"
            value={`${doubt.key}:${option.n}`}
            formAction={here}
            variant="secondary"
            size="sm"
            color={option.taken ? 'accent' : 'neutral'}
            icon={option.taken ? icons.checkmark : undefined}
          >
            {option.label}
          </Button>
        ))}
        <a class="ds-button" data-variant="tertiary" data-size="sm" href={`#${selfAt ?? selfPlace(doubt)}`}>
          {m.programme_doubt_self()}
        </a>
      </div>
    </div>
  )
}

/** Where the organiser can put it right by hand. */
function selfPlace(doubt: OpenDoubt): string {
  if (doubt.day) return `date/${doubt.day}`
  const inText = doubt.item === null || doubt.why === 'role-for-both' || doubt.why === 'times-without-titles'
  return inText ? 'text' : `item/${doubt.item}/title`
}

interface Option {
  readonly n: number
  readonly label: string
  /** How it stands unless somebody picks another. */
  readonly taken?: boolean
}

const right = (): Option[] => [{ n: 0, label: m.programme_doubt_right(), taken: true }]
const time = (alternative: string | undefined) => (alternative ?? '').split('–').map(clock).join('–')
const day = (alternative: string) => (/^\d{4}-\d\d-\d\d$/.test(alternative) ? longDate(alternative) : alternative)

function tell(doubt: OpenDoubt, words: string): { text: string; options: Option[] } {
  const [first = '', second = '', third] = doubt.alternatives
  switch (doubt.why) {
    case 'time-spacing':
    case 'time-misspelt':
    case 'year-like-time':
      return { text: m.programme_doubt_time({ words, read: time(first) }), options: right() }
    case 'alternative-time':
      return {
        text: m.programme_doubt_two_times({ words }),
        options: [
          { n: 0, label: time(first), taken: true },
          { n: 1, label: time(second) },
        ],
      }
    case 'afternoon-assumed':
      return {
        text: m.programme_doubt_afternoon({ read: time(first) }),
        options: [
          { n: 0, label: first === second ? m.programme_doubt_right() : time(first), taken: true },
          { n: 1, label: first === second ? m.programme_doubt_morning() : time(second) },
        ],
      }
    case 'impossible-time':
      return {
        text: m.programme_doubt_impossible_time({ words }),
        options: [{ n: 0, label: m.programme_doubt_as_text(), taken: true }],
      }
    case 'end-before-start':
      return {
        text: m.programme_doubt_end({ words }),
        options: [
          { n: 1, label: m.programme_doubt_no_end(), taken: true },
          { n: 0, label: m.programme_doubt_past_midnight({ time: time(first) }) },
          ...(third ? [{ n: 2, label: time(third) }] : []),
        ],
      }
    case 'times-out-of-order':
      return { text: m.programme_doubt_out_of_order(), options: right() }
    case 'role-for-both':
      return {
        text: m.programme_doubt_role({ words }),
        options: [
          { n: 0, label: m.programme_doubt_role_last({ name: first }), taken: true },
          { n: 1, label: m.programme_doubt_role_both() },
        ],
      }
    case 'line-without-dash':
      return {
        text: m.programme_doubt_dash(),
        options: [
          { n: 0, label: m.programme_doubt_dash_own(), taken: true },
          { n: 1, label: m.programme_doubt_dash_above() },
        ],
      }
    case 'missing-quote':
      return {
        text: m.programme_doubt_quote({ read: first }),
        options: [...right(), { n: 1, label: m.programme_doubt_as_pasted() }],
      }
    case 'title-missing':
      return { text: m.programme_doubt_no_title(), options: right() }
    case 'times-without-titles':
      return { text: m.programme_doubt_times_left(), options: right() }
    case 'year-missing':
      return { text: m.programme_doubt_year({ words }), options: doubt.alternatives.map((date, n) => ({ n, label: day(date) })) }
    case 'weekday-differs':
      return {
        text: m.programme_doubt_weekday({ words }),
        options: doubt.alternatives.map((date, n) => ({ n, label: day(date), taken: n === 0 })),
      }
    case 'impossible-date':
      return { text: m.programme_doubt_impossible_date({ words }), options: [] }
    case 'days-out-of-order':
      return { text: m.programme_doubt_days(), options: right() }
    case 'postponed-in-prose':
    case 'cancelled-in-prose':
      return {
        text: doubt.why === 'postponed-in-prose' ? m.programme_doubt_postponed() : m.programme_doubt_cancelled(),
        options: [
          { n: 0, label: m.programme_doubt_notice() },
          { n: 1, label: m.programme_doubt_text_only(), taken: true },
        ],
      }
  }
}
