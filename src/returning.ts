/**
 * The other browser entry, for pages where script serves only those who come back: it notes that somebody is here for the first
 * time and is done, or finds that they were here before and fetches the one that wakes the islands. Sent as a classic script of a
 * few hundred bytes: it imports nothing but types.
 */
import type { SinceProps } from '#notices/visit/islands/since.tsx'
import type { Visit } from '#notices/visit/rules.ts'

{
  const wakes = document.currentScript?.dataset.wakes
  const island = document.querySelector<HTMLElement>('samling-island[data-name="notices/visit/since"]')
  if (wakes && island?.dataset.props) {
    const { meeting, seen }: Pick<SinceProps, 'meeting' | 'seen'> = JSON.parse(island.dataset.props)
    // As `copiesOf('visit')` keeps it.
    const place = `samling.visit.${meeting}`
    const first: Visit = { looked: Date.now(), seen, before: null }
    try {
      if (localStorage.getItem(place) === null) localStorage.setItem(place, JSON.stringify(first))
      else import(/* @vite-ignore */ wakes)
    } catch {
      // A storage that is full or closed to us remembers no visit: then every one is the first.
    }
  }
}
