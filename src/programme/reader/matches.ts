/**
 * Every match of a global pattern, left to right; one that can match nothing at all must not be given. `matchAll` does the
 * same, but makes a copy of the pattern and an iterator each time, which costs more than most of the searches here.
 */
export function everyMatch(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0
  let match = pattern.exec(text)
  if (!match) return NONE
  const found: RegExpExecArray[] = []
  for (; match; match = pattern.exec(text)) found.push(match)
  return found
}

const NONE: readonly RegExpExecArray[] = []
