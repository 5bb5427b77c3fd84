/** Reads what somebody answered, question by question as the form asks them. */
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { Invalid } from '#platform/errors.ts'
import { typedText } from '#platform/words/text.ts'
import type { Question } from '../tables.ts'
import { type Answer, type Answered, choosesMany, choosesOne, isAsked, isSpecial } from './rules.ts'

export type Body = Readonly<Record<string, string | readonly string[] | undefined>>

/** What the answers are read against. */
export interface Asked {
  readonly questions: readonly Question[]
  /** How the meeting is attended. */
  readonly mode: 'onsite' | 'online' | 'mixed'
  /** The ids of its days. */
  readonly days: readonly string[]
}

const LONGEST = 2000
/** The field of a question. */
export const fieldOf = (question: Pick<Question, 'id'>): string => `q.${question.id}`

export const one = (body: Body, name: string): string => {
  const value = body[name]
  return typedText(typeof value === 'string' ? value : (value?.[0] ?? ''))
}
export const many = (body: Body, name: string): string[] => [body[name] ?? []].flat().map(String).filter(Boolean)

/**
 * What was answered, as far as it was asked.
 * @throws Invalid with a message key for each question that is not answered as it must be
 */
export function readAnswers({ questions, mode, days }: Asked, body: Body): Answered {
  const wrong: Record<string, string> = {}
  const answers: Record<string, Answer> = {}
  const special: Record<string, Answer> = {}
  let attendance: Answered['attendance'] = mode === 'online' ? 'online' : 'onsite'
  let chosenDays: readonly string[] = []
  for (const question of questions) {
    const field = fieldOf(question)
    if (!isAsked(question, { attendance, answers, special }, questions)) continue
    if (question.kind === 'attendance') {
      if (mode === 'mixed' && one(body, field) === 'online') attendance = 'online'
      continue
    }
    if (question.kind === 'days') {
      const picked = many(body, field).filter((id) => days.includes(id))
      if (picked.length === 0 && days.length > 1) wrong[field] = 'registration_days_none'
      // Every day is what a day added later is part of too.
      chosenDays = picked.length === days.length ? [] : picked
      continue
    }
    const read = answerTo(question, body)
    if ('wrong' in read) wrong[field] = read.wrong
    else if (read.answer !== null) (isSpecial(question.kind) ? special : answers)[question.id] = read.answer
    else if (question.required) wrong[field] = 'registration_answer_missing'
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  return { attendance, days: chosenDays, answers, special }
}

function answerTo(question: Question, body: Body): { answer: Answer | null } | { wrong: string } {
  const field = fieldOf(question)
  const offered = (question.options ?? []).map((option) => option.id)
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

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}
