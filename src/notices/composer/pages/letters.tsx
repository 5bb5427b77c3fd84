/** `/{network}/notices`: letters to those who belong to a network. */
import { m } from '#platform/words/words.ts'
import { Frame, type Place } from '../parts/frame.tsx'
import { Letters } from '../parts/letters.tsx'
import type { Listed } from '../reads.ts'

export function LettersPage({ place, letters }: { place: Place; letters: readonly Listed[] }) {
  return (
    <Frame place={place} title={m.letters_title()}>
      <p class="sm-lead">{m.letters_lead()}</p>
      <Letters base={place.base} letters={letters} timezone={place.network.timezone} />
    </Frame>
  )
}
