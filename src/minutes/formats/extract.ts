/** One decision by itself: with the item it was made on, and what was said before it. */
import { inLocale, m } from '#platform/words/words.ts'
import { looks } from '../html/rules.ts'
import type { MinutesSheet, SheetPart } from './sheet.ts'

/**
 * @param id of the block
 * @returns a sheet with that decision alone, or null when the reader sees none with this id
 */
export function extractOf(sheet: MinutesSheet, id: string): MinutesSheet | null {
  for (const item of sheet.items) {
    const parts = item.minutes?.parts ?? []
    const at = parts.findIndex((part) => part.kind === 'block' && part.is === 'decision' && part.id === id)
    const decision = parts[at]
    if (!item.minutes || decision?.kind !== 'block') continue
    return {
      ...sheet,
      name: inLocale(sheet.locale, () =>
        m.whole_extract({
          decision: [looks.decision.label(), decision.number].filter(Boolean).join(' '),
          title: sheet.title.text,
        }),
      ),
      draft: sheet.draft && !item.minutes.published,
      present: [],
      attending: [],
      decisions: [],
      actions: [],
      items: [{ ...item, level: 1, minutes: { ...item.minutes, parts: [...reasonFor(parts, at), decision] } }],
      materials: item.links.length > 0 ? [{ of: item.title, links: item.links }] : [],
      url: `${sheet.url}/decisions/${id}`,
    }
  }
  return null
}

const isDecision = (part: SheetPart) => part.kind === 'block' && part.is === 'decision'

/** What stands between the decision before and this one; actions belong to what was decided before them. */
function reasonFor(parts: readonly SheetPart[], at: number): SheetPart[] {
  const before = parts.slice(0, at).findLastIndex(isDecision)
  const between = parts.slice(before + 1, at)
  const own = between.findIndex((part) => !(part.kind === 'block' && part.is === 'action'))
  return own === -1 ? [] : between.slice(own)
}
