/** Messages by their keys, for what a rule or a reader said no with. */
import { m } from './words.ts'

/**
 * A message by its key, in the language in force; a text that is no key stands as it is. What goes into a message follows
 * its key: `sources_broken_line?line=7`.
 */
export function message(key: string): string {
  const [name = '', values = ''] = key.split('?', 2)
  const found = Object.hasOwn(m, name) ? (m as unknown as Record<string, (given: object) => string>)[name] : undefined
  return found ? found(Object.fromEntries(new URLSearchParams(values))) : key
}
