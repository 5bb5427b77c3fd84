import { z } from 'zod'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { typedText } from '#platform/words/text.ts'
import { keyed } from '../entry/forms.ts'
import { electorates, hasOptions, MOST_OPTIONS, pollKinds, SCALE_LONGEST, secrecies } from './rules.ts'
import type { Electorate, PollKind, Secrecy } from './tables.ts'

const LABEL_LONGEST = 120
const QUESTION_LONGEST = 300

const question = z
  .string()
  .transform((typed) => typedText(typed).replaceAll(/\s+/g, ' '))
  .pipe(z.string().max(QUESTION_LONGEST, 'polls_question_long'))
  .refine((text) => !holdsIdentityNumber(text), 'people_identity_number')
const absent = z.literal('').transform(() => null)
const itemField = z.union([absent, z.uuid()]).default(null)
const number = z.union([absent, z.coerce.number().int().min(1)], 'polls_most_wrong').default(null)

/** A poll as somebody sets it up: options one on each line, `most` for several and for the length of a scale. */
export const pollForm = z
  .object({
    question: question.refine((text) => text !== '', 'polls_question_empty'),
    item: itemField,
    kind: z.enum(pollKinds as [PollKind, ...PollKind[]]).default('yes_no'),
    options: z
      .string()
      .default('')
      .transform((text) =>
        typedText(text)
          .split('\n')
          .map((line) => line.replaceAll(/\s+/g, ' ').trim())
          .filter(Boolean),
      ),
    most: number,
    electorate: z.enum(electorates as [Electorate, ...Electorate[]]).default('members'),
    secrecy: z.enum(secrecies as [Secrecy, ...Secrecy[]]).default('hidden'),
    version: z.coerce.number().int().optional(),
    ...keyed.shape,
    /** Opened at once. */
    open: z.literal('now').optional(),
  })
  .check(({ value, issues }) => {
    const wrong = (path: string, message: string) => issues.push({ code: 'custom', path: [path], message, input: value })
    const { kind, options, most } = value
    if (hasOptions(kind)) {
      if (options.length < 2) wrong('options', 'polls_options_few')
      else if (options.length > MOST_OPTIONS) wrong('options', 'polls_options_many')
      else if (options.some((one) => one.length > LABEL_LONGEST)) wrong('options', 'polls_options_long')
      else if (new Set(options).size < options.length) wrong('options', 'polls_options_same')
      else if (options.some(holdsIdentityNumber)) wrong('options', 'people_identity_number')
    }
    if (kind === 'several' && most !== null && most > options.length) wrong('most', 'polls_most_wrong')
    if (kind === 'scale' && most !== null && (most < 2 || most > SCALE_LONGEST)) wrong('most', 'polls_scale_wrong')
  })
export type PollInput = z.output<typeof pollForm>

/** "Agreed, nobody against": on an item, whose title then says what, or with words of its own. */
export const agreedForm = z.object({ question: question.default(''), item: itemField, ...keyed.shape })

export const moveForm = z.object({ way: z.enum(['up', 'down']) })
