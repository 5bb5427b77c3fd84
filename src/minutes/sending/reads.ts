/** What a letter tells of a meeting's minutes: what was decided and what is to be done, with who may know of it. */
import type { Actor } from '#actor.ts'
import type { ItemView, MeetingRow } from '#meeting/reads.ts'
import { narrowest } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { type Block, blocksIn } from '../document.ts'
import { type ItemMinutes, readWhole } from '../whole/reads.ts'

export interface Summary {
  readonly decisions: readonly (Told & { readonly number: string | null })[]
  readonly actions: readonly ToldAction[]
}

/** A block of published minutes. */
export interface Told {
  readonly text: string
  readonly lang: Locale
  readonly item: Words
  /** Of the item and what it is part of. */
  readonly audience: Audience
}

export interface ToldAction extends Told {
  readonly who: string | null
  readonly due: Block['due']
  readonly personId: string | null
  readonly organisationId: string | null
}

/**
 * What is published of a meeting's minutes, as the actor may see it; null where nothing is.
 * @param row a meeting the actor may read
 */
export async function readSummary(db: Db, actor: Actor, row: MeetingRow): Promise<Summary | null> {
  const { view, texts } = await readWhole(db, actor, row, { drafts: false })
  if (texts.size === 0) return null
  const decisions: Summary['decisions'][number][] = []
  const actions: ToldAction[] = []
  const tell = (text: ItemMinutes, { title }: ItemView, audience: Audience) => {
    for (const block of blocksIn(text.document)) {
      const kept = text.objects.get(block.id)
      const told = { text: block.text, lang: text.locale, item: title, audience }
      if (block.kind === 'decision') decisions.push({ ...told, number: kept?.number ?? null })
      if (block.kind === 'action')
        actions.push({
          ...told,
          who: block.who,
          due: block.due,
          personId: kept?.personId ?? null,
          organisationId: kept?.organisationId ?? null,
        })
    }
  }
  const walk = (items: readonly ItemView[], around: Audience) => {
    for (const item of items) {
      const audience = narrowest(item.audience, around)
      const text = texts.get(item.id)
      if (text) tell(text, item, audience)
      walk(item.subitems, audience)
    }
  }
  for (const day of view.days) walk(day.items, 'public')
  return { decisions, actions }
}
