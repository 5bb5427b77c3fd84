/** What is asked of whom, and which answers are kept apart. Pure. */
import { longDate } from '#platform/words/dates.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { Group, Option, Question, QuestionKind } from '../tables.ts'

export type Answer = string | number | readonly string[]
export type Answers = Readonly<Record<string, Answer>>

/** A file that was given as an answer, as it lies in the store. */
export interface GivenFile {
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  /** By its content. */
  readonly mediaType: string
  readonly fileName: string
}

/** What somebody answered, apart as it is stored. */
export interface Answered {
  readonly attendance: 'onsite' | 'online'
  /** By id; all when empty. */
  readonly days: readonly string[]
  readonly answers: Answers
  /** What one eats and where one sleeps: kept apart, read by few, deleted soon. */
  readonly special: Answers
  /** By question. What was given before stays where that is said; what is not named here is taken away. */
  readonly files: Readonly<Record<string, GivenFile | 'stays'>>
}

const special: ReadonlySet<QuestionKind> = new Set(['diet', 'nights'])
export const isSpecial = (kind: QuestionKind): boolean => special.has(kind)

/** Answered by choosing among options, several or one. */
export const choosesMany = (kind: QuestionKind): boolean => kind === 'meals' || kind === 'nights' || kind === 'choices'
export const choosesOne = (kind: QuestionKind): boolean => kind === 'choice'
export const hasOptions = (kind: QuestionKind): boolean => choosesMany(kind) || choosesOne(kind)

/** The days that somebody of a group may come on: those it is invited to, or all. @param days ids of the meeting's */
export function daysFor(days: readonly string[], group: Pick<Group, 'days'> | null): readonly string[] {
  const theirs = days.filter((id) => group?.days.includes(id))
  return theirs.length > 0 ? theirs : days
}

/** The options of a question, without those that belong to a day one is not invited to. */
export const optionsFor = (question: Pick<Question, 'options'>, closed: readonly string[]): readonly Option[] =>
  (question.options ?? []).filter((option) => !option.day || !closed.includes(option.day))

/** Whether nothing is left to choose among, since all of it belongs to such days. */
export const isEmptied = (question: Pick<Question, 'options'>, closed: readonly string[]): boolean =>
  (question.options ?? []).length > 0 && optionsFor(question, closed).length === 0

/**
 * The questions of a meeting as a part of it asks them: what belongs to a day goes along with it, and what belongs to one that
 * stays behind is not asked.
 * @param days where what stood on each day that goes along stands now
 */
export function questionsOn(questions: readonly Question[], days: ReadonlyMap<string, string>): readonly Question[] {
  const onDays = new Set(questions.filter((question) => question.kind === 'days').map((question) => question.id))
  return questions.flatMap((question): Question[] => {
    const { when, options, ...rest } = question
    const hangsOn = when && onDays.has(when.question) ? days.get(when.option) : when?.option
    const left = options?.flatMap((option) => {
      const day = option.day && days.get(option.day)
      return option.day && !day ? [] : [{ ...option, ...(day && { day }) }]
    })
    if ((when && !hangsOn) || (options && options.length > 0 && left?.length === 0)) return []
    return [{ ...rest, ...(left && { options: left }), ...(when && hangsOn && { when: { ...when, option: hangsOn } }) }]
  })
}

/** Whether a question is asked, by what was answered before it. */
export function isAsked(
  question: Pick<Question, 'when'>,
  given: { readonly attendance: string; readonly days: readonly string[]; readonly answers: Answers; readonly special: Answers },
  questions: readonly Question[],
): boolean {
  const { when } = question
  if (!when) return true
  const earlier = questions.find((one) => one.id === when.question)
  // What it hung on is gone from the form: then it is asked of all.
  if (!earlier) return true
  if (earlier.kind === 'attendance') return given.attendance === when.option
  if (earlier.kind === 'days') return given.days.length === 0 || given.days.includes(when.option)
  const answer = given.answers[when.question] ?? given.special[when.question]
  return typeof answer === 'object' ? answer.includes(when.option) : answer === when.option
}

/** Questions that another may hang on: those before it that are answered by choosing. */
export const mayHangOn = (questions: readonly Question[], at: number): readonly Question[] =>
  questions.slice(0, at).filter((one) => hasOptions(one.kind) || one.kind === 'attendance' || one.kind === 'days')

/** What stands in a registration, as the fields of its form. */
export function valuesOf(
  questions: readonly Question[],
  row: { readonly attendance: string; readonly days: readonly string[]; readonly answers: Answers },
  apart: Answers,
): Record<string, string | readonly string[]> {
  const values: Record<string, string | readonly string[]> = {}
  for (const { id, kind } of questions) {
    const field = `q.${id}`
    const answer = row.answers[id] ?? apart[id]
    if (kind === 'attendance') values[field] = row.attendance
    // All days is said by none: then the field shows them all.
    else if (kind === 'days' && row.days.length > 0) values[field] = row.days
    else if (answer !== undefined) values[field] = typeof answer === 'number' ? String(answer) : answer
  }
  return values
}

/** A day of the meeting, to choose. */
export interface AskedDay {
  readonly id: string
  readonly date: string | null
  readonly label: Words | null
}

/** "onsdag 21. oktober", or its place in the row while no date is known. */
export function dayName(day: AskedDay, at: number): string {
  const label = pick(day.label, localeNow())?.text
  const date = day.date ? longDate(day.date, false) : m.registration_day({ number: at + 1 })
  return label ? `${date}: ${label}` : date
}
