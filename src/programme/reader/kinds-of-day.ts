/** What the other items of the day say about the sort of thing an item is. */
import type { ReadItem } from './shape.ts'

// "Presentasjon av politikerne, introduksjon": words that open a day, and as well a talk in the middle of it.
const INTRODUCES =
  /^(?:general |kort |short |en )?intro(?:duksjon|duktion|duction)?$|[,–:-] (?:en )?(?:intro(?:duksjon|duktion|duction)?|innledning|innleiing|inledning|indledning)$/i
const GREETED = /(?:^|\s)(?:velkom|välkom|welcom|bures)/i
// "Spørsmål og avsluttende diskusjon", "Oppsummering i plenum": what ends a part, where the end itself has an item of its own.
const ENDS_A_PART =
  /^(?:spørsmål|spørgsmål|frågor|questions?|diskusjon|diskussion|discussion|drøfting|samtale|samtal|ordskifte)(?![a-zß-öø-ɏ])|^(?:oppsummering|opsummering|opsamling|sammanfattning|summary) (?:av|af|fra|frå|från|of|from) (?:the )?[a-zß-öø-ɏ]*(?:gruppe|grupp|group|idé|ide|verksted|verkstad|workshop|diskusjon|diskussion|discussion)|\s(?:i plenum|in plenary|i grupper|fra gruppene|frå gruppene|från grupperna)$/i
const ENDED =
  /^(?:avslutning|avslut|afslutning|avrunding|avrundning|afrunding|slutt|slut|closing|close|adjourn|end|takk? f[oö]r|tack f[oö]r)(?![a-zß-öø-ɏ])/i
const END_ALONE = /^(?:slutt|slut|avslutning|afslutning|avslutt|møteslutt|end|close)\.?$/i
// "Les for livet held fram": the same again. The last words are asked alone, for few titles end so.
const GOES_ON =
  /,?\s\(?(?:fortsetter|fortset|fortsettelse|held fram|framhald|fortsätter|fortsättning|fortsætter|fortsættelse|continued?s?|forts\.?|cont\.?)\)?$/i
const LAST_WORDS = 18
// A day of more items than this is a list of some other sort.
const NEAR = 40

/** Looks at the kinds of a day once more, now that all of them are known. */
export function settleKinds(items: readonly ReadItem[]): void {
  for (const [i, item] of items.entries()) {
    if (item.kind === 'welcome' && INTRODUCES.test(item.title) && before(items, i).some(greets)) item.kind = 'talk'
    if (item.kind === 'closing' && ENDS_A_PART.test(item.title) && items.slice(i + 1, i + NEAR).some((x) => ENDED.test(x.title)))
      item.kind = 'other'
    // "Slutt", and an exhibition to look at behind it.
    if (item.kind === 'other' && END_ALONE.test(item.title) && !items.slice(i + 1, i + NEAR).some(goesOn)) item.kind = 'closing'
    if (GOES_ON.test(item.title.slice(-LAST_WORDS))) item.kind = begun(items, i)?.kind ?? item.kind
  }
}

/** The earlier item of the day that this one carries on: by its title, or by who speaks. */
function begun(items: readonly ReadItem[], index: number): ReadItem | undefined {
  const what = (items[index]?.title ?? '').replace(GOES_ON, '').toLowerCase()
  return before(items, index).findLast(
    (x) => x.title.toLowerCase().startsWith(what) || x.speakers.some(({ name }) => name.toLowerCase() === what),
  )
}

function before(items: readonly ReadItem[], index: number): readonly ReadItem[] {
  return items.slice(Math.max(0, index - NEAR), index)
}

function goesOn({ kind, title }: ReadItem): boolean {
  return kind === 'talk' || kind === 'panel' || ENDED.test(title)
}

function greets(item: ReadItem): boolean {
  return item.kind === 'welcome' && GREETED.test(item.title)
}
