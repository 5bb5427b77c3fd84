/** What each picked alternative makes of a reading. The reader only offers; here the organiser's choice takes effect. */
import type { Doubt, DoubtWhy, ReadDay, ReadItem, ReadSpeaker } from '../../reader/shape.ts'

/**
 * What holds until somebody has looked: as read, except that running text makes no notice, that no year is guessed, and
 * that an end before its start is left open.
 */
export function untilSettled(why: DoubtWhy): number | null {
  if (why === 'year-missing') return null
  return why === 'postponed-in-prose' || why === 'cancelled-in-prose' || why === 'end-before-start' ? 1 : 0
}

/** Applies one choice to `days`, in place. `line` is the doubtful line as pasted. */
export function settle(days: ReadDay[], doubt: Doubt, choice: number, line: string): void {
  const item = doubt.item ? days[doubt.item[0]]?.items[doubt.item[1]] : undefined
  const picked = doubt.alternatives[choice]
  if (picked === undefined) return
  switch (doubt.why) {
    case 'missing-quote':
      if (item) retitle(item, doubt.alternatives[1 - choice] ?? picked, picked)
      return
    case 'role-for-both':
      if (item && choice === 1) shareRole(item, picked.split(' + '), line.slice(doubt.where.from, doubt.where.to).trim())
      return
    case 'line-without-dash':
      if (item && choice === 1) joinToAbove(item, doubt.alternatives[0]!, picked)
      return
    case 'end-before-start':
      if (item && choice > 0) item.end = picked.split('–')[1] ?? null
      return
    case 'afternoon-assumed':
      if (item && choice === 1) asWritten(item, doubt.alternatives[0]!, picked)
      return
    case 'alternative-time':
      if (item && choice === 1) item.start = picked
      if (item?.end && item.end <= item.start) item.end = null
      return
    case 'year-missing':
    case 'weekday-differs':
    case 'days-out-of-order': {
      const day = days.find((one) => one.lines.includes(doubt.where.line)) ?? days[0]
      if (day && /^\d{4}-\d\d-\d\d$/.test(picked)) day.date = picked
      return
    }
    default:
  }
}

const everyTitle = (item: ReadItem): { title: string }[] => [item, ...item.subitems]

/** Only the words within a title are exchanged: a passage may hold more than its title. */
function retitle(item: ReadItem, from: string, to: string): void {
  for (const one of everyTitle(item)) if (one.title === from) one.title = to
}

/** "assisterende fylkesbiblioteksjef og … fylkesbiblioteksjef i Troms": the last words hold for those before as well. */
function shareRole(item: ReadItem, names: readonly string[], shared: string): void {
  const speakers = [...item.speakers, ...item.subitems.flatMap((sub) => sub.speakers)]
  const last = speakers.find((one) => one.name === names.at(-1))
  for (const name of names.slice(0, -1)) {
    const one = speakers.find((speaker): speaker is ReadSpeaker => speaker.name === name)
    if (one) one.role = one.role ? `${one.role} ${shared}` : (last?.role ?? shared)
  }
}

function joinToAbove(item: ReadItem, own: string, joined: string): void {
  const at = item.subitems.findIndex((sub) => sub.title === own)
  const [above, sub] = [item.subitems[at - 1], item.subitems[at]]
  if (!above || !sub) return
  item.subitems.splice(at - 1, 2, {
    title: joined,
    speakers: [...above.speakers, ...sub.speakers],
    lines: [...above.lines, ...sub.lines],
    from: [...above.from, ...sub.from],
  })
}

function asWritten(item: ReadItem, assumed: string, written: string): void {
  const back = (time: string) =>
    time >= '12:00' ? `${String(Number(time.slice(0, 2)) - 12).padStart(2, '0')}${time.slice(2)}` : time
  // Where only the end was moved, both alternatives name the same start.
  if (assumed !== written) item.start = written
  if (item.end) item.end = back(item.end)
}
