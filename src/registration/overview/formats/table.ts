/** What is taken along as a spreadsheet: each list has only what its receiver needs. Pure. */
import type { Table } from '#platform/sheet/csv.ts'
import { wall } from '#platform/words/dates.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { type Answer, type AskedDay, dayName, hasOptions, isSpecial } from '../../answers/rules.ts'
import { type FormRow, stateName } from '../../rules.ts'
import type { Question } from '../../tables.ts'
import type { Listed, Overview } from '../reads.ts'

export interface Source {
  readonly overview: Overview
  readonly form: Pick<FormRow, 'questions' | 'groups'>
  readonly days: readonly AskedDay[]
  readonly timezone: string
}

/** Everything but what is kept apart; with that for those who may read it. */
export function everything({ overview, form, days, timezone }: Source): Table {
  const questions = form.questions.filter(
    (question) => question.kind !== 'attendance' && question.kind !== 'days' && (overview.special || !isSpecial(question.kind)),
  )
  return {
    title: m.registration_list_all(),
    headings: [
      m.registration_col_number(),
      m.registration_col_state(),
      m.registration_name(),
      m.registration_email(),
      m.registration_office(),
      m.registration_organisation(),
      m.registration_how(),
      m.registration_the_days(),
      m.registration_group(),
      m.registration_substitute_of(),
      ...questions.map((question) => text(question.label)),
      m.registration_registered_at(),
    ],
    rows: overview.rows.map((row) => [
      row.number,
      stateName(row.state),
      row.name,
      row.email,
      row.office ?? '',
      placeOf(row),
      row.attendance === 'online' ? m.registration_online() : m.registration_onsite(),
      daysOf(row, days),
      text(form.groups.find((group) => group.id === row.groupId)?.name),
      row.substituteForName ?? '',
      ...questions.map((question) =>
        answerText(question, row.answers[question.id] ?? row.special[question.id] ?? row.files[question.id]),
      ),
      wall(row.createdAt, timezone).date,
    ]),
  }
}

/** How many of each meal, and what must be known of food: no names, since the kitchen needs none. */
export function forKitchen({ overview, form }: Source): Table {
  const coming = comingOnSite(overview)
  const meals = form.questions.filter((question) => question.kind === 'meals')
  const diets = form.questions.filter((question) => question.kind === 'diet')
  const counted = meals.flatMap((question) =>
    (question.options ?? []).map((option) => [
      text(option.label),
      coming.filter((row) => includes(row.answers[question.id], option.id)).length,
    ]),
  )
  const wishes = diets.flatMap((question) =>
    coming.flatMap((row) => (row.special[question.id] === undefined ? [] : [String(row.special[question.id])])),
  )
  return {
    title: m.registration_list_kitchen(),
    headings: [m.registration_kind_meals(), m.registration_how_many()],
    rows: [...counted, ...[...Map.groupBy(wishes, (wish) => wish)].map(([wish, all]) => [wish, all.length])],
  }
}

/** Who sleeps when: names and nights with how many each, and nothing else. */
export function forHotel({ overview, form }: Source): Table {
  const nights = form.questions
    .filter((question) => question.kind === 'nights')
    .flatMap((question) => (question.options ?? []).map((option) => ({ question, option })))
  const staying = comingOnSite(overview).filter((row) =>
    nights.some(({ question, option }) => includes(row.special[question.id], option.id)),
  )
  return {
    title: m.registration_list_hotel(),
    headings: [m.registration_name(), ...nights.map(({ option }) => text(option.label))],
    rows: [
      ...staying.map((row) => [
        row.name,
        ...nights.map(({ question, option }) => (includes(row.special[question.id], option.id) ? 'x' : '')),
      ]),
      [
        m.registration_total(),
        ...nights.map(({ question, option }) => staying.filter((row) => includes(row.special[question.id], option.id)).length),
      ],
    ],
  }
}

const comingOnSite = ({ rows }: Overview) => rows.filter((row) => row.state === 'registered' && row.attendance === 'onsite')
const includes = (answer: Answer | undefined, option: string): boolean => typeof answer === 'object' && answer.includes(option)

/** Where somebody comes from, in words. */
export const placeOf = (row: Pick<Listed, 'organisation' | 'organisationName'>): string =>
  text(row.organisation) || (row.organisationName ?? '')

function daysOf(row: Pick<Listed, 'days'>, days: readonly AskedDay[]): string {
  if (row.days.length === 0) return days.length > 1 ? m.registration_all_days() : ''
  return days.flatMap((day, i) => (row.days.includes(day.id) ? [dayName(day, i)] : [])).join(', ')
}

function answerText(question: Question, answer: Answer | undefined): string | number {
  if (answer === undefined) return ''
  if (!hasOptions(question.kind)) return typeof answer === 'object' ? answer.join(', ') : answer
  return [answer]
    .flat()
    .map((id) => text(question.options?.find((option) => option.id === id)?.label))
    .filter(Boolean)
    .join(', ')
}

const text = (words: Words | null | undefined): string => pick(words, localeNow())?.text ?? ''
