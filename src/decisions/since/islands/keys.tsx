/** The arrow keys lead to the previous and the next, as in a presentation: without script the links do. */
import { useEffect } from 'preact/hooks'
import { m } from '#platform/words/words.ts'

const ways: Readonly<Record<string, string>> = { ArrowLeft: 'prev', ArrowRight: 'next' }

export default function Keys() {
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      const way = ways[event.key]
      if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      // In a field they move the cursor.
      if (event.target instanceof Element && event.target.closest('input, textarea, select')) return
      document.querySelector<HTMLAnchorElement>(`main a[rel="${way}"]`)?.click()
    }
    document.addEventListener('keydown', go)
    return () => document.removeEventListener('keydown', go)
  }, [])
  return <p class="soft">{m.since_keys()}</p>
}
