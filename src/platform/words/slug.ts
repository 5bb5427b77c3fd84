const letters: Record<string, string> = { æ: 'ae', ø: 'o', å: 'a', đ: 'd', ŋ: 'n', ŧ: 't', ß: 'ss', þ: 'th', ð: 'd', ł: 'l' }
const LONGEST = 60

/** A text as part of an address: "Om E-bøker" → "om-e-boker". Empty when nothing of it can be written so. */
export function slugOf(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[æøåđŋŧßþðł]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  if (plain.length <= LONGEST) return plain
  const cut = plain.slice(0, LONGEST + 1)
  const end = cut.lastIndexOf('-')
  return end > 20 ? cut.slice(0, end) : plain.slice(0, LONGEST)
}
