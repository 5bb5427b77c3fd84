/** The search field with suggestions while somebody types: a combobox with a list (WAI-ARIA 1.2). Without script it is a field. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { Suggested } from '../parts/suggested.tsx'
import type { Suggestion } from '../suggesting/rules.ts'

/** So long nobody has typed a letter before it is asked what could be meant. */
const PAUSE_MS = 150

export default function Suggest({ address, q }: { address: string; q: string }) {
  const [typed, type] = useState(q)
  const [suggestions, suggestAll] = useState<readonly Suggestion[]>([])
  const [chosen, choose] = useState(-1)
  const field = useRef<HTMLInputElement | null>(null)
  const touched = useRef(false)

  useEffect(() => {
    if (!touched.current || typed.trim().length < 2) return suggestAll([])
    const ending = new AbortController()
    const soon = setTimeout(() => {
      fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal: ending.signal })
        .then((answer) => (answer.ok ? (answer.json() as Promise<{ suggestions: Suggestion[] }>) : { suggestions: [] }))
        .then((answer) => {
          suggestAll(answer.suggestions)
          choose(-1)
        })
        // A line that is down suggests nothing; the search itself still works.
        .catch(() => {})
    }, PAUSE_MS)
    return () => {
      clearTimeout(soon)
      ending.abort()
    }
  }, [address, typed])

  const close = () => {
    suggestAll([])
    choose(-1)
  }
  const take = (suggestion: Suggestion) => {
    if (suggestion.href !== null) return location.assign(suggestion.href)
    const input = field.current
    if (!input) return
    input.value = suggestion.text
    input.form?.requestSubmit()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (suggestions.length === 0) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      const places = suggestions.length + 1
      choose(((chosen + 1 + step + places) % places) - 1)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      close()
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault()
      take(suggestions[chosen]!)
    }
  }
  return (
    <Suggested
      q={typed}
      suggestions={suggestions}
      chosen={chosen}
      field={field}
      onInput={(text) => {
        touched.current = true
        type(text)
      }}
      onKey={onKeyDown}
      onLeave={close}
      onTake={take}
    />
  )
}
