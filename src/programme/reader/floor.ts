/** The floor opened to all: "Ordet är fritt", "Ordskifte og spørsmål". */

// "Ordet är fritt", "Spørsmål fra salen": open to all, and a point whatever verb it holds.
const OPEN_TO_ALL =
  /^(?:ordet (?:är|er) fritt?|ordet fritt|fritt ord|(?:åpent|ope|opent|åpning|opning|öppet|åbent|tid|rom|open) (?:for|for|för|til|till|floor)?\s*(?:spørsmål|spørgsmål|frågor|questions?|ordskifte|debatt?|diskusjon|diskussion|discussion|dialog)|(?:spørsmål|spørgsmål|frågor|kommentarer|kommentarar|questions?|q\s?&\s?a|ordskifte|debatt?|diskusjon|diskussion|discussion|gruppearbeid|grupparbete|gruppearbejde|group work)(?:\s*(?:,|og|och|and|fra|frå|från|from|til|till|med|i|with)\s[^.!?]{2,50})?)(?:\s[–—-]\s[^.!?]{2,50})?[.!]?$/iu

/** Is the line only for all to speak in ("Ordskifte og spørsmål")? */
export function opensFloor(text: string): boolean {
  return OPEN_TO_ALL.test(text)
}

const AT_END =
  /(?<=[.?!»”)\p{L}]\s+)((?-i:Ordet|Fritt|Åpent|Ope|Öppet|Åbent|Open|Ordskifte)\s(?:(?:är|er) fritt?|ord|for|för|floor|og|for all)(?!\p{L})[^.?!]{0,50})\.?$/iu

/** Where an open floor at the end of the text begins, behind all that is said of the item itself; or -1. */
export function floorAtEnd(text: string): number {
  const found = AT_END.exec(text.slice(-90))
  return found && opensFloor(found[1] ?? '') && text.length > 90 ? text.length - 90 + found.index : -1
}
