/** What speakers may have corrected of what the programme says of them, and how a proposal stands to what is there. Pure. */
import { type Locale, pick, type Words, withoutEmpty } from '#platform/words/text.ts'
import type { ItemState } from '#programme/document.ts'
import type { proposal } from '../tables.ts'

export type ProposalRow = typeof proposal.$inferSelect

export const corrected = ['title', 'description', 'name', 'office', 'bio'] as const
export type Corrected = (typeof corrected)[number]
/** What is said of an appearance, each as one text: in the language a reader of the meeting's language gets. */
export type Texts = Readonly<Record<Corrected, string>>

export function textsOf(
  item: { readonly title: Words; readonly description: Words | null },
  speaker: { readonly name: string; readonly office: string | null },
  bio: Words | null,
  locale: Locale,
): Texts {
  return {
    title: pick(item.title, locale)?.text ?? '',
    description: pick(item.description, locale)?.text ?? '',
    name: speaker.name,
    office: speaker.office ?? '',
    bio: pick(bio, locale)?.text ?? '',
  }
}

/** A text changed in the language it is read in; null when nothing is left of it in any. */
export const reworded = (words: Words | null, text: string, locale: Locale): Words | null =>
  withoutEmpty({ ...words, [pick(words, locale)?.lang ?? locale]: text })

/** An item with some texts of one of its speakers changed. The biography is none of the programme's. */
export function withTexts(state: ItemState, speakerId: string, texts: Partial<Texts>, locale: Locale): ItemState {
  const { title, description, name, office } = texts
  return {
    ...state,
    ...(title && { title: reworded(state.title, title, locale)! }),
    ...(description !== undefined && { description: reworded(state.description, description, locale) }),
    speakers: state.speakers.map((who) =>
      who.id === speakerId ? { ...who, ...(name && { name }), ...(office !== undefined && { office: office || null }) } : who,
    ),
  }
}

/** Which texts somebody changed in a form. @param shown what stood in its fields when it was made */
export const touched = (shown: Texts, mine: Texts): Corrected[] => corrected.filter((field) => mine[field] !== shown[field])

/** A proposal is about one text, so that each can be decided alone. */
export const fieldOf = (row: Pick<ProposalRow, 'proposed'>): Corrected => Object.keys(row.proposed)[0] as Corrected

/** How a text stands now: as when the proposal came, as proposed, or changed by others to something else. */
export function standingOf(row: Pick<ProposalRow, 'proposed' | 'was'>, now: Texts): 'open' | 'there' | 'changed' {
  const field = fieldOf(row)
  if (now[field] === row.proposed[field]) return 'there'
  return now[field] === row.was[field] ? 'open' : 'changed'
}
