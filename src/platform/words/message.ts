/** Messages by their keys, for what a rule or a reader said no with. */
import { m } from './words.ts'

/** A message by its key, in the language in force; a text that is no key stands as it is. */
export function message(key: string): string {
  const found = Object.hasOwn(m, key) ? (m as unknown as Record<string, () => string>)[key] : undefined
  return found ? found() : key
}
