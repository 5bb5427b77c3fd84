/** Reads what somebody answered, question by question as the form asks them. */
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { Invalid } from '#platform/errors.ts'
import { isDate } from '#platform/words/dates.ts'
import { typedText } from '#platform/words/text.ts'
import type { Group, Question } from '../tables.ts'
import {
  type Answer,
  type Answered,
  choosesMany,
  choosesOne,
  daysFor,
  type GivenFile,
  isAsked,
  isEmptied,
  isSpecial,
  optionsFor,
} from './rules.ts'

export type Body = Readonly<Record<string, string | readonly string[] | undefined>>

/** What the answers are read against. */
export interface Asked {
  readonly questions: readonly Question[]
  /** How the meeting is attended. */
  readonly mode: 'onsite' | 'online' | 'mixed'
  /** The ids of its days. */
  readonly days: readonly string[]
  /** The group somebody comes with: it may be invited to some days only. */
  readonly group?: Pick<Group, 'days'> | null
  /** Files that came with the form, by question. */
  readonly files?: Readonly<Record<string, GivenFile>>
  /** Questions to which a file was given before. */
  readonly stands?: readonly string[]
}

const LONGEST = 2000
/** The field of a question. */
export const fieldOf = (question: Pick<Question, 'id'>): string => `q.${question.id}`
/** Ticked to take away the file that was given before. */
export const removalOf = (question: Pick<Question, 'id'>): string => `remove.${question.id}`
/** Bears the proof of a file that came before, when the form came back for something else. */
export const keptOf = (question: Pick<Question, 'id'>): string => `kept.${question.id}`

export const one = (body: Body, name: string): string => {
  const value = body[name]
  return typedText(typeof value === 'string' ? value : (value?.[0] ?? ''))
}
export const many = (body: Body, name: string): string[] => [body[name] ?? []].flat().map(String).filter(Boolean)

/**
 * What was answered, as far as it was asked.
 * @throws Invalid with a message key for each question that is not answered as it must be
 */
export function readAnswers({ questions, mode, days, group = null, files = {}, stands = [] }: Asked, body: Body): Answered {
  const wrong: Record<string, string> = {}
  const answers: Record<string, Answer> = {}
  const special: Record<string, Answer> = {}
  const kept: Record<string, GivenFile | 'stays'> = {}
  const open = daysFor(days, group)
  const closed = days.filter((id) => !open.includes(id))
  let attendance: Answered['attendance'] = mode === 'online' ? 'online' : 'onsite'
  // All days is said by none: what a day added later is part of too.
  const asDays = (chosen: readonly string[]) => (chosen.length === days.length ? [] : chosen)
  let chosenDays = asDays(open)
  for (const question of questions) {
    const field = fieldOf(question)
    if (!isAsked(question, { attendance, days: chosenDays, answers, special }, questions)) continue
    if (question.kind === 'attendance') {
      if (mode === 'mixed' && one(body, field) === 'online') attendance = 'online'
      continue
    }
    if (question.kind === 'days') {
      // Where there is but one to come on, nothing is asked.
      const picked = open.length > 1 ? many(body, field).filter((id) => open.includes(id)) : open
      if (picked.length === 0 && open.length > 1) wrong[field] = 'registration_days_none'
      chosenDays = asDays(picked)
      continue
    }
    if (question.kind === 'file') {
      const stays = stands.includes(question.id) && one(body, removalOf(question)) !== 'on'
      const given = files[question.id] ?? (stays ? 'stays' : null)
      if (given) kept[question.id] = given
      else if (question.required) wrong[field] = 'registration_file_missing'
      continue
    }
    if (isEmptied(question, closed)) continue
    const read = answerTo(question, body, closed)
    if ('wrong' in read) wrong[field] = read.wrong
    else if (read.answer !== null) (isSpecial(question.kind) ? special : answers)[question.id] = read.answer
    else if (question.required) wrong[field] = 'registration_answer_missing'
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  return { attendance, days: chosenDays, answers, special, files: kept }
}

function answerTo(question: Question, body: Body, closed: readonly string[]): { answer: Answer | null } | { wrong: string } {
  const field = fieldOf(question)
  const offered = optionsFor(question, closed).map((option) => option.id)
  if (choosesMany(question.kind)) {
    const chosen = many(body, field).filter((id) => offered.includes(id))
    return { answer: chosen.length > 0 ? chosen : null }
  }
  const text = one(body, field)
  if (text === '') return { answer: null }
  if (choosesOne(question.kind)) return offered.includes(text) ? { answer: text } : { wrong: 'registration_choice_wrong' }
  if (question.kind === 'number') {
    const number = Number(text.replace(',', '.'))
    return Number.isFinite(number) ? { answer: number } : { wrong: 'registration_number_wrong' }
  }
  if (question.kind === 'date') return isDate(text) ? { answer: text } : { wrong: 'registration_date_wrong' }
  if (question.kind === 'phone' && !/^\+?[\d\s()-]{5,25}$/.test(text)) return { wrong: 'registration_phone_wrong' }
  if (text.length > LONGEST) return { wrong: 'registration_too_long' }
  return holdsIdentityNumber(text) ? { wrong: 'registration_identity_number' } : { answer: text }
}
