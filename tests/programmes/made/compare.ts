/** How much of a programme was read: right and wrong things counted, for each sort of thing by itself. */
import type { SampleShape } from '#programme/reader/sample-shape.ts'

export type Thing = 'item' | 'title' | 'end' | 'kind' | 'date' | 'speaker' | 'subitem'
export const THINGS: readonly Thing[] = ['item', 'title', 'end', 'kind', 'date', 'speaker', 'subitem']
/** Found rightly, found though not there, there but not found. */
export type Tally = Record<Thing, { right: number; extra: number; missed: number }>
type Told = Pick<SampleShape, 'days'>
type ToldItem = Told['days'][number]['items'][number] & { date: string | null }

export const emptyTally = (): Tally =>
  Object.fromEntries(THINGS.map((thing) => [thing, { right: 0, extra: 0, missed: 0 }])) as Tally

/** The mean over the sorts of things of 2·right / (2·right + extra + missed); a thing that nobody told of counts as right. */
export function scoreOf(tallies: readonly Tally[]): number {
  const each = THINGS.map((thing) => partScore(tallies, thing))
  return each.reduce((sum, one) => sum + one, 0) / each.length
}

export function partScore(tallies: readonly Tally[], thing: Thing): number {
  let [right, wrong] = [0, 0]
  for (const tally of tallies) {
    right += tally[thing].right
    wrong += tally[thing].extra + tally[thing].missed
  }
  return right + wrong === 0 ? 1 : (2 * right) / (2 * right + wrong)
}

/** Counts what was read against what was meant. Items are paired by start and title. */
export function compare(meant: Told, read: Told): Tally {
  const tally = emptyTally()
  const judge = (thing: Thing, right: boolean) => {
    tally[thing].right += right ? 1 : 0
    tally[thing].extra += right ? 0 : 1
    tally[thing].missed += right ? 0 : 1
  }
  const left = itemsOf(read)
  for (const own of itemsOf(meant)) {
    const at = bestFor(own, left)
    const found = at < 0 ? undefined : left.splice(at, 1)[0]
    if (!found) {
      for (const thing of ['item', 'title', 'kind'] as const) tally[thing].missed++
      tally.date.missed += own.date ? 1 : 0
      tally.end.missed += own.end ? 1 : 0
      tally.speaker.missed += own.speakers.length
      tally.subitem.missed += own.subitems.length
      continue
    }
    tally.item.right++
    judge('title', likeness(found.title, own.title) >= 0.85)
    judge('kind', found.kind === own.kind)
    if (own.end) judge('end', found.end === own.end)
    if (own.date) judge('date', found.date === own.date)
    matched(
      tally.speaker,
      own.speakers.map((one) => one.name),
      found.speakers.map((one) => one.name),
      (a, b) => plain(a) === plain(b),
    )
    matched(tally.subitem, own.subitems, found.subitems, (a, b) => likeness(a, b) >= 0.8)
  }
  tally.item.extra += left.length
  return tally
}

const itemsOf = (told: Told): ToldItem[] => told.days.flatMap((day) => day.items.map((item) => ({ ...item, date: day.date })))

function bestFor(own: ToldItem, among: readonly ToldItem[]): number {
  let [best, at] = [0, -1]
  for (const [i, one] of among.entries()) {
    const like = (one.start === own.start ? 1 : 0) + likeness(one.title, own.title)
    if (like > best) [best, at] = [like, i]
  }
  const found = among[at]
  return best >= 1.5 || (found?.start === own.start && best > 1.3) ? at : -1
}

function matched(
  count: Tally[Thing],
  meant: readonly string[],
  read: readonly string[],
  same: (a: string, b: string) => boolean,
): void {
  const left = [...read]
  for (const one of meant) {
    const at = left.findIndex((other) => same(other, one))
    if (at >= 0) left.splice(at, 1)
    count.right += at >= 0 ? 1 : 0
    count.missed += at >= 0 ? 0 : 1
  }
  count.extra += left.length
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[«»“”"'’‘`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Two texts by the words they share: 1 when they hold the same ones. */
function likeness(a: string, b: string): number {
  const [one, two] = [plain(a).split(' ').filter(Boolean), plain(b).split(' ').filter(Boolean)]
  const all = one.length + two.length
  let shared = 0
  for (const word of one) {
    const at = two.indexOf(word)
    if (at < 0) continue
    shared++
    two.splice(at, 1)
  }
  return all === 0 ? 1 : (2 * shared) / all
}
