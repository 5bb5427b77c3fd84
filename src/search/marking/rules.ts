/** What of a text is shown where something was found in it, and which of its words are marked. Pure. */
import { eachToken, type Token } from '../words/rules.ts'

export interface Piece {
  readonly text: string
  readonly marked: boolean
}

/** About so many letters are shown, and at most so many of them before the first mark. */
const SHOWN = 240
const BEFORE = 80

/** Whether a word is one that was looked for: another form of it, or a compound in which it stands first or last. */
const isMarked = ({ word, halves }: Token, marks: readonly string[]): boolean =>
  marks.some(
    (mark) =>
      word === mark ||
      halves.includes(mark) ||
      (mark.length >= 3 && (word.startsWith(mark) || halves.some((half) => half.startsWith(mark)))) ||
      (mark.length >= 4 && endsAlike(word, mark)),
  )

/** "bibliotekstrategien" ends as "strategi" does, but for its ending. */
function endsAlike(word: string, mark: string): boolean {
  const at = word.lastIndexOf(mark)
  return at > 2 && word.length - at - mark.length <= 4
}

/** A whole text in pieces, the words that were looked for marked. */
export function marked(text: string, marks: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const token of eachToken(text)) {
    if (!isMarked(token, marks)) continue
    if (token.start > from) pieces.push({ text: text.slice(from, token.start), marked: false })
    pieces.push({ text: text.slice(token.start, token.end), marked: true })
    from = token.end
  }
  if (from < text.length) pieces.push({ text: text.slice(from), marked: false })
  return pieces
}

/** The part of a text around what was looked for; its beginning where nothing of that stands in it. */
export function excerpt(text: string, marks: readonly string[]): Piece[] {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  const first = eachToken(flat).find((token) => isMarked(token, marks))
  const start = first && first.start > BEFORE ? flat.indexOf(' ', first.start - BEFORE) + 1 : 0
  const end = flat.length - start <= SHOWN ? flat.length : Math.max(first?.end ?? 0, flat.lastIndexOf(' ', start + SHOWN))
  const pieces = marked(flat.slice(start, end), marks)
  return [
    ...(start > 0 ? [{ text: '… ', marked: false }] : []),
    ...pieces,
    ...(end < flat.length ? [{ text: ' …', marked: false }] : []),
  ]
}
