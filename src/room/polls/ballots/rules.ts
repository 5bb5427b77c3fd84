/** What a ballot may hold. Pure. */
import type { Choice } from '../document.ts'
import { choosable, hasOptions, type PollRow } from '../rules.ts'

export const WORDS_LONGEST = 200

type Of = Pick<PollRow, 'kind' | 'options' | 'most'>

/**
 * Why a choice cannot stand as a ballot, as the key of the words for it; null where it can. A choice that names what is not
 * there, or names something twice, did not come from the form.
 */
export function faultIn(of: Of, choice: Choice): 'polls_choose' | 'polls_choose_fewer' | 'polls_rank_twice' | null {
  const { options = [], step, text } = choice
  if (of.kind === 'words') return text ? null : 'polls_choose'
  if (of.kind === 'scale') return step !== undefined && choosable(of).includes(String(step)) ? null : 'polls_choose'
  const known = choosable(of)
  if (options.length === 0 || options.some((id) => !known.includes(id))) return 'polls_choose'
  if (new Set(options).size < options.length) return of.kind === 'ranking' ? 'polls_rank_twice' : 'polls_choose'
  const most = of.kind === 'several' ? (of.most ?? known.length) : of.kind === 'ranking' ? known.length : 1
  return options.length > most ? 'polls_choose_fewer' : null
}

/** What a form sent, by the names of its fields. */
export interface Typed {
  readonly choice: readonly string[]
  /** For a ranking: the place given to each option, by its id; empty for none. */
  readonly places: Readonly<Record<string, string>>
  readonly text: string
}

/** The fields of a ballot as a choice that was given fills them. */
export const fieldsOf = ({ options = [], step, text = '' }: Choice): Typed => ({
  choice: step === undefined ? options : [String(step)],
  places: Object.fromEntries(options.map((id, place) => [id, String(place + 1)])),
  text,
})

const PLACE = 'place_'
/** The field in which an option is given its place. */
export const placeField = (option: string) => `${PLACE}${option}`

/** The fields of a ballot as a form sent them, by their names. */
export function fieldsIn(values: Readonly<Record<string, string | readonly string[]>>): Typed {
  const places = Object.entries(values).flatMap(([name, value]) =>
    name.startsWith(PLACE) && typeof value === 'string' ? [[name.slice(PLACE.length), value] as const] : [],
  )
  return { choice: [values['choice'] ?? []].flat(), places: Object.fromEntries(places), text: String(values['text'] ?? '') }
}

/**
 * A choice as the fields of its kind say it; what is none of them is left out.
 * @returns 'polls_rank_twice' where two options were given the same place
 */
export function choiceOf(of: Of, typed: Typed): Choice | 'polls_rank_twice' {
  if (of.kind === 'words') return { text: typed.text }
  if (of.kind === 'scale') return { step: Number(typed.choice[0] ?? Number.NaN) }
  if (of.kind !== 'ranking') return { options: hasOptions(of.kind) ? typed.choice : typed.choice.slice(0, 1) }
  const placed = choosable(of)
    .map((id) => ({ id, place: Number(typed.places[id] || 0) }))
    .filter((one) => Number.isInteger(one.place) && one.place > 0)
    .sort((a, b) => a.place - b.place)
  if (new Set(placed.map((one) => one.place)).size < placed.length) return 'polls_rank_twice'
  return { options: placed.map((one) => one.id) }
}
