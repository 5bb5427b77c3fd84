/** The form that carries a list from check to check: the text, what each column is, what was said of each row. */
import type { Choice, Choices } from './rules.ts'

type Body = Readonly<Record<string, string | string[] | undefined>>

export interface TakeForm<F extends string> {
  readonly text: string
  /** Null where nobody has said anything yet: then they are guessed. */
  readonly columns: readonly (F | null)[] | null
  readonly choices: Choices
  readonly makes: boolean
  readonly invites: boolean
  readonly seen: string
  readonly wish: 'check' | 'take'
}

const one = (value: string | string[] | undefined): string => [value ?? ''].flat()[0] ?? ''
const MOST_COLUMNS = 40

export function readTakeForm<F extends string>(body: Body, fields: readonly F[]): TakeForm<F> {
  const columns = Array.from({ length: MOST_COLUMNS }, (_, i) => body[`column.${i}`]).map((value) =>
    value === undefined ? undefined : (fields.find((field) => field === one(value)) ?? null),
  )
  const last = columns.findLastIndex((column) => column !== undefined)
  const said = Object.entries(body).flatMap(([name, value]): [number, Choice][] => {
    const line = /^row\.(\d{1,5})$/.exec(name)?.[1]
    const choice = one(value)
    if (line === undefined || choice === '') return []
    return [[Number(line), choice === 'new' || choice === 'skip' ? choice : { id: choice }]]
  })
  return {
    text: one(body['text']),
    columns: last < 0 ? null : columns.slice(0, last + 1).map((column) => column ?? null),
    choices: new Map(said),
    makes: body['makes'] !== undefined,
    invites: body['invites'] !== undefined,
    seen: one(body['seen']),
    wish: one(body['wish']) === 'take' ? 'take' : 'check',
  }
}
