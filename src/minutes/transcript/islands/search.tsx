/**
 * Looks through what was said, and has the editor quote it. The list stands in the page already: without this it is read whole,
 * and each line's form lets the server quote.
 */
import { useEffect, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { TextField } from '#ui/field.tsx'
import { askToInsert } from '../../islands/insert.ts'
import { quotationOf } from '../document.ts'

/** @param list the id of the list */
export default function Search({ list }: { readonly list: string }) {
  const [sought, setSought] = useState('')
  const [said, setSaid] = useState('')

  useEffect(() => {
    const lines = document.getElementById(list)
    const quote = (event: SubmitEvent) => {
      const { text, speaker, time } = (event.target as HTMLFormElement).dataset
      if (text === undefined || !askToInsert([quotationOf({ text, speaker: speaker ?? null, time: time ?? null })])) return
      event.preventDefault()
      setSaid(m.transcript_inserted())
    }
    lines?.addEventListener('submit', quote)
    return () => lines?.removeEventListener('submit', quote)
  }, [list])

  const seek = (text: string) => {
    setSought(text)
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    let found = 0
    for (const line of document.getElementById(list)?.children ?? []) {
      const has = words.every((word) => line.querySelector('p')?.textContent?.toLowerCase().includes(word))
      ;(line as HTMLElement).hidden = !has
      if (has) found++
    }
    setSaid(words.length === 0 ? '' : m.transcript_found({ count: found }))
  }

  return (
    <search onInput={(event) => seek((event.target as HTMLInputElement).value)}>
      <TextField name="transcript-search" label={m.transcript_search()} type="search" value={sought} />
      <p class="soft" role="status">
        {said}
      </p>
    </search>
  )
}
