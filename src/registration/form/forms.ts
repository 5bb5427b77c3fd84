/**
 * The builder's form: everything an organiser decides, as flat fields that come back as they were typed. A button in it that
 * adds or moves a question changes what is in the form and saves nothing.
 */
import { isId } from '#platform/db/id.ts'
import { Invalid } from '#platform/errors.ts'
import { instantAt, wall } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { type Locale, locales, typedText, type Words, withoutEmpty } from '#platform/words/text.ts'
import { type Body, many, one } from '../answers/forms.ts'
import { hasOptions } from '../answers/rules.ts'
import { MOST_FILES } from '../files/rules.ts'
import type { Group, Question, QuestionKind } from '../tables.ts'
import { type FormInput, kinds, moved, newQuestion, type Occasion, onlyOnce, without } from './rules.ts'

/** As typed: dates may be wrong, texts empty. */
export interface Draft {
  readonly opensAt: string
  readonly closesAt: string
  readonly bindingFrom: string
  readonly capacity: string
  readonly approval: boolean
  readonly questions: readonly Question[]
  readonly groups: readonly Group[]
  readonly introduction: Words
  readonly priceNote: Words
}

const MOST_QUESTIONS = 60
const MOST_GROUPS = 12
const MOST_OPTIONS = 60
const LONGEST = 2000

/** What stands, as the fields show it. */
export function draftOf(input: FormInput, timezone: string): Draft {
  const local = (at: string | null) => {
    if (at === null) return ''
    const { date, time } = wall(at, timezone)
    return `${date}T${time}`
  }
  return {
    opensAt: local(input.opensAt),
    closesAt: local(input.closesAt),
    bindingFrom: local(input.bindingFrom),
    capacity: input.capacity === null ? '' : String(input.capacity),
    approval: input.approval,
    questions: input.questions,
    groups: input.groups,
    introduction: input.introduction ?? {},
    priceNote: input.priceNote ?? {},
  }
}

/** The fields of a form as a draft, and which button was pressed: 'save', 'add', 'up:q1', 'down:q1', 'remove:q1'. */
export function readDraft(body: Body): { draft: Draft; pressed: string } {
  const questions = many(body, 'question')
    .slice(0, MOST_QUESTIONS)
    .flatMap((id) => questionIn(body, id))
  return {
    pressed: one(body, 'do') || 'save',
    draft: {
      opensAt: one(body, 'opensAt'),
      closesAt: one(body, 'closesAt'),
      bindingFrom: one(body, 'bindingFrom'),
      capacity: one(body, 'capacity'),
      approval: one(body, 'approval') === 'on',
      questions,
      groups: groupsIn(body),
      introduction: wordsIn(body, 'introduction'),
      priceNote: wordsIn(body, 'priceNote'),
    },
  }
}

/** What a button other than "save" makes of a draft. */
export function press(draft: Draft, pressed: string, adds: string, occasion: Occasion): Draft {
  const [act = '', id = ''] = pressed.split(':')
  const { questions } = draft
  if (act === 'add' && isOffered(adds, questions))
    return { ...draft, questions: [...questions, newQuestion(adds, questions, occasion)] }
  if (act === 'up') return { ...draft, questions: moved(questions, id, -1) }
  if (act === 'down') return { ...draft, questions: moved(questions, id, 1) }
  if (act === 'remove') return { ...draft, questions: without(questions, id) }
  return draft
}

const isOffered = (kind: string, questions: readonly Question[]): kind is QuestionKind =>
  offered(questions).includes(kind as QuestionKind) && questions.length < MOST_QUESTIONS

/** The kinds that can be added to what is asked already. */
export const offered = (questions: readonly Question[]): QuestionKind[] =>
  kinds.filter((kind) => {
    const before = questions.filter((question) => question.kind === kind).length
    return kind === 'file' ? before < MOST_FILES : !onlyOnce.has(kind) || before === 0
  })

/** When the meeting is: deadlines that come after it are slips of the pen. */
export interface Timed {
  readonly timezone: string
  readonly startsAt: string | null
  readonly endsAt: string | null
}

/**
 * A draft as it is saved.
 * @throws Invalid with a message key for each field that is wrong
 */
export function settled(draft: Draft, meeting: Timed, locale: Locale): FormInput {
  const { timezone } = meeting
  const wrong: Record<string, string> = {}
  const moment = (name: 'opensAt' | 'closesAt' | 'bindingFrom'): string | null => {
    const text = draft[name]
    if (text === '') return null
    const [date = '', time = ''] = text.split('T')
    try {
      return instantAt(date, time.slice(0, 5), timezone)
    } catch {
      wrong[name] = 'registration_date_wrong'
      return null
    }
  }
  const [opensAt, closesAt, bindingFrom] = [moment('opensAt'), moment('closesAt'), moment('bindingFrom')]
  if (opensAt && closesAt && Temporal.Instant.compare(opensAt, closesAt) >= 0) wrong['closesAt'] = 'registration_closes_before'
  if (isAfter(closesAt, meeting.endsAt)) wrong['closesAt'] = 'registration_closes_after_end'
  if (isAfter(bindingFrom, meeting.startsAt)) wrong['bindingFrom'] = 'registration_binding_after_start'
  const capacity = draft.capacity === '' ? null : Number(draft.capacity)
  if (capacity !== null && (!Number.isInteger(capacity) || capacity < 1 || capacity > 100_000))
    wrong['capacity'] = 'registration_capacity_wrong'
  for (const question of draft.questions) {
    if (!withoutEmpty(question.label)) wrong[`label.${question.id}.${locale}`] = 'registration_label_missing'
    if (hasOptions(question.kind) && (question.options ?? []).length < 1)
      wrong[`options.${question.id}`] = 'registration_options_missing'
  }
  const texts = [draft.introduction, draft.priceNote, ...draft.questions.flatMap((one) => [one.label, one.help ?? {}])]
  if (texts.some((words) => Object.values(words).some((text) => text.length > LONGEST)))
    wrong[`introduction.${locale}`] = 'registration_too_long'
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  return {
    opensAt,
    closesAt,
    bindingFrom,
    capacity,
    approval: draft.approval,
    questions: draft.questions,
    groups: draft.groups,
    introduction: withoutEmpty(draft.introduction),
    priceNote: withoutEmpty(draft.priceNote),
  }
}

const isAfter = (at: string | null, then: string | null): boolean =>
  at !== null && then !== null && Temporal.Instant.compare(at, instantOf(then)) > 0

function questionIn(body: Body, id: string): Question[] {
  const kind = one(body, `kind.${id}`) as QuestionKind
  if (!/^[a-z][a-z0-9]{0,20}$/.test(id) || !kinds.includes(kind)) return []
  const [question, option] = one(body, `when.${id}`).split('=')
  const help = withoutEmpty(wordsIn(body, `help.${id}`))
  const price = withoutEmpty(wordsIn(body, `price.${id}`))
  return [
    {
      id,
      kind,
      label: wordsIn(body, `label.${id}`),
      ...(help && { help }),
      ...(price && { price }),
      required: one(body, `required.${id}`) === 'on',
      ...(hasOptions(kind) && { options: optionsIn(body, id) }),
      ...(question && option && { when: { question, option } }),
    },
  ]
}

/**
 * Options, one a line, with a field for each language. A line keeps the id of the option that stood in its place: answers that
 * were given stay given when only the words change, and what belongs to a day goes on belonging to it.
 */
function optionsIn(body: Body, id: string): NonNullable<Question['options']> {
  const lines = (locale: Locale) =>
    one(body, `options.${id}.${locale}`)
      .split('\n')
      .map((line) => line.trim())
  const byLocale = locales.map((locale) => [locale, lines(locale)] as const)
  const count = Math.min(MOST_OPTIONS, Math.max(...byLocale.map(([, all]) => all.length)))
  const ids = one(body, `optionIds.${id}`).split(' ').filter(Boolean)
  const days = one(body, `optionDays.${id}`).split(' ')
  const taken = new Set(ids)
  const next = () => {
    for (let n = 1; ; n++)
      if (!taken.has(`o${n}`)) {
        taken.add(`o${n}`)
        return `o${n}`
      }
  }
  return Array.from({ length: count }, (_, i) => withoutEmpty(Object.fromEntries(byLocale.map(([l, all]) => [l, all[i] ?? '']))))
    .map((label, i) => {
      const [id, day = ''] = [ids[i], days[i]]
      return label && { id: id ?? next(), label, ...(id && isId(day) && { day }) }
    })
    .filter((option) => option !== null)
}

function groupsIn(body: Body): Group[] {
  return Array.from({ length: MOST_GROUPS }, (_, i) => ({
    id: one(body, `group.${i}.id`) || `g${i + 1}`,
    name: wordsIn(body, `group.${i}.name`),
    days: many(body, `group.${i}.days`),
  })).filter((group) => withoutEmpty(group.name) !== null)
}

const wordsIn = (body: Body, name: string): Words =>
  withoutEmpty(Object.fromEntries(locales.map((locale) => [locale, typedText(one(body, `${name}.${locale}`))]))) ?? {}
