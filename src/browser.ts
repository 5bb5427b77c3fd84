/** Wakes the islands on the page. Each island is fetched when it is needed. */
import { takePageLocale } from '#platform/words/words.ts'
import { type Islands, wake } from '#ui/wake.ts'

takePageLocale()
const found = import.meta.glob('./**/islands/*.tsx') as Islands
// './materials/upload/islands/handin.tsx' answers to the name 'materials/upload/handin'.
wake(Object.fromEntries(Object.entries(found).map(([path, load]) => [path.slice(2, -4).replace('/islands/', '/'), load])))
