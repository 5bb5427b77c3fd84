/** On site, online or both, where the text says so. */
import type { Line } from './lines.ts'
import type { Reading } from './shape.ts'

const ONLINE =
  /(?<!\p{L})(?:digitalt?|digitale|nettmøte|på nett|på nettet|webinar\p{L}*|zoom|teams|online|virtuel\p{L}*|virtual|skärm|distans|neahttačoahkkin|digitála\p{L}*)(?:\s+(?:\p{L}*møte\p{L}*|möte\p{L}*|meeting|deltakelse|deltaking|seminar\p{L}*|konferanse\p{L}*))?/iu
const MEETING_ONLINE =
  /(?<!\p{L})(?:(?:digitalt?|virtuelt?|online|virtual)\s+(?:\p{L}*møte\p{L}*|\p{L}*möte\p{L}*|\p{L}*seminar\p{L}*|meeting|conference|workshop|\p{L}*konferan\p{L}*|\p{L}*konferens\p{L}*)|(?:møtet|mötet|mødet|seminaret|konferansen) (?:er|blir|vert|holdes|haldast|är|hålls|afholdes) (?:heil|hel)?digital\p{L}*|webinar|via (?:zoom|teams)|på (?:zoom|teams)|on (?:zoom|teams)|møtet digitalt|pålogging)/iu
const ONSITE =
  /(?<!\p{L})(?:hotell?|hotel|rådhuset|kulturhuset|biblioteket,|auditorium|auditoriija\p{L}*|fysisk|møterom|konferansesal|festsal|kulturhus|venue)(?!\p{L})/iu
const BOTH =
  /(?<!\p{L})(?:hybrid\p{L}*|både fysisk og digitalt|fysisk og digitalt|fysisk eller digitalt|in person and online|strømmes|streames)(?!\p{L})/iu

/** The way of meeting the text states, or null. */
export function attendanceOf(lines: readonly Line[]): Reading['attendance'] {
  const text = lines
    .slice(0, 600)
    .map((l) => l.text.slice(0, 1000))
    .join('\n')
  if (BOTH.test(text)) return 'mixed'
  if (MEETING_ONLINE.test(text)) return 'online'
  if (ONSITE.test(text))
    return ONLINE.test(text) && /digital deltak|follow online|følge digitalt/i.test(text) ? 'mixed' : 'onsite'
  return null
}
